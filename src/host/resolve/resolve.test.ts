import { describe, expect, it } from 'vitest'
import { run } from '../command-line'

async function resolve(cases: unknown) {
  const out: string[] = []
  const errors: string[] = []
  const text = typeof cases === 'string' ? cases : JSON.stringify(cases)
  const code = await run(['resolve', 'cases.json'], {
    readFile: () => text,
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    asked: async () => undefined,
  })
  return { code, out: out.join(''), errors }
}

const service = (name: string, spec: string, namespace = 'default') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\n` +
  `spec: ${spec}\n`
const yaml = [
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
  service('web-svc', '{clusterIP: 10.96.120.7, ports: [{name: http, port: 80}]}'),
  service('ext', '{type: ExternalName, externalName: example.com}'),
  service('api', '{clusterIP: 10.96.130.8, ports: [{port: 443}]}', 'prod'),
].join('---\n')
const upstream = {
  'example.com.': { A: ['93.184.216.34'], ttl: 300 },
  'brief.example.': { CNAME: 'other.example.', ttl: 20 },
  'other.example.': { A: ['1.2.3.4'] },
  'broken.example.': 'SERVFAIL',
  'dead.example.': { CNAME: 'void.example.' },
}
const cl = 'cluster.local.'
const inDefault = `default.svc.${cl}`

type Row = readonly [
  from: string,
  name: string,
  type: string,
  libc: 'musl' | 'glibc',
  sent: readonly string[],
  rcode: string,
  answers: readonly string[],
]

const rows: readonly Row[] = [
  [
    'default',
    'web-svc',
    'A',
    'musl',
    [`web-svc.${inDefault}`],
    'NOERROR',
    [`web-svc.${inDefault} 30 A 10.96.120.7`],
  ],
  [
    'prod',
    'web-svc.default',
    'A',
    'musl',
    [`web-svc.default.prod.svc.${cl}`, `web-svc.${inDefault}`],
    'NOERROR',
    [`web-svc.${inDefault} 30 A 10.96.120.7`],
  ],
  [
    'default',
    'Web-SVC.Default.svc.CLUSTER.local.',
    'A',
    'musl',
    ['Web-SVC.Default.svc.CLUSTER.local.'],
    'NOERROR',
    ['Web-SVC.Default.svc.CLUSTER.local. 30 A 10.96.120.7'],
  ],
  // A namespace is a name without records: musl stops there, glibc walks on.
  ['default', 'prod', 'A', 'musl', [`prod.${inDefault}`, `prod.svc.${cl}`], 'NOERROR', []],
  [
    'default',
    'prod',
    'A',
    'glibc',
    [`prod.${inDefault}`, `prod.svc.${cl}`, `prod.${cl}`, 'prod.'],
    'NOERROR',
    [],
  ],
  // With five dots glibc searches after all.
  ['default', 'a.b.c.d.e.f', 'A', 'musl', ['a.b.c.d.e.f.'], 'NXDOMAIN', []],
  [
    'default',
    'a.b.c.d.e.f',
    'A',
    'glibc',
    ['a.b.c.d.e.f.', `a.b.c.d.e.f.${inDefault}`, `a.b.c.d.e.f.svc.${cl}`, `a.b.c.d.e.f.${cl}`],
    'NXDOMAIN',
    [],
  ],
  [
    'default',
    'ext',
    'A',
    'musl',
    [`ext.${inDefault}`],
    'NOERROR',
    [`ext.${inDefault} 30 CNAME example.com.`, 'example.com. 30 A 93.184.216.34'],
  ],
  [
    'default',
    'brief.example.',
    'A',
    'musl',
    ['brief.example.'],
    'NOERROR',
    ['brief.example. 20 CNAME other.example.', 'other.example. 20 A 1.2.3.4'],
  ],
  [
    'default',
    'dead.example.',
    'A',
    'musl',
    ['dead.example.'],
    'NXDOMAIN',
    ['dead.example. 30 CNAME void.example.'],
  ],
  ['default', 'broken.example.', 'A', 'musl', ['broken.example.'], 'SERVFAIL', []],
  [
    'default',
    '_http._tcp.web-svc',
    'SRV',
    'musl',
    [`_http._tcp.web-svc.${inDefault}`],
    'NOERROR',
    [`_http._tcp.web-svc.${inDefault} 30 SRV 0 100 80 web-svc.${inDefault}`],
  ],
  [
    'default',
    '8.130.96.10.in-addr.arpa.',
    'PTR',
    'musl',
    ['8.130.96.10.in-addr.arpa.'],
    'NOERROR',
    [`8.130.96.10.in-addr.arpa. 30 PTR api.prod.svc.${cl}`],
  ],
  ['default', 'a..b', 'A', 'musl', [], 'NOT_SENT', []],
  ['default', 'x'.repeat(64), 'A', 'glibc', [], 'NOT_SENT', []],
]

interface Output {
  readonly scenarios: readonly {
    readonly id: string
    readonly queries: readonly {
      readonly id: string
      readonly sent: readonly string[]
      readonly rcode: string
      readonly answers: readonly { name: string; type: string; ttl: number; data: string }[]
    }[]
  }[]
}

describe('resolve', () => {
  it('walks as the library does, and tells what CoreDNS answers', async () => {
    const queries = rows.map(([from_namespace, name, type, libc], id) => ({
      id: String(id),
      from_namespace,
      name,
      type,
      ...(libc === 'musl' ? {} : { libc }),
    }))
    const { code, out, errors } = await resolve({
      scenarios: [{ id: 'one', yaml, upstream, queries }],
    })
    expect([code, errors]).toEqual([0, []])
    const [scenario] = (JSON.parse(out) as Output).scenarios
    const told = scenario?.queries.map(({ sent, rcode, answers }) => ({
      sent,
      rcode,
      answers: answers.map(({ name, ttl, type, data }) => `${name} ${ttl} ${type} ${data}`),
    }))
    expect(told).toEqual(rows.map(([, , , , sent, rcode, answers]) => ({ sent, rcode, answers })))
  })

  const query = { id: 'q', from_namespace: 'default', name: 'web', type: 'A' }
  const one = { id: 'one', yaml: '', queries: [query] }
  const web = 'apiVersion: v1\nkind: Service\nmetadata: {name: Web}\nspec: {ports: [{port: 80}]}\n'
  it.each<[unknown, string]>([
    ['{"scenarios": [}', 'cases.json:1:16: no JSON: unexpected "}"'],
    [[], 'cases.json: an object with `scenarios` is expected'],
    [{}, 'cases.json: scenarios: missing; a list is expected'],
    [{ scenarios: [{ ...one, yaml: 1 }] }, 'cases.json: scenarios[0].yaml: a text is expected'],
    [{ scenarios: [one, one] }, 'cases.json: scenarios[1].id: another is called "one"'],
    [
      { scenarios: [{ ...one, queries: [{ ...query, name: undefined }] }] },
      'cases.json: scenarios[0].queries[0].name: missing; a text is expected',
    ],
    [
      { scenarios: [{ ...one, queries: [{ ...query, type: 'B' }] }] },
      'cases.json: scenarios[0].queries[0].type: "B" is no type of record',
    ],
    [
      { scenarios: [{ ...one, queries: [{ ...query, libc: 'bionic' }] }] },
      'cases.json: scenarios[0].queries[0].libc: "bionic": one of musl, glibc',
    ],
    [
      { scenarios: [{ ...one, upstream: { 'a.': { A: '1.2.3.4' } } }] },
      'cases.json: scenarios[0].upstream["a."].A: a list of addresses is expected',
    ],
    [{ scenarios: [{ ...one, yaml: web }] }, 'cases.json: scenarios[0].yaml:3:18: '],
  ])('says what is wrong, and where: %j', async (cases, expected) => {
    const { code, out, errors } = await resolve(cases)
    expect([code, out]).toEqual([2, ''])
    expect(errors[0]).toContain(expected)
  })
})
