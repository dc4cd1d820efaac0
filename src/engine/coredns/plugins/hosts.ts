import type { Question } from '../../api/dns'
import { ipText, parseIp } from '../../api/ip'
import { addressOfReverse } from '../kubernetes/reverse'
import {
  type Controller,
  definePlugin,
  type Handler,
  normal,
  once,
  originsOf,
  written,
  zoneOf,
  zonesOf,
} from './plugin'

const TTL = 3_600

interface Settings {
  path: string
  zones: readonly string[]
  fallthrough: readonly string[]
  ttl: number
  hasReverse: boolean
  inline: string[]
}

/** `hosts`: names from a file, or from lines within the Corefile. */
export const hosts = definePlugin({
  name: 'hosts',
  setup(controller) {
    const settings: Settings = {
      path: '/etc/hosts',
      zones: [],
      fallthrough: [],
      ttl: TTL,
      hasReverse: true,
      inline: [],
    }
    for (let index = 0; controller.next(); index++) {
      if (index > 0) throw once()
      const [path, ...zones] = controller.remainingArgs()
      if (path !== undefined) settings.path = path
      settings.zones = originsOf(zones, controller.keys)
      while (controller.nextBlock()) readProperty(controller, settings)
    }
    const file = controller.lent.read(settings.path)
    if (file === undefined) {
      controller.process.warnings.push(`plugin/hosts: File does not exist: ${settings.path}`)
    }
    return handlerOf(settings, tableOf([...(file ?? '').split('\n'), ...settings.inline], settings))
  },
})

function readProperty(controller: Controller, settings: Settings): void {
  const property = controller.text
  const args = controller.remainingArgs()
  const [first] = args
  switch (property) {
    case 'fallthrough':
      settings.fallthrough = args.length > 0 ? args.flatMap(zonesOf) : ['.']
      return
    case 'no_reverse':
      settings.hasReverse = false
      return
    case 'ttl': {
      if (first === undefined) throw controller.error('ttl needs a time in second')
      if (!/^[+-]?\d+$/.test(first)) throw controller.error('ttl needs a number of second')
      const ttl = Number(first)
      if (ttl <= 0 || ttl > 65_535) throw controller.error('ttl provided is invalid')
      settings.ttl = ttl
      return
    }
    case 'reload':
      if (args.length === 1) return
      throw controller.error('reload needs a duration (zero seconds to disable)')
    default:
      if (settings.fallthrough.length > 0) throw controller.error(`unknown property '${property}'`)
      settings.inline.push([property, ...args].join(' '))
  }
}

interface HostTable {
  readonly v4: ReadonlyMap<string, readonly string[]>
  readonly v6: ReadonlyMap<string, readonly string[]>
  readonly names: ReadonlyMap<string, readonly string[]>
}

function tableOf(lines: readonly string[], { zones, hasReverse }: Settings): HostTable {
  const v4 = new Map<string, string[]>()
  const v6 = new Map<string, string[]>()
  const names = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    map.set(key, [...(map.get(key) ?? []), value])
  }
  for (const line of lines) {
    const [address = '', ...own] = line.replace(/#.*/, '').trim().split(/\s+/)
    const ip = parseIp(address)
    if (!ip) continue
    for (const name of own.map(normal)) {
      if (zoneOf(zones, name) === undefined) continue
      add(ip.family === 'IPv4' ? v4 : v6, name, ipText(ip))
      if (hasReverse) add(names, ipText(ip), name)
    }
  }
  return { v4, v6, names }
}

function handlerOf({ zones, fallthrough, ttl }: Settings, table: HostTable): Handler {
  const dataFor = ({ type }: Question, name: string): readonly string[] => {
    if (type === 'PTR') return table.names.get(addressOfReverse(name) ?? '') ?? []
    if (type === 'A') return table.v4.get(name) ?? []
    return type === 'AAAA' ? (table.v6.get(name) ?? []) : []
  }
  return {
    name: 'hosts',
    serve(question, _turn, next) {
      const { type } = question
      const name = question.name.toLowerCase()
      if (zoneOf(zones, name) === undefined && type !== 'PTR') return next(question)
      const data = dataFor(question, name)
      if (type === 'PTR' && data.length === 0) return next(question)
      if (data.length === 0 && !table.v4.has(name) && !table.v6.has(name)) {
        if (zoneOf(fallthrough, name) !== undefined) return next(question)
        // A file of hosts has no zone to deny by: the client is told that something is wrong.
        return { type: 'failed', rcode: 'SERVFAIL' }
      }
      return written(question, { answers: data.map((each) => ({ name, type, ttl, data: each })) })
    },
  }
}
