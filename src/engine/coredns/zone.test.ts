import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Upstream } from '../api/dns'
import { readerOf } from '../apiserver/reader'
import { emptyStore, put } from '../apiserver/store'
import { type Kind, resourceOf } from '../resources'
import { NameServer } from './testing'

const object = (kind: Kind, namespace: string, name: string, rest: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '' },
  ...rest,
})
const namespaceOf = (name: string) => object('Namespace', '', name, {})
const port = (number: number, name?: string) => ({
  port: number,
  targetPort: number,
  protocol: 'TCP',
  ...(name === undefined ? {} : { name }),
})
const service = (name: string, ips: string[], ports: object[], namespace = 'default') =>
  object('Service', namespace, name, {
    spec: { type: 'ClusterIP', clusterIP: ips[0], clusterIPs: ips, ports },
  })
const external = (name: string, externalName: string) =>
  object('Service', 'default', name, { spec: { type: 'ExternalName', externalName } })

type Address = readonly [address: string, ready?: boolean, hostname?: string]

const slice = (service: string, ports: [string, number][], ...addresses: Address[]) =>
  object('EndpointSlice', 'default', `${service}-abcde`, {
    metadata: {
      name: `${service}-abcde`,
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    ports: ports.map(([name, number]) => ({ name, port: number, protocol: 'TCP' })),
    endpoints: addresses.map(([address, ready = true, hostname]) => ({
      addresses: [address],
      conditions: { ready },
      ...(hostname ? { hostname } : {}),
    })),
  })

const headless = ['None']
const objects = [
  ...['default', 'prod', 'staging', 'kube-system'].map(namespaceOf),
  service('web-svc', ['10.96.120.7'], [port(80, 'http')]),
  slice('web-svc', [['http', 8080]], ['10.244.1.5'], ['10.244.2.7'], ['10.244.3.9', false]),
  service('web-svc', ['10.96.130.7'], [port(80, 'http')], 'prod'),
  service('api', ['10.96.130.8'], [port(443, 'https')], 'prod'),
  service('multi', ['10.96.120.9'], [port(80, 'http'), port(9090, 'admin')]),
  service('plain', ['10.96.120.11'], [port(80)]),
  slice('plain', [['', 80]], ['10.244.1.5']),
  service('db', headless, [port(5432, 'pg')]),
  slice(
    'db',
    [['pg', 5432]],
    ['10.244.1.20', true, 'db-0'],
    ['10.244.2.21', true, 'db-1'],
    ['10.244.3.22', false, 'db-2'],
  ),
  service('dbpub', headless, [port(5432, 'pg')]),
  slice('dbpub', [['pg', 5432]], ['10.244.1.20'], ['10.244.2.21'], ['10.244.3.22']),
  service('kv', headless, [port(2379, 'client'), port(2380, 'peer')]),
  slice(
    'kv',
    [
      ['client', 12379],
      ['peer', 2380],
    ],
    ['10.244.1.30'],
    ['10.244.2.31'],
  ),
  service('none', headless, [port(80, 'x')]),
  service('bare', headless, []),
  slice('bare', [], ['10.244.1.40']),
  service('sub', headless, [port(1234, 'foo')]),
  slice('sub', [['foo', 1234]], ['10.244.1.50', true, 'busybox-1'], ['10.244.1.51']),
  external('ext', 'example.com'),
  external('alias', 'web-svc.prod.svc.cluster.local'),
  external('badalias', 'nope.prod.svc.cluster.local'),
  external('loop', 'loop.default.svc.cluster.local'),
  external('ip', '10.0.0.1'),
  service('ds', ['10.96.120.20', 'fd00:10:96::20'], [port(80, 'http')]),
  service('kubernetes', ['10.96.0.1'], [port(443, 'https')]),
  service('kube-dns', ['10.96.0.10'], [port(53, 'dns')], 'kube-system'),
]

const store = objects.reduce(
  (before, each) => put(before, resourceOf(each.kind), each).store,
  emptyStore,
)
const upstream: Upstream = {
  'example.com.': { A: ['93.184.216.34'], ttl: 300 },
  'brief.example.com.': { A: ['93.184.216.35'], ttl: 2 },
  'broken.example.': 'SERVFAIL',
}
const start = () => new NameServer(readerOf(store), { upstream })
let server = start()
beforeEach(() => {
  server = start()
})
const ask = (name: string, type = 'A'): Answer =>
  server.ask(name.replace(/cl\.$/, 'cluster.local.'), type)

// musl's walk over a search list: on to the next name only after NXDOMAIN.
const walk = (namespace: string, name: string, type: string): Answer & { asked: number } => {
  const search = [`${namespace}.svc.cl.`, 'svc.cl.', 'cl.', '']
  const dots = name.split('.').length - 1
  const names = dots >= 5 || name.endsWith('.') ? [name] : search.map((end) => `${name}.${end}`)
  let last = ask(names[0] ?? '', type)
  let asked = 1
  for (; last.rcode === 'NXDOMAIN' && asked < names.length; asked++)
    last = ask(names[asked] ?? '', type)
  return { ...last, asked }
}

// Addresses come in an order of chance: here, in that of their text, aliases first.
const byKind = (left: string, right: string): number =>
  Number(right.startsWith('CNAME')) - Number(left.startsWith('CNAME')) || (left < right ? -1 : 1)

const shown = ({ rcode, answers }: Answer): string => {
  if (rcode !== 'NOERROR') return rcode
  const short = (text: string) => text.replace(/cluster\.local\.$/, 'cl.')
  return answers.length === 0
    ? 'NODATA'
    : answers
        .map(({ type, data }) => (type === 'CNAME' ? `CNAME ${short(data)}` : short(data)))
        .toSorted(byKind)
        .join(' · ')
}

const db = '10.244.1.20 · 10.244.2.21'

// By the DNS specification of Kubernetes, and where that is silent by CoreDNS's kubernetes plugin;
// numbered so that one can speak of a case.
describe('CoreDNS', () => {
  it.each<[number, string, string, string, number, string]>([
    [1, 'default', 'web-svc', 'A', 1, '10.96.120.7'],
    [2, 'default', 'web-svc.default', 'A', 2, '10.96.120.7'],
    [3, 'default', 'web-svc.default.svc', 'A', 3, '10.96.120.7'],
    [4, 'default', 'web-svc.default.svc.cluster.local', 'A', 4, '10.96.120.7'],
    [5, 'default', 'web-svc.default.svc.cl.', 'A', 1, '10.96.120.7'],
    [6, 'default', 'web-svc.', 'A', 1, 'NXDOMAIN'],
    [7, 'default', 'web-svc.default.svc.cl.', 'AAAA', 1, 'NODATA'],
    [8, 'default', 'web-svc.default.svc.cl.', 'TXT', 1, 'NODATA'],
    [9, 'default', 'web-svc.default.svc.cl.', 'CNAME', 1, 'NODATA'],
    [10, 'default', 'web-svc.default.svc.cl.', 'HTTPS', 1, 'NODATA'],
    [11, 'default', 'Web-SVC.Default.svc.CLUSTER.local.', 'A', 1, '10.96.120.7'],
    [12, 'staging', 'web-svc', 'A', 4, 'NXDOMAIN'],
    [13, 'staging', 'web-svc.default', 'A', 2, '10.96.120.7'],
    [14, 'prod', 'web-svc', 'A', 1, '10.96.130.7'],
    [15, 'prod', 'web-svc.default', 'A', 2, '10.96.120.7'],
    [16, 'default', 'nope.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [17, 'default', 'nope.default.svc.cl.', 'AAAA', 1, 'NXDOMAIN'],
    [18, 'default', 'web-svc.nons.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [19, 'default', 'nope.nons.svc.cl.', 'TXT', 1, 'NXDOMAIN'],
    [20, 'default', 'default.svc.cl.', 'A', 1, 'NODATA'],
    [21, 'default', 'nons.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [22, 'default', 'svc.cluster.local.', 'A', 1, 'NODATA'],
    [23, 'default', 'cluster.local.', 'A', 1, 'NODATA'],
    [24, 'default', 'foo.cluster.local.', 'A', 1, 'NXDOMAIN'],
    [25, 'default', 'prod', 'A', 2, 'NODATA'],
    [
      26,
      'default',
      'cluster.local.',
      'SOA',
      1,
      'ns.dns.cluster.local. hostmaster.cluster.local. 1795400000 7200 1800 86400 30',
    ],
    [27, 'default', 'cluster.local.', 'NS', 1, 'kube-dns.kube-system.svc.cl.'],
    [28, 'default', 'nope.default.svc.cl.', 'SOA', 1, 'NODATA'],
    [29, 'default', 'dns-version.cluster.local.', 'TXT', 1, '"1.1.0"'],
    [30, 'default', 'multi', 'A', 1, '10.96.120.9'],
    [
      31,
      'default',
      '_http._tcp.web-svc.default.svc.cl.',
      'SRV',
      1,
      '0 100 80 web-svc.default.svc.cl.',
    ],
    [32, 'default', '_http._tcp.web-svc', 'SRV', 1, '0 100 80 web-svc.default.svc.cl.'],
    [33, 'default', '_http._udp.web-svc.default.svc.cl.', 'SRV', 1, 'NXDOMAIN'],
    [34, 'default', '_https._tcp.web-svc.default.svc.cl.', 'SRV', 1, 'NXDOMAIN'],
    [
      35,
      'default',
      '_admin._tcp.multi.default.svc.cl.',
      'SRV',
      1,
      '0 100 9090 multi.default.svc.cl.',
    ],
    [
      36,
      'default',
      'multi.default.svc.cl.',
      'SRV',
      1,
      '0 50 80 multi.default.svc.cl. · 0 50 9090 multi.default.svc.cl.',
    ],
    [37, 'default', 'plain.default.svc.cl.', 'SRV', 1, '0 100 80 plain.default.svc.cl.'],
    [38, 'default', '_._tcp.plain.default.svc.cl.', 'SRV', 1, '0 100 80 plain.default.svc.cl.'],
    [39, 'default', '_http._tcp.web-svc.default.svc.cl.', 'A', 1, '10.96.120.7'],
    [40, 'default', 'ds', 'A', 1, '10.96.120.20'],
    [41, 'default', 'ds', 'AAAA', 1, 'fd00:10:96::20'],
    [42, 'default', '_http._tcp.ds.default.svc.cl.', 'SRV', 1, '0 50 80 ds.default.svc.cl.'],
    [43, 'default', 'db', 'A', 1, db],
    [44, 'default', 'db.default.svc.cl.', 'AAAA', 1, 'NODATA'],
    [45, 'default', 'db-0.db', 'A', 1, '10.244.1.20'],
    [46, 'prod', 'db-1.db.default', 'A', 2, '10.244.2.21'],
    [47, 'default', 'db-2.db.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [48, 'default', 'db-0.db.default.svc.cl.', 'A', 1, '10.244.1.20'],
    [49, 'default', '10-244-1-20.db.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [50, 'default', 'bogus.db.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [
      51,
      'default',
      '_pg._tcp.db.default.svc.cl.',
      'SRV',
      1,
      '0 50 5432 db-0.db.default.svc.cl. · 0 50 5432 db-1.db.default.svc.cl.',
    ],
    [52, 'default', 'dbpub', 'A', 1, `${db} · 10.244.3.22`],
    [53, 'default', 'db-2.dbpub.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [54, 'default', '10-244-3-22.dbpub.default.svc.cl.', 'A', 1, '10.244.3.22'],
    [55, 'default', 'kv', 'A', 1, '10.244.1.30 · 10.244.2.31'],
    [
      56,
      'default',
      '_client._tcp.kv.default.svc.cl.',
      'SRV',
      1,
      '0 50 12379 10-244-1-30.kv.default.svc.cl. · 0 50 12379 10-244-2-31.kv.default.svc.cl.',
    ],
    [
      57,
      'default',
      '_peer._tcp.kv.default.svc.cl.',
      'SRV',
      1,
      '0 50 2380 10-244-1-30.kv.default.svc.cl. · 0 50 2380 10-244-2-31.kv.default.svc.cl.',
    ],
    [58, 'default', 'none', 'A', 4, 'NXDOMAIN'],
    [59, 'default', '_x._tcp.none.default.svc.cl.', 'SRV', 1, 'NXDOMAIN'],
    [60, 'default', 'bare', 'A', 1, '10.244.1.40'],
    [61, 'default', 'bare.default.svc.cl.', 'SRV', 1, 'NODATA'],
    [62, 'default', 'busybox-1.sub', 'A', 1, '10.244.1.50'],
    [63, 'default', 'sub', 'A', 1, '10.244.1.50 · 10.244.1.51'],
    [64, 'default', '10-244-1-51.sub.default.svc.cl.', 'A', 1, '10.244.1.51'],
    [65, 'default', '10-244-1-5.web-svc.default.svc.cl.', 'A', 1, '10.244.1.5'],
    [66, 'default', '10-244-3-9.web-svc.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [67, 'default', 'ext.default.svc.cl.', 'CNAME', 1, 'CNAME example.com.'],
    [68, 'default', 'ext', 'A', 1, 'CNAME example.com. · 93.184.216.34'],
    [69, 'default', 'ext.default.svc.cl.', 'AAAA', 1, 'CNAME example.com.'],
    [70, 'default', 'ext.default.svc.cl.', 'SRV', 1, 'NODATA'],
    [71, 'default', 'x.ext.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [72, 'default', 'alias', 'A', 1, 'CNAME web-svc.prod.svc.cl. · 10.96.130.7'],
    [73, 'default', 'alias.default.svc.cl.', 'AAAA', 1, 'NODATA'],
    [74, 'default', 'badalias.default.svc.cl.', 'A', 1, 'NODATA'],
    [75, 'default', 'badalias.default.svc.cl.', 'CNAME', 1, 'CNAME nope.prod.svc.cl.'],
    [76, 'default', '7.120.96.10.in-addr.arpa.', 'PTR', 1, 'web-svc.default.svc.cl.'],
    [
      77,
      'default',
      '20.1.244.10.in-addr.arpa.',
      'PTR',
      1,
      '10-244-1-20.dbpub.default.svc.cl. · db-0.db.default.svc.cl.',
    ],
    [78, 'default', '22.3.244.10.in-addr.arpa.', 'PTR', 1, '10-244-3-22.dbpub.default.svc.cl.'],
    [79, 'default', '30.1.244.10.in-addr.arpa.', 'PTR', 1, '10-244-1-30.kv.default.svc.cl.'],
    [
      80,
      'default',
      '5.1.244.10.in-addr.arpa.',
      'PTR',
      1,
      '10-244-1-5.plain.default.svc.cl. · 10-244-1-5.web-svc.default.svc.cl.',
    ],
    [81, 'default', '250.120.96.10.in-addr.arpa.', 'PTR', 1, 'NXDOMAIN'],
    [82, 'default', '10-244-1-5.default.pod.cluster.local.', 'A', 1, '10.244.1.5'],
    [83, 'default', '1-2-3-4.default.pod.cluster.local.', 'A', 1, '1.2.3.4'],
    [84, 'default', '10-244-1-5.nons.pod.cluster.local.', 'A', 1, 'NXDOMAIN'],
    [85, 'default', 'web-abc.default.pod.cluster.local.', 'A', 1, 'NXDOMAIN'],
    [86, 'default', 'default.pod.cluster.local.', 'A', 1, 'NODATA'],
    [87, 'default', '*.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [88, 'default', 'a.b.c.web-svc.default.svc.cl.', 'A', 1, 'NXDOMAIN'],
    [89, 'default', 'web-svc.default.svc.cl.', 'AXFR', 1, 'REFUSED'],
    [90, 'default', 'example.com', 'A', 4, '93.184.216.34'],
    [91, 'default', 'example.com.', 'A', 1, '93.184.216.34'],
    [92, 'default', 'kubernetes', 'A', 1, '10.96.0.1'],
    [
      93,
      'default',
      '_https._tcp.kubernetes.default.svc.cl.',
      'SRV',
      1,
      '0 100 443 kubernetes.default.svc.cl.',
    ],
    [94, 'prod', 'kube-dns.kube-system', 'A', 2, '10.96.0.10'],
  ])('%i: from %s, %s %s after %i questions', (...row) => {
    const [, namespace, name, type, asked, result] = row
    const found = walk(namespace, name, type)
    expect([found.asked, shown(found)]).toEqual([asked, result])
  })

  it('echoes the case of the question in the owner only', () => {
    expect(ask('Web-SVC.Default.svc.CLUSTER.local.').answers[0]?.name).toBe(
      'Web-SVC.Default.svc.CLUSTER.local.',
    )
  })
  it('has authority for the cluster, and recursion for the rest', () => {
    expect(ask('web-svc.default.svc.cl.')).toMatchObject({
      authoritative: true,
      recursionAvailable: false,
    })
    expect(ask('example.com.')).toMatchObject({ authoritative: false, recursionAvailable: true })
  })
  it('adds the zone to what it denies, and the addresses to where it points', () => {
    expect(ask('nope.default.svc.cl.').authority).toMatchObject([{ type: 'SOA', ttl: 30 }])
    const { additional } = ask('_pg._tcp.db.default.svc.cl.', 'SRV')
    expect(additional.toSorted(({ name }, other) => (name < other.name ? -1 : 1))).toMatchObject([
      { name: 'db-0.db.default.svc.cluster.local.', type: 'A', data: '10.244.1.20' },
      { name: 'db-1.db.default.svc.cluster.local.', type: 'A', data: '10.244.2.21' },
    ])
    expect(ask('cluster.local.', 'NS').additional).toMatchObject([{ data: '10.96.0.10' }])
  })
  it('cuts every TTL of a message to the smallest, between 5 and 30', () => {
    expect(ask('ext.default.svc.cl.').answers.map(({ ttl }) => ttl)).toEqual([30, 30])
    expect(ask('brief.example.com.').answers.map(({ ttl }) => ttl)).toEqual([5])
  })
  it('gives up on aliases that lead to themselves, and on those that are addresses', () => {
    expect(shown(ask('loop.default.svc.cl.'))).toBe('NODATA')
    expect(shown(ask('ip.default.svc.cl.'))).toBe('NXDOMAIN')
  })
  it('denies text at names that only hold others', () => {
    expect(ask('default.svc.cl.', 'TXT').rcode).toBe('NXDOMAIN')
  })
  it('passes on that a name server outside fails', () => {
    expect(ask('broken.example.').rcode).toBe('SERVFAIL')
  })
  it('reads IPv6 addresses in names', () => {
    expect(shown(ask('fd00-10--20.default.pod.cl.', 'AAAA'))).toBe('fd00:10::20')
    const digits = [...'fd000010009600000000000000000020'].reverse().join('.')
    expect(shown(ask(`${digits}.ip6.arpa.`, 'PTR'))).toBe('ds.default.svc.cl.')
  })
})
