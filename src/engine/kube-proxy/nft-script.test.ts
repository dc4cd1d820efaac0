import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { NftTable } from '../network/rules'
import type { EndpointSlice, Service } from '../resources'
import { readerOf, service, slice } from '../testing/lab'
import { compile, defaultProxyOptions, nftList, nftScript } from '.'
import type { ProxyOptions } from './options'

// The worked example of the reference, with its nodes under the lab's names.
const worker1 = 'node-2'
const options: ProxyOptions = {
  ...defaultProxyOptions,
  mode: 'nftables',
  serviceCIDR: { base: 0x0a60_0000, length: 16 },
}

const tableOf = (services: readonly Service[], slices: readonly EndpointSlice[]): NftTable => {
  const { nftables } = compile(readerOf(services, slices), worker1, options)
  if (!nftables) throw new Error('no table of nftables')
  return nftables
}

// Rules in the order of their chain, chains and elements in any.
const byChain = (lines: readonly string[]): readonly string[] =>
  [...lines].sort((left, right) => {
    const [a, b] = [left, right].map((line) => line.split(' ').slice(0, 5).join(' ')) as [
      string,
      string,
    ]
    return a < b ? -1 : a > b ? 1 : 0
  })

const example: readonly string[] = readFileSync(
  new URL('./examples/nft-worker-1.txt', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')

const web = [
  { name: 'web-1', ip: '10.244.1.5', node: worker1 },
  { name: 'web-2', ip: '10.244.1.6', node: worker1 },
  { name: 'web-3', ip: '10.244.2.5', node: 'node-3' },
]

const http = { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 } as const
const api = service(
  'api',
  {
    type: 'LoadBalancer',
    clusterIP: '10.96.0.120',
    externalTrafficPolicy: 'Local',
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    ports: [{ ...http, nodePort: 30_120 }],
  },
  { loadBalancer: { ingress: [{ ip: '192.0.2.20', ipMode: 'VIP' }] } },
)
const cart = service('cart', { clusterIP: '10.96.0.130', sessionAffinity: 'ClientIP' })
const slices = [
  slice('api', [{ name: 'api-1', ip: '10.244.1.20', node: worker1 }]),
  slice('cart', web),
]

describe('what kube-proxy writes with nftables', () => {
  it('is, as a script, a balancer that has ranges, and a Service with affinity', () => {
    const script = nftScript(tableOf([api, cart], slices)).replace('192.168.1.12', '172.18.0.3')
    const plugin =
      'add rule ip kube-proxy nat-postrouting ' +
      'ip saddr 10.244.0.0/16 ip daddr != 10.244.0.0/16 masquerade'
    const lines = script.trimEnd().split('\n')
    expect(lines).toContain(plugin)
    expect(byChain(lines.filter((line) => line !== plugin))).toEqual(byChain(example))
  })

  it('is listed as nft lists what it has taken from that script', () => {
    const empty = service('empty', {
      type: 'NodePort',
      clusterIP: '10.96.0.140',
      ports: [{ ...http, nodePort: 30_140 }],
    })
    const table = tableOf([api, cart, empty], slices)
    expect(nftList(table)).toBe(
      readFileSync(new URL('./examples/nft-list.txt', import.meta.url), 'utf8'),
    )
  })

  it('lists who keeps to an endpoint, and for how long', () => {
    const kept = [{ address: 0x0af4_0209, seconds: 10_798 }]
    const text = nftList(tableOf([cart], slices), ({ list }) =>
      list.includes('10.244.1.5') ? kept : [],
    )
    expect(text).toContain('\t\telements = { 10.244.2.9 expires 2h59m58s }')
  })
})
