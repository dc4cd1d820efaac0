import { describe, expect, it } from 'vitest'
import { resourceOf } from '.'
import { metadata, stored } from './testing'

const spec = { containers: [{ name: 'c', image: 'i' }] }

describe('an index', () => {
  it('finds a Pod by its node and its owner', () => {
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'r',
      uid: 'u',
      controller: true,
    }
    const pod = stored('Pod', {
      spec: { ...spec, nodeName: 'n' },
      metadata: metadata({ ownerReferences: [owner] }),
    })
    const { node, owner: by } = resourceOf('Pod').indexes
    expect([node?.(pod), by?.(pod)]).toEqual(['n', 'u'])
  })

  it('finds a slice by its Service, a Service by its address', () => {
    const labels = { 'kubernetes.io/service-name': 'web' }
    const slice = stored('EndpointSlice', {
      addressType: 'IPv4',
      metadata: metadata({ labels, namespace: 'x' }),
    })
    expect(resourceOf('EndpointSlice').indexes['service']?.(slice)).toBe('x/web')
    const service = (clusterIP: string) => stored('Service', { spec: { clusterIP } })
    const byAddress = resourceOf('Service').indexes['clusterIP']
    expect([byAddress?.(service('10.96.0.9')), byAddress?.(service('None'))]).toEqual([
      '10.96.0.9',
      undefined,
    ])
  })
})

describe('a field selector', () => {
  it('finds Pods by node and phase, Events by object, Services by type', () => {
    const pod = stored('Pod', { spec: { ...spec, nodeName: 'n' } })
    const pods = resourceOf('Pod').fieldSelectors
    expect([pods?.['spec.nodeName']?.(pod), pods?.['status.phase']?.(pod)]).toEqual([
      'n',
      'Pending',
    ])
    const event = stored('Event', {
      involvedObject: { kind: 'Pod', name: 'web' },
      reason: 'Killing',
    })
    const events = resourceOf('Event').fieldSelectors
    expect([events?.['involvedObject.name']?.(event), events?.['reason']?.(event)]).toEqual([
      'web',
      'Killing',
    ])
    const service = stored('Service', { spec: { ports: [{ port: 80 }] } })
    expect(resourceOf('Service').fieldSelectors?.['spec.type']?.(service)).toBe('ClusterIP')
  })
})
