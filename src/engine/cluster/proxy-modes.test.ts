import { beforeAll, describe, expect, it } from 'vitest'
import type { ProxyMode } from '../api/traffic'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { exec, opened, pod, post } from '../testing/sessions'

// What a learner sees differ between the modes, and what not, asked as a person would ask: curl and
// ping in a Pod on node-1, on node-2 and outside. Sources, in kubernetes/kubernetes:
//   a  pkg/proxy/iptables: rules match address and port; what matches none goes its way
//   b  pkg/proxy/nftables/README.md: cluster-ips-check rejects and drops; node ports at `primary`
//   c  pkg/proxy/ipvs: KUBE-IPVS-FILTER rejects what no virtual server takes; node ports at all
//      addresses but the loopback's
//   d  pkg/proxy/apis/config/v1alpha1: iptables.localhostNodePorts is true, and iptables' alone
//   e  pkg/proxy/topology.go, and syncEndpoint of pkg/proxy/ipvs: policies without local endpoints
//   f  net/netfilter/ipvs/ip_vs_rr.c; xt_statistic and nft_numgen draw for each connection
const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

const SHOP = '10.96.0.50'
const NODE_2 = '192.168.1.12'

function shop(mode: ProxyMode): Cluster {
  const cluster = Cluster.create({ mode, seed: 7 })
  cluster.settle()
  const serve = { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: ['netexec'] }
  for (const name of ['shop-1', 'shop-2', 'shop-3']) {
    const container = { name: 'main', ...serve }
    const spec = { nodeName: 'node-3', containers: [container] }
    post(cluster, 'pods', { metadata: { name, labels: { app: 'shop' } }, spec })
  }
  pod(
    cluster,
    'client',
    { image: 'nicolaka/netshoot', command: ['sleep', '1d'] },
    {
      nodeName: 'node-1',
    },
  )
  const ports = [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30_080 }]
  const selector = { app: 'shop' }
  const service = (name: string, spec: object) =>
    post(cluster, 'services', { metadata: { name }, spec: { ports, selector, ...spec } })
  service('shop', { type: 'NodePort', clusterIP: SHOP })
  const own = (nodePort: number) => [{ ...ports[0], nodePort }]
  service('empty', { type: 'NodePort', selector: { app: 'none' }, ports: own(30_081) })
  service('near', { ports: [{ port: 80, targetPort: 8080 }], internalTrafficPolicy: 'Local' })
  const isNear = { internalTrafficPolicy: 'Local' }
  service('near-and-open', { type: 'NodePort', ...isNear, ports: own(30_083) })
  service('direct', { type: 'NodePort', externalTrafficPolicy: 'Local', ports: own(30_082) })
  cluster.settle()
  cluster.advance(cluster.now + seconds(2))
  return cluster
}

// curl's exit code says how a connection ended.
const ends: Readonly<Record<string, string>> = { 0: 'answered', 7: 'refused', 28: 'silence' }

const curl = (url: string): readonly string[] => ['curl', '-s', '-m', '2', url]

const inPod = (cluster: Cluster, command: readonly string[]) => exec(cluster, 'client', command)

const on = (cluster: Cluster, host: string, command: readonly string[]) =>
  opened(cluster, {
    method: 'POST',
    path: `/playground/v1/hosts/${host}/exec`,
    query: { command, stdout: 'true', stderr: 'true' },
  }).wait()

type From = 'Pod' | 'node' | 'outside'

function asked(cluster: Cluster, from: From, url: string): string {
  const run =
    from === 'Pod'
      ? inPod(cluster, curl(url))
      : on(cluster, from === 'node' ? 'node-2' : 'laptop', curl(url))
  return ends[String(run.end)] ?? String(run.end)
}

type Row = readonly [
  what: string,
  from: From,
  url: string,
  ends: readonly [iptables: string, nftables: string, ipvs: string],
]

const everywhere = (how: string): Row[3] => [how, how, how]

const rows: readonly Row[] = [
  ['a ClusterIP (a, b, c)', 'Pod', SHOP, everywhere('answered')],
  ['a ClusterIP, by name', 'Pod', 'http://shop', everywhere('answered')],
  [
    'a port that the Service has not (a, b, c)',
    'Pod',
    `${SHOP}:81`,
    ['silence', 'refused', 'refused'],
  ],
  ['the same, from a node', 'node', `${SHOP}:81`, ['silence', 'refused', 'refused']],
  ['an address that no Service has (a, b)', 'Pod', '10.96.77.77', everywhere('silence')],
  ['no endpoints', 'Pod', 'http://empty', everywhere('refused')],
  ['no endpoints, by node port', 'outside', `${NODE_2}:30081`, everywhere('refused')],
  ['a node port (a, b, c)', 'outside', `${NODE_2}:30080`, everywhere('answered')],
  ['a node port that nobody has', 'outside', `${NODE_2}:30099`, everywhere('refused')],
  ['a node port on 127.0.0.1 (d)', 'node', '127.0.0.1:30080', ['answered', 'refused', 'refused']],
  ['a node port on localhost (d)', 'node', 'localhost:30080', ['answered', 'refused', 'refused']],
  [
    'a node port at the Pods’ gateway (b, c)',
    'node',
    '10.244.1.1:30080',
    ['answered', 'refused', 'answered'],
  ],
  ['a node port on 127.0.0.1, from a Pod', 'Pod', '127.0.0.1:30080', everywhere('refused')],
  [
    'internal policy Local, nothing near (e)',
    'Pod',
    'http://near',
    ['silence', 'silence', 'refused'],
  ],
  [
    'the same of a Service that has a node port (e)',
    'Pod',
    'http://near-and-open',
    ['silence', 'silence', 'answered'],
  ],
  ['external policy Local, nothing there (e)', 'outside', `${NODE_2}:30082`, everywhere('silence')],
  [
    'external policy Local, from its own node (e)',
    'node',
    `${NODE_2}:30082`,
    everywhere('answered'),
  ],
]

describe.each(modes)('in %s mode', (mode) => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = shop(mode)
  })
  const place = modes.indexOf(mode)

  it.each(rows)('%s, from %s: %s', (_what, from, url, expected) => {
    expect(asked(cluster, from, url)).toBe(expected[place])
  })

  it('a ping to a ClusterIP meets silence, or a rejection (a, b, c)', () => {
    const said = inPod(cluster, ['ping', '-c', '2', '-W', '1', SHOP]).text()
    expect(said).toContain('2 packets transmitted, 0 ')
    expect(said.includes('Destination Port Unreachable')).toBe(mode !== 'iptables')
  })

  it('connections are drawn one by one, or take turns (f)', () => {
    const names = Array.from({ length: 30 }, () =>
      inPod(cluster, ['curl', '-s', `${SHOP}/hostname`]).text(),
    )
    const counts = [...new Set(names)].map((name) => names.filter((each) => each === name).length)
    const isInTurn = names.every((name, index) => index < 3 || name === names[index - 3])
    expect(counts).toHaveLength(3)
    expect(isInTurn).toBe(mode === 'ipvs')
    if (isInTurn) expect(counts).toEqual([10, 10, 10])
  })

  it('requests on one connection all meet one Pod', () => {
    const servers: string[] = []
    const fork = cluster.fork()
    fork.observe({
      request: ({ outcome, server = '', traffic }) => {
        if (outcome === 'ok' && traffic === 'kept') servers.push(server)
      },
    })
    const from = { type: 'pod', namespace: 'default', name: 'client' } as const
    const kept = { keepAlive: true, concurrency: 1, ratePerSecond: 10, timeoutSeconds: 5 }
    fork.setTraffic([{ name: 'kept', from, url: `http://${SHOP}/`, ...kept }])
    fork.advance(fork.now + seconds(3))
    expect(servers.length).toBeGreaterThan(20)
    expect(new Set(servers).size).toBe(1)
  })
})
