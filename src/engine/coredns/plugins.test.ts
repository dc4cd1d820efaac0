import { describe, expect, it } from 'vitest'
import { type Answer, rcodes } from '../api/dns'
import { readerOf } from '../apiserver/reader'
import { emptyStore, put } from '../apiserver/store'
import { type Kind, resourceOf } from '../resources'
import { kubeadmCorefile } from './corefile/kubeadm'
import { NameServer } from './testing'

const object = (kind: Kind, name: string, rest: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '',
    creationTimestamp: '',
    ...more,
  },
  ...rest,
})
const service = (name: string, clusterIP: string, namespace = 'default', labels = {}) =>
  object(
    'Service',
    name,
    { spec: { clusterIP, clusterIPs: [clusterIP], ports: [{ port: 80, protocol: 'TCP' }] } },
    { namespace, labels },
  )
const slice = (name: string, endpoints: object[]) =>
  object(
    'EndpointSlice',
    `${name}-1`,
    { addressType: 'IPv4', ports: [], endpoints },
    {
      labels: { 'kubernetes.io/service-name': name },
    },
  )
const ready = { ready: true }
const target = { kind: 'Pod', name: 'web-7c9d-x' }
const objects = [
  object('Namespace', 'default', {}, { namespace: '', labels: { team: 'a' } }),
  object('Namespace', 'prod', {}, { namespace: '' }),
  service('web', '10.96.0.7', 'default', { tier: 'front' }),
  service('api', '10.96.0.8', 'prod'),
  service('headless', 'None'),
  slice('headless', [
    { addresses: ['10.244.1.5'], conditions: ready, targetRef: target },
    { addresses: ['10.244.1.6'], conditions: ready, hostname: 'named' },
  ]),
  object('Service', 'ext', { spec: { type: 'ExternalName', externalName: 'example.com' } }),
  object('Pod', 'client', { spec: {}, status: { podIP: '10.244.1.9' } }),
  object('Pod', 'web-7c9d-x', { spec: {}, status: { podIP: '10.244.1.5' } }),
]
const store = objects.reduce(
  (before, each) => put(before, resourceOf(each.kind), each).store,
  emptyStore,
)
const reader = readerOf(store)
const upstream = {
  'example.com.': { A: ['93.184.216.34'], AAAA: ['2606:2800::1'] },
  'foo.example.': { A: ['1.2.3.4'] },
}

const WEB = 'web.default.svc.cluster.local.'

// kubeadm's Corefile with more lines, or with other lines of `kubernetes`.
const withLines = (...lines: string[]): string =>
  kubeadmCorefile.replace(
    '    ready\n',
    `    ready\n${lines.map((each) => `    ${each}\n`).join('')}`,
  )
const withKubernetes = (...lines: string[]): string =>
  kubeadmCorefile.replace(
    '       pods insecure\n',
    lines.map((each) => `       ${each}\n`).join(''),
  )

const shown = ({ rcode, answers }: Answer): string =>
  [rcode, ...answers.map(({ name, type, ttl, data }) => `${name} ${ttl} ${type} ${data}`)].join(
    ' · ',
  )

type Row = readonly [corefile: string, name: string, type: string, expected: string]

describe('the plugin', () => {
  it.each<Row>([
    [withKubernetes('ttl 60'), WEB, 'A', `NOERROR · ${WEB} 30 A 10.96.0.7`],
    [withKubernetes('pods disabled'), '1-2-3-4.default.pod.cluster.local.', 'A', 'NXDOMAIN'],
    [withKubernetes('pods verified'), '1-2-3-4.default.pod.cluster.local.', 'A', 'NXDOMAIN'],
    [
      withKubernetes('pods verified'),
      '10-244-1-5.default.pod.cluster.local.',
      'A',
      'NOERROR · 10-244-1-5.default.pod.cluster.local. 30 A 10.244.1.5',
    ],
    [withKubernetes('namespaces prod'), WEB, 'A', 'NXDOMAIN'],
    [withKubernetes('namespace_labels team=a'), 'api.prod.svc.cluster.local.', 'A', 'NXDOMAIN'],
    [withKubernetes('labels tier in (front, back)'), WEB, 'A', `NOERROR · ${WEB} 30 A 10.96.0.7`],
    [withKubernetes('labels tier notin (front)'), WEB, 'A', 'NXDOMAIN'],
    [withKubernetes('ignore empty_service'), WEB, 'A', 'NXDOMAIN'],
    [withKubernetes('noendpoints'), 'headless.default.svc.cluster.local.', 'A', 'NXDOMAIN'],
    [
      withKubernetes('endpoint_pod_names'),
      'web-7c9d-x.headless.default.svc.cluster.local.',
      'A',
      'NOERROR · web-7c9d-x.headless.default.svc.cluster.local. 30 A 10.244.1.5',
    ],
    [
      withKubernetes('endpoint_pod_names'),
      '5.1.244.10.in-addr.arpa.',
      'PTR',
      'NOERROR · 5.1.244.10.in-addr.arpa. 30 PTR web-7c9d-x.headless.default.svc.cluster.local.',
    ],
    [
      kubeadmCorefile.replaceAll('cluster.local', 'corp.example'),
      'web.default.svc.corp.example.',
      'A',
      'NOERROR · web.default.svc.corp.example. 30 A 10.96.0.7',
    ],
  ])('kubernetes: %#, %s %s', (corefile, name, type, expected) => {
    expect(shown(new NameServer(reader, { corefile, upstream }).ask(name, type))).toBe(expected)
  })

  it.each<Row>([
    [
      withLines('hosts {', '1.1.1.1 a.example', 'fallthrough', '}'),
      'A.Example.',
      'A',
      'NOERROR · a.example. 30 A 1.1.1.1',
    ],
    [
      withLines('hosts {', '1.1.1.1 a.example', 'fallthrough', '}'),
      'a.example.',
      'AAAA',
      'NOERROR',
    ],
    [
      withLines('hosts {', '1.1.1.1 a.example', 'fallthrough', '}'),
      '1.1.1.1.in-addr.arpa.',
      'PTR',
      'NOERROR · 1.1.1.1.in-addr.arpa. 30 PTR a.example.',
    ],
    [
      withLines('hosts {', '1.1.1.1 a.example', 'ttl 9', 'fallthrough', '}'),
      'a.example.',
      'A',
      'NOERROR · a.example. 9 A 1.1.1.1',
    ],
    [
      withLines('hosts {', '1.1.1.1 a.example', 'fallthrough', '}'),
      WEB,
      'A',
      `NOERROR · ${WEB} 30 A 10.96.0.7`,
    ],
    [withLines('hosts {', '1.1.1.1 a.example', '}'), WEB, 'A', 'SERVFAIL'],
  ])('hosts: %#, %s %s', (corefile, name, type, expected) => {
    expect(shown(new NameServer(reader, { corefile, upstream }).ask(name, type))).toBe(expected)
  })

  it.each<Row>([
    [
      withLines(`rewrite name foo.test ${WEB}`),
      'Foo.Test.',
      'A',
      'NOERROR · foo.test. 30 A 10.96.0.7',
    ],
    [
      withLines('rewrite name suffix .test .default.svc.cluster.local answer auto'),
      'web.test.',
      'A',
      'NOERROR · web.test. 30 A 10.96.0.7',
    ],
    [
      withLines('rewrite name suffix .test .default.svc.cluster.local'),
      'web.test.',
      'A',
      `NOERROR · ${WEB} 30 A 10.96.0.7`,
    ],
    [
      withLines('rewrite name regex (.*)-in-(.*)\\.test {1}.{2}.svc.cluster.local answer auto'),
      'web-in-default.test.',
      'A',
      'NOERROR · web-in-default.test. 30 A 10.96.0.7',
    ],
    [
      withLines('rewrite name prefix old web'),
      'old.default.svc.cluster.local.',
      'A',
      `NOERROR · ${WEB} 30 A 10.96.0.7`,
    ],
    [
      withLines(
        'rewrite continue name exact a.test b.test',
        'rewrite name exact b.test foo.example',
      ),
      'a.test.',
      'A',
      'NOERROR · a.test. 30 A 1.2.3.4',
    ],
    [withLines('rewrite type AAAA A'), WEB, 'AAAA', `NOERROR · ${WEB} 30 A 10.96.0.7`],
    [
      withLines('rewrite ttl web.default.svc.cluster.local 8'),
      WEB,
      'A',
      `NOERROR · ${WEB} 8 A 10.96.0.7`,
    ],
    [withLines('rewrite ttl suffix .local -10'), WEB, 'A', `NOERROR · ${WEB} 10 A 10.96.0.7`],
  ])('rewrite: %#, %s %s', (corefile, name, type, expected) => {
    expect(shown(new NameServer(reader, { corefile, upstream }).ask(name, type))).toBe(expected)
  })

  it.each<Row>([
    [
      withLines(
        'template IN A ip.test {',
        'match ^ip-(?P<a>\\d+)-(?P<b>\\d+)[.]ip[.]test[.]$',
        'answer "{{ .Name }} 60 IN A 10.0.{{ .Group.a }}.{{ .Group.b }}"',
        '}',
      ),
      'ip-3-4.ip.test.',
      'A',
      'NOERROR · ip-3-4.ip.test. 30 A 10.0.3.4',
    ],
    [
      withLines('template IN ANY void.test {', 'rcode NXDOMAIN', '}'),
      'x.void.test.',
      'A',
      'NXDOMAIN',
    ],
    [
      withLines('template IN A go.test {', 'answer "{{ .Name }} 60 IN CNAME example.com."', '}'),
      'go.test.',
      'A',
      'NOERROR · go.test. 30 CNAME example.com. · example.com. 30 A 93.184.216.34',
    ],
    [withLines('any'), WEB, 'ANY', `NOERROR · ${WEB} 8482 HINFO "ANY obsoleted" "See RFC 8482"`],
  ])('others: %#, %s %s', (corefile, name, type, expected) => {
    expect(shown(new NameServer(reader, { corefile, upstream }).ask(name, type))).toBe(expected)
  })

  const AUTOPATH = withKubernetes('pods verified').replace(
    'ready\n',
    'ready\n autopath @kubernetes\n',
  )
  const OF_CLIENT = 'default.svc.cluster.local.'
  it.each<Row>([
    [AUTOPATH, `web.${OF_CLIENT}`, 'A', `NOERROR · ${WEB} 30 A 10.96.0.7`],
    [
      AUTOPATH,
      `api.prod.${OF_CLIENT}`,
      'A',
      `NOERROR · api.prod.${OF_CLIENT} 30 CNAME api.prod.svc.cluster.local. · ` +
        'api.prod.svc.cluster.local. 30 A 10.96.0.8',
    ],
    [
      AUTOPATH,
      `foo.example.${OF_CLIENT}`,
      'A',
      `NOERROR · foo.example.${OF_CLIENT} 30 CNAME foo.example. · foo.example. 30 A 1.2.3.4`,
    ],
    [AUTOPATH, `nope.example.${OF_CLIENT}`, 'A', 'NXDOMAIN'],
    // Without `pods verified` it cannot know who asks.
    [AUTOPATH.replace('verified', 'insecure'), `foo.example.${OF_CLIENT}`, 'A', 'NXDOMAIN'],
    [AUTOPATH, 'foo.example.prod.svc.cluster.local.', 'A', 'NXDOMAIN'],
  ])('autopath: %#, %s %s', (corefile, name, type, expected) => {
    expect(shown(new NameServer(reader, { corefile, upstream }).ask(name, type))).toBe(expected)
  })
  it('log tells each question and answer as the real one does', () => {
    const server = new NameServer(reader, { corefile: withLines('log'), upstream })
    server.ask(WEB, 'A', { id: 29_008 })
    server.ask('nope.example.', 'AAAA', {
      id: 7,
      edns: { size: 1_232, dnssec: false, optionBytes: 12 },
    })
    const lines = server.process.log().split('\n').slice(-3)
    expect(lines.map((line) => line.replace(/ 0\.0\d+s$/, ''))).toEqual([
      '[INFO] 10.244.1.9:41200 - 29008 "A IN web.default.svc.cluster.local. udp 47 false 512" ' +
        'NOERROR qr,aa,rd 92',
      '[INFO] 10.244.1.9:41200 - 7 "AAAA IN nope.example. udp 53 false 1232" ' +
        'NXDOMAIN qr,rd,ra 105',
      '',
    ])
  })
  it('log tells only the class that it is told to', () => {
    const corefile = withLines('log . {', 'class denial', '}')
    const server = new NameServer(reader, { corefile, upstream })
    for (const name of [WEB, 'nope.example.']) server.ask(name)
    expect(server.process.log().match(/ IN /g)).toHaveLength(1)
  })
  it('forward asks the server of the longest zone that has one', () => {
    const stub = 'corp.test:53 {\n    errors\n    cache 30\n    forward . 10.9.8.7:5300\n}\n'
    const servers = { '10.9.8.7': { 'db.corp.test.': { A: ['10.1.1.1'] } } }
    const server = new NameServer(reader, { corefile: kubeadmCorefile + stub, upstream, servers })
    expect(shown(server.ask('db.corp.test.'))).toBe('NOERROR · db.corp.test. 30 A 10.1.1.1')
    expect(shown(server.ask('example.com.'))).toBe('NOERROR · example.com. 30 A 93.184.216.34')
    expect(server.asked.map(({ server: address, port }) => [address, port])).toEqual([
      ['10.9.8.7', 5_300],
      ['192.168.1.1', 53],
    ])
  })
  it('forward takes its servers in turn, and refuses above its limit', () => {
    const forward = 'forward . 8.8.8.8 1.1.1.1 {\n       policy round_robin\n'
    const corefile = kubeadmCorefile.replace('forward . /etc/resolv.conf {\n', forward)
    const server = new NameServer(reader, { corefile, upstream })
    for (const name of ['a.', 'b.', 'c.']) server.ask(name)
    expect(server.asked.map((each) => each.server)).toEqual(['1.1.1.1', '8.8.8.8', '1.1.1.1'])
    const tight = new NameServer(reader, {
      corefile: kubeadmCorefile.replace('max_concurrent 1000', 'max_concurrent 1'),
    })
    tight.isCutOff = true
    expect(() => tight.ask('a.')).toThrow('no answer')
    expect(tight.ask('b.').rcode).toBe('REFUSED')
    expect(tight.process.log()).toContain(
      '[ERROR] plugin/errors: 5 b. A: concurrent queries exceeded maximum 1\n',
    )
  })
  it('forward asks its next stanza after the codes that it is told', () => {
    const corefile = kubeadmCorefile.replace(
      'forward . /etc/resolv.conf {\n',
      'forward . 8.8.8.8 {\n       next NXDOMAIN\n    }\n    forward . 1.1.1.1 {\n',
    )
    const server = new NameServer(reader, { corefile, servers: { '1.1.1.1': upstream } })
    expect(shown(server.ask('foo.example.'))).toBe('NOERROR · foo.example. 30 A 1.2.3.4')
    expect(server.asked.map((each) => each.server)).toEqual(['8.8.8.8', '1.1.1.1'])
  })
  it('cache keeps what kubeadm used to let it keep of the cluster', () => {
    const old = kubeadmCorefile.replace(/cache 30 \{[^}]*\}/, 'cache 30')
    const server = new NameServer(reader, { corefile: old, upstream })
    server.ask('late.default.svc.cluster.local.')
    server.process.pass(10)
    expect(server.ask('late.default.svc.cluster.local.').authority).toMatchObject([{ ttl: 20 }])
    const short = old.replace(
      'cache 30',
      'cache 30 {\n       success 1000 10\n       denial 1000 6\n    }',
    )
    const brief = new NameServer(reader, { corefile: short, upstream })
    expect(brief.ask(WEB).answers).toMatchObject([{ ttl: 10 }])
    expect(brief.ask('nope.example.').authority).toMatchObject([{ ttl: 6 }])
  })
  it('refuses what is not of the internet, and zone transfers', () => {
    const server = new NameServer(reader, { upstream })
    // Those outside might know: they are asked, and refuse as well.
    const version = { class: 'CH' }
    expect(server.ask('version.bind.', 'TXT', version)).toMatchObject({
      rcode: 'REFUSED',
      recursionAvailable: true,
    })
    const alone = new NameServer(reader, { corefile: '.:53 {\n  kubernetes cluster.local\n}\n' })
    expect(alone.ask('version.bind.', 'TXT', version)).toMatchObject({
      rcode: 'REFUSED',
      recursionAvailable: false,
    })
    expect(server.ask('cluster.local.', 'AXFR', { byTcp: true }).rcode).toBe('REFUSED')
    expect(rcodes).toContain('REFUSED')
  })
})
