import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeServiceWorker } from '../src/tasks/offline'

/** A host of the built page that can be stopped, and can have another version. */
export class Host {
  private readonly root = mkdtempSync(join(tmpdir(), 'playground-'))
  private server: ChildProcess | undefined

  constructor() {
    cpSync('dist', this.root, { recursive: true })
  }

  /** Begins to serve; returns the page's address. */
  async start(): Promise<string> {
    const port = String(10_000 + (process.pid % 10_000)) // below those that systems give out
    const words = ['src/tasks/serve.mjs', '--root', this.root, '--base', '/sub/', '--port', port]
    const server = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.server = server
    const [line] = await once(server.stdout, 'data')
    return String(line).trim()
  }

  async stop(): Promise<void> {
    const { server } = this
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    server.kill()
    await once(server, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.root, { recursive: true, force: true })
  }

  /** Publishes another version: every script has another name, and the old ones are gone. */
  async publish(): Promise<void> {
    const assets = join(this.root, 'assets')
    const scripts = new Set(readdirSync(assets).filter((name) => name.endsWith('.js')))
    const renamed = (text: string) =>
      text.replace(/[\w.]+-[\w-]{8}\.js/g, (name) => (scripts.has(name) ? other(name) : name))
    for (const path of [join(this.root, 'index.html'), ...[...scripts].map((n) => join(assets, n))])
      writeFileSync(path, renamed(readFileSync(path, 'utf8')))
    for (const name of scripts) renameSync(join(assets, name), join(assets, other(name)))
    await writeServiceWorker(this.root)
  }
}

const other = (name: string): string => name.replace(/\.js$/, '2.js')
