import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { ConfigMap, Pod } from '../resources'
import { minutes, seconds } from '../sim'
import { opened } from '../testing/sessions'
import type { ClusterOptions } from './options'

const SYSTEM = '/api/v1/namespaces/kube-system'
const SET = '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy'

function settled(options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = Cluster.create(options)
  cluster.settle()
  return cluster
}

const proxyOn = (cluster: Cluster, node: string): Pod | undefined =>
  cluster
    .reader()
    .list('Pod', 'kube-system')
    .find(({ metadata, spec }) => spec.nodeName === node && metadata.name.startsWith('kube-proxy-'))

function logOf(cluster: Cluster, pod: Pod | undefined): string {
  const path = `${SYSTEM}/pods/${pod?.metadata.name}/log`
  const response = cluster.request({ method: 'GET', path })
  return 'body' in response ? String(response.body) : ''
}

function patch(cluster: Cluster, path: string, body: unknown): void {
  const headers = { 'content-type': 'application/merge-patch+json' }
  expect(cluster.request({ method: 'PATCH', path, headers, body }).status).toBe(200)
}

// What a command says on node-2.
const run = (cluster: Cluster, ...command: readonly string[]): string =>
  opened(cluster, {
    method: 'POST',
    path: '/playground/v1/hosts/node-2/exec',
    query: { command, stdout: 'true', stderr: 'true' },
  })
    .wait()
    .text()

const page = (cluster: Cluster, url: string): string => run(cluster, 'curl', '-s', '-m', '1', url)

// A Service that leads to CoreDNS, where it says that it is well.
function expose(cluster: Cluster, name: string, clusterIP: string, more: object = {}): void {
  const meta = { apiVersion: 'v1', metadata: { name } }
  const spec = { clusterIP, ports: [{ port: 80, targetPort: 8080 }], ...more }
  const selector = { 'k8s-app': 'kube-dns' }
  const body = { ...meta, kind: 'Service', spec: { ...spec, selector } }
  const path = `${SYSTEM}/services`
  expect(cluster.request({ method: 'POST', path, body }).status).toBe(201)
  cluster.advance(cluster.now + seconds(3))
}

const gets = (cluster: Cluster, address: string): boolean =>
  page(cluster, `${address}/health`) === 'OK'

const changed = (text: string, changes: Readonly<Record<string, string>>): string =>
  Object.entries(changes).reduce((all, [from, to]) => all.replace(from, to), text)

// What `kubectl edit` and `kubectl rollout restart` do.
function configure(cluster: Cluster, changes: Readonly<Record<string, string>> | string): void {
  const map = cluster.reader().get('ConfigMap', 'kube-system', 'kube-proxy') as ConfigMap
  const before = map.data?.['config.conf'] ?? ''
  const config = typeof changes === 'string' ? changes : changed(before, changes)
  expect(config).not.toBe(before)
  patch(cluster, `${SYSTEM}/configmaps/kube-proxy`, { data: { 'config.conf': config } })
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' }
  patch(cluster, SET, { spec: { template: { metadata: { annotations } } } })
  cluster.advance(cluster.now + seconds(30))
}

describe('a kube-proxy', () => {
  it('says how it starts, and which mode it is in', () => {
    const cluster = settled()
    const log = logOf(cluster, proxyOn(cluster, 'node-2'))
    expect(log).toContain('1 server_linux.go:132] "Using iptables Proxier"\n')
    expect(log).toContain('"Successfully retrieved NodeIPs" NodeIPs=["192.168.1.12"]\n')
    expect(log).toContain('err="nodePortAddresses is unset; NodePort connections will be')
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('iptables')
  })

  it('tells whether it is well', () => {
    const cluster = settled()
    const time = '"\\d{4}-\\d\\d-\\d\\d [\\d:.]+ \\+0000 UTC m=\\+[\\d.]+"'
    const both = `"lastUpdated": ${time},"currentTime": ${time}`
    expect(page(cluster, 'localhost:10256/livez')).toMatch(new RegExp(`^\\{${both}\\}$`))
    const healthz = new RegExp(`^\\{${both}, "nodeEligible": true\\}$`)
    expect(page(cluster, 'localhost:10256/healthz')).toMatch(healthz)
    expect(page(cluster, 'localhost:10249/healthz')).toBe('ok')
    expect(page(cluster, 'localhost:10256/')).toBe('404 page not found\n')
  })

  it('counts what it has seen and written', () => {
    const cluster = settled()
    const metric = (name: string): number =>
      Number(
        new RegExp(`^kubeproxy_${name} (\\S+)$`, 'm').exec(
          page(cluster, 'localhost:10249/metrics'),
        )?.[1],
      )
    const before = metric('sync_proxy_rules_service_changes_total')
    const rules = metric('sync_proxy_rules_iptables_total\\{table="nat"\\}')
    const written = metric('sync_proxy_rules_last_timestamp_seconds')
    expose(cluster, 'more', '10.96.0.50')
    expect(metric('sync_proxy_rules_service_changes_total')).toBe(before + 1)
    expect(metric('sync_proxy_rules_iptables_total\\{table="nat"\\}')).toBe(rules + 8)
    expect(metric('sync_proxy_rules_service_changes_pending')).toBe(0)
    expect(metric('sync_proxy_rules_last_timestamp_seconds')).toBeGreaterThan(written)
    expect(metric('proxy_healthz_total\\{code="200"\\}')).toBeNaN()
    page(cluster, 'localhost:10256/healthz')
    expect(metric('proxy_healthz_total\\{code="200"\\}')).toBe(1)
  })

  it('leaves the rules as they are when its Pod is gone, and writes all when it is back', () => {
    const cluster = settled()
    expose(cluster, 'before', '10.96.0.50')
    patch(cluster, SET, { spec: { template: { spec: { nodeSelector: { nowhere: 'yes' } } } } })
    cluster.advance(cluster.now + seconds(40))
    expect(proxyOn(cluster, 'node-2')).toBeUndefined()
    expose(cluster, 'after', '10.96.0.51')
    expect([gets(cluster, '10.96.0.50'), gets(cluster, '10.96.0.51')]).toEqual([true, false])
    patch(cluster, SET, { spec: { template: { spec: { nodeSelector: { nowhere: null } } } } })
    cluster.advance(cluster.now + seconds(20))
    expect([gets(cluster, '10.96.0.50'), gets(cluster, '10.96.0.51')]).toEqual([true, true])
  })

  it('begins in the mode of its cluster', () => {
    const cluster = settled({ mode: 'nftables' })
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('nftables')
  })
})

describe("a kube-proxy's ConfigMap", () => {
  it('brings another mode once its Pods are replaced', () => {
    const cluster = settled()
    const map = cluster.reader().get('ConfigMap', 'kube-system', 'kube-proxy') as ConfigMap
    const config = (map.data?.['config.conf'] ?? '').replace('mode: ""', 'mode: nftables')
    patch(cluster, `${SYSTEM}/configmaps/kube-proxy`, { data: { 'config.conf': config } })
    cluster.advance(cluster.now + minutes(2))
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('iptables')
    configure(cluster, `${config}\n`)
    expect(page(cluster, 'localhost:10249/proxyMode')).toBe('nftables')
    expect(logOf(cluster, proxyOn(cluster, 'node-1'))).toContain('"Using nftables Proxier"')
  })

  it('that is not valid has the Pods fail, in words of upstream, and the rules stay', () => {
    const cluster = settled()
    expose(cluster, 'web', '10.96.0.50')
    configure(cluster, { 'mode: ""': 'mode: userspace' })
    const pod = cluster
      .reader()
      .list('Pod', 'kube-system')
      .find(
        ({ metadata, status }) =>
          metadata.name.startsWith('kube-proxy-') && !status.containerStatuses?.[0]?.ready,
      )
    expect(pod?.status.containerStatuses?.[0]?.state?.waiting?.reason).toBe('CrashLoopBackOff')
    expect(logOf(cluster, pod)).toContain(
      'run.go:72] "command failed" err="failed validate: KubeProxyConfiguration.Mode.ProxyMode: ' +
        'Invalid value: \\"userspace\\": must be iptables, ipvs, nftables or blank (blank means ' +
        'the best-available proxy [currently iptables])"\n',
    )
    expect(gets(cluster, '10.96.0.50')).toBe(true)
  })

  it('that has a scheduler which the kernel has not is refused by the kernel', () => {
    const cluster = settled()
    configure(cluster, { 'mode: ""': 'mode: ipvs', 'scheduler: ""': 'scheduler: best' })
    const failed = cluster
      .reader()
      .list('Pod', 'kube-system')
      .find(({ status }) => !status.containerStatuses?.[0]?.ready)
    const log = logOf(cluster, failed)
    expect(log).toContain('"Could not create dummy VS" err="no such file or directory"')
    expect(log).toContain('err="can\'t use the IPVS proxier: no such file or directory"')
  })

  it('says what is masqueraded, and by which mark', () => {
    const cluster = settled()
    configure(cluster, { 'masqueradeAll: false': 'masqueradeAll: true', 'Bit: null': 'Bit: 15' })
    const text = run(cluster, 'iptables-save')
    expect(text).toContain('-A KUBE-MARK-MASQ -j MARK --set-xmark 0x8000/0x8000\n')
    expect(text).toContain('-m mark --mark 0x8000/0x8000 -j ACCEPT\n')
    const to = /^-A KUBE-SVC-TCOU7JCQXEZGVUNU -d 10\.96\.0\.10\/32 .* -j KUBE-MARK-MASQ$/m
    expect(text).toMatch(to)
    expect(text).not.toContain('! -s 10.244.0.0/16 -d')
    expect(page(cluster, '10.96.0.10:9153/metrics')).not.toBe('')
  })

  it.each([
    ['NodeCIDR', '', '! -s 10.244.1.0/24 -d 10.96.0.10/32 -p udp'],
    ['InterfaceNamePrefix', 'Prefix: veth', '-d 10.96.0.10/32 ! -i veth+ -p udp'],
    ['BridgeInterface', 'Interface: cni0', '-d 10.96.0.10/32 ! -i cni0 -p udp'],
  ])('says how Pods are known: by %s', (mode, detail, rule) => {
    const cluster = settled()
    const field = detail.split(':', 1)[0] ?? ''
    const changes: Record<string, string> = { 'LocalMode: ""': `LocalMode: ${mode}` }
    if (field !== '') changes[`${field}: ""`] = detail
    configure(cluster, changes)
    expect(run(cluster, 'iptables-save')).toContain(`-A KUBE-SVC-TCOU7JCQXEZGVUNU ${rule} `)
  })

  it('without a way to know Pods leaves those rules out, and says so', () => {
    const cluster = settled()
    configure(cluster, { 'clusterCIDR: 10.244.0.0/16': 'clusterCIDR: ""' })
    const text = run(cluster, 'iptables-save')
    expect(text).not.toMatch(/^-A KUBE-SVC-\w+ .* -j KUBE-MARK-MASQ$/m)
    // The network plugin's own rule is none of its business.
    expect(text).toContain('-A POSTROUTING -s 10.244.0.0/16 ! -d 10.244.0.0/16 -j MASQUERADE\n')
    expect(logOf(cluster, proxyOn(cluster, 'node-1'))).toContain('"Defaulting to no-op')
  })

  it('says how long connections are tracked', () => {
    const cluster = settled()
    configure(cluster, { 'tcpEstablishedTimeout: null': 'tcpEstablishedTimeout: 1h30m' })
    const from = { type: 'node', name: 'node-2' } as const
    const often = { ratePerSecond: 2, concurrency: 1, keepAlive: true, timeoutSeconds: 2 }
    cluster.setTraffic([{ name: 'a', from, url: 'http://10.96.0.10:9153/metrics', ...often }])
    cluster.advance(cluster.now + seconds(3))
    const flows = run(cluster, 'conntrack', '-L', '-p', 'tcp')
    expect(flows).toMatch(/^tcp {6}6 539\d ESTABLISHED src=192\.168\.1\.12 dst=10\.96\.0\.10 /m)
  })

  it('says how often it writes', () => {
    const cluster = settled()
    configure(cluster, { 'minSyncPeriod: 0s\n  syncPeriod: 0s': 'minSyncPeriod: 20s' })
    expose(cluster, 'one', '10.96.0.50')
    expect(gets(cluster, '10.96.0.50')).toBe(true)
    expose(cluster, 'two', '10.96.0.51')
    expect(gets(cluster, '10.96.0.51')).toBe(false)
    cluster.advance(cluster.now + seconds(20))
    expect(gets(cluster, '10.96.0.51')).toBe(true)
  })
})

describe('nodePortAddresses', () => {
  const NODE_PORT = { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }] }
  // Whether a node takes node ports at its own address, its Pods' gateway and 127.0.0.1.
  function taken(mode: 'iptables' | 'nftables' | 'ipvs', addresses: string): string {
    const cluster = settled({ mode })
    const changes: Record<string, string> = {}
    if (addresses !== '') changes['nodePortAddresses: null'] = `nodePortAddresses: ${addresses}`
    else changes['oomScoreAdj: null'] = 'oomScoreAdj: -998'
    configure(cluster, changes)
    expose(cluster, 'shop', '10.96.0.50', NODE_PORT)
    const at = ['192.168.1.12', '10.244.1.1', '127.0.0.1']
    return at.map((each) => (gets(cluster, `${each}:30080`) ? 'y' : '-')).join('')
  }

  it.each([
    ['iptables', '', 'yyy'],
    ['iptables', '[primary]', 'y--'],
    ['iptables', '["10.244.0.0/16"]', '-y-'],
    ['iptables', '["10.244.0.0/16", "127.0.0.0/8"]', '-yy'],
    ['iptables', '["0.0.0.0/0"]', 'yyy'],
    ['nftables', '', 'y--'],
    ['nftables', '["0.0.0.0/0"]', 'yy-'],
    ['nftables', '["10.244.0.0/16", "127.0.0.0/8"]', '-y-'],
    ['ipvs', '', 'yy-'],
    ['ipvs', '[primary]', 'y--'],
  ] as const)('of %s, when they are %s: %s', (mode, addresses, expected) => {
    expect(taken(mode, addresses)).toBe(expected)
  })

  it('and localhostNodePorts: false keeps node ports from 127.0.0.1', () => {
    const cluster = settled()
    configure(cluster, { 'localhostNodePorts: null': 'localhostNodePorts: false' })
    expose(cluster, 'shop', '10.96.0.50', NODE_PORT)
    const text = run(cluster, 'iptables-save')
    expect(text).toMatch(/^-A KUBE-SERVICES ! -d 127\.0\.0\.0\/8 .* -j KUBE-NODEPORTS$/m)
    expect(gets(cluster, '127.0.0.1:30080')).toBe(false)
    expect(gets(cluster, '10.244.1.1:30080')).toBe(true)
  })
})
