import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EndpointSlice, Service } from '../resources'
import { readerOf, service, slice } from '../testing/lab'
import { compile, defaultProxyOptions, iptablesSave } from '.'
import type { ProxyOptions } from './options'

// The worked examples of the reference, with its nodes under the lab's names.
const worker1 = 'node-2'
const worker2 = 'node-3'
const options: ProxyOptions = defaultProxyOptions

const endpoints = [
  { name: 'web-1', ip: '10.244.1.5', node: worker1 },
  { name: 'web-2', ip: '10.244.1.6', node: worker1 },
  { name: 'web-3', ip: '10.244.2.5', node: worker2 },
]

const saved = (services: readonly Service[], slices: readonly EndpointSlice[], node = worker1) =>
  iptablesSave(compile(readerOf(services, slices), node, options))

// What a Service adds: the lines that a node without it does not have.
function added(services: readonly Service[], slices: readonly EndpointSlice[], node = worker1) {
  const before = new Set(saved([], [], node).split('\n'))
  return saved(services, slices, node)
    .split('\n')
    .filter((line) => !before.has(line))
}

// Expected texts, typed from what real nodes print; a folder of them, since their lines are long.
const example = (name: string): string =>
  readFileSync(new URL(`./examples/${name}.txt`, import.meta.url), 'utf8')

const linesOf = (name: string): readonly string[] => example(name).trimEnd().split('\n')

const port = (nodePort: number) => [
  { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080, nodePort } as const,
]

describe('what kube-proxy writes, as iptables-save prints it', () => {
  it('(a) is a whole node with one ClusterIP and three endpoints', () => {
    const web = service('web', { clusterIP: '10.96.0.100' })
    expect(saved([web], [slice('web', endpoints)])).toBe(example('a-cluster-ip'))
  })

  it('(b) adds a NodePort and an external IP', () => {
    const shop = service('shop', {
      type: 'NodePort',
      clusterIP: '10.96.0.110',
      externalIPs: ['192.0.2.50'],
      ports: port(30_080),
    })
    expect(added([shop], [slice('shop', endpoints)])).toEqual(linesOf('b-node-port'))
  })

  describe('(c) for a balancer with policy Local and source ranges', () => {
    const api = service(
      'api',
      {
        type: 'LoadBalancer',
        clusterIP: '10.96.0.120',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 32_120,
        loadBalancerSourceRanges: ['203.0.113.0/24'],
        ports: port(30_120),
      },
      { loadBalancer: { ingress: [{ ip: '192.0.2.20', ipMode: 'VIP' }] } },
    )
    const slices = [slice('api', [{ name: 'api-1', ip: '10.244.1.20', node: worker1 }])]

    it('leads to the local endpoint where there is one', () => {
      expect(added([api], slices)).toEqual(linesOf('c-balancer'))
    })
    it('drops what comes from outside where there is none', () => {
      expect(added([api], slices, worker2)).toEqual(linesOf('c-balancer-elsewhere'))
    })
  })

  it('(d) remembers clients by endpoint with session affinity', () => {
    const cart = service('cart', { clusterIP: '10.96.0.130', sessionAffinity: 'ClientIP' })
    expect(added([cart], [slice('cart', endpoints)])).toEqual(linesOf('d-affinity'))
  })

  it('(e) rejects what has no endpoints, by filter rules alone', () => {
    const empty = service('empty', {
      type: 'NodePort',
      clusterIP: '10.96.0.140',
      ports: port(30_140),
    })
    expect(added([empty], [])).toEqual(linesOf('e-no-endpoints'))
  })

  it.each([
    [4, '0.25000000000'],
    [6, '0.16666666651'],
    [7, '0.14285714272'],
    [11, '0.09090909082'],
    [12, '0.08333333349'],
  ])('prints one in %i as the kernel keeps it', (count, text) => {
    const many = Array.from({ length: count }, (_, index) => ({
      name: `web-${index}`,
      ip: `10.244.1.${index + 10}`,
      node: worker1,
    }))
    const web = service('web', { clusterIP: '10.96.0.100' })
    expect(saved([web], [slice('web', many)])).toContain(`--probability ${text} `)
  })
})
