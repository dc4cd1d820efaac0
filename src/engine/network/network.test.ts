import { describe, expect, it } from 'vitest'
import { parseAddress } from '../api/address'
import type { TrafficSource } from '../api/traffic'
import { milliseconds, seconds } from '../sim'
import { client, DNS_ADDRESS, hostOf, Lab, type LabPod, service, slice } from '../testing/lab'
import type { RequestRecord } from './record'

const pods: readonly LabPod[] = [
  { name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'idle' },
  { name: 'dns', node: 'node-1', ip: '10.244.0.2', image: 'dns' },
  { name: 'web-1', node: 'node-2', ip: '10.244.1.5', image: 'server' },
  { name: 'web-2', node: 'node-2', ip: '10.244.1.6', image: 'server' },
  { name: 'web-3', node: 'node-3', ip: '10.244.2.5', image: 'server' },
  { name: 'host', node: 'node-3', ip: '192.168.1.13', image: 'server' },
]
const web = pods.filter(({ name }) => name.startsWith('web'))
const http = (nodePort?: number) =>
  [
    { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080, ...(nodePort && { nodePort }) },
  ] as const
const balanced = (ip: string) => ({ loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } }) as const

const services = [
  service('dns', {
    clusterIP: DNS_ADDRESS,
    ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }],
  }),
  service('web', { clusterIP: '10.96.0.100' }),
  service('shop', {
    type: 'NodePort',
    clusterIP: '10.96.0.110',
    externalIPs: ['192.0.2.50'],
    ports: [...http(30_080)],
  }),
  service(
    'api',
    {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.120',
      externalTrafficPolicy: 'Local',
      ports: [...http(30_120)],
    },
    balanced('192.0.2.20'),
  ),
  service(
    'fenced',
    {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.125',
      loadBalancerSourceRanges: ['198.51.100.0/24'],
      ports: [...http(30_125)],
    },
    balanced('192.0.2.25'),
  ),
  service(
    'slb',
    { type: 'LoadBalancer', clusterIP: '10.96.0.126', ports: [...http(30_126)] },
    balanced('192.0.2.26'),
  ),
  service('cart', { clusterIP: '10.96.0.130', sessionAffinity: 'ClientIP' }),
  service('empty', { type: 'NodePort', clusterIP: '10.96.0.140', ports: [...http(30_140)] }),
  service('near', { clusterIP: '10.96.0.150', internalTrafficPolicy: 'Local' }),
  service('deaf', { clusterIP: '10.96.0.160' }),
  service('gone', { clusterIP: '10.96.0.170' }),
  service('hosted', { clusterIP: '10.96.0.180' }),
  service('selfish', { clusterIP: '10.96.0.190' }),
]
const [web1] = web
const slices = [
  slice('dns', [pods[1] as LabPod], { name: 'dns', port: 53, protocol: 'UDP' }),
  ...['web', 'shop', 'fenced', 'slb', 'cart'].map((name) => slice(name, web)),
  slice('api', [web1 as LabPod]),
  slice('near', [web1 as LabPod]),
  slice('selfish', [web1 as LabPod]),
  slice('deaf', [web1 as LabPod], { name: 'http', port: 9999, protocol: 'TCP' }),
  slice('gone', [{ name: 'ghost', ip: '10.244.1.77', node: 'node-2' }]),
  slice('hosted', [{ name: 'host', ip: '192.168.1.13', node: 'node-3' }]),
]
const nodes = ['node-1', 'node-2', 'node-3']
const balancers = [
  {
    service: { namespace: 'default', name: 'api' },
    address: parseAddress('192.0.2.20') ?? 0,
    ports: [{ protocol: 'tcp', port: 80 }],
    nodes: ['node-2'],
  },
  {
    service: { namespace: 'default', name: 'fenced' },
    address: parseAddress('192.0.2.25') ?? 0,
    ports: [{ protocol: 'tcp', port: 80 }],
    nodes,
  },
  {
    service: { namespace: 'default', name: 'slb' },
    address: parseAddress('192.0.2.26') ?? 0,
    ports: [{ protocol: 'tcp', port: 80, nodePort: 30_126 }],
    nodes,
  },
  {
    service: { namespace: 'default', name: 'desk' },
    address: parseAddress('127.0.0.1') ?? 0,
    ports: [{ protocol: 'tcp', port: 80, nodePort: 30_126 }],
    nodes: ['node-1'],
  },
] as const

const makeLab = (): Lab => new Lab({ pods, services, slices, balancers })

interface Result {
  readonly outcomes: readonly string[]
  /** `web-1 <- 10.244.0.9`: who was seen by whom. */
  readonly seen: readonly string[]
  readonly records: readonly RequestRecord[]
}

function ask(from: TrafficSource, url: string, lab = makeLab()): Result {
  lab.traffic([client('asking', from, url, { ratePerSecond: 50, concurrency: 100 })])
  lab.simulation.advance(lab.simulation.now + milliseconds(1190))
  lab.traffic([])
  lab.simulation.advance(lab.simulation.now + seconds(8))
  const records = [...lab.records.values()]
  const seen = pods.flatMap(({ name }) => lab.log(name).map((by) => `${name} <- ${hostOf(by)}`))
  return {
    outcomes: [...new Set(records.map(({ outcome = 'open' }) => outcome))].sort(),
    seen: [...new Set(seen)].sort(),
    records,
  }
}

const pod = (name: string): TrafficSource => ({ type: 'pod', namespace: 'default', name })
const node = (name: string): TrafficSource => ({ type: 'node', name })
const outside: TrafficSource = { type: 'outside' }

describe('the source address that a Pod sees', () => {
  // What arrives at web-1, web-2 and web-3 from a node: its gateway on the node itself, its address elsewhere.
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
      'node to 127.0.0.1 and a NodePort: as node to ClusterIP',
      node('node-2'),
      'http://127.0.0.1:30080',
      masqueradedAt('node-2', '10.244.1.1', '192.168.1.12'),
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
    const result = ask(from, url)
    expect(result.outcomes).toEqual(['ok'])
    expect(result.seen).toEqual(seen)
  })
})

describe('how a connection ends that leads nowhere', () => {
  it.each<[string, TrafficSource, string, string]>([
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
      'internal policy Local without a local endpoint: silence',
      pod('client'),
      'http://near',
      'timeout',
    ],
    ['another port of a ClusterIP: silence', pod('client'), 'http://web:81', 'timeout'],
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
    expect(ask(from, url).outcomes).toEqual([outcome])
  })

  it('names the field that the rule came from', () => {
    const because = (url: string) => ask(pod('client'), url).records[0]?.because
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

describe('where a connection may go', () => {
  it.each<[string, TrafficSource, string]>([
    ['from a node to a site outside, by name', node('node-1'), 'http://example.com'],
    ['from the visitor to a site outside', outside, 'http://example.com/path'],
    ['from a Pod to a site outside, by address', pod('client'), 'http://93.184.216.34'],
    ['from outside to a balancer that readdresses to node ports', outside, 'http://192.0.2.26'],
    ['from the visitor to localhost, where a balancer listens', outside, 'http://localhost'],
    ['from a Pod to a source-ranged Service by its ClusterIP', pod('client'), 'http://fenced'],
    ['from outside to a source-ranged Service by its node port', outside, 'http://node-3:30125'],
  ])('%s', (_title, from, url) => {
    expect(ask(from, url).outcomes).toEqual(['ok'])
  })
})

describe('the choice of endpoint', () => {
  it('is fair: each of three gets a third', () => {
    const lab = makeLab()
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

  it('is made once for a connection: with keep-alive all requests meet one Pod', () => {
    const lab = makeLab()
    const keep = { keepAlive: true, closedLoop: true, concurrency: 1 }
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const servers = new Set([...lab.records.values()].map(({ server }) => server))
    expect(lab.records.size).toBeGreaterThan(500)
    expect([...servers].filter((server) => server !== undefined)).toHaveLength(1)
  })

  it('sticks to one Pod with session affinity', () => {
    const { seen } = ask(pod('client'), 'http://cart')
    expect(seen).toHaveLength(1)
  })
})

describe('connection tracking', () => {
  const keep = { keepAlive: true, closedLoop: true, concurrency: 1, timeoutSeconds: 1 }
  const last = (lab: Lab): RequestRecord | undefined => [...lab.records.values()].at(-2)

  it('keeps an open connection on its Pod when the rules no longer lead there', () => {
    const lab = makeLab()
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const before = last(lab)?.server
    const others = web.filter(({ name }) => before !== `pod/default/${name}`)
    lab.install(services, [
      ...slices.filter(({ metadata }) => metadata.name !== 'web-abcde'),
      slice('web', others),
    ])
    lab.simulation.advance(seconds(2))
    expect(last(lab)?.server).toBe(before)
    expect(ask(pod('client'), 'http://web', lab).outcomes).toEqual(['ok'])
    expect([...lab.records.values()].at(-1)?.server).not.toBe(before)
  })

  it('leaves an open connection hanging when its Pod is gone, and opens the next elsewhere', () => {
    const lab = makeLab()
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(1))
    const server = last(lab)?.server ?? ''
    lab.records.clear()
    lab.runtime().removePod(server.replace('pod/', ''))
    const others = web.filter(({ name }) => server !== `pod/default/${name}`)
    lab.install(services, [
      ...slices.filter(({ metadata }) => metadata.name !== 'web-abcde'),
      slice('web', others),
    ])
    lab.simulation.advance(seconds(3))
    const outcomes = [...lab.records.values()].map(({ outcome }) => outcome)
    expect(outcomes[0]).toBe('timeout')
    expect(outcomes.slice(1, -1).every((outcome) => outcome === 'ok')).toBe(true)
    expect(outcomes.length).toBeGreaterThan(100)
  })
})

describe('the network as a value', () => {
  const busy = (): Lab => {
    const lab = makeLab()
    lab.traffic([
      client('inside', pod('client'), 'http://web', { ratePerSecond: 200 }),
      client('kept', pod('web-1'), 'http://shop', { keepAlive: true, ratePerSecond: 100 }),
      client('outside', outside, 'http://192.0.2.26', { ratePerSecond: 50 }),
      client('failing', pod('client'), 'http://gone', { ratePerSecond: 20 }),
    ])
    return lab
  }
  // What happened, in full: every record with every leg, and every line that servers printed. An observer
  // that came back from another future has missed the beginning of what was under way.
  const story = (lab: Lab, from = -1): string =>
    JSON.stringify([
      [...lab.records.values()].filter(({ started }) => started > from),
      pods.map(({ name }) => lab.log(name)),
      lab.simulation.steps,
    ])

  it('has one future, however the messages are batched', () => {
    const straight = busy()
    straight.simulation.advance(seconds(4))
    const stepped = busy()
    while (stepped.simulation.advance(seconds(4), 7) === 7) stepped.simulation.checkpoint()
    expect(story(stepped)).toBe(story(straight))
  })

  it('is untouched by what happens after a fork, and has the same future again', () => {
    const lab = busy()
    lab.simulation.advance(seconds(1))
    const checkpoint = lab.simulation.checkpoint()
    const run = (): string => {
      lab.records.clear()
      lab.simulation.advance(seconds(3))
      return story(lab, seconds(1))
    }
    const first = run()
    lab.simulation.restore(checkpoint)
    const second = run()
    lab.simulation.restore(checkpoint)
    expect(second).toBe(first)
    expect(run()).toBe(first)
  })

  it('is another one with another seed', () => {
    const lab = (seed: number): string => {
      const one = new Lab({ pods, services, slices, balancers, seed })
      return JSON.stringify(ask(pod('client'), 'http://web', one).records)
    }
    expect(lab(1)).toBe(lab(1))
    expect(lab(2)).not.toBe(lab(1))
  })
})
