import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'

const collection = (version: string): string =>
  `/apis/autoscaling/${version}/namespaces/default/horizontalpodautoscalers`

const autoscaler = {
  apiVersion: 'autoscaling/v1',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    maxReplicas: 5,
    targetCPUUtilizationPercentage: 70,
  },
}

describe('a kind that is served in two versions', () => {
  it('is stored as one, whatever it came as, and shown as it is asked for', () => {
    const cluster = Cluster.create()
    const send = (method: 'GET' | 'POST', path: string, body?: object) => {
      const response = cluster.request({ method, path, ...(body && { body }) })
      return 'body' in response ? response.body : undefined
    }
    expect(send('POST', collection('v1'), autoscaler)).toMatchObject({
      apiVersion: 'autoscaling/v1',
      spec: { targetCPUUtilizationPercentage: 70 },
    })
    expect(send('GET', `${collection('v2')}/web`)).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: { metrics: [{ type: 'Resource' }] },
    })
    expect(send('GET', collection('v1'))).toMatchObject({
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscalerList',
      items: [{ apiVersion: 'autoscaling/v1', metadata: { name: 'web' } }],
    })
    expect(send('GET', '/apis/autoscaling')).toMatchObject({
      preferredVersion: { version: 'v2' },
      versions: [{ version: 'v2' }, { version: 'v1' }],
    })
  })
})

describe('an Event', () => {
  it('is served by two groups, in the words of each', () => {
    const cluster = Cluster.create()
    const body = (path: string): unknown => {
      const response = cluster.request({ method: 'GET', path })
      return 'body' in response ? response.body : undefined
    }
    const events = '/apis/events.k8s.io/v1/namespaces/default/events'
    const regarding = { kind: 'Pod', namespace: 'default', name: 'web' }
    const note = 'it is said in other words'
    const sent = {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: 'web.1' },
      regarding,
      note,
      reason: 'Told',
      type: 'Normal',
      reportingController: 'example.com/me',
    }
    const made = cluster.request({ method: 'POST', path: events, body: sent })
    expect(made).toMatchObject({ status: 201, body: { apiVersion: 'events.k8s.io/v1', note } })
    expect(body('/api/v1/namespaces/default/events/web.1')).toMatchObject({
      apiVersion: 'v1',
      involvedObject: regarding,
      message: note,
      reportingComponent: 'example.com/me',
    })
    expect(body(events)).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      kind: 'EventList',
      items: [{ regarding, note, eventTime: null }],
    })
    expect(body('/apis/events.k8s.io/v1')).toMatchObject({ resources: [{ name: 'events' }] })
  })
})
