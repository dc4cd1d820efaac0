import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../engine/api/object'
import type { Traffic } from '../engine/api/traffic'
import { readerOf } from '../engine/apiserver/reader'
import { emptyStore, put, remove, type Store } from '../engine/apiserver/store'
import { type Kind, resourceOf } from '../engine/resources'
import { projectionLimits } from './limits'
import { type Around, Projection } from './projection'
import type { PodSummary, ServiceSummary, Summary, WorkloadSummary } from './summary'
import { Tally } from './tally'

/** Any object, as far as a test needs to say. */
type Loose = Record<string, unknown>

const object = (kind: Kind, name: string, rest: Loose = {}, metadata: Loose = {}): KubeObject =>
  ({
    apiVersion: 'v1',
    kind,
    metadata: { namespace: 'default', name, uid: `${kind}/${name}`, ...metadata },
    ...rest,
  }) as unknown as KubeObject

const pod = (name: string, labels: Loose, changed: Loose = {}, metadata: Loose = {}) =>
  object(
    'Pod',
    name,
    {
      spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'nginx:alpine' }] },
      status: {
        phase: 'Running',
        podIP: '10.244.0.5',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'web', ready: true, restartCount: 2, state: { running: {} } }],
      },
      ...changed,
    },
    { labels, ...metadata },
  )
const owned = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: name, controller: true }],
})
const service = (name: string, spec: Loose, status: Loose = { loadBalancer: {} }) =>
  object('Service', name, { spec: { type: 'ClusterIP', ports: [], ...spec }, status })
const slice = (name: string, of: string, endpoints: readonly Loose[]) =>
  object(
    'EndpointSlice',
    name,
    { addressType: 'IPv4', ports: [], endpoints },
    { labels: { 'kubernetes.io/service-name': of } },
  )

const store = (objects: readonly KubeObject[], on: Store = emptyStore): Store =>
  objects.reduce((all, each) => put(all, resourceOf(each.kind as Kind), each).store, on)
const without = (on: Store, each: KubeObject): Store =>
  remove(on, resourceOf(each.kind as Kind), each).store

/** Nobody sends anything, and nothing is broken. */
const still: Around = { traffic: [], forwards: [], faultOf: () => undefined }
const project = (on: Store, by = new Projection(), traffic: readonly Traffic[] = []) =>
  by.update(readerOf(on), new Tally(), { ...still, traffic })
const find = <T extends Summary>(all: readonly Summary[], id: string): T =>
  all.find((each) => each.id === id) as T

describe('what the picture shows of a Pod', () => {
  const shown = (each: KubeObject) =>
    find<PodSummary>(project(store([each])).changed, `pod/default/${each.metadata.name}`)

  it('is what kubectl says of it', () => {
    expect(shown(pod('a', { app: 'web' }))).toMatchObject({
      labels: { app: 'web' },
      state: 'ready',
      status: 'Running',
      ready: '1/1',
      restarts: 2,
      ip: '10.244.0.5',
      node: 'node-1',
      image: 'nginx:alpine',
      system: false,
    })
  })

  const waiting = (reason: string) => ({
    status: {
      phase: 'Pending',
      containerStatuses: [
        { name: 'web', ready: false, restartCount: 0, state: { waiting: { reason } } },
      ],
    },
  })
  it.each([
    ['pending', { spec: { containers: [{}] }, status: { phase: 'Pending' } }, {}],
    ['creating', waiting('ContainerCreating'), {}],
    ['failing', waiting('ImagePullBackOff'), {}],
    ['failing', { status: { phase: 'Failed' } }, {}],
    ['completed', { status: { phase: 'Succeeded' } }, {}],
    [
      'running',
      { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] } },
      {},
    ],
    ['terminating', {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }],
  ])('has the shape of one that is %s', (state, changed, metadata) => {
    expect(shown(pod('a', {}, changed, metadata)).state).toBe(state)
  })

  it('names the Deployment above its ReplicaSet', () => {
    const set = object('ReplicaSet', 'web-1', { spec: { replicas: 1 } }, owned('Deployment', 'web'))
    const inSet = pod('web-1-x', {}, {}, owned('ReplicaSet', 'web-1'))
    const { changed } = project(store([set, inSet]))
    expect(find<PodSummary>(changed, 'pod/default/web-1-x').owner).toBe('deployment/default/web')
    expect(changed.map(({ type }) => type)).toEqual(['pod'])
  })
})

describe('what the picture shows of a Service', () => {
  const web = service('web', {
    selector: { app: 'web', tier: 'front' },
    clusterIP: '10.96.1.2',
    ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
  })

  it('lists its endpoints, and the Pods it leaves out with the label that differs', () => {
    const endpoint = {
      addresses: ['10.244.0.5'],
      conditions: { ready: false, serving: true, terminating: true },
      targetRef: { kind: 'Pod', name: 'a' },
    }
    const objects = [
      web,
      slice('web-x', 'web', [endpoint, { addresses: ['10.9.9.9'], conditions: {} }]),
      pod('a', { app: 'web', tier: 'front' }),
      pod('b', { tier: 'back', app: 'web' }),
      pod('c', { other: 'label' }),
      pod('d', { app: 'api' }),
      pod('e', { app: 'web', tier: 'front' }, {}, { namespace: 'shop' }),
    ]
    expect(
      find<ServiceSummary>(project(store(objects)).changed, 'service/default/web'),
    ).toMatchObject({
      clusterIP: '10.96.1.2',
      headless: false,
      ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
      endpoints: [
        {
          pod: 'pod/default/a',
          address: '10.244.0.5',
          ready: false,
          serving: true,
          terminating: true,
        },
        { address: '10.9.9.9', ready: true, serving: true, terminating: false },
      ],
      misses: [
        { pod: 'pod/default/b', label: 'tier', has: 'back', wants: 'front' },
        { pod: 'pod/default/d', label: 'app', has: 'api', wants: 'web' },
        { pod: 'pod/default/c', label: 'app', wants: 'web' },
      ],
    })
  })

  it('lists no more near misses than fit', () => {
    const pods = Array.from({ length: 30 }, (_, i) => pod(`p${i}`, { app: 'api' }))
    const { changed } = project(store([web, ...pods]))
    const { misses } = find<ServiceSummary>(changed, 'service/default/web')
    expect(misses).toHaveLength(projectionLimits.misses)
  })

  it('shows a headless one without an address, and one without selector without misses', () => {
    const { changed } = project(
      store([service('db', { clusterIP: 'None' }), pod('a', { app: 'web' })]),
    )
    const { clusterIP, headless, misses } = find<ServiceSummary>(changed, 'service/default/db')
    expect([clusterIP, headless, misses]).toEqual([undefined, true, []])
  })

  it('puts what it stands for outside the cluster', () => {
    const ingress = (address: Loose) => ({ loadBalancer: { ingress: [address] } })
    const node = object(
      'Node',
      'node-1',
      {
        spec: { podCIDR: '10.244.0.0/24' },
        status: { addresses: [{ type: 'InternalIP', address: '192.168.1.11' }] },
      },
      { namespace: undefined },
    )
    const { changed } = project(
      store([
        node,
        service('db', { type: 'ExternalName', externalName: 'DB.example.com.' }),
        service('db-too', { type: 'ExternalName', externalName: 'db.example.com' }),
        service('lb', { type: 'LoadBalancer' }, ingress({ ip: '47.1.2.3' })),
        service('wait', { type: 'LoadBalancer' }),
        service('on-node', { type: 'LoadBalancer' }, ingress({ ip: '192.168.1.11' })),
      ]),
    )
    expect(changed.filter(({ type }) => type === 'outside')).toEqual([
      {
        type: 'outside',
        id: 'external/db.example.com',
        kind: 'host',
        name: 'db.example.com',
        services: ['service/default/db', 'service/default/db-too'],
      },
      {
        type: 'outside',
        id: 'balancer/default/lb',
        kind: 'balancer',
        name: 'lb',
        address: '47.1.2.3',
        services: ['service/default/lb'],
      },
    ])
    expect(find<ServiceSummary>(changed, 'service/default/wait').external).toEqual([])
    expect(find(changed, 'node/node-1')).toMatchObject({ address: '192.168.1.11', ready: false })
  })
})

describe('a frame', () => {
  it('tells only what has changed since the last, and what is gone', () => {
    const projection = new Projection()
    const [a, b] = [pod('a', { app: 'web' }), pod('b', { app: 'web' })]
    const first = store([a, b, service('web', { selector: { app: 'web' } })])
    expect(project(first, projection).changed.map(({ id }) => id)).toEqual([
      'pod/default/a',
      'pod/default/b',
      'service/default/web',
    ])
    expect(project(first, projection)).toEqual({ changed: [], gone: [] })

    const second = store([pod('a', { app: 'api' })], first)
    expect(project(second, projection)).toMatchObject({
      changed: [
        { id: 'pod/default/a' },
        { id: 'service/default/web', misses: [{ pod: 'pod/default/a' }] },
      ],
      gone: [],
    })
    expect(project(without(second, b), projection)).toEqual({
      changed: [],
      gone: ['pod/default/b'],
    })
    projection.reset()
    expect(project(second, projection).changed).toHaveLength(3)
  })

  it('leaves out an object that was written again as it was', () => {
    const projection = new Projection()
    const first = store([pod('a', { app: 'web' })])
    project(first, projection)
    expect(project(store([pod('a', { app: 'web' })], first), projection).changed).toEqual([])
  })

  it('shows the largest workloads as one when there are too many Pods', () => {
    const replicas = projectionLimits.podsShown
    const many = Array.from({ length: replicas }, (_, i) =>
      pod(`web-1-${i}`, { app: 'web' }, {}, owned('ReplicaSet', 'web-1')),
    )
    const set = object('ReplicaSet', 'web-1', {
      spec: { replicas },
      status: { readyReplicas: replicas },
    })
    const small = pod('api', { app: 'api' })
    const endpoints = ['web-1-0', 'web-1-1', 'api'].map((name, i) => ({
      addresses: [`10.244.0.${i}`],
      conditions: { ready: i > 0 },
      targetRef: { kind: 'Pod', name },
    }))
    const { changed } = project(
      store([
        set,
        small,
        ...many,
        service('all', { selector: { x: 'y' } }),
        slice('s', 'all', endpoints),
      ]),
    )
    expect(changed.filter(({ type }) => type === 'pod').map(({ id }) => id)).toEqual([
      'pod/default/api',
    ])
    expect(find<WorkloadSummary>(changed, 'replicaset/default/web-1')).toMatchObject({
      replicas,
      grouped: { pods: replicas, states: { ready: replicas }, nodes: { 'node/node-1': replicas } },
    })
    expect(find<ServiceSummary>(changed, 'service/default/all')).toMatchObject({
      endpoints: [{ pod: 'pod/default/api' }],
      groups: [{ workload: 'replicaset/default/web-1', ready: 1, notReady: 1 }],
      misses: [{ pod: 'pod/default/api' }, { pod: 'replicaset/default/web-1' }],
    })
  })

  it('looks at no other Pod again when one of thousands has changed', () => {
    let looks = 0
    const of = owned('ReplicaSet', 'web-1')
    const watched = (name: string) => {
      const each = pod(name, { app: 'web' }, {}, of) as KubeObject & { status: object }
      const status = new Proxy(each.status, {
        get: (target, field) => {
          looks += 1
          return Reflect.get(target, field)
        },
      })
      return { ...each, status }
    }
    const set = object('ReplicaSet', 'web-1', { spec: { replicas: 5_000 } })
    const many = Array.from({ length: 5_000 }, (_, i) => watched(`web-1-${i}`))
    const first = store([set, ...many])
    const projection = new Projection()
    project(first, projection)
    expect(looks).toBeGreaterThan(5_000)

    looks = 0
    const failed = pod('web-1-7', { app: 'web' }, { status: { phase: 'Failed' } }, of)
    expect(project(store([failed], first), projection).changed).toMatchObject([
      { grouped: { states: { failing: 1 } } },
    ])
    expect(looks).toBe(0)
  })
})

describe('the learner’s own machine', () => {
  const nobody = readerOf(emptyStore)
  const forward = { pod: 'pod/default/web', localPort: 8080, port: 80 }
  const asked = () => {
    const tally = new Tally()
    const url = 'http://localhost:8080/'
    tally.record({ id: 1, client: 'external/visitor', url, started: 1, legs: [] })
    return tally
  }

  it('is not there before it has done something', () => {
    const { changed } = new Projection().update(nobody, new Tally(), still)
    expect(changed).toEqual([])
  })
  it('comes with a port-forward, and stays for what it has sent', () => {
    const projection = new Projection()
    const first = projection.update(nobody, new Tally(), { ...still, forwards: [forward] })
    expect(first.changed).toEqual([
      {
        type: 'laptop',
        id: 'laptop',
        name: 'laptop',
        forwards: [forward],
        sent: 0,
        outcomes: {},
        servers: {},
      },
    ])
    const closed = projection.update(nobody, asked(), still)
    expect(closed).toMatchObject({
      changed: [{ id: 'laptop', forwards: [], sent: 1, url: 'http://localhost:8080/' }],
      gone: [],
    })
    expect(projection.update(nobody, new Tally(), still).gone).toEqual(['laptop'])
  })
})
