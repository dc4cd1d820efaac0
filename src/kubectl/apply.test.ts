import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../engine/api/request'
import { apply } from './apply'
import { applyAll } from './apply-all'
import { Connection, type Identity } from './connection'
import { differences } from './differences'
import { fakeClient, served } from './fixture'
import type { JsonObject } from './json'
import { refusalText } from './refusal'
import { lastApplied } from './writing/annotation'

const service = (spec: JsonObject, name = 'web-svc'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
})
const plain = service({
  type: 'ClusterIP',
  selector: { app: 'web' },
  ports: [{ port: 80, targetPort: 8080 }],
})
/** As kubectl 1.32 was seen to write it. */
const annotation =
  '{"apiVersion":"v1","kind":"Service",' +
  '"metadata":{"annotations":{},"name":"web-svc","namespace":"default"},' +
  '"spec":{"ports":[{"port":80,"targetPort":8080}],"selector":{"app":"web"},"type":"ClusterIP"}}\n'
const live = {
  ...plain,
  metadata: { name: 'web-svc', namespace: 'default', annotations: { [lastApplied]: annotation } },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.3.4',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
  },
}
const at = '/api/v1/namespaces/default/services'

/** A server that has some objects, and answers writes with their body. */
const server = (objects: Readonly<Record<string, unknown>>) =>
  fakeClient(({ method, path, body }: ApiRequest) =>
    method === 'GET' ? (served[path] ?? objects[path]) : (body ?? {}),
  )
const refusing = (status: object) =>
  fakeClient(({ method, path }) =>
    method === 'GET' ? served[path] : { kind: 'Status', ...status },
  )

describe('apply', () => {
  it('creates what is not there, with itself as annotation', async () => {
    const client = server({})
    const applied = await apply(new Connection(client), plain)
    expect(applied).toMatchObject({
      result: 'created',
      identity: { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'web-svc' },
    })
    const [request] = client.writes()
    expect(request).toMatchObject({
      method: 'POST',
      path: at,
      query: { fieldManager: 'kubectl-client-side-apply', fieldValidation: 'Strict' },
      body: { metadata: { namespace: 'default', annotations: { [lastApplied]: annotation } } },
    })
  })

  it('sends nothing when nothing has changed', async () => {
    const client = server({ [`${at}/web-svc`]: live })
    expect(await apply(new Connection(client), plain)).toMatchObject({ result: 'unchanged' })
    expect(client.writes()).toEqual([])
  })

  it('sends one patch for what has', async () => {
    const client = server({ [`${at}/web-svc`]: live })
    const wanted = service({
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 9090 }],
    })
    const applied = await apply(new Connection(client), wanted, { dryRun: true })
    expect(applied).toMatchObject({ result: 'configured', before: live, warnings: [] })
    const [request] = client.writes()
    expect(request).toMatchObject({
      method: 'PATCH',
      path: `${at}/web-svc`,
      query: { dryRun: 'All' },
      headers: { 'content-type': 'application/strategic-merge-patch+json' },
    })
    expect(request?.body).toEqual({
      metadata: { annotations: { [lastApplied]: annotation.replace('8080', '9090') } },
      spec: {
        '$setElementOrder/ports': [{ port: 80 }],
        ports: [{ port: 80, targetPort: 9090 }],
      },
    })
  })

  it('takes over what was made in another way, with a warning', async () => {
    const { annotations: _, ...metadata } = live.metadata
    const client = server({ [`${at}/web-svc`]: { ...live, metadata } })
    const applied = await apply(new Connection(client), plain)
    expect(applied).toMatchObject({ result: 'configured' })
    expect('warnings' in applied && applied.warnings[0]).toMatch(
      /^resource services\/web-svc is missing the kubectl\.kubernetes\.io\/last-applied/,
    )
  })

  it('asks the server about its kinds once', async () => {
    const client = server({ [`${at}/web-svc`]: live })
    const connection = new Connection(client)
    for (let turn = 0; turn < 3; turn++) await apply(connection, plain)
    expect(client.asked.filter(({ path }) => path === '/api/v1')).toHaveLength(1)
    expect(client.asked.filter(({ path }) => path.startsWith('/openapi'))).toHaveLength(1)
  })

  it.each([
    [{}, 'error: error validating data: [apiVersion not set, kind not set]'],
    [{ apiVersion: 'v1', metadata: { name: 'x' } }, 'error: error validating data: kind not set'],
    [
      { apiVersion: 'v1', kind: 'Servce', metadata: { name: 'x' } },
      'error: resource mapping not found for name: "x" namespace: "": no matches for kind ' +
        '"Servce" in version "v1"\nensure CRDs are installed first',
    ],
    [{ apiVersion: 'v1', kind: 'Service' }, 'error: resource name may not be empty'],
  ])('refuses %j without asking', async (object, expected) => {
    const client = server({})
    const applied = await apply(new Connection(client), object)
    expect(applied.result === 'refused' && refusalText(applied.status)).toBe(expected)
    expect(client.writes()).toEqual([])
  })

  it('words a refusal as kubectl does', async () => {
    const causes = [
      { field: 'spec.ports[0].port', message: 'Invalid value: 0' },
      { field: 'spec.type', message: 'Unsupported value: "Foo"' },
    ]
    const told = async (status: object) => {
      const applied = await apply(new Connection(refusing(status)), plain)
      return applied.result === 'refused' && refusalText(applied.status)
    }
    const details = { kind: 'Service', name: 'web-svc' }
    const invalid = { code: 422, reason: 'Invalid', message: 'm' }
    expect(await told({ ...invalid, details: { ...details, causes } })).toBe(
      'The Service "web-svc" is invalid: \n* spec.ports[0].port: Invalid value: 0\n' +
        '* spec.type: Unsupported value: "Foo"',
    )
    expect(await told({ ...invalid, details: { ...details, causes: [causes[0]] } })).toBe(
      'The Service "web-svc" is invalid: spec.ports[0].port: Invalid value: 0',
    )
    expect(
      await told({ code: 409, reason: 'AlreadyExists', message: 'services "a" already exists' }),
    ).toBe('Error from server (AlreadyExists): services "a" already exists')
  })
})

describe('applying a manifest', () => {
  const identity = (name: string): Identity => ({
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'default',
    name,
  })

  it('removes what it had before and has no more, and that first', async () => {
    const client = server({ [`${at}/web-svc`]: live })
    const objects = [plain, service({ ports: [{ port: 81 }] }, 'new')]
    const owned = [identity('web-svc'), identity('old')]
    const all = await applyAll(new Connection(client), objects, { owned })
    expect(client.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE ${at}/old`,
      `POST ${at}`,
    ])
    expect(client.writes()[0]?.body).toEqual({ propagationPolicy: 'Background' })
    expect(all.applied.map(({ result }) => result)).toEqual(['unchanged', 'created'])
    expect(all.owned).toEqual([identity('web-svc'), identity('new')])
  })

  it('removes nothing while a document does not say what it is', async () => {
    const client = server({})
    const half = { apiVersion: 'v1', kind: 'Servi', metadata: { name: 'old' } }
    const owned = [identity('old')]
    for (const [objects, partial] of [
      [[half], false],
      [[], true],
    ] as const) {
      const all = await applyAll(new Connection(client), objects, { owned, partial })
      expect(client.writes()).toEqual([])
      expect(all.owned).toEqual(owned)
    }
  })

  it('says what would come of it, in Namespaces that would be new, too', async () => {
    const client = fakeClient(({ method, path, body }) => {
      if (method === 'GET') return served[path]
      return path.includes('/shop/') ? undefined : body
    })
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
    const inside = { ...plain, metadata: { name: 'a', namespace: 'shop' } }
    const lost = { ...plain, metadata: { name: 'a', namespace: 'shop2' } }
    const options = { dryRun: true, owned: [identity('old')] }
    const all = await applyAll(new Connection(client), [namespace, inside], options)
    expect(all.applied.map(({ result }) => result)).toEqual(['created', 'created'])
    expect(all.removed).toEqual([{ identity: identity('old') }])
    expect(client.writes().every(({ query }) => query?.dryRun === 'All')).toBe(true)
    expect(
      (await applyAll(new Connection(refusing({ code: 404 })), [lost], options)).applied,
    ).toMatchObject([{ result: 'refused' }])
  })
})

describe('the differences of two versions', () => {
  it('are told field by field, without what the server counts', () => {
    const after = {
      ...live,
      metadata: { ...live.metadata, resourceVersion: '9', labels: { 'a.b/c': 'd' } },
      spec: {
        ...live.spec,
        type: 'NodePort',
        ports: [{ port: 80, protocol: 'TCP', nodePort: 30080 }],
      },
    }
    expect(differences(live, after)).toEqual([
      { path: 'metadata.labels', after: { 'a.b/c': 'd' } },
      { path: 'spec.type', before: 'ClusterIP', after: 'NodePort' },
      { path: 'spec.ports[0].targetPort', before: 8080 },
      { path: 'spec.ports[0].nodePort', after: 30080 },
    ])
    expect(differences(live, live)).toEqual([])
    expect(differences(undefined, live)).toEqual([{ path: '', after: live }])
  })
})
