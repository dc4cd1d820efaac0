import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { Pod } from '../resources'
import { seconds } from '../sim'

const POLICY = '/apis/policy/v1/namespaces/default/poddisruptionbudgets'

function running(budget: object): Cluster {
  const cluster = Cluster.create()
  const send = (path: string, body: object) => {
    const { status } = cluster.request({ method: 'POST', path, body })
    expect(status).toBe(201)
  }
  send('/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
      },
    },
  })
  send(POLICY, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...budget },
  })
  cluster.settle()
  return cluster
}

const pods = (cluster: Cluster): readonly Pod[] => cluster.reader().list('Pod', 'default')

function evict(cluster: Cluster, pod: Pod | undefined) {
  const { name = '' } = pod?.metadata ?? {}
  const response = cluster.request({
    method: 'POST',
    path: `/api/v1/namespaces/default/pods/${name}/eviction`,
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } },
  })
  return 'body' in response ? response : undefined
}

const statusOf = (cluster: Cluster) =>
  cluster.reader().get('PodDisruptionBudget', 'default', 'web')?.status

describe('a budget', () => {
  it.each([
    [{ minAvailable: 1 }, { desiredHealthy: 1, disruptionsAllowed: 1 }],
    [{ minAvailable: 2 }, { desiredHealthy: 2, disruptionsAllowed: 0 }],
    [{ minAvailable: '50%' }, { desiredHealthy: 1, disruptionsAllowed: 1 }],
    [{ maxUnavailable: 1 }, { desiredHealthy: 1, disruptionsAllowed: 1 }],
    [{ maxUnavailable: '60%' }, { desiredHealthy: 0, disruptionsAllowed: 2 }],
  ])('of %j leaves so many to spare', (budget, expected) => {
    const allowed = expected.disruptionsAllowed > 0
    expect(statusOf(running(budget))).toMatchObject({
      ...expected,
      currentHealthy: 2,
      expectedPods: 2,
      observedGeneration: 1,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: allowed ? 'True' : 'False',
          reason: allowed ? 'SufficientPods' : 'InsufficientPods',
        },
      ],
    })
  })

  it('lets one Pod go, and the next when another has taken its place', () => {
    const cluster = running({ minAvailable: 1 })
    const [first, second] = pods(cluster)
    expect(evict(cluster, first)?.status).toBe(201)
    expect(evict(cluster, second)).toMatchObject({
      status: 429,
      body: {
        reason: 'TooManyRequests',
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        details: {
          causes: [
            {
              reason: 'DisruptionBudget',
              message: 'The disruption budget web needs 1 healthy pods and has 2 currently',
            },
          ],
        },
      },
    })
    cluster.advance(cluster.now + seconds(10))
    expect(evict(cluster, second)?.status).toBe(201)
  })
})

describe('a claim', () => {
  it('stays pending, and holds back the Pod that wants it', () => {
    const cluster = Cluster.create()
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
    const path = '/api/v1/namespaces/default'
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } }
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db' },
      spec: {
        containers: [{ name: 'db', image: 'nginx:1.27' }],
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
      },
    }
    cluster.request({
      method: 'POST',
      path: `${path}/persistentvolumeclaims`,
      body: { ...claim, spec },
    })
    cluster.request({ method: 'POST', path: `${path}/pods`, body: pod })
    cluster.settle()
    const told = (name: string) =>
      cluster
        .reader()
        .list('Event')
        .filter(({ involvedObject }) => involvedObject.name === name)
        .map(({ reason, message }) => `${reason} ${message}`)
    expect(told('data')).toEqual([
      'FailedBinding no persistent volumes available for this claim and no storage class is set',
    ])
    expect(told('db')).toEqual([
      'FailedScheduling 0/3 nodes are available: pod has unbound immediate ' +
        'PersistentVolumeClaims. no new claims to deallocate, preemption: 0/3 nodes are ' +
        'available: 3 Preemption is not helpful for scheduling.',
    ])
    cluster.request({ method: 'DELETE', path: `${path}/persistentvolumeclaims/data` })
    cluster.settle()
    const held = cluster.reader().get('PersistentVolumeClaim', 'default', 'data')
    expect(held?.metadata.deletionTimestamp).toBeDefined()
    cluster.request({ method: 'DELETE', path: `${path}/pods/db` })
    cluster.settle()
    expect(cluster.reader().get('PersistentVolumeClaim', 'default', 'data')).toBeUndefined()
  })
})
