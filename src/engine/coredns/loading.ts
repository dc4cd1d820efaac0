import { milliseconds, seconds, sortedMap } from '../sim'
import { hashOfText, type Source } from './compile'
import { CorefileError } from './corefile/cursor'
import { type CoreDNSMemory, configurationOf } from './memory'
import { versionOf } from './metrics'
import { markOf } from './serving'
import type { CoreDNSSystem } from './system'

const DEFAULT_FILE = 'Corefile'
/** What a CoreDNS serves that is given no file. */
const DEFAULT_TEXT = '.:53 {\nwhoami\nlog\n}\n'
/** Files that plugins read, besides those that are imported. */
const READ = ['/etc/resolv.conf', '/etc/hosts']
const MOST_CHANCE = 4_294_967_296

/** Reads the configuration; the text says why it cannot be read. */
export function loaded(system: CoreDNSSystem): Source | string {
  const { argv, files, environment } = system
  const flag = argv.indexOf('-conf')
  const filename = flag < 0 ? DEFAULT_FILE : (argv[flag + 1] ?? '')
  const path = filename.startsWith('/') ? filename : `/${filename}`
  const text = files.read(path)
  if (text === undefined) {
    if (flag >= 0) return `open ${filename}: no such file or directory`
    return { filename, text: DEFAULT_TEXT, environment, files: {}, chance: 1 }
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const around = (files.list(folder.slice(0, -1) || '/') ?? []).map((name) => folder + name)
  const read: Record<string, string> = {}
  for (const each of [...READ, ...around, ...mentioned(text)]) {
    const found = each === path ? undefined : files.read(each)
    if (found !== undefined) read[each] = found
  }
  const own = Object.fromEntries(
    [...text.matchAll(/\{[%$](.*?)%?\}/g)].map(([, name = '']) => [name, environment[name] ?? '']),
  )
  const chance = system.random.below(MOST_CHANCE)
  return { filename, text, environment: own, files: read, chance }
}

// Any word that may be a path: a file of hosts, one of name servers.
const mentioned = (text: string): readonly string[] => text.match(/(?<=\s)\/[^\s{}]+/g) ?? []

/** Begins to serve, or says why it cannot and ends. */
export function started(system: CoreDNSSystem, source: Source | string): CoreDNSMemory | undefined {
  const problem = typeof source === 'string' ? source : problemOf(source)
  if (problem !== undefined || typeof source === 'string') {
    system.complain(`${problem}\n`)
    system.exit(1)
    return undefined
  }
  const { process, hash } = configurationOf(source)
  warn(process.warnings, system)
  listenForPages(source, system)
  const memory: CoreDNSMemory = {
    source,
    generation: 1,
    seen: hash,
    mark: markOf(system),
    success: sortedMap(),
    denial: sortedMap(),
    waiting: sortedMap(),
    loops: sortedMap(),
    health: sortedMap(),
    checks: sortedMap(),
    turns: 0,
    draining: false,
    hasSynced: !process.needsApi,
    began: system.now,
    isServing: false,
    used: { period: 0, micros: 0 },
  }
  if (memory.hasSynced) return serving(memory, system)
  system.sleep(SYNC_CHECK, SYNC)
  return memory
}

/** The tag of the timer by which it looks whether it knows the objects. */
export const SYNC = 'sync'
const SYNC_CHECK = milliseconds(100)
const SYNC_WORD = milliseconds(500)
const SYNC_PATIENCE = seconds(5)

/** Waits for the API server, and says so; then serves with what it knows (InitKubeCache). */
export function synced(memory: CoreDNSMemory, system: CoreDNSSystem): CoreDNSMemory {
  if (memory.isServing || memory.draining) return memory
  if (system.isInformed) {
    return serving({ ...memory, hasSynced: true, mark: markOf(system) }, system)
  }
  const waited = system.now - memory.began
  if (waited >= SYNC_PATIENCE) {
    system.print('[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API\n')
    return serving(memory, system)
  }
  if (waited % SYNC_WORD === 0) {
    const word = 'waiting for Kubernetes API before starting server'
    system.print(`[INFO] plugin/kubernetes: ${word}\n`)
  }
  system.sleep(SYNC_CHECK, SYNC)
  return memory
}

function serving(memory: CoreDNSMemory, system: CoreDNSSystem): CoreDNSMemory {
  const { servers } = configurationOf(memory.source)
  listen(memory.source, system)
  for (const [port, each] of servers) {
    const zones = each.map(({ zone }) => zone).sort()
    system.print(zones.map((zone) => `${zone}:${port}\n`).join(''))
  }
  begin(memory, system)
  system.print(`CoreDNS-${versionOf(system.tag)}\nlinux/amd64, go1.24.1, 707c7c1\n`)
  return { ...memory, isServing: true }
}

function problemOf(source: Source): string | undefined {
  try {
    configurationOf(source)
    return undefined
  } catch (error) {
    if (error instanceof CorefileError) return error.message
    throw error
  }
}

const warn = (warnings: readonly string[], system: CoreDNSSystem): void => {
  for (const warning of warnings) system.print(`[WARNING] ${warning}\n`)
}

function listen(source: Source, system: CoreDNSSystem): void {
  for (const port of configurationOf(source).servers.keys()) {
    system.listen(port, { protocol: 'UDP' })
    system.listen(port)
  }
}

function listenForPages(source: Source, system: CoreDNSSystem): void {
  const { health, ready, metrics } = configurationOf(source).process
  for (const page of [health, ready, metrics]) if (page) system.listen(page.port)
}

const PROBE_PATIENCE = seconds(2)

// What plugins do once the servers are there.
function begin({ source, generation }: CoreDNSMemory, system: CoreDNSSystem): void {
  const { process, hash } = configurationOf(source)
  if (process.reload !== undefined) {
    system.print(`[INFO] plugin/reload: Running configuration SHA512 = ${hash}\n`)
    system.sleep(process.reload, `reload ${generation}`)
  }
  for (const { name, port } of process.loops) {
    const question = { name, type: 'HINFO' }
    const server = '127.0.0.1'
    system.ask({ question, server, port, timeout: PROBE_PATIENCE, isSilent: true })
  }
}

/** Looks at the Corefile again; what is wrong with it leaves all as it was. */
export function reloaded(memory: CoreDNSMemory, tag: string, system: CoreDNSSystem): CoreDNSMemory {
  const { process } = configurationOf(memory.source)
  if (process.reload === undefined || tag !== `reload ${memory.generation}`) return memory
  if (memory.draining) return memory
  const again = (next: CoreDNSMemory): CoreDNSMemory => {
    system.sleep(process.reload ?? 0, tag)
    return next
  }
  const source = unchanged(memory.source, system) ? memory.source : loaded(system)
  if (typeof source === 'string' || source === memory.source) return again(memory)
  const hash = hashOrProblem(source)
  if ('problem' in hash) {
    system.print(`[WARNING] plugin/reload: Corefile parse failed: ${hash.problem}\n`)
    return again(memory)
  }
  if (hash.hash === memory.seen) return again(memory)
  system.print('[INFO] Reloading\n')
  const problem = problemOf(source)
  if (problem !== undefined) {
    system.print(`[ERROR] Restart failed: ${problem}\n`)
    const why = `starting with listener file descriptors: ${problem}`
    system.print(`[ERROR] plugin/reload: Corefile changed but reload failed: ${why}\n`)
    return again({ ...memory, seen: hash.hash })
  }
  return restarted({ ...memory, seen: hash.hash }, source, system)
}

// Nothing is drawn or parsed as long as the text is the same.
const unchanged = ({ filename, text }: Source, { files }: CoreDNSSystem): boolean =>
  files.read(filename.startsWith('/') ? filename : `/${filename}`) === text &&
  !text.includes('import')

function hashOrProblem(source: Source): { readonly hash: string } | { readonly problem: string } {
  try {
    return { hash: hashOfText(source) }
  } catch (error) {
    if (error instanceof CorefileError) return { problem: error.message }
    throw error
  }
}

// The new configuration begins with an empty cache.
function restarted(memory: CoreDNSMemory, source: Source, system: CoreDNSSystem): CoreDNSMemory {
  const next: CoreDNSMemory = {
    ...memory,
    source,
    generation: memory.generation + 1,
    mark: { ...memory.mark },
    success: sortedMap(),
    denial: sortedMap(),
    loops: sortedMap(),
    health: sortedMap(),
    checks: sortedMap(),
  }
  warn(configurationOf(source).process.warnings, system)
  listenForPages(source, system)
  listen(source, system)
  begin(next, system)
  system.print('[INFO] Reloading complete\n')
  return next
}
