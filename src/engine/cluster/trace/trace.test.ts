import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../host/opening'
import type { PacketTrace, Trace, TraceRequest } from '../../api/trace'
import type { Cluster } from '../../cluster'
import { seconds } from '../../sim'

const server = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const pod = (name: string, node: string, app: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app } },
  spec: {
    nodeName: node,
    containers: [{ name: 'c', image: server, args: ['netexec', '--udp-port=8081'], ...more }],
  },
})
const service = (name: string, spec: object, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
})
const deployment = (name: string, replicas: number, image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'c', image }] },
    },
  },
})
const sick = { readinessProbe: { httpGet: { path: '/', port: 9 } } }
const ports = (nodePort: number) => [{ port: 80, targetPort: 8080, nodePort }]

const objects = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } },
  pod('client', 'node-1', 'client'),
  pod('web-1', 'node-2', 'web', { ports: [{ name: 'http', containerPort: 8080 }] }),
  pod('web-2', 'node-2', 'web', { ports: [{ name: 'http', containerPort: 8080 }] }),
  pod('sick', 'node-3', 'sick', sick),
  service('web', {}),
  service('shop', { type: 'NodePort', ports: ports(30_080) }),
  service('typo', { selector: { app: 'wep' } }),
  service('stray', { selector: { tier: 'backend' } }),
  service('named', { ports: [{ port: 80, targetPort: 'htttp' }] }),
  service('sick', { selector: { app: 'sick' } }),
  service('deaf', { ports: [{ port: 80, targetPort: 9999 }] }),
  service('talk', { ports: [{ port: 53, targetPort: 8081, protocol: 'UDP' }] }),
  service('far', {}, 'other'),
  service('bare', { clusterIP: 'None', selector: { app: 'nobody' } }),
  service('alias', { type: 'ExternalName', externalName: 'nowhere.invalid' }),
  service('near', { internalTrafficPolicy: 'Local' }),
  service('local', { type: 'NodePort', externalTrafficPolicy: 'Local', ports: ports(30_120) }),
  deployment('idle', 0, server),
  deployment('quiet', 1, 'nowhere/nothing:1'),
  pod('lonely', 'node-3', 'lonely', {
    image: 'busybox:musl',
    command: ['httpd'],
    args: ['-f', '-p', '127.0.0.1:8080'],
  }),
  service('idle', { selector: { app: 'idle' } }),
  service('quiet', { selector: { app: 'quiet' } }),
  service('lonely', { selector: { app: 'lonely' } }),
  service('direct', { clusterIP: 'None' }),
  service('digits', { type: 'ExternalName', externalName: '10.1.2.3' }),
  service('pending', { type: 'LoadBalancer', ports: ports(30_200) }),
  service('fixed', { clusterIP: '10.96.0.77' }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'nobody' },
    spec: { podSelector: { matchLabels: { app: 'sick' } }, policyTypes: ['Ingress'] },
  },
]
const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n')

let cluster: Cluster
let byNftables: Cluster
beforeAll(async () => {
  ;({ cluster } = await open({ manifest, traffic: [] }))
  ;({ cluster: byNftables } = await open({ manifest, traffic: [], mode: 'nftables' }))
}, 60_000)

const client = { type: 'pod', namespace: 'default', name: 'client' } as const
const outside = { type: 'outside' } as const
const on = (name: string) => ({ type: 'node', name }) as const

const follow = (to: string, from: TraceRequest['from'] = client): Trace =>
  cluster.trace({ from, to })

const packetOf = ({ steps }: Trace, code: string): PacketTrace => {
  const step = steps.find((each) => each.code === code)
  if (!step || !('packet' in step)) throw new Error(`no step ${code}`)
  return step.packet
}

describe('a request that is followed', () => {
  it('has every step, from the name to the response', () => {
    const { outcome, status, steps } = follow('http://web/hostname')
    expect({ outcome, status }).toEqual({ outcome: 'ok', status: 200 })
    expect(steps.map(({ code }) => code)).toEqual([
      'resolver',
      'question',
      'question',
      'answer',
      'answer',
      'connect',
      'accept',
      'request',
      'response',
      'end',
    ])
    const [resolver] = steps
    expect(resolver).toMatchObject({
      nameservers: ['10.96.0.10'],
      ndots: 5,
      candidates: [
        'web.default.svc.cluster.local.',
        'web.svc.cluster.local.',
        'web.cluster.local.',
        'web.',
      ],
    })
    expect(steps.find(({ code }) => code === 'connect')).toMatchObject({
      listener: { state: 'listens', port: 8080, container: 'c' },
    })
  })

  it('meets the rules one by one, with what was drawn and the field each comes from', () => {
    const connect = packetOf(follow('http://web'), 'connect')
    const [first, second] = connect.passes
    expect(connect.passes.map(({ node }) => node)).toEqual(['node-1', 'node-2'])
    const rules = first?.rules.filter(({ table }) => table === 'nat') ?? []
    const drawn = rules.filter(({ draw }) => draw)
    expect(drawn).toHaveLength(1)
    expect(drawn[0]).toMatchObject({
      chain: expect.stringMatching(/^KUBE-SVC-/),
      number: 2,
      of: 3,
      draw: { of: 2 },
      because: { kind: 'Service', path: 'spec.ports[0].targetPort' },
    })
    expect(drawn[0]?.matched).toBe(drawn[0]?.draw?.drawn === 0)
    expect(rules.find(({ does }) => does === 'dnat')).toMatchObject({ matched: true })
    expect(first?.left.destination).toBe(connect.last.destination)
    expect(first?.arrived.destination).toBe(connect.sent.destination)
    expect(first?.tracked?.original.destination).toBe(connect.sent.destination)
    expect(first?.tracked?.reply.source).toBe(connect.last.destination)
    expect(second?.state).toBe('new')
  })

  it('is masqueraded on its way from outside, and comes back by the same nodes', () => {
    const trace = follow('http://192.168.1.11:30080', outside)
    const connect = packetOf(trace, 'connect')
    expect(connect.sent.source).toBe('203.0.113.10')
    expect(connect.last.source).toBe('192.168.1.11')
    const accept = packetOf(trace, 'accept')
    expect(accept.passes.map(({ node }) => node)).toEqual(['node-2', 'node-1'])
    expect(accept.last).toMatchObject({ source: '192.168.1.11', sourcePort: 30_080 })
  })

  it.each<[string, TraceRequest['from'], readonly string[]]>([
    ['tcp://web:80', client, ['connect', 'accept', 'end']],
    ['udp://talk:53', client, ['datagram', 'reply', 'end']],
    ['icmp://192.168.1.13', client, ['address', 'echo', 'reply', 'end']],
    ['http://node-2:30080', outside, ['hosts', 'connect', 'accept', 'request', 'response', 'end']],
    [
      'http://10.96.0.77',
      on('node-3'),
      ['address', 'connect', 'accept', 'request', 'response', 'end'],
    ],
  ])('%s', (to, from, codes) => {
    const { outcome, steps } = follow(to, from)
    expect(outcome).toBe('ok')
    expect(steps.map(({ code }) => code).slice(-codes.length)).toEqual(codes)
  })

  it('changes nothing by being looked at, and is the same again', () => {
    const before = cluster.digest()
    const [one, other] = [follow('http://shop'), follow('http://shop')]
    expect(one).toEqual(other)
    expect(cluster.digest()).toBe(before)
  })

  it('tells of a policy that nobody enforces', () => {
    const sickAddress = cluster.reader().get('Pod', 'default', 'sick')?.status?.podIP
    expect(follow(`http://${sickAddress}:8080`).causes).toEqual([
      {
        code: 'policy-not-enforced',
        data: { policy: 'nobody', pod: 'sick' },
        field: expect.objectContaining({ kind: 'NetworkPolicy' }),
      },
    ])
  })
})

type Asking = [to: string, from: TraceRequest['from']]
type Expected = [outcome: string, code: string, more: object]

describe('why a request failed', () => {
  const value = (after: unknown) => ({ change: { type: 'field', after } })
  const ask = (to: string) => ({ change: { type: 'ask', to } })
  const path = (text: string) => ({ field: { path: text } })

  it.each<[...Asking, ...Expected]>([
    ['http://typo', client, 'rejected', 'selector-matches-nothing', value({ app: 'web' })],
    ['http://stray', client, 'rejected', 'selector-matches-nothing', path('spec.selector')],
    ['http://named', client, 'rejected', 'port-name-unknown', value('http')],
    ['http://sick', client, 'rejected', 'probe-fails', value(8080)],
    ['http://idle', client, 'rejected', 'no-replicas', value(1)],
    [
      'http://quiet',
      client,
      'rejected',
      'nothing-ready',
      path('spec.template.spec.containers[0].image'),
    ],
    ['http://direct', client, 'refused', 'headless-maps-no-port', ask('http://direct:8080')],
    ['http://digits', client, 'name-not-found', 'alias-is-address', path('spec.externalName')],
    ['http://talk:53', client, 'timeout', 'port-of-other-protocol', value('TCP')],
    ['udp://web:80', client, 'timeout', 'port-of-other-protocol', value('UDP')],
    [
      'http://lonely',
      client,
      'refused',
      'listens-on-loopback',
      value(['-f', '-p', '0.0.0.0:8080']),
    ],
    ['http://deaf', client, 'refused', 'nobody-listens', value(8080)],
    ['http://far', client, 'name-not-found', 'other-namespace', ask('http://far.other')],
    ['http://wbe/a', client, 'name-not-found', 'no-such-service', ask('http://web/a')],
    ['http://bare', client, 'name-not-found', 'headless-without-endpoints', path('spec.selector')],
    ['http://alias', client, 'name-not-found', 'alias-of-nothing', path('spec.externalName')],
    ['http://a.b.c.invalid', client, 'name-not-found', 'name-unknown', {}],
    ['http://web:81', client, 'timeout', 'no-such-port', ask('http://web:80')],
    ['http://near', client, 'timeout', 'no-local-endpoint', value('Cluster')],
    [
      'http://192.168.1.11:30120',
      outside,
      'timeout',
      'no-local-endpoint',
      { data: { node: 'node-1', nodes: ['node-2'] }, ...path('spec.externalTrafficPolicy') },
    ],
    ['http://10.96.0.77', outside, 'timeout', 'cluster-ip-outside', value('NodePort')],
    ['http://web', outside, 'name-not-found', 'services-are-inside', value('NodePort')],
    [
      'http://pending',
      outside,
      'name-not-found',
      'services-are-inside',
      ask('http://192.168.1.11:30200'),
    ],
    [
      'http://fixed',
      on('node-1'),
      'name-not-found',
      'services-are-inside',
      ask('http://10.96.0.77'),
    ],
    ['http://node-1:31999', outside, 'refused', 'node-port-unknown', { data: { port: 31_999 } }],
    ['icmp://web', client, 'timeout', 'service-answers-no-ping', {}],
    ['http://10.244.1.250', client, 'timeout', 'address-of-nobody', {}],
    ['http://kubernetes:443', client, 'http-error', 'tls-expected', ask('https://kubernetes:443')],
    ['https://web:80', client, 'reset', 'plain-expected', ask('http://web:80')],
    ['ftp://web', client, 'bad-url', 'bad-url', {}],
  ])('%s', (to, from, ...expected) => {
    const [outcome, code, more] = expected
    const trace = follow(to, from)
    expect(trace.outcome).toBe(outcome)
    expect(trace.causes[0]).toMatchObject({ code, ...more })
    // Rules of another kind tell of the same causes.
    const [cause] = byNftables.trace({ from, to }).causes
    expect(cause).toMatchObject({ code, ...more })
  })

  it('tells that an address is pending where nobody gives any', () => {
    const codes = follow('http://pending', outside).causes.map(({ code }) => code)
    expect(codes).toContain('pending-address')
  })

  it('tells of a server that answers, but speaks no HTTP', async () => {
    const env = [{ name: 'MYSQL_ROOT_PASSWORD', value: 'secret' }]
    const base = JSON.stringify(
      pod('base', 'node-2', 'base', { image: 'mysql:8.4', args: [], env }),
    )
    const opened = await open({ manifest: `${manifest}\n---\n${base}`, traffic: [] })
    opened.cluster.advance(opened.cluster.now + seconds(60))
    const address = opened.cluster.reader().get('Pod', 'default', 'base')?.status.podIP
    const { causes, outcome } = opened.cluster.trace({ from: client, to: `http://${address}:3306` })
    expect(outcome).toBe('http-error')
    expect(causes).toEqual([
      { code: 'other-protocol', data: { server: 'pod/default/base', port: 3306 } },
    ])
  })

  it.each(['iptables', 'nftables'] as const)('by source ranges, in %s mode', async (mode) => {
    const spec = { type: 'LoadBalancer', loadBalancerSourceRanges: ['198.51.100.0/24'] }
    const fenced = JSON.stringify(service('fenced', { ...spec, clusterIP: '10.96.0.88' }))
    const opened = await open({
      manifest: `${manifest}\n---\n${fenced}`,
      traffic: [],
      environment: 'ack',
      mode,
    })
    const [ingress] =
      opened.cluster.reader().get('Service', 'default', 'fenced')?.status?.loadBalancer?.ingress ??
      []
    const { causes, outcome } = opened.cluster.trace({ from: client, to: `http://${ingress?.ip}` })
    expect(outcome).toBe('timeout')
    expect(causes[0]).toMatchObject({
      code: 'outside-source-ranges',
      change: { after: ['198.51.100.0/24', expect.stringMatching(/^10\.244\.0\.\d+\/32$/)] },
    })
  })

  it('by an answer that comes from elsewhere, in ipvs mode with policy Local', async () => {
    const opened = await open({ manifest, traffic: [], mode: 'ipvs' })
    const trace = opened.cluster.trace({ from: outside, to: 'http://192.168.1.11:30120' })
    expect(trace.outcome).toBe('timeout')
    expect(trace.causes[0]).toMatchObject({
      code: 'answer-lost',
      data: { asked: '192.168.1.11', place: expect.stringMatching(/^pod\/default\/web-/) },
    })
  })

  it('names a node whose cable is pulled', () => {
    const broken = cluster.fork()
    broken.setFault('node-2', 'network')
    const [cause] = broken.trace({ from: client, to: 'http://10.96.0.77' }).causes
    expect(cause).toMatchObject({ code: 'node-cut', data: { node: 'node-2' } })
  })
})

describe('/playground/v1/trace', () => {
  const post = (body: unknown) =>
    cluster.request({ method: 'POST', path: '/playground/v1/trace', body } as never)

  it('answers with the trace', () => {
    const response = post({ from: client, to: 'http://web' })
    expect(response).toMatchObject({ status: 200, body: { outcome: 'ok' } })
  })

  it.each([
    [{}, 'to: a URL is required'],
    [{ to: 'http://web' }, 'from: {"type": "pod"'],
    [{ to: 'http://web', from: { type: 'node' } }, 'from: {"type": "pod"'],
    [{ to: 'http://web', from: outside, timeoutSeconds: 0 }, 'timeoutSeconds: a number above 0'],
    [{ to: 'http://web', from: outside, method: 'GET /' }, 'method: letters only'],
    [[], 'a trace is asked for with an object'],
  ])('says what is wrong: %j', (body, message) => {
    const response = post(body)
    expect(response).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    })
  })
})
