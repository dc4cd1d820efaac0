import { describe, expect, it } from 'vitest'
import { readerOf } from '../reader'
import { type Body, Server, service, WEB } from '../testing'

const SERVICES = '/api/v1/namespaces/default/services'
const MANAGED = '/metadata/managedFields'

const post = (server: Server, fieldManager: string, body: object): Body =>
  server.send({ method: 'POST', path: SERVICES, query: { fieldManager }, body }).body
const merge = (server: Server, fieldManager: string, body: object, path = WEB): Body =>
  server.send({
    method: 'PATCH',
    path,
    query: { fieldManager },
    headers: { 'content-type': 'application/merge-patch+json' },
    body,
  }).body
const apply = (server: Server, fieldManager: string, spec: object, query: object = {}) =>
  server.send({
    method: 'PATCH',
    path: WEB,
    query: { fieldManager, ...query },
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, ...spec },
  })
const entry = ({ metadata }: Body, manager: string): Body =>
  metadata.managedFields.find((each: Body) => each.manager === manager)
const managers = ({ metadata }: Body): string[] =>
  metadata.managedFields.map((each: Body) => `${each.operation} ${each.manager}`)
const ports = (...all: object[]) => ({ spec: { ports: all, selector: { app: 'web' } } })
const later = (server: Server): void => {
  Object.assign(server.environment, { now: server.environment.now + 1_000_000 })
}

const PORT = { '.': {}, 'f:port': {}, 'f:protocol': {}, 'f:targetPort': {} }

describe('who creates an object', () => {
  it('manages what was given and what was filled in, but not what was allocated', () => {
    const { metadata } = post(new Server(), 'me', service({ type: 'NodePort' }))
    expect(metadata.managedFields).toEqual([
      {
        manager: 'me',
        operation: 'Update',
        apiVersion: 'v1',
        time: '2026-01-01T00:00:05Z',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': {
            'f:externalTrafficPolicy': {},
            'f:internalTrafficPolicy': {},
            'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': PORT },
            'f:selector': {},
            'f:sessionAffinity': {},
            'f:type': {},
          },
        },
      },
    ])
  })
  it('goes by the name of its program when it gives no other', () => {
    const headers = { 'user-agent': 'kubectl/v1.33.1 (linux/amd64)' }
    const { body } = new Server().send({
      method: 'POST',
      path: SERVICES,
      headers,
      body: service({}),
    })
    expect(managers(body)).toEqual(['Update kubectl'])
  })
})

describe('who updates an object', () => {
  it('takes what it changes and adds, and nothing else', () => {
    const server = new Server()
    post(server, 'me', service({}))
    later(server)
    const body = merge(server, 'you', {
      metadata: { labels: { tier: 'a' } },
      spec: { type: 'NodePort' },
    })
    expect(entry(body, 'you').fieldsV1).toEqual({
      'f:metadata': { 'f:labels': { '.': {}, 'f:tier': {} } },
      'f:spec': { 'f:externalTrafficPolicy': {}, 'f:type': {} },
    })
    expect(entry(body, 'me').fieldsV1['f:spec']).not.toHaveProperty('f:type')
    expect(entry(body, 'me').time < entry(body, 'you').time).toBe(true)
  })
  it('leaves nothing of what it removes to anybody', () => {
    const server = new Server()
    post(server, 'me', { ...service({}), metadata: { name: 'web', labels: { a: 'b' } } })
    const body = merge(server, 'you', { metadata: { labels: null } })
    expect(managers(body)).toEqual(['Update me'])
    expect(entry(body, 'me').fieldsV1).not.toHaveProperty('f:metadata')
  })
  it('is not told of when it changes nothing', () => {
    const server = new Server()
    const { metadata } = post(server, 'me', service({}))
    later(server)
    expect(merge(server, 'you', { spec: { type: 'ClusterIP' } }).metadata).toEqual(metadata)
  })
  it('wipes all with one empty entry, but not with none', () => {
    const server = new Server()
    post(server, 'me', service({}))
    expect(managers(merge(server, 'me', { metadata: { managedFields: [] } }))).toEqual([
      'Update me',
    ])
    expect(merge(server, 'me', { metadata: { managedFields: [{}] } }).metadata).not.toHaveProperty(
      'managedFields.0',
    )
  })
  it('of a status has an entry of its own', () => {
    const server = new Server()
    post(server, 'me', service({ type: 'LoadBalancer' }))
    const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } }
    const body = merge(server, 'lb', { status }, `${WEB}/status`)
    expect(entry(body, 'lb')).toMatchObject({
      subresource: 'status',
      fieldsV1: { 'f:status': { 'f:loadBalancer': { 'f:ingress': {} } } },
    })
  })
})

describe('who applies a configuration', () => {
  it('creates what is not there yet, and manages what it has said', () => {
    const { status, body } = apply(new Server(), 'me', ports({ port: 80, name: 'http' }))
    expect(status).toBe(201)
    expect(body.spec.clusterIP).toMatch(/^10\./)
    expect(entry(body, 'me')).toMatchObject({
      operation: 'Apply',
      fieldsV1: {
        'f:spec': {
          'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
          'f:selector': {},
        },
      },
    })
  })
  it('changes nothing when it says the same again', () => {
    const server = new Server()
    const { body } = apply(server, 'me', ports({ port: 80 }))
    later(server)
    expect(apply(server, 'me', ports({ port: 80 })).body).toEqual(body)
  })
  it('removes what it no longer says, unless somebody else does', () => {
    const server = new Server()
    const [first, second] = [
      { port: 80, name: 'a' },
      { port: 81, name: 'b' },
    ]
    const labels = { metadata: { name: 'web', labels: { mine: 'a', ours: 'b' } } }
    apply(server, 'me', { ...ports(first, second), ...labels })
    apply(server, 'you', { metadata: { name: 'web', labels: { ours: 'b' } } })
    const { body } = apply(server, 'me', ports(second))
    expect(body.spec.ports.map(({ port }: Body) => port)).toEqual([81])
    expect(body.metadata.labels).toEqual({ ours: 'b' })
    expect(body.metadata.name).toBe('web')
  })
  it('is refused what another manager has with another value', () => {
    const server = new Server()
    post(server, 'kubectl-client-side-apply', service({}))
    const { status, body } = apply(server, 'me', ports({ port: 80, targetPort: 9090 }))
    const field = '.spec.ports[port=80,protocol="TCP"].targetPort'
    const message = 'conflict with "kubectl-client-side-apply" using v1'
    expect([status, body.message]).toEqual([
      409,
      `Apply failed with 1 conflict: ${message}: ${field}`,
    ])
    expect(body.details.causes).toEqual([{ reason: 'FieldManagerConflict', message, field }])
  })
  it('is told of all conflicts at once, by manager', () => {
    const server = new Server()
    apply(server, 'you', { ...ports({ port: 80, targetPort: 1 }), metadata: named({ a: '1' }) })
    const other = { ...ports({ port: 80, targetPort: 2 }), metadata: named({ a: '2' }) }
    expect(apply(server, 'me', other).body.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "you":\n- .metadata.labels.a\n' +
        '- .spec.ports[port=80,protocol="TCP"].targetPort',
    )
  })
  it('takes it by force, and shares what has the same value', () => {
    const server = new Server()
    apply(server, 'you', ports({ port: 80, targetPort: 1 }))
    const { body } = apply(server, 'me', ports({ port: 80, targetPort: 2 }), { force: 'true' })
    expect(body.spec.ports[0].targetPort).toBe(2)
    const key = 'k:{"port":80,"protocol":"TCP"}'
    expect(entry(body, 'you').fieldsV1['f:spec']['f:ports'][key]).toEqual({ '.': {}, 'f:port': {} })
    expect(entry(body, 'me').fieldsV1['f:spec']).toHaveProperty('f:selector')
    expect(entry(body, 'you').fieldsV1['f:spec']).toHaveProperty('f:selector')
  })
  it('may change what kubectl had applied by itself, as kubectl', () => {
    const server = new Server()
    const configuration = { ...service({}), metadata: { name: 'web' } }
    const annotation = 'kubectl.kubernetes.io/last-applied-configuration'
    const annotations = { [annotation]: JSON.stringify(configuration) }
    post(server, 'kubectl-client-side-apply', {
      ...configuration,
      metadata: { name: 'web', annotations },
    })
    const { status, body } = apply(server, 'kubectl', ports({ port: 80, targetPort: 9090 }))
    expect([status, body.spec.ports[0].targetPort]).toEqual([200, 9090])
    expect(JSON.parse(body.metadata.annotations[annotation]).spec.ports[0].targetPort).toBe(9090)
  })
  it('stores nothing in a dry run', () => {
    const server = new Server()
    expect(apply(server, 'me', ports({ port: 80 }), { dryRun: 'All' }).status).toBe(201)
    expect(server.get(WEB).reason).toBe('NotFound')
  })
  const untyped = 'failed to create typed patch object (/web; /v1, Kind=Service): .spec'
  it.each([
    [{ spec: { selectr: {} } }, {}, `${untyped}.selectr: field not declared in schema`],
    [
      ports({ port: 1 }, { port: 1 }),
      {},
      `${untyped}.ports: duplicate entries for key [port=1,protocol="TCP"]`,
    ],
    [
      { apiVersion: 'v2' },
      {},
      'incorrect version specified in apply patch. Specified patch version: v2, expected: v1',
    ],
    [{ metadata: { name: 'web', managedFields: [{}] } }, {}, 'metadata.managedFields must be nil'],
    [
      {},
      { fieldManager: '' },
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: ' +
        'is required for apply patch',
    ],
  ])('is refused %j with %j', (configuration, query, message) => {
    expect(apply(new Server(), 'me', configuration, query).body.message).toBe(message)
  })
  it('is not taken for one who patches otherwise', () => {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const query = { force: 'true' }
    const { body } = new Server().send({ method: 'PATCH', path: WEB, headers, query, body: {} })
    expect(body.message).toContain('force: Forbidden: may not be specified for non-apply patch')
  })
})

const named = (labels: object) => ({ name: 'web', labels })

it.each([
  [[{ manager: 'x', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1' }]],
  [
    [
      {
        manager: 'x',
        operation: 'Update',
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': 5 },
      },
    ],
  ],
  [['x', 7]],
  ['x'],
])('managers that cannot be read are those that were there: %j', (value) => {
  const server = new Server()
  post(server, 'me', service({}))
  const body = [{ op: 'replace', path: MANAGED, value }]
  server.patch(WEB, 'json-patch', body)
  expect(managers(server.get(WEB))).toEqual(['Update me'])
  expect(apply(server, 'you', ports({ port: 80, targetPort: 1 })).status).toBe(409)
})

it('managers are what a client says they are', () => {
  const server = new Server()
  const { metadata } = post(server, 'me', service({}))
  const [mine] = metadata.managedFields
  const value = [{ ...mine, manager: 'kubectl', operation: 'Apply' }]
  const body = [{ op: 'replace', path: MANAGED, value }]
  const { body: patched } = server.patch(WEB, 'json-patch', body)
  expect(managers(patched)).toEqual(['Apply kubectl'])
})

describe('who writes in the cluster', () => {
  const pods = '/api/v1/namespaces/default/pods/'
  const stored = (server: Server): Body[] => [...readerOf(server.store).list('Pod')]
  const started = (): Server => {
    const server = new Server()
    const spec = { containers: [{ name: 'c', image: 'nginx' }] }
    const metadata = { generateName: 'p-', namespace: 'default' }
    for (const _ of ['first', 'second']) {
      const object: Body = { apiVersion: 'v1', kind: 'Pod', metadata, spec }
      server.act({ verb: 'create', object })
    }
    for (const pod of stored(server)) {
      const condition = { type: 'Ready', status: 'False' }
      const status = { ...pod.status, podIPs: [{ ip: '10.0.0.1' }], conditions: [condition] }
      server.act({ verb: 'updateStatus', object: { ...pod, status } }, 'kubelet')
    }
    return server
  }
  it('shares one list for all objects that it makes alike', () => {
    const [first, second] = stored(started())
    expect(first.metadata.managedFields).toBe(second.metadata.managedFields)
  })
  it('has what its status has, told when somebody asks', () => {
    const server = started()
    const body = server.get(pods + stored(server)[0].metadata.name)
    expect(managers(body)).toEqual(['Update kube-controller-manager', 'Update kubelet'])
    expect(entry(body, 'kubelet').fieldsV1['f:status']).toEqual({
      'f:conditions': {
        '.': {},
        'k:{"type":"Ready"}': { '.': {}, 'f:status': {}, 'f:type': {} },
      },
      'f:podIPs': { '.': {}, 'k:{"ip":"10.0.0.1"}': { '.': {}, 'f:ip': {} } },
    })
  })
  it('has the rest of it when somebody else has written a part', () => {
    const server = started()
    const path = `${pods}${stored(server)[0].metadata.name}`
    merge(server, 'me', { status: { message: 'mine' } }, `${path}/status`)
    const pod = stored(server).find(({ metadata }) => path.endsWith(metadata.name))
    const status = { ...pod.status, reason: 'Theirs' }
    server.act({ verb: 'updateStatus', object: { ...pod, status } }, 'kubelet')
    const body = server.get(path)
    expect(entry(body, 'me').fieldsV1).toEqual({ 'f:status': { 'f:message': {} } })
    expect(entry(body, 'kubelet').fieldsV1['f:status']).toMatchObject({
      'f:podIPs': {},
      'f:reason': {},
    })
  })
})
