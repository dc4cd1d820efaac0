import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../api/request'
import { serve } from './serve'
import { emptyStore } from './store'
import { type Manifest, Server, service, WEB } from './testing'

describe('reading', () => {
  const stocked = (): Server => {
    const server = new Server()
    for (const [name, tier] of [
      ['a', 'front'],
      ['b', 'back'],
      ['c', undefined],
    ] as const) {
      const manifest = service({}, name)
      server.post({ ...manifest, metadata: { name, ...(tier ? { labels: { tier } } : {}) } })
    }
    return server
  }
  const names = (server: Server, query: Record<string, string>) => {
    const { body } = server.send({ method: 'GET', path: '/api/v1/services', query })
    return body.items?.map(({ metadata }: Manifest) => metadata.name) ?? body.message
  }
  it.each([
    [{ labelSelector: 'tier=front' }, ['a']],
    [{ labelSelector: 'tier!=front' }, ['b', 'c']],
    [{ labelSelector: 'tier in (front, back)' }, ['a', 'b']],
    [{ labelSelector: '!tier' }, ['c']],
    [{ fieldSelector: 'metadata.name=b' }, ['b']],
    [{ fieldSelector: 'spec.type=NodePort' }, []],
    [{}, ['a', 'b', 'c']],
  ])('a list with %j gives %j', (query, expected) => {
    expect(names(stocked(), query as Record<string, string>)).toEqual(expected)
  })
  it('with a selector that cannot be read is refused in the server’s words', () => {
    expect(names(stocked(), { labelSelector: 'a===' })).toBe(
      "unable to parse requirement: found '=', expected: identifier",
    )
    expect(names(stocked(), { fieldSelector: 'foo=bar' })).toContain(
      'field label not supported: foo',
    )
    const path = '/api/v1/configmaps'
    const query = { fieldSelector: 'constructor=bar' }
    expect(stocked().send({ method: 'GET', path, query }).body.message).toContain(
      '"constructor" is not a known field selector: only "metadata.name", "metadata.namespace"',
    )
  })
  it('answers a table when asked for one', () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
    const { body } = stocked().send({
      method: 'GET',
      path: '/api/v1/services',
      headers: { accept },
    })
    expect(body.kind).toBe('Table')
    expect(body.rows.map(({ cells }: { cells: string[] }) => cells[0])).toEqual(['a', 'b', 'c'])
  })
  it('what is not there is NotFound', () => {
    const { status, body } = new Server().send({ method: 'GET', path: WEB })
    expect([status, body.message]).toEqual([404, 'services "web" not found'])
  })
  it('a path that nothing answers is NotFound too', () => {
    const { status, body } = new Server().send({ method: 'GET', path: '/apis/nope/v1/things' })
    expect([status, body.message]).toEqual([
      404,
      'the server could not find the requested resource',
    ])
  })
})

describe('deleting', () => {
  it('a Service frees its address', () => {
    const server = new Server()
    const { clusterIP } = server.post(service({})).body.spec
    expect(server.send({ method: 'DELETE', path: WEB }).status).toBe(200)
    expect(server.post(service({ clusterIP }, 'next')).status).toBe(201)
  })
  it('an object with a finalizer only marks it until the finalizer is gone', () => {
    const server = new Server()
    const manifest = service({})
    server.post({ ...manifest, metadata: { name: 'web', finalizers: ['example.com/keep'] } })
    const { body } = server.send({ method: 'DELETE', path: WEB })
    expect(body.metadata.deletionTimestamp).toBe('2026-01-01T00:00:05Z')
    server.patch(WEB, 'merge-patch', { metadata: { finalizers: null } })
    expect(server.send({ method: 'GET', path: WEB }).status).toBe(404)
  })
  it('a Pod that no node has taken removes it at once', () => {
    const server = new Server()
    const spec = { containers: [{ name: 'c', image: 'nginx' }] }
    server.post({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec })
    const path = '/api/v1/namespaces/default/pods/p'
    server.send({ method: 'DELETE', path })
    expect(server.send({ method: 'GET', path }).status).toBe(404)
  })
  it('the namespace default is forbidden', () => {
    const path = '/api/v1/namespaces/default'
    const { status, body } = new Server().send({ method: 'DELETE', path })
    expect([status, body.message]).toEqual([
      403,
      'namespaces "default" is forbidden: this namespace may not be deleted',
    ])
  })
})

describe('an answer to DELETE', () => {
  const kindOf = (path: string, ...objects: readonly Manifest[]) => {
    const server = new Server()
    for (const object of objects) server.post(object)
    return server.send({ method: 'DELETE', path }).body.kind
  }
  it('is the object for Services, Pods and Namespaces, a Status for others', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } }
    expect(kindOf(WEB, service({}))).toBe('Service')
    expect(kindOf(WEB.replace('services', 'configmaps'), map)).toBe('Status')
  })
  it('is NotFound the second time', () => {
    const server = new Server()
    server.post(service({}))
    const statuses = [1, 2].map(() => server.send({ method: 'DELETE', path: WEB }).status)
    expect(statuses).toEqual([200, 404])
  })
})

describe('a path', () => {
  it.each<[ApiRequest['method'], string, number]>([
    ['GET', `${WEB}/status`, 200],
    ['GET', `${WEB}/scale`, 404],
    ['GET', `${WEB}/nope`, 404],
    ['GET', `${WEB}/status/more`, 404],
    ['PUT', `${WEB}/scale`, 404],
    ['POST', WEB, 405],
    ['PUT', '/api/v1/namespaces/default/services', 405],
    ['POST', '/api/v1/services', 405],
    ['DELETE', '/api/v1/services', 405],
    ['DELETE', '/api/v1/namespaces', 405],
    ['DELETE', `${WEB}/status`, 405],
  ])('%s %s is answered with %i', (method, path, status) => {
    const server = new Server()
    server.post(service({}))
    expect(server.send({ method, path, body: service({}) }).status).toBe(status)
  })
})

describe('Endpoints', () => {
  const warning = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'
  const path = '/api/v1/namespaces/default/endpoints'
  const body = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web' } }

  it.each<[string, ApiRequest]>([
    ['read', { method: 'GET', path: `${path}/web` }],
    ['listed', { method: 'GET', path }],
    ['created', { method: 'POST', path, body: { ...body, metadata: { name: 'other' } } }],
    ['replaced', { method: 'PUT', path: `${path}/web`, body }],
    ['deleted', { method: 'DELETE', path: `${path}/web` }],
    ['not found', { method: 'GET', path: `${path}/nope` }],
  ])('say that they are deprecated when they are %s', (_, request) => {
    const server = new Server()
    server.send({ method: 'POST', path, body })
    expect(server.send(request).warnings).toEqual([warning])
  })
  it('say so when they are watched', () => {
    const { response } = serve(
      emptyStore,
      { method: 'GET', path, query: { watch: 'true' } },
      new Server().environment,
    )
    expect(response).toMatchObject({ warnings: [warning], stream: { type: 'watch' } })
  })
})
