// Running npm, and having what it installs: with nothing but Node, since nothing else may be there.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of package.json. */
export const top = join(import.meta.dirname, '../..')

/**
 * @typedef {import('node:child_process').StdioOptions} Stdio
 * @param {string[]} words
 * @param {{ stdio?: Stdio, env?: Record<string, string>, minutes?: number }} [options]
 * @returns {number} the exit code
 */
export function npm(words, { stdio = 'inherit', env = {}, minutes } = {}) {
  const own = process.env.npm_execpath // npm's own script, when npm started us
  const byNode = own?.endsWith('.js')
  const command = byNode ? process.execPath : 'npm'
  const { status, error } = spawnSync(command, byNode ? [`${own}`, ...words] : words, {
    cwd: top,
    stdio,
    env: { ...process.env, ...env },
    timeout: minutes === undefined ? undefined : minutes * 60_000,
    shell: !byNode && process.platform === 'win32',
  })
  if (error) console.error(`cannot run npm ${words[0]}: ${error.message}`)
  return status ?? 1
}

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }>} */
const packages = (path) => JSON.parse(readFileSync(join(top, path), 'utf8')).packages

/** Whether the lockfile's packages are there; those for other platforms need not be. */
function installed() {
  try {
    const there = packages('node_modules/.package-lock.json')
    return Object.entries(packages('package-lock.json')).every(
      ([path, { version, optional }]) =>
        path === '' || (there[path] ? there[path].version === version : optional),
    )
  } catch {
    return false // no node_modules, or not one that npm made
  }
}

/** Installs what the lockfile names, unless it is there. Ends the program when that fails. */
export function install() {
  if (installed()) return
  console.error('Installing packages …')
  const code = npm(['ci', '--include=dev', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] })
  if (code !== 0) process.exit(code)
}
