import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { ConfigMap, Pod } from '../resources'
import { seconds } from '../sim'
import { opened } from '../testing/sessions'
import type { ClusterOptions } from './options'

const SYSTEM = '/api/v1/namespaces/kube-system'
const SET = '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy'

function settled(options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = Cluster.create(options)
  cluster.settle()
  return cluster
}

const podsOf = (cluster: Cluster): readonly Pod[] => cluster.reader().list('Pod', 'kube-system')
const namesOf = (cluster: Cluster): readonly string[] =>
  podsOf(cluster).map(({ metadata }) => metadata.name)

const proxyOn = (cluster: Cluster, node: string): Pod | undefined =>
  podsOf(cluster).find(
    ({ metadata, spec }) => spec.nodeName === node && metadata.name.startsWith('kube-proxy-'),
  )

function logOf(cluster: Cluster, pod: Pod | undefined): string {
  const path = `${SYSTEM}/pods/${pod?.metadata.name}/log`
  const response = cluster.request({ method: 'GET', path })
  return 'body' in response ? String(response.body) : ''
}

function patch(cluster: Cluster, path: string, body: unknown): void {
  const headers = { 'content-type': 'application/merge-patch+json' }
  expect(cluster.request({ method: 'PATCH', path, headers, body }).status).toBe(200)
}

// What curl gets on node-2.
function page(cluster: Cluster, url: string): string {
  const query = { command: ['curl', '-s', '-m', '1', url], stdout: 'true', stderr: 'true' }
  const path = '/playground/v1/hosts/node-2/exec'
  return opened(cluster, { method: 'POST', path, query }).wait().text()
}

// A Service that leads to CoreDNS, where it says that it is well.
function expose(cluster: Cluster, name: string, clusterIP: string): void {
  const meta = { apiVersion: 'v1', metadata: { name } }
  const spec = { clusterIP, ports: [{ port: 80, targetPort: 8080 }] }
  const selector = { 'k8s-app': 'kube-dns' }
  const body = { ...meta, kind: 'Service', spec: { ...spec, selector } }
  const path = `${SYSTEM}/services`
  expect(cluster.request({ method: 'POST', path, body }).status).toBe(201)
  cluster.advance(cluster.now + seconds(3))
}

describe('kube-system', () => {
  it('has the Pods of a control plane, and kube-proxy on every node', () => {
    const cluster = settled()
    expect(namesOf(cluster).map((name) => name.replace(/-[a-z\d]{5}$/, '-*'))).toEqual([
      expect.stringMatching(/^coredns-[a-z\d]+-\*$/),
      expect.stringMatching(/^coredns-[a-z\d]+-\*$/),
      'etcd-node-1',
      'kube-apiserver-node-1',
      'kube-controller-manager-node-1',
      'kube-proxy-*',
      'kube-proxy-*',
      'kube-proxy-*',
      'kube-scheduler-node-1',
    ])
    for (const { spec, status } of podsOf(cluster)) {
      expect(status.phase).toBe('Running')
      expect(status.conditions?.every((each) => each.status === 'True')).toBe(true)
      const isCritical = spec.priorityClassName === 'system-node-critical'
      expect(spec.priority).toBe(isCritical ? 2_000_001_000 : 2_000_000_000)
    }
  })

  it('is told of as having begun before anybody looked', () => {
    const cluster = settled()
    const told = cluster.reader().list('Event', 'kube-system')
    expect(
      told.filter(({ involvedObject }) => !involvedObject.name?.startsWith('coredns')),
    ).toEqual([])
    expect(cluster.reader().get('DaemonSet', 'kube-system', 'kube-proxy')?.status).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
      updatedNumberScheduled: 3,
    })
  })

  it.each([
    ['k3s', []],
    ['ack', ['kube-proxy-worker']],
    ['kind', ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler']],
  ] as const)('of %s has its own Pods on nodes', (environment, expected) => {
    const found = namesOf(settled({ environment }))
      .filter((name) => !name.startsWith('coredns'))
      .map((name) => name.replace(/-(node-1|[a-z\d]{5})$/, ''))
    expect([...new Set(found)]).toEqual(expected)
  })

  it('gets the image of a static Pod back when that is deleted', () => {
    const cluster = settled()
    const key = ['Pod', 'kube-system', 'etcd-node-1'] as const
    const before = cluster.reader().get(...key)
    cluster.request({ method: 'DELETE', path: `${SYSTEM}/pods/etcd-node-1` })
    cluster.advance(cluster.now + seconds(2))
    const after = cluster.reader().get(...key)
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid)
    expect(after?.status.containerStatuses).toEqual(before?.status.containerStatuses)
    expect(after?.status.phase).toBe('Running')
  })
})

describe('a kube-proxy', () => {
  it('says how it starts, and which mode it is in', () => {
    const cluster = settled()
    const log = logOf(cluster, proxyOn(cluster, 'node-2'))
    expect(log).toContain('1 server_linux.go:132] "Using iptables Proxier"\n')
    expect(log).toContain('"Successfully retrieved node IP(s)" IPs=["192.168.1.12"]\n')
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('iptables')
    expect(page(cluster, 'localhost:10256/healthz')).toBe('ok')
  })

  it('leaves the rules as they are when its Pod is gone, and writes all when it is back', () => {
    const cluster = settled()
    expose(cluster, 'before', '10.96.0.50')
    patch(cluster, SET, { spec: { template: { spec: { nodeSelector: { nowhere: 'yes' } } } } })
    cluster.advance(cluster.now + seconds(40))
    expect(proxyOn(cluster, 'node-2')).toBeUndefined()
    expose(cluster, 'after', '10.96.0.51')
    const gets = (address: string) => page(cluster, `${address}/health`) === 'OK'
    expect([gets('10.96.0.50'), gets('10.96.0.51')]).toEqual([true, false])
    patch(cluster, SET, { spec: { template: { spec: { nodeSelector: { nowhere: null } } } } })
    cluster.advance(cluster.now + seconds(20))
    expect([gets('10.96.0.50'), gets('10.96.0.51')]).toEqual([true, true])
  })

  it('takes another mode from its ConfigMap once its Pods are replaced', () => {
    const cluster = settled()
    const map = cluster.reader().get('ConfigMap', 'kube-system', 'kube-proxy') as ConfigMap
    const config = (map.data?.['config.conf'] ?? '').replace('mode: ""', 'mode: nftables')
    patch(cluster, `${SYSTEM}/configmaps/kube-proxy`, { data: { 'config.conf': config } })
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('iptables')
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' }
    patch(cluster, SET, { spec: { template: { metadata: { annotations } } } })
    cluster.advance(cluster.now + seconds(30))
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('nftables')
    expect(logOf(cluster, proxyOn(cluster, 'node-1'))).toContain('"Using nftables Proxier"')
  })

  it('does not start with a mode that there is not', () => {
    const cluster = settled()
    const data = { 'config.conf': 'mode: userspace\n' }
    patch(cluster, `${SYSTEM}/configmaps/kube-proxy`, { data })
    const { name = '' } = proxyOn(cluster, 'node-2')?.metadata ?? {}
    cluster.request({ method: 'DELETE', path: `${SYSTEM}/pods/${name}` })
    cluster.advance(cluster.now + seconds(15))
    const pod = proxyOn(cluster, 'node-2')
    expect(pod?.metadata.name).not.toBe(name)
    expect(pod?.status.containerStatuses?.[0]?.ready).toBe(false)
    expect(logOf(cluster, pod)).toContain('Mode: Invalid value: \\"userspace\\"')
  })

  it('begins in the mode of its cluster', () => {
    const cluster = settled({ mode: 'nftables' })
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('nftables')
  })
})
