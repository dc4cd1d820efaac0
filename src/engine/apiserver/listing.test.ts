import { describe, expect, it } from 'vitest'
import { type Body, Server, service, WEB } from './testing'

const SERVICES = '/api/v1/namespaces/default/services'

const stocked = (): Server => {
  const server = new Server()
  for (const name of ['a', 'b', 'c']) server.post(service({}, name))
  return server
}
const list = (server: Server, query: Record<string, string>): { status: number; body: Body } =>
  server.send({ method: 'GET', path: SERVICES, query })
const names = ({ items }: Body): string[] => items.map(({ metadata }: Body) => metadata.name)

describe('a list with a limit', () => {
  it('comes in pages, and tells how many are left', () => {
    const server = stocked()
    const { body: first } = list(server, { limit: '2' })
    expect([names(first), first.metadata.remainingItemCount]).toEqual([['a', 'b'], 1])
    const { body: second } = list(server, { limit: '2', continue: first.metadata.continue })
    expect([names(second), second.metadata.continue]).toEqual([['c'], undefined])
  })
  it('shows in all its pages what there was when it began', () => {
    const server = stocked()
    const { metadata } = list(server, { limit: '1' }).body
    server.send({ method: 'DELETE', path: `${SERVICES}/b` })
    server.post(service({}, 'bb'))
    server.patch(`${SERVICES}/c`, 'merge-patch', { metadata: { labels: { late: 'yes' } } })
    const { body } = list(server, { continue: metadata.continue })
    expect(names(body)).toEqual(['b', 'c'])
    expect(body.items[1].metadata.labels).toBeUndefined()
    expect(body.metadata.resourceVersion).toBe(metadata.resourceVersion)
  })
  it('does not say how many are left when it would have to look', () => {
    const { metadata } = list(stocked(), { limit: '1', fieldSelector: 'metadata.name!=c' }).body
    expect(metadata.remainingItemCount).toBeUndefined()
    expect(metadata.continue).not.toBe('')
  })
  it('refuses a token of somebody else’s', () => {
    expect(list(stocked(), { continue: 'abc' })).toMatchObject({
      status: 400,
      body: { message: 'continue key is not valid' },
    })
  })
})

describe('a list of another moment', () => {
  it('shows what there was at exactly that version', () => {
    const server = stocked()
    const resourceVersion = String(server.store.revision)
    server.send({ method: 'DELETE', path: `${SERVICES}/a` })
    const { body } = list(server, { resourceVersion, resourceVersionMatch: 'Exact' })
    expect(names(body)).toEqual(['a', 'b', 'c'])
  })
  it('is gone when the server no longer knows', () => {
    const server = stocked()
    const { revision } = server.store
    server.store = { ...server.store, changes: { ...server.store.changes, first: revision + 1 } }
    const query = { resourceVersion: '2', resourceVersionMatch: 'Exact' }
    expect(list(server, query)).toMatchObject({ status: 410, body: { reason: 'Expired' } })
  })
  it('that is yet to come is waited for in vain', () => {
    const { status, body } = list(stocked(), { resourceVersion: '999' })
    expect([status, body.message]).toEqual([504, 'Too large resource version: 999, current: 5'])
  })
  it('needs a version that is a number', () => {
    expect(list(stocked(), { resourceVersion: 'x' }).body.message).toBe(
      'resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
    )
  })
  it('needs a version to match', () => {
    expect(list(stocked(), { resourceVersionMatch: 'Exact' }).body.message).toContain(
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    )
  })
})

describe('an answer', () => {
  const table = (as: string) => ({ accept: `application/json;as=${as};v=v1;g=meta.k8s.io` })
  it('has only the metadata when that is asked for', () => {
    const server = stocked()
    const headers = table('PartialObjectMetadataList')
    const { body } = server.send({ method: 'GET', path: SERVICES, headers })
    expect([body.kind, body.items[0].kind, body.items[0].spec]).toEqual([
      'PartialObjectMetadataList',
      'PartialObjectMetadata',
      undefined,
    ])
  })
  it('about a scale is a table of its own', () => {
    const server = new Server()
    server.post({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 3,
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: 'c', image: 'nginx' }] },
        },
      },
    })
    const path = '/apis/apps/v1/namespaces/default/deployments/web/scale'
    const { body } = server.send({ method: 'GET', path, headers: table('Table') })
    expect(body.columnDefinitions.map(({ name }: Body) => name)).toEqual([
      'Name',
      'Desired',
      'Available',
      'Age',
    ])
    expect(body.rows[0].cells.slice(0, 3)).toEqual(['web', 3, 0])
  })
})

it('an evicted Pod is deleted, and its client hears of success', () => {
  const server = new Server()
  const pods = '/api/v1/namespaces/default/pods'
  const spec = { containers: [{ name: 'c', image: 'nginx' }] }
  server.send({ method: 'POST', path: pods, body: { metadata: { name: 'p' }, spec } })
  const body = { kind: 'Eviction', apiVersion: 'policy/v1', metadata: { name: 'p' } }
  const evicted = server.send({ method: 'POST', path: `${pods}/p/eviction`, body })
  expect(evicted).toMatchObject({ status: 201, body: { kind: 'Status', status: 'Success' } })
  expect(server.get(`${pods}/p`).reason).toBe('NotFound')
  expect(server.get(WEB).reason).toBe('NotFound')
})

it('a service account is given a token that says whose it is, and how long', () => {
  const server = new Server()
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'me' } }
  const accounts = '/api/v1/namespaces/default/serviceaccounts'
  server.send({ method: 'POST', path: accounts, body: account })
  const ask = (expirationSeconds: number) =>
    server.send({
      method: 'POST',
      path: `${accounts}/me/token`,
      body: { kind: 'TokenRequest', spec: { expirationSeconds } },
    })
  const { status, body } = ask(600)
  const [, payload = ''] = body.status.token.split('.')
  const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
  expect([status, claims.sub, claims.exp - claims.iat]).toEqual([
    201,
    'system:serviceaccount:default:me',
    600,
  ])
  expect(ask(60).body.message).toContain('may not specify a duration less than 10 minutes')
})

it('a Pod is bound once', () => {
  const server = new Server()
  const pods = '/api/v1/namespaces/default/pods'
  const spec = { containers: [{ name: 'c', image: 'nginx' }] }
  server.send({ method: 'POST', path: pods, body: { metadata: { name: 'p' }, spec } })
  const bind = () =>
    server.send({
      method: 'POST',
      path: `${pods}/p/binding`,
      body: { metadata: { name: 'p' }, target: { kind: 'Node', name: 'node-1' } },
    })
  expect(bind().status).toBe(201)
  expect(server.get(`${pods}/p`).spec.nodeName).toBe('node-1')
  expect(bind()).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('pod p is already assigned to node "node-1"') },
  })
})
