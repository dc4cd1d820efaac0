import { parseAddress } from '../api/address'
import type { ProxyMode, TrafficSource } from '../api/traffic'
import type { RequestRecord } from '../network/record'
import { milliseconds, seconds } from '../sim'
import { client, DNS_ADDRESS, hostOf, Lab, type LabPod, service, slice } from './lab'

/** The Pods of the shop: clients, servers and a name server. */
export const pods: readonly LabPod[] = [
  { name: 'client', node: 'node-1', ip: '10.244.0.9', image: 'idle' },
  { name: 'dns', node: 'node-1', ip: '10.244.0.2', image: 'dns' },
  { name: 'web-1', node: 'node-2', ip: '10.244.1.5', image: 'server' },
  { name: 'web-2', node: 'node-2', ip: '10.244.1.6', image: 'server' },
  { name: 'web-3', node: 'node-3', ip: '10.244.2.5', image: 'server' },
  { name: 'host', node: 'node-3', ip: '192.168.1.13', image: 'server' },
]
/** The three Pods behind most of its Services. */
export const web = pods.filter(({ name }) => name.startsWith('web'))
const http = (nodePort?: number) =>
  [
    { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080, ...(nodePort && { nodePort }) },
  ] as const
const balanced = (ip: string) => ({ loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } }) as const

/** Services that lead somewhere, nowhere, or only some of the way. */
export const services = [
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
/** What is behind them. */
export const slices = [
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
/** Balancers outside: by their own address, by node ports, and on the visitor's own machine. */
export const balancers = [
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

/** A shop, open. */
export const makeLab = (mode: ProxyMode = 'iptables'): Lab =>
  new Lab({ pods, services, slices, balancers, mode })

/** What came of asking. */
export interface Result {
  readonly outcomes: readonly string[]
  /** `web-1 <- 10.244.0.9`: who was seen by whom. */
  readonly seen: readonly string[]
  readonly records: readonly RequestRecord[]
}

/** Sends some sixty requests and waits for what becomes of them. */
export function ask(from: TrafficSource, url: string, lab = makeLab()): Result {
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

/** In a Pod. */
export const pod = (name: string): TrafficSource => ({ type: 'pod', namespace: 'default', name })
/** On a node. */
export const node = (name: string): TrafficSource => ({ type: 'node', name })
/** Where the visitor is. */
export const outside: TrafficSource = { type: 'outside' }
