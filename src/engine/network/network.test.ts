import { describe, expect, it } from 'vitest'
import type { ProxyMode, TrafficSource } from '../api/traffic'
import { seconds } from '../sim'
import { client } from '../testing/lab'
import { ask, makeLab, node, outside, pod, web } from '../testing/shop'

const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

describe.each(modes)('the source address that a Pod sees, with %s', (mode) => {
  // What arrives at web-1, web-2 and web-3 from a node: its gateway on the node itself, its address
  // elsewhere.
  const masqueradedAt = (name: string, gateway: string, address: string): readonly string[] =>
    web.map((each) => `${each.name} <- ${each.node === name ? gateway : address}`)

  it.each<[string, TrafficSource, string, readonly string[]]>([
    [
      'pod to ClusterIP: the Pod, on any node',
      pod('client'),
      'http://web',
      ['web-1 <- 10.244.0.9', 'web-2 <- 10.244.0.9', 'web-3 <- 10.244.0.9'],
    ],
    [
      'node to ClusterIP: its gateway, or its address elsewhere',
      node('node-2'),
      'http://10.96.0.100',
      masqueradedAt('node-2', '10.244.1.1', '192.168.1.12'),
    ],
    [
      'outside to a NodePort, policy Cluster: the node entered',
      outside,
      'http://192.168.1.12:30080',
      masqueradedAt('node-2', '10.244.1.1', '192.168.1.12'),
    ],
    [
      'outside to a NodePort of a node without endpoints: that node',
      outside,
      'http://node-1:30080',
      masqueradedAt('node-1', '10.244.0.1', '192.168.1.11'),
    ],
    [
      'outside to a balancer with policy Local: the client',
      outside,
      'http://192.0.2.20',
      ['web-1 <- 203.0.113.10'],
    ],
    [
      'outside to a NodePort with policy Local: the client',
      outside,
      'http://node-2:30120',
      ['web-1 <- 203.0.113.10'],
    ],
    [
      'pod to a balancer with policy Local takes the short cut: the Pod',
      pod('client'),
      'http://192.0.2.20',
      ['web-1 <- 10.244.0.9'],
    ],
    [
      'node to its own NodePort with policy Local takes the short cut: the node',
      node('node-1'),
      'http://192.168.1.11:30120',
      ['web-1 <- 192.168.1.11'],
    ],
    [
      'a Pod that meets itself: its gateway',
      pod('web-1'),
      'http://selfish',
      ['web-1 <- 10.244.1.1'],
    ],
    [
      'pod to a Pod on the host network: the node, by the network plugin',
      pod('client'),
      'http://hosted',
      ['host <- 192.168.1.11'],
    ],
    [
      'pod to another node and a NodePort: the node entered',
      pod('client'),
      'http://192.168.1.13:30080',
      masqueradedAt('node-3', '10.244.2.1', '192.168.1.13'),
    ],
    [
      'node to a Pod of its own: the gateway',
      node('node-2'),
      'http://10.244.1.5:8080',
      ['web-1 <- 10.244.1.1'],
    ],
    [
      'pod to an external IP: the node entered',
      pod('client'),
      'http://192.0.2.50',
      masqueradedAt('node-1', '10.244.0.1', '192.168.1.11'),
    ],
  ])('%s', (_title, from, url, seen) => {
    const result = ask(from, url, makeLab(mode))
    expect(result.outcomes).toEqual(['ok'])
    expect(result.seen).toEqual(seen)
  })
})

describe('node to 127.0.0.1 and a NodePort', () => {
  const from = node('node-2')
  const url = 'http://127.0.0.1:30080'

  it('is as node to ClusterIP, with iptables', () => {
    const { outcomes, seen } = ask(from, url)
    expect(outcomes).toEqual(['ok'])
    expect(seen).toEqual(['web-1 <- 10.244.1.1', 'web-2 <- 10.244.1.1', 'web-3 <- 192.168.1.12'])
  })
  it('is refused with nftables: only the first address of a node takes node ports', () => {
    expect(ask(from, url, makeLab('nftables')).outcomes).toEqual(['refused'])
  })
  it('is refused with ipvs: there are virtual servers for all addresses but the loopback', () => {
    expect(ask(from, url, makeLab('ipvs')).outcomes).toEqual(['refused'])
  })
})

describe.each(modes)('how a connection ends that leads nowhere, with %s', (mode) => {
  // Where the modes differ on purpose, the table says so.
  type Outcome = string | Readonly<Record<ProxyMode, string>>
  it.each<[string, TrafficSource, string, Outcome]>([
    ['no endpoints: rejected at once', pod('client'), 'http://empty', 'rejected'],
    ['no endpoints, on a NodePort: rejected at once', outside, 'http://node-2:30140', 'rejected'],
    ['nobody listens at the endpoint: refused', pod('client'), 'http://deaf', 'refused'],
    ['the endpoint is gone: silence', pod('client'), 'http://gone', 'timeout'],
    [
      'policy Local, no local endpoint, from outside: silence',
      outside,
      'http://node-1:30120',
      'timeout',
    ],
    [
      'internal policy Local without a local endpoint: silence, or rejected',
      pod('client'),
      'http://near',
      { iptables: 'timeout', nftables: 'timeout', ipvs: 'rejected' },
    ],
    [
      'another port of a ClusterIP: silence, or rejected',
      pod('client'),
      'http://web:81',
      { iptables: 'timeout', nftables: 'rejected', ipvs: 'rejected' },
    ],
    ['an address no Service has: silence', pod('client'), 'http://10.96.7.7', 'timeout'],
    ['a port of a node that nobody listens on: refused', outside, 'http://node-1:31000', 'refused'],
    ['a client outside the source ranges: silence', outside, 'http://192.0.2.25', 'timeout'],
    ['a Pod outside the source ranges: silence', pod('client'), 'http://192.0.2.25', 'timeout'],
    ['a ClusterIP from outside: silence', outside, 'http://10.96.0.100', 'timeout'],
    ['a Pod from outside: silence', outside, 'http://10.244.1.5:8080', 'timeout'],
    ['a name that nobody has', pod('client'), 'http://nowhere', 'name-not-found'],
    ['no URL at all', pod('client'), 'ftp://web', 'bad-url'],
    [
      'a name outside, from a Pod whose name server does not know it',
      pod('client'),
      'http://example.com',
      'name-not-found',
    ],
  ])('%s', (_title, from, url, outcome) => {
    const wanted = typeof outcome === 'string' ? outcome : outcome[mode]
    expect(ask(from, url, makeLab(mode)).outcomes).toEqual([wanted])
  })

  it('names the field that the rule came from', () => {
    const because = (url: string) => ask(pod('client'), url, makeLab(mode)).records[0]?.because
    const key = (name: string) => ({ namespace: 'default', name })
    expect(because('http://empty')).toEqual({
      kind: 'Service',
      key: key('empty'),
      path: 'spec.selector',
    })
    expect(because('http://near')).toEqual({
      kind: 'Service',
      key: key('near'),
      path: 'spec.internalTrafficPolicy',
    })
  })
})

describe.each(modes)('where a connection may go, with %s', (mode) => {
  it.each<[string, TrafficSource, string]>([
    ['from a node to a site outside, by name', node('node-1'), 'http://example.com'],
    ['from the visitor to a site outside', outside, 'http://example.com/path'],
    ['from a Pod to a site outside, by address', pod('client'), 'http://93.184.216.34'],
    ['from outside to a balancer that readdresses to node ports', outside, 'http://192.0.2.26'],
    ['from the visitor to localhost, where a balancer listens', outside, 'http://localhost'],
    ['from a Pod to a source-ranged Service by its ClusterIP', pod('client'), 'http://fenced'],
    ['from outside to a source-ranged Service by its node port', outside, 'http://node-3:30125'],
  ])('%s', (_title, from, url) => {
    expect(ask(from, url, makeLab(mode)).outcomes).toEqual(['ok'])
  })
})

describe.each(modes)('the choice of endpoint, with %s', (mode) => {
  it('is fair: each of three gets a third', () => {
    const lab = makeLab(mode)
    lab.traffic([client('many', pod('client'), 'http://web', { closedLoop: true })])
    lab.simulation.advance(seconds(2))
    const served = [...lab.records.values()].filter(({ outcome }) => outcome === 'ok')
    const counts = web.map(
      ({ name }) => served.filter(({ server }) => server === `pod/default/${name}`).length,
    )
    const total = counts.reduce((sum, count) => sum + count, 0)
    // Five standard deviations of a binomial share of a third: (5/3)² · 2 · total.
    for (const count of counts) {
      expect((count - total / 3) ** 2).toBeLessThan((50 / 9) * total)
    }
    expect(total).toBeGreaterThan(4000)
  })

  it('is in turn with ipvs, and by lot with the others', () => {
    const lab = makeLab(mode)
    lab.traffic([client('many', pod('client'), 'http://web', { closedLoop: true, concurrency: 1 })])
    lab.simulation.advance(seconds(1))
    const servers = [...lab.records.values()].flatMap(({ server, outcome }) =>
      outcome === 'ok' ? [server] : [],
    )
    const isInTurn = servers.every((server, index) => index < 3 || server === servers[index - 3])
    expect(servers.length).toBeGreaterThan(500)
    expect(isInTurn).toBe(mode === 'ipvs')
  })

  it('is made once for a connection: with keep-alive all requests meet one Pod', () => {
    const lab = makeLab(mode)
    const keep = { keepAlive: true, closedLoop: true, concurrency: 1 }
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const servers = new Set([...lab.records.values()].map(({ server }) => server))
    expect(lab.records.size).toBeGreaterThan(500)
    expect([...servers].filter((server) => server !== undefined)).toHaveLength(1)
  })

  it('sticks to one Pod with session affinity', () => {
    const { seen } = ask(pod('client'), 'http://cart', makeLab(mode))
    expect(seen).toHaveLength(1)
  })
})
