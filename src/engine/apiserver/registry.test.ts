import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../api/object'
import type { Draft } from './action'
import { perform } from './perform'
import { type Body, type Manifest, pathOf, Server, service, WEB } from './testing'

const pod = (spec: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec },
})
const POD = `${pathOf(pod())}/p`
const map = (data: object, metadata: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'm', ...metadata },
  data,
})

describe('what is wrong with a new object is told', () => {
  it('of its namespace first, then of its addresses, then of itself, then of its name', () => {
    const server = new Server()
    server.post(service({ clusterIP: '10.96.0.50' }))
    const told = (namespace: string, clusterIP: string, spec: object = {}) =>
      server.send({
        method: 'POST',
        path: `/api/v1/namespaces/${namespace}/services`,
        body: service({ clusterIP, ...spec }),
      }).body.reason
    const wrong = { sessionAffinity: 'Foo' }
    expect(told('nope', 'abc', wrong)).toBe('NotFound')
    expect(told('default', '10.96.0.50')).toBe('Invalid')
    expect(told('default', '10.96.0.51', wrong)).toBe('Invalid')
    expect(told('default', '10.96.0.51')).toBe('AlreadyExists')
  })
  it('when it says which version it is of', () => {
    const { status, body } = new Server().post(map({}, { resourceVersion: '5' }))
    expect([status, body.reason, body.message]).toEqual([
      500,
      undefined,
      'resourceVersion should not be set on objects to be created',
    ])
  })
  it('when it is to go into a namespace that goes', () => {
    const server = new Server()
    server.send({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { kind: 'Namespace', metadata: { name: 'late' } },
    })
    server.send({ method: 'DELETE', path: '/api/v1/namespaces/late' })
    const path = '/api/v1/namespaces/late/services'
    const { status, body } = server.send({ method: 'POST', path, body: service({}) })
    expect([status, body.message]).toEqual([
      403,
      'services "web" is forbidden: unable to create new content in namespace late because it ' +
        'is being terminated',
    ])
    expect(body.details.causes[0].reason).toBe('NamespaceTerminating')
  })
  it('when its account is not there', () => {
    const server = new Server()
    const { status, body } = server.post(pod({ serviceAccountName: 'nope' }))
    expect([status, body.message]).toEqual([
      403,
      'pods "p" is forbidden: error looking up service account default/nope: ' +
        'serviceaccount "nope" not found',
    ])
    server.post({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'nope' } })
    expect(server.post(pod({ serviceAccountName: 'nope' })).status).toBe(201)
  })
})

describe('the metadata of an object', () => {
  it('is the server’s where it is not the client’s', () => {
    const server = new Server()
    const { managedFields: _, ...metadata } = server.post(map({ a: 'b' })).body.metadata
    const given = {
      name: 'm',
      uid: metadata.uid,
      generation: 7,
      selfLink: '/x',
      labels: { a: 'b' },
    }
    const { body } = server.put(`${pathOf(map({}))}/m`, map({ a: 'c' }, given))
    expect(body.metadata).toEqual({
      ...metadata,
      managedFields: expect.anything(),
      labels: { a: 'b' },
      resourceVersion: body.metadata.resourceVersion,
    })
  })
  it('tells another object of the same name from it', () => {
    const server = new Server()
    const { uid } = server.post(service({})).body.metadata
    const other = { ...service({}), metadata: { name: 'web', uid: 'abc' } }
    const { status, body } = server.put(WEB, other)
    expect([status, body.message]).toEqual([
      409,
      'Operation cannot be fulfilled on services "web": StorageError: invalid object, Code: 4, ' +
        'Key: /registry/services/specs/default/web, ResourceVersion: 0, AdditionalErrorMsg: ' +
        `Precondition failed: UID in precondition: abc, UID in object meta: ${uid}`,
    ])
  })
})

describe('an update that changes nothing', () => {
  it('warns all the same', () => {
    const server = new Server()
    server.post(service({ externalName: 'example.com' }))
    const { warnings } = server.put(WEB, server.get(WEB))
    expect(warnings).toEqual(['spec.externalName is ignored when spec.type is not "ExternalName"'])
  })
})

describe('a deletion', () => {
  const running = (): Server => {
    const server = new Server()
    server.post(pod())
    const action = { verb: 'bind', pod: { namespace: 'default', name: 'p' }, node: 'n' } as const
    server.store = perform(server.store, action, { component: 'test' }, server.environment).store
    return server
  }
  const remove = (server: Server, body: object = {}): Body =>
    server.send({ method: 'DELETE', path: POD, body }).body

  it('that waits counts as a change of what is wanted, once', () => {
    const server = running()
    expect(server.get(POD).metadata.generation).toBe(1)
    expect(remove(server).metadata).toMatchObject({
      deletionGracePeriodSeconds: 30,
      deletionTimestamp: '2026-01-01T00:00:35Z',
      generation: 2,
    })
    expect(remove(server, { gracePeriodSeconds: 10 }).metadata).toMatchObject({
      deletionGracePeriodSeconds: 10,
      deletionTimestamp: '2026-01-01T00:00:15Z',
      generation: 2,
    })
  })
  it('can be meant for one object, or one version of it', () => {
    const server = running()
    const { resourceVersion, uid } = server.get(POD).metadata
    const asked = (preconditions: object): string => remove(server, { preconditions }).message
    expect(asked({ uid: 'abc' })).toBe(
      'Operation cannot be fulfilled on pods "p": the UID in the precondition (abc) does not ' +
        `match the UID in record (${uid}). The object might have been deleted and then recreated`,
    )
    expect(asked({ resourceVersion: '1' })).toBe(
      'Operation cannot be fulfilled on pods "p": the ResourceVersion in the precondition (1) ' +
        `does not match the ResourceVersion in record (${resourceVersion}). ` +
        'The object might have been modified',
    )
    expect(asked({ uid, resourceVersion })).toBeUndefined()
  })
})

describe('an Event', () => {
  it('about what is in a namespace that goes is not recorded', () => {
    const server = new Server()
    const about = server.post(service({})).body as KubeObject
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'late' } } as Draft
    const at = server.environment
    const asker = { component: 'test' }
    const made = perform(server.store, { verb: 'create', object }, asker, at).store
    const key = { namespace: '', name: 'late' }
    const going = perform(made, { verb: 'delete', kind: 'Namespace', key }, asker, at).store
    const record = (namespace: string) =>
      perform(
        going,
        {
          verb: 'record',
          about: { ...about, metadata: { ...about.metadata, namespace } },
          type: 'Normal',
          reason: 'Tested',
          message: 'once',
        },
        asker,
        at,
      ).outcome.refused?.reason
    expect([record('default'), record('late')]).toEqual([undefined, 'Forbidden'])
  })
})

describe('the Scale of a workload', () => {
  const deployment: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['b', 'a'] }],
      },
      template: {
        metadata: { labels: { app: 'web', tier: 'a' } },
        spec: { containers: [{ name: 'c', image: 'nginx' }] },
      },
    },
  }
  const path = `${pathOf(deployment)}/web/scale`
  const scaled = (replicas: unknown, metadata: object = {}) => {
    const server = new Server()
    server.post(deployment)
    return server.put(path, { metadata: { name: 'web', ...metadata }, spec: { replicas } })
  }
  it('selects by all of the selector', () => {
    const { body } = scaled(3)
    expect(body).toMatchObject({ spec: { replicas: 3 }, status: { replicas: 0 } })
    expect(body.status.selector).toBe('app=web,tier in (a,b)')
  })
  it('is refused below zero, or on an old version of the workload', () => {
    expect(scaled(-1).body.message).toBe(
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: ' +
        'must be greater than or equal to 0',
    )
    expect(scaled(3, { resourceVersion: '1' }).body.reason).toBe('Conflict')
  })
})
