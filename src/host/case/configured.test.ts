import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Cluster } from '../../engine'
import { seconds } from '../../engine'
import type { ProxyMode } from '../../engine/api/traffic'
import { open } from '../opening'
import { type Case, caseOf } from '.'
import type { Expectation } from './expectation'
import { judge, whyNoKernel } from './fixtures/oracle'
import { service } from './fixtures/parts'
import { tell } from './fixtures/table'
import { readProbes } from './probe'

const missing = await whyNoKernel()
const world = readFileSync(new URL('./fixtures/world.yaml', import.meta.url), 'utf8')
const shop = service('shop', {
  type: 'NodePort',
  ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
})
const local = service('local', {
  type: 'NodePort',
  externalTrafficPolicy: 'Local',
  ports: [{ port: 80, targetPort: 8080, nodePort: 30_082 }],
})

// What `kubectl patch` and `kubectl rollout restart` do.
async function configured(mode: ProxyMode, changes: Changes): Promise<Cluster> {
  const manifest = [world, shop, local]
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .join('\n---\n')
  const { cluster } = await open({ manifest, traffic: [], environment: 'kubeadm', mode })
  const map = cluster.reader().get('ConfigMap', 'kube-system', 'kube-proxy')
  let config = map?.data?.['config.conf'] ?? ''
  for (const [from, to] of changes) {
    expect(config).toContain(from)
    config = config.replace(from, to)
  }
  const headers = { 'content-type': 'application/merge-patch+json' }
  const patch = (path: string, body: object): void => {
    expect(cluster.request({ method: 'PATCH', path, headers, body }).status).toBe(200)
  }
  patch('/api/v1/namespaces/kube-system/configmaps/kube-proxy', { data: { 'config.conf': config } })
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' }
  const body = { spec: { template: { metadata: { annotations } } } }
  patch('/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy', body)
  cluster.advance(cluster.now + seconds(30))
  return cluster
}

type Changes = readonly (readonly [from: string, to: string])[]

const probes = [
  { from: { pod: 'client' }, to: 'shop:80' },
  { from: { node: 'node-2' }, to: 'shop:80' },
  { from: { external: '203.0.113.10' }, to: 'node-2:30080' },
  { from: { node: 'node-2' }, to: '127.0.0.1:30080' },
  { from: { node: 'node-2' }, to: '10.244.1.1:30080' },
  { from: { pod: 'client' }, to: 'node-1:30082' },
].map((probe, index) => ({ id: `${index} ${probe.to}`, count: 40, ...probe }))

const all = 'ok web-1 web-2 web-3'
const rows: readonly (readonly [string, ProxyMode, Changes, readonly string[]])[] = [
  [
    'everything masqueraded by the highest bit, node ports at the first address',
    'iptables',
    [
      ['masqueradeAll: false', 'masqueradeAll: true'],
      ['masqueradeBit: null', 'masqueradeBit: 31'],
      ['nodePortAddresses: null', 'nodePortAddresses: [primary]'],
    ],
    [all, all, all, 'refused', 'refused', all],
  ],
  [
    'no way to know Pods, node ports at the Pods’ gateway and 127.0.0.1',
    'iptables',
    [
      ['clusterCIDR: 10.244.0.0/16', 'clusterCIDR: ""'],
      ['nodePortAddresses: null', 'nodePortAddresses: [10.244.0.0/16, 127.0.0.0/8]'],
    ],
    [all, all, 'refused', all, all, 'timeout'],
  ],
  [
    'node ports everywhere, Pods known by their node’s block',
    'nftables',
    [
      ['detectLocalMode: ""', 'detectLocalMode: NodeCIDR'],
      ['nodePortAddresses: null', 'nodePortAddresses: [0.0.0.0/0]'],
    ],
    [all, all, all, 'refused', all, all],
  ],
]

const toldOf = ({ probes: told }: Case): readonly string[] =>
  told.map((each) => tell((each as { readonly expect: Expectation }).expect))

describe.each(rows)('a kube-proxy with %s, by %s', (_title, mode, changes, ends) => {
  it('does what its configuration says, and so does a kernel', { timeout: 900_000 }, async () => {
    const cluster = await configured(mode, changes)
    const made = caseOf(cluster, readProbes('probes', JSON.stringify(probes)))
    expect(toldOf(made)).toEqual(ends)
    if (missing) return
    const { error, nodes, probes: judged } = await judge(made)
    expect(error).toBeUndefined()
    for (const node of Object.values(nodes)) expect(node).toMatchObject({ loaded: 'ok' })
    expect(judged.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })
})
