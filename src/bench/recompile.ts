import { parseAddress } from '../engine/api/address'
import type { ProxyMode } from '../engine/api/traffic'
import type { Reader } from '../engine/apiserver/reader'
import { compileAll, defaultProxyOptions } from '../engine/kube-proxy'
import { readerOf, service, slice } from '../engine/testing/lab'
import { type Figure, timed } from './figure'

const SERVICES = 5_000
const ENDPOINTS = 3
const CHANGES = 20

/**
 * Milliseconds until every node's kube-proxy has compiled its rules again after one endpoint has
 * changed, with 5,000 Services.
 */
export const recompile: Figure = {
  name: 'recompile',
  unit: 'ms',
  parameters: (['iptables', 'nftables', 'ipvs'] as const).flatMap((mode) =>
    [3, 100].map((nodes) => ({ nodes, mode })),
  ),
  measure({ nodes: count, mode }) {
    const options = { ...defaultProxyOptions, mode: mode as ProxyMode }
    const names = Array.from({ length: Number(count) }, (_, index) => `node-${index + 1}`)
    const objects = new Objects()
    let nodes = names.map((node) => compileAll(objects.reader, { node, options }))
    const times = Array.from({ length: CHANGES }, (_, turn) => {
      const changed = objects.change(turn)
      return timed(() => {
        nodes = nodes.map((each, index) =>
          each.again([changed], objects.reader, { node: names[index] ?? '', options }),
        )
        for (const { ruleset } of nodes) if (!ruleset.nat) throw new Error('no rules')
      })
    }).sort((left, right) => left - right)
    return times[CHANGES / 2] ?? 0
  },
}

// Services and slices by name, as a store has them.
class Objects {
  private readonly services = Array.from({ length: SERVICES }, (_, index) =>
    service(`web-${index}`, { clusterIP: `10.${96 + (index >> 16)}.${index >> 8}.${index & 255}` }),
  )
  private readonly slices = this.services.map((_, index) => slice(`web-${index}`, podsOf(index, 0)))
  private readonly whole = readerOf(this.services, [])
  readonly reader: Reader

  constructor() {
    const bySuffix = (key: string): number => Number(key.slice(key.lastIndexOf('-') + 1))
    this.reader = {
      ...this.whole,
      get: (kind: string, namespace: string, name: string) =>
        kind === 'Service'
          ? this.services[bySuffix(name)]
          : this.whole.get(kind as 'Node', namespace, name),
      indexed: (_kind: string, _index: string, key: string) => [this.slices[bySuffix(key)]],
    } as unknown as Reader
  }

  /** Gives a Service another endpoint. */
  change(turn: number): string {
    const index = (turn * 137) % SERVICES
    this.slices[index] = slice(`web-${index}`, podsOf(index, turn + 1))
    return `default/web-${index}`
  }
}

const podsOf = (service: number, turn: number) =>
  Array.from({ length: ENDPOINTS }, (_, index) => {
    const last = index === 0 ? 10 + turn : 200 + index
    const ip = `10.244.${service % 250}.${last}`
    if (parseAddress(ip) === undefined) throw new Error(ip)
    return { name: `web-${service}-${index}`, ip, node: `node-${(service % 3) + 1}` }
  })
