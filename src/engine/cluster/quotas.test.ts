import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'

const BASE = '/api/v1/namespaces/default'
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'

/** A cluster in which a client sends things one after another. */
function clusterWith(...objects: readonly object[]) {
  const cluster = Cluster.create()
  cluster.settle()
  const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): string => {
    const answer = cluster.request({ method, path, ...(body && { body }) })
    if (!('body' in answer)) throw new Error('a stream')
    const { message } = answer.body as { message?: string }
    return answer.status < 300 ? 'done' : (message ?? '')
  }
  const post = (object: object): string => {
    const { kind } = object as { kind: string }
    const path = kind === 'Deployment' ? DEPLOYMENTS : `${BASE}/${kind.toLowerCase()}s`
    return send('POST', path, object)
  }
  for (const object of objects) expect(post(object)).toBe('done')
  cluster.settle()
  const status = () => cluster.reader().get('ResourceQuota', 'default', 'q')?.status
  return { cluster, send, post, status }
}

const named = (kind: string, name: string, spec?: object, more: object = {}) => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name },
  ...(spec && { spec }),
  ...more,
})
const quota = (hard: object, more: object = {}) => named('ResourceQuota', 'q', { hard, ...more })
const pod = (name: string, resources: object = {}, more: object = {}) =>
  named('Pod', name, { containers: [{ name: 'c', image: 'nginx:1.27', resources }], ...more })
const service = (name: string, type: string, ...ports: readonly number[]) =>
  named('Service', name, { type, ports: ports.map((port) => ({ name: `p${port}`, port })) })
const TEMPLATE = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
}
const exceeded = (what: string, requested: string, used: string, limited: string): string =>
  `${what} is forbidden: exceeded quota: q, requested: ${requested}, used: ${used}, ` +
  `limited: ${limited}`

describe('a quota refuses what is more than it has left', () => {
  const cpu = (amount: string) => ({ requests: { cpu: amount } })
  const both = { requests: { cpu: '1', memory: '64Mi' }, limits: { cpu: '2', memory: '128Mi' } }
  const fine = 'done'

  it.each<[string, object, readonly (readonly [object, string])[]]>([
    [
      'Pods',
      { pods: '1' },
      [
        [pod('a'), fine],
        [pod('b'), exceeded('pods "b"', 'pods=1', 'pods=1', 'pods=1')],
      ],
    ],
    [
      'what Pods ask for',
      { 'requests.cpu': '1', cpu: '1', 'count/pods': '9' },
      [
        [pod('a', cpu('700m')), fine],
        [
          pod('b', cpu('0.5')),
          exceeded(
            'pods "b"',
            'cpu=500m,requests.cpu=500m',
            'cpu=700m,requests.cpu=700m',
            'cpu=1,requests.cpu=1',
          ),
        ],
        [
          pod('c'),
          'pods "c" is forbidden: failed quota: q: must specify cpu for: c; requests.cpu for: c',
        ],
        [pod('d', cpu('300m')), fine],
      ],
    ],
    [
      'what Pods may use',
      { 'limits.cpu': '2', 'limits.memory': '1Gi', 'requests.memory': '1Gi' },
      [
        [pod('a', both), fine],
        [pod('b', both), exceeded('pods "b"', 'limits.cpu=2', 'limits.cpu=2', 'limits.cpu=2')],
      ],
    ],
    [
      'Services, node ports and load balancers',
      { services: '4', 'services.nodeports': '3', 'services.loadbalancers': '1' },
      [
        [service('a', 'NodePort', 80, 81), fine],
        [service('b', 'LoadBalancer', 80), fine],
        [
          service('c', 'LoadBalancer', 80),
          exceeded(
            'services "c"',
            'services.loadbalancers=1,services.nodeports=1',
            'services.loadbalancers=1,services.nodeports=3',
            'services.loadbalancers=1,services.nodeports=3',
          ),
        ],
        [service('d', 'ClusterIP', 80), fine],
      ],
    ],
    [
      'objects of any kind',
      {
        'count/deployments.apps': '0',
        configmaps: '1',
        replicationcontrollers: '0',
        'count/secrets': '1',
      },
      [
        [named('Secret', 'a'), fine],
        [
          named('Secret', 'b'),
          exceeded('secrets "b"', 'count/secrets=1', 'count/secrets=1', 'count/secrets=1'),
        ],
        [
          named('ConfigMap', 'a'),
          exceeded('configmaps "a"', 'configmaps=1', 'configmaps=1', 'configmaps=1'),
        ],
        [
          named('ReplicationController', 'a', { replicas: 0, template: TEMPLATE }),
          exceeded(
            'replicationcontrollers "a"',
            'replicationcontrollers=1',
            'replicationcontrollers=0',
            'replicationcontrollers=0',
          ),
        ],
        [
          deployment(1),
          exceeded(
            'deployments.apps "web"',
            'count/deployments.apps=1',
            'count/deployments.apps=0',
            'count/deployments.apps=0',
          ),
        ],
      ],
    ],
    [
      'storage that is claimed',
      { 'requests.storage': '2Gi' },
      [
        [claim('a', '1Gi'), fine],
        [
          claim('b', '1.5Gi'),
          exceeded(
            'persistentvolumeclaims "b"',
            'requests.storage=1536Mi',
            'requests.storage=1Gi',
            'requests.storage=2Gi',
          ),
        ],
      ],
    ],
  ])('%s', (_, hard, steps) => {
    const { post } = clusterWith(quota(hard))
    for (const [object, answer] of steps) expect(post(object)).toBe(answer)
  })
})

function deployment(replicas: number) {
  const selector = { matchLabels: TEMPLATE.metadata.labels }
  return named('Deployment', 'web', { replicas, selector, template: TEMPLATE })
}

function claim(name: string, storage: string) {
  const resources = { requests: { storage } }
  return named('PersistentVolumeClaim', name, { accessModes: ['ReadWriteOnce'], resources })
}

describe('a quota', () => {
  it('says what is used, of what was there before it too', () => {
    const hard = { pods: '3', 'requests.cpu': '2', services: '5', 'count/nothing.here': '1' }
    const { status } = clusterWith(pod('a', { requests: { cpu: '250m' } }), quota(hard))
    expect(status()).toEqual({
      hard,
      used: { pods: '1', 'requests.cpu': '250m', services: '1' },
    })
  })

  it('gives back what is deleted, and what has ended', () => {
    const { cluster, post, send, status } = clusterWith(
      quota({ pods: '2', 'count/pods': '2' }),
      pod('a', {}, { terminationGracePeriodSeconds: 0 }),
    )
    const once = { restartPolicy: 'Never' }
    const containers = [{ name: 'c', image: 'busybox', command: ['true'] }]
    expect(post(named('Pod', 'b', { ...once, containers }))).toBe('done')
    expect(status()?.used).toEqual({ pods: '2', 'count/pods': '2' })
    cluster.settle()
    expect(status()?.used).toEqual({ pods: '1', 'count/pods': '2' })
    expect(send('DELETE', `${BASE}/pods/a`)).toBe('done')
    cluster.settle()
    expect(status()?.used).toEqual({ pods: '0', 'count/pods': '1' })
  })

  it('is asked again when a Service changes its type', () => {
    const { cluster, send, status } = clusterWith(
      quota({ 'services.nodeports': '1' }),
      service('a', 'ClusterIP', 80, 81),
    )
    const one = 'services.nodeports=1'
    expect(send('PUT', `${BASE}/services/a`, service('a', 'NodePort', 80, 81))).toBe(
      exceeded('services "a"', 'services.nodeports=2', 'services.nodeports=0', one),
    )
    expect(send('PUT', `${BASE}/services/a`, service('a', 'NodePort', 80))).toBe('done')
    expect(status()?.used).toEqual({ 'services.nodeports': '1' })
    expect(send('PUT', `${BASE}/services/a`, service('a', 'ClusterIP', 80))).toBe('done')
    cluster.settle()
    expect(status()?.used).toEqual({ 'services.nodeports': '0' })
  })

  it('speaks only for the Pods in its scope', () => {
    const scopes = ['BestEffort']
    const { post } = clusterWith(quota({ pods: '0' }, { scopes }))
    expect(post(pod('a'))).toBe(exceeded('pods "a"', 'pods=1', 'pods=0', 'pods=0'))
    expect(post(pod('b', { requests: { cpu: '1m' } }))).toBe('done')
  })

  it('keeps a Deployment small, which says why', () => {
    const { cluster } = clusterWith(quota({ pods: '2' }), deployment(3))
    const reader = cluster.reader()
    expect(reader.list('Pod', 'default')).toHaveLength(2)
    const [set] = reader.list('ReplicaSet', 'default')
    const [condition] = set?.status.conditions ?? []
    expect(condition).toMatchObject({ type: 'ReplicaFailure', reason: 'FailedCreate' })
    expect(condition?.message).toMatch(/^pods "web-[4-9b-df]+-\w{5}" is forbidden: exceeded quota/)
  })

  it('of a request that is a dry run is not charged', () => {
    const { cluster, status } = clusterWith(quota({ configmaps: '9' }))
    const body = named('ConfigMap', 'a')
    cluster.request({ method: 'POST', path: `${BASE}/configmaps`, body, query: { dryRun: 'All' } })
    expect(status()?.used).toEqual({ configmaps: '1' })
  })
})
