import { describe, expect, it } from 'vitest'
import type { Environment } from '../api/traffic'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { PODS, post } from '../testing/sessions'

const CLAIM = '/api/v1/namespaces/default/persistentvolumeclaims/data'

const claim = (spec: object = {}) => ({
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
})

const volume = (name: string, storage: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage },
    hostPath: { path: `/data/${name}` },
    ...spec,
  },
})

const user = {
  metadata: { name: 'db' },
  spec: {
    containers: [{ name: 'db', image: 'nginx:1.27' }],
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
  },
}

const put = (cluster: Cluster, body: object): void => {
  const path = '/api/v1/persistentvolumes'
  expect(cluster.request({ method: 'POST', path, body }).status).toBe(201)
}
const pass = (cluster: Cluster, span = seconds(20)): void => {
  cluster.advance(cluster.now + span)
}
const claimIn = (cluster: Cluster) =>
  cluster.reader().get('PersistentVolumeClaim', 'default', 'data')
const phases = (cluster: Cluster) =>
  cluster
    .reader()
    .list('PersistentVolume')
    .map(({ metadata, status }) => `${metadata.name} ${status.phase}`)
const reasons = (cluster: Cluster) =>
  cluster
    .reader()
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.name === 'data')
    .map(({ reason }) => reason)

describe('a claim', () => {
  it('gets the smallest volume that is large enough, and its Pod a node', () => {
    const cluster = Cluster.create()
    put(cluster, volume('large', '10Gi'))
    put(cluster, volume('small', '500Mi'))
    put(cluster, volume('fit', '2Gi'))
    put(cluster, volume('other', '1Gi', { storageClassName: 'fast' }))
    post(cluster, 'persistentvolumeclaims', claim())
    post(cluster, 'pods', user)
    pass(cluster)
    expect(claimIn(cluster)).toMatchObject({
      spec: { volumeName: 'fit' },
      status: { phase: 'Bound', capacity: { storage: '2Gi' } },
    })
    expect(phases(cluster)).toEqual([
      'fit Bound',
      'large Available',
      'other Available',
      'small Available',
    ])
    expect(cluster.reader().get('Pod', 'default', 'db')?.status.phase).toBe('Running')
  })

  it('that is deleted leaves its volume released, and unharmed', () => {
    const cluster = Cluster.create()
    put(cluster, volume('fit', '2Gi'))
    post(cluster, 'persistentvolumeclaims', claim())
    pass(cluster)
    cluster.request({ method: 'DELETE', path: CLAIM })
    pass(cluster)
    expect(claimIn(cluster)).toBeUndefined()
    expect(phases(cluster)).toEqual(['fit Released'])
    post(cluster, 'persistentvolumeclaims', claim())
    pass(cluster)
    expect(claimIn(cluster)?.status.phase).toBe('Pending')
  })

  it.each<[Environment, string]>([
    ['kind', 'standard'],
    ['k3s', 'local-path'],
  ])('on %s has its volume made when a Pod that uses it has a node', (environment, name) => {
    const cluster = Cluster.create({ environment })
    post(cluster, 'persistentvolumeclaims', claim())
    pass(cluster)
    expect(claimIn(cluster)?.spec.storageClassName).toBe(name)
    expect(reasons(cluster)).toEqual(['WaitForFirstConsumer'])
    post(cluster, 'pods', user)
    pass(cluster)
    const { uid = '' } = claimIn(cluster)?.metadata ?? {}
    expect(phases(cluster)).toEqual([`pvc-${uid} Bound`])
    expect(reasons(cluster)).toContain('ProvisioningSucceeded')
    cluster.request({ method: 'DELETE', path: `${PODS}/db` })
    cluster.request({ method: 'DELETE', path: CLAIM })
    pass(cluster, seconds(60))
    expect(phases(cluster)).toEqual([])
  })

  it('on minikube has its volume made at once', () => {
    const cluster = Cluster.create({ environment: 'minikube' })
    post(cluster, 'persistentvolumeclaims', claim())
    pass(cluster)
    expect(claimIn(cluster)?.status.phase).toBe('Bound')
  })

  it.each([
    ['fast', 'ProvisioningFailed'],
    ['', 'FailedBinding'],
  ])('of class "%s" that nobody serves is told so', (storageClassName, reason) => {
    const cluster = Cluster.create()
    post(cluster, 'persistentvolumeclaims', claim({ storageClassName }))
    pass(cluster)
    expect(reasons(cluster)).toEqual([reason])
  })
})
