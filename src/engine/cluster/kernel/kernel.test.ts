import { beforeAll, describe, expect, it } from 'vitest'
import type { FlowsPage, RulesPage } from '../../api/kernel'
import type { ProxyMode } from '../../api/traffic'
import { Cluster } from '../../cluster'
import { seconds } from '../../sim'
import { pod, post } from '../../testing/sessions'

const clientOf = (keepAlive: boolean) => ({
  name: 'visitor',
  from: { type: 'pod', namespace: 'default', name: 'client' } as const,
  url: 'http://web/',
  ratePerSecond: 10,
  concurrency: 5,
  keepAlive,
  timeoutSeconds: 5,
})

// Two Pods behind a Service, and one beside them that asks.
function shop(mode: ProxyMode): Cluster {
  const cluster = Cluster.create({ mode })
  cluster.settle()
  pod(cluster, 'web', { image: 'nginx' })
  pod(cluster, 'web-2', { image: 'nginx' })
  pod(cluster, 'client', { command: ['sleep', '1d'] }, { nodeName: 'node-2' })
  post(cluster, 'services', {
    metadata: { name: 'web' },
    spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80 }] },
  })
  cluster.settle()
  return cluster
}

function get(cluster: Cluster, what: string, query: Readonly<Record<string, string>> = {}) {
  const path = `/playground/v1/nodes/node-2/${what}`
  const response = cluster.request({ method: 'GET', path, query })
  if (!('body' in response)) throw new Error('it is a stream')
  return response.body
}

const rules = (cluster: Cluster, query: Readonly<Record<string, string>> = {}) =>
  get(cluster, 'rules', query) as RulesPage
const flows = (cluster: Cluster, query: Readonly<Record<string, string>> = {}) =>
  get(cluster, 'flows', query) as FlowsPage
const text = (cluster: Cluster, what: string, view?: string) =>
  (get(cluster, `${what}/text`, view ? { view } : {}) as { text: string }).text

describe("a node's rules, a page at a time", () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = shop('iptables')
  })

  it('has every line that iptables-save prints, each once, but for COMMIT', () => {
    const { lines } = rules(cluster)
    const rows = [0, 400].flatMap(
      (offset) => rules(cluster, { offset: `${offset}`, limit: '400' }).rows,
    )
    const all = new Map(rows.map((row) => [row.number, row.text]))
    expect(all.size).toBe(lines)
    const printed = text(cluster, 'rules').split('\n')
    expect([...all.values()].sort()).toEqual(
      printed.filter((line) => line !== 'COMMIT' && line !== '').sort(),
    )
  })

  it("is filtered by a Service's name, with the chains that its rules are in", () => {
    const { rows, matching, lines } = rules(cluster, { filter: 'default/web' })
    expect(matching).toBeLessThan(lines)
    const services = rows
      .filter(({ kind }) => kind === 'rule')
      .map(({ because }) => because?.key.name)
    expect([...new Set(services)]).toEqual(['web'])
    expect(rows.filter(({ kind }) => kind === 'group').length).toBeGreaterThan(3)
  })

  it('leads from a jump to the chain that it jumps to', () => {
    const [jump] = rules(cluster, { filter: 'default/web cluster IP KUBE-SVC' }).rows.filter(
      ({ targets }) => targets.some((each) => each.startsWith('KUBE-SVC-')),
    )
    const group = jump?.targets[0] ?? ''
    const { rows, at = -1, offset } = rules(cluster, { group, limit: '20' })
    expect(rows[at - offset]).toMatchObject({ kind: 'group', group })
  })

  it('counts what rules have matched', () => {
    cluster.setTraffic([clientOf(false)])
    cluster.advance(cluster.now + seconds(3))
    const { rows } = rules(cluster, { filter: 'KUBE-SEP default/web' })
    const packets = rows.reduce((sum, row) => sum + (row.packets ?? 0), 0)
    expect(packets).toBeGreaterThan(10)
  })
})

describe.each([
  ['nftables', 'nftables', 'table ip kube-proxy {'],
  ['ipvs', 'ipvsadm', 'IP Virtual Server version'],
] as const)('in %s mode', (mode, view, first) => {
  it(`begins with what ${view} prints, every line a row`, () => {
    const cluster = shop(mode)
    const page = rules(cluster, { limit: '400' })
    expect(page).toMatchObject({ mode, view })
    const printed = text(cluster, 'rules')
    expect(printed.startsWith(first)).toBe(true)
    expect(page.rows.map((row) => `${row.text}\n`).join('')).toBe(printed)
  })
})

describe("a node's rules and its kube-proxy", () => {
  const SET = '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy'
  const proxyOf = (cluster: Cluster) => rules(cluster, { limit: '1' }).proxy
  const service = (cluster: Cluster, name: string) =>
    post(cluster, 'services', { metadata: { name }, spec: { ports: [{ port: 80 }] } })

  it('tell how far it is behind: what it has not been shown, and what it has not written', () => {
    const cluster = shop('iptables')
    cluster.advance(cluster.now + seconds(5))
    expect(proxyOf(cluster)).toMatchObject({ isRunning: true, pending: 0, unseen: 0 })
    service(cluster, 'one')
    expect(proxyOf(cluster)).toMatchObject({ pending: 0, unseen: 1 })
    cluster.advance(cluster.now + seconds(0.1))
    const { syncedAt } = proxyOf(cluster)
    service(cluster, 'two')
    cluster.advance(cluster.now + seconds(0.1))
    expect(proxyOf(cluster)).toMatchObject({ pending: 1, unseen: 0, syncedAt })
    cluster.advance(cluster.now + seconds(2))
    expect(proxyOf(cluster)).toMatchObject({ pending: 0, unseen: 0 })
  })

  it('tell that it is cut off, and then that it has caught up', () => {
    const cluster = shop('iptables')
    cluster.setFault('node-2', 'network')
    for (const name of ['one', 'two', 'three']) service(cluster, name)
    cluster.advance(cluster.now + seconds(5))
    expect(proxyOf(cluster).unseen).toBeGreaterThanOrEqual(3)
    expect(rules(cluster, { filter: 'default/two' }).matching).toBe(0)
    cluster.setFault('node-2', undefined)
    cluster.advance(cluster.now + seconds(5))
    expect(proxyOf(cluster).unseen).toBe(0)
    expect(rules(cluster, { filter: 'default/two' }).matching).toBeGreaterThan(0)
  })

  it('tell that it runs no longer, and stay', () => {
    const cluster = shop('iptables')
    const headers = { 'content-type': 'application/merge-patch+json' }
    const body = { spec: { template: { spec: { nodeSelector: { nowhere: 'yes' } } } } }
    cluster.request({ method: 'PATCH', path: SET, headers, body })
    cluster.advance(cluster.now + seconds(40))
    expect(proxyOf(cluster)).toEqual({
      isRunning: false,
      pending: 0,
      unseen: 0,
      isTouched: false,
    })
    expect(rules(cluster, { filter: 'default/web' }).matching).toBeGreaterThan(5)
  })
})

describe("a node's connection table", () => {
  it('tells for each connection who asked, by which Service, and who answers', () => {
    const cluster = shop('iptables')
    cluster.setTraffic([clientOf(true)])
    cluster.advance(cluster.now + seconds(2))
    const { rows } = flows(cluster, { filter: 'tcp established service/default/web' })
    expect(rows[0]).toMatchObject({
      protocol: 'tcp',
      client: 'pod/default/client',
      service: 'service/default/web',
      isAnswered: true,
    })
    expect(rows[0]?.server).toMatch(/^pod\/default\/web/)
    expect(rows[0]?.text).toMatch(/^tcp {6}6 863\d\d ESTABLISHED src=\S+ dst=10\.\S+ sport=\d+/)
    expect(rows[0]?.text).toMatch(/ dport=80 src=.* \[ASSURED\] mark=0 use=1$/)
    expect(text(cluster, 'flows')).toContain(rows[0]?.text)
  })

  it('knows a node port by whichever address of the node it was asked at', () => {
    const cluster = shop('iptables')
    const [port] = cluster.reader().get('Service', 'default', 'web')?.spec.ports ?? []
    const from = { type: 'node', name: 'node-2' } as const
    const url = `http://127.0.0.1:${port?.nodePort}/`
    cluster.setTraffic([{ ...clientOf(true), from, url }])
    cluster.advance(cluster.now + seconds(1))
    const { rows } = flows(cluster, { filter: 'tcp dst=127.0.0.1' })
    expect(rows[0]).toMatchObject({ client: 'node/node-2', service: 'service/default/web' })
  })

  it('keeps a UDP question for half a minute', () => {
    const cluster = shop('iptables')
    cluster.setTraffic([clientOf(true)])
    cluster.advance(cluster.now + seconds(1))
    cluster.setTraffic([])
    expect(flows(cluster, { filter: 'udp kube-dns' }).matching).toBeGreaterThan(0)
    cluster.advance(cluster.now + seconds(31))
    expect(flows(cluster, { filter: 'udp kube-dns' }).matching).toBe(0)
  })
})
