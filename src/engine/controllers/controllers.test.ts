import { describe, expect, it } from 'vitest'
import { Cluster, minutes, seconds } from '..'
import type { Kind, ObjectOf } from '../resources'
import { deploymentNamed, serviceNamed } from './testing'

const DEFAULT = '/api/v1/namespaces/default'
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'
const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53'

function send(cluster: Cluster, method: 'POST' | 'DELETE' | 'PATCH', path: string, body?: object) {
  const headers = { 'content-type': 'application/merge-patch+json' }
  const answer = cluster.request({ method, path, headers, ...(body ? { body } : {}) })
  expect(answer.status, JSON.stringify(answer)).toBeLessThan(300)
}

/** A cluster that runs a Deployment of three Pods behind a Service. */
function shop(environment: 'kubeadm' | 'ack' = 'kubeadm', type = 'ClusterIP'): Cluster {
  const cluster = Cluster.create({ environment })
  cluster.settle()
  const web = deploymentNamed('web', { replicas: 3 }, IMAGE)
  send(cluster, 'POST', DEPLOYMENTS, { apiVersion: 'apps/v1', ...web })
  send(cluster, 'POST', `${DEFAULT}/services`, {
    apiVersion: 'v1',
    ...serviceNamed('web', { type }),
  })
  return cluster
}

const list = <K extends Kind>(cluster: Cluster, kind: K): readonly ObjectOf<K>[] =>
  cluster.reader().list(kind, 'default')

const service = (cluster: Cluster) => cluster.reader().get('Service', 'default', 'web')

const readyNames = (cluster: Cluster): readonly (string | undefined)[] =>
  cluster
    .reader()
    .indexed('EndpointSlice', 'service', 'default/web')
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ conditions }) => conditions.ready)
    .map(({ targetRef }) => targetRef?.name)
    .toSorted()

const podNames = (cluster: Cluster): readonly string[] =>
  list(cluster, 'Pod').map(({ metadata }) => metadata.name)

describe('in a whole cluster', () => {
  it('a Deployment and its Service come to ready endpoints, and then to rest', () => {
    const cluster = shop()
    expect(cluster.settle()).toBe(true)
    expect(podNames(cluster)).toHaveLength(3)
    expect(readyNames(cluster)).toEqual(podNames(cluster))
    const writes = list(cluster, 'Deployment').map(({ metadata }) => metadata.resourceVersion)
    cluster.advance(cluster.now + minutes(5))
    const later = list(cluster, 'Deployment').map(({ metadata }) => metadata.resourceVersion)
    expect(later).toEqual(writes)
  })

  it('a deleted Pod is replaced under another name, while the Service keeps its address', () => {
    const cluster = shop()
    cluster.settle()
    const address = service(cluster)?.spec.clusterIP
    const [gone = ''] = podNames(cluster)
    send(cluster, 'DELETE', `${DEFAULT}/pods/${gone}`)
    cluster.advance(cluster.now + minutes(1))
    expect(podNames(cluster)).toHaveLength(3)
    expect(readyNames(cluster)).toEqual(podNames(cluster))
    expect(podNames(cluster)).not.toContain(gone)
    expect(service(cluster)?.spec.clusterIP).toBe(address)
  })

  it('a rolling update never leaves the Service without ready endpoints', () => {
    const cluster = shop()
    cluster.settle()
    const before = podNames(cluster)
    const template = { metadata: { labels: { app: 'web', version: '2' } } }
    send(cluster, 'PATCH', `${DEPLOYMENTS}/web`, { spec: { template } })
    for (let step = 0; step < 600; step++) {
      cluster.advance(cluster.now + seconds(0.1))
      expect(readyNames(cluster).length).toBeGreaterThanOrEqual(3)
    }
    expect(readyNames(cluster)).toHaveLength(3)
    expect(before.filter((name) => podNames(cluster).includes(name))).toEqual([])
  })

  it('what a deleted Deployment and a deleted Service own goes with them', () => {
    const cluster = shop()
    cluster.settle()
    send(cluster, 'DELETE', `${DEPLOYMENTS}/web`)
    send(cluster, 'DELETE', `${DEFAULT}/services/web`)
    cluster.advance(cluster.now + minutes(1))
    const owned = ['ReplicaSet', 'Pod'] as const
    expect(owned.flatMap((kind) => list(cluster, kind))).toEqual([])
    const kept = list(cluster, 'EndpointSlice').map(({ metadata }) => metadata.name)
    expect(kept).toEqual(['kubernetes'])
  })

  it('a load balancer is pending at first, then has an address, and goes with its Service', () => {
    const cluster = shop('ack', 'LoadBalancer')
    cluster.advance(cluster.now + seconds(2))
    expect(service(cluster)?.status.loadBalancer).toEqual({})
    cluster.settle()
    expect(service(cluster)?.status.loadBalancer.ingress).toHaveLength(1)
    send(cluster, 'DELETE', `${DEFAULT}/services/web`)
    cluster.advance(cluster.now + seconds(5))
    expect(service(cluster)).toBeUndefined()
  })

  it('a namespace goes with all that it holds', () => {
    const cluster = Cluster.create()
    const path = '/api/v1/namespaces'
    send(cluster, 'POST', path, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    })
    cluster.settle()
    const web = { apiVersion: 'apps/v1', ...deploymentNamed('web', { replicas: 2 }, IMAGE) }
    send(cluster, 'POST', '/apis/apps/v1/namespaces/shop/deployments', web)
    cluster.settle()
    expect(cluster.reader().list('Pod', 'shop')).toHaveLength(2)
    send(cluster, 'DELETE', `${path}/shop`)
    cluster.advance(cluster.now + minutes(2))
    expect(cluster.reader().get('Namespace', '', 'shop')).toBeUndefined()
    expect(cluster.reader().list('Pod', 'shop')).toEqual([])
  })
})
