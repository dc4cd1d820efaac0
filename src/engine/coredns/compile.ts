import type { Question } from '../api/dns'
import { drawAt, type Random } from '../sim'
import { CorefileError } from './corefile/cursor'
import { hashOf } from './corefile/hash'
import { parseCorefile, type ServerBlock, type Surroundings } from './corefile/parse'
import { directives, pluginNamed } from './plugins'
import {
  Controller,
  type Handler,
  isIn,
  normal,
  type Plugin,
  type ProcessSettings,
  type Served,
  SetupError,
  type Turn,
  zonesOf,
} from './plugins/plugin'

/** All that a configuration is made from: from the same source comes the same configuration. */
export interface Source {
  readonly filename: string
  readonly text: string
  readonly environment: Readonly<Record<string, string>>
  /** The other files that were read, with their texts. */
  readonly files: Readonly<Record<string, string>>
  /** The key of the stream of chance that its plugins draw from. */
  readonly chance: number
}

/** A configuration, ready to serve. */
export interface Compiled {
  /** The server blocks by port. */
  readonly servers: ReadonlyMap<number, readonly Server[]>
  readonly process: ProcessSettings
  readonly hash: string
}

/** A zone of a server block, and the plugins that answer for it. */
export interface Server {
  readonly zone: string
  readonly handlers: readonly Handler[]
  /** Whether addresses are given in an order of chance. */
  readonly shuffles: boolean
}

const DNS_PORT = 53

/** Makes a configuration; throws what CoreDNS would say of one that is none. */
export function compile(source: Source): Compiled {
  const around = surroundingsOf(source)
  const blocks = parseCorefile(source.text, { ...around, known: directives })
  const process: ProcessSettings = { warnings: [], loops: [] }
  const random = drawingFrom(source.chance)
  const lent = { read: (path: string) => source.files[path], random }
  const handlers = blocks.map((): Handler[] => [])
  // A directive is set up in all blocks before the next one is.
  for (const name of directives) {
    for (const [index, block] of blocks.entries()) {
      const tokens = block.directives.get(name)
      if (!tokens) continue
      const { filename } = source
      const controller = new Controller(filename, tokens, {
        keys: block.keys,
        process,
        lent,
        peers: handlers[index] ?? [],
      })
      const plugin = pluginNamed(name)
      if (!plugin) process.warnings.push(`plugin/${name}: has no effect in this cluster`)
      const handler = plugin && setUp(plugin, controller)
      if (handler) handlers[index]?.push(handler)
    }
  }
  return { servers: serversOf(blocks, handlers), process, hash: hashOf(blocks) }
}

/** The hash of a text as `reload` takes it: unknown directives are none of its business. */
export const hashOfText = (source: Source): string =>
  hashOf(parseCorefile(source.text, surroundingsOf(source)))

function setUp(plugin: Plugin, controller: Controller): Handler | undefined {
  try {
    return plugin.setup(controller)
  } catch (error) {
    const isTold = error instanceof SetupError || error instanceof CorefileError
    if (!isTold) throw error
    throw new CorefileError(`plugin/${plugin.name}: ${error.message}`)
  }
}

// A pattern with one `*`, or a path; both may be given from the Corefile's folder.
function surroundingsOf({ filename, environment, files }: Source): Surroundings {
  const folder = filename.slice(0, filename.lastIndexOf('/') + 1)
  const imported = (pattern: string) => {
    const path = pattern.startsWith('/') ? pattern : folder + pattern
    const [head = '', tail] = path.split('*')
    const found = Object.entries(files).filter(([name]) => {
      if (tail === undefined) return name === path
      if (!name.startsWith(head) || !name.endsWith(tail)) return false
      return !name.slice(head.length, name.length - tail.length).includes('/')
    })
    return found.sort(([left], [right]) => (left < right ? -1 : 1))
  }
  return { filename, environment, imported }
}

function drawingFrom(key: number): Random {
  let count = 0
  const below = (limit: number): number => drawAt(key, count++) % limit
  return { below, chance: (numerator, denominator) => below(denominator) < numerator }
}

function serversOf(
  blocks: readonly ServerBlock[],
  handlers: readonly (readonly Handler[])[],
): ReadonlyMap<number, readonly Server[]> {
  const servers = new Map<number, Server[]>()
  for (const [index, { keys }] of blocks.entries()) {
    const own = handlers[index] ?? []
    const shuffles = own.some(({ name }) => name === 'loadbalance')
    for (const key of keys) {
      const port = Number(/:(\d+)$/.exec(key)?.[1] ?? DNS_PORT)
      const list = servers.get(port) ?? []
      servers.set(port, list)
      for (const zone of zonesOf(key)) {
        if (list.some((each) => each.zone === zone)) {
          const address = `dns://${zone}:${port}`
          throw new CorefileError(
            `cannot serve ${address} - it is already defined` +
              (zone === normal(zone) ? '' : ` as ${normal(zone)}`),
          )
        }
        list.push({ zone, handlers: own, shuffles })
      }
    }
  }
  return servers
}

/** The server that answers for a name: the one of the longest zone in which it lies. */
export function serverFor(servers: readonly Server[], name: string): Server | undefined {
  let best: Server | undefined
  for (const server of servers) {
    if (isIn(server.zone, name) && server.zone.length > (best?.zone.length ?? 0)) best = server
  }
  return best
}

/** Asks a server's plugins, one after the other. */
export function ask({ handlers }: Server, question: Question, turn: Turn): Served {
  const from = (index: number, asked: Question): Served => {
    const handler = handlers[index]
    if (handler) return handler.serve(asked, turn, (next) => from(index + 1, next))
    const last = handlers.at(-1)?.name
    if (last === undefined) return { type: 'failed', rcode: 'REFUSED' }
    return { type: 'failed', rcode: 'SERVFAIL', error: `plugin/${last}: no next plugin found` }
  }
  const first = turn.isRefresh ? handlers.findIndex(({ name }) => name === 'cache') : 0
  return from(Math.max(first, 0), question)
}
