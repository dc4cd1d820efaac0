import { describe, expect, it } from 'vitest'
import { Server } from './testing'

const BASE = '/api/v1/namespaces/default'

function serverWith(...limits: readonly object[]): Server {
  const server = new Server()
  const range = { kind: 'LimitRange', metadata: { name: 'l' }, spec: { limits } }
  expect(server.post({ apiVersion: 'v1', ...range }).status).toBe(201)
  return server
}

const pod = (resources: object = {}, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x' },
  spec: { containers: [{ name: 'c', image: 'nginx', resources }], ...more },
})

describe('a LimitRange', () => {
  it('says what a container asks for and may use that says nothing', () => {
    const max = { cpu: '1', memory: '1Gi' }
    const server = serverWith({ type: 'Container', max, defaultRequest: { cpu: '100m' } })
    const initContainers = [{ name: 'i', image: 'busybox' }]
    expect(server.post(pod({ limits: { cpu: '500m' } }, { initContainers })).status).toBe(201)
    const { metadata, spec } = server.get(`${BASE}/pods/x`)
    expect(spec.containers[0].resources).toEqual({
      limits: { cpu: '500m', memory: '1Gi' },
      requests: { cpu: '500m', memory: '1Gi' },
    })
    expect(spec.initContainers[0].resources).toEqual({
      limits: { cpu: '1', memory: '1Gi' },
      requests: { cpu: '100m', memory: '1Gi' },
    })
    expect(metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: memory request for container c; memory limit for container c; ' +
        'cpu, memory request for init container i; cpu, memory limit for init container i',
    })
  })

  it.each<[object, object, string]>([
    [
      { max: { cpu: '1' } },
      { limits: { cpu: '2' } },
      'maximum cpu usage per Container is 1, but limit is 2',
    ],
    [
      { min: { cpu: '200m' } },
      { requests: { cpu: '100m' } },
      'minimum cpu usage per Container is 200m, but request is 100m',
    ],
    [
      { min: { cpu: '200m' }, max: { memory: '1Mi' } },
      { requests: { cpu: '0.1' }, limits: { memory: '2Mi' } },
      '[minimum cpu usage per Container is 200m, but request is 100m, ' +
        'maximum memory usage per Container is 1Mi, but limit is 2Mi]',
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      { requests: { cpu: '1' }, limits: { cpu: '2500m' } },
      'cpu max limit to request ratio per Container is 2, but provided ratio is 2.500000',
    ],
    [
      { maxLimitRequestRatio: { cpu: '2' } },
      {},
      'cpu max limit to request ratio per Container is 2, ' +
        'but no request is specified or request is 0',
    ],
    [
      { type: 'Pod', max: { cpu: '1' } },
      {},
      'maximum cpu usage per Pod is 1.  No limit is specified',
    ],
    [
      { type: 'Pod', min: { memory: '1Gi' } },
      {},
      'minimum memory usage per Pod is 1Gi.  No request is specified',
    ],
  ])('%j refuses %j', (limit, resources, why) => {
    const { status, body } = serverWith({ type: 'Container', ...limit }).post(pod(resources))
    expect([status, body.reason]).toEqual([403, 'Forbidden'])
    expect(body.message).toBe(`pods "x" is forbidden: ${why}`)
  })

  it('refuses a claim of too much storage', () => {
    const server = serverWith({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } })
    const { body } = server.post({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
    })
    expect(body.message).toBe(
      'persistentvolumeclaims "x" is forbidden: ' +
        'maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi',
    )
  })

  it.each<[object, string]>([
    [
      { type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } },
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
    ],
    [
      { type: 'Pod', default: { cpu: '1' } },
      "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
    ],
    [
      { type: 'PersistentVolumeClaim' },
      'spec.limits[0].limits: Required value: ' +
        'either minimum or maximum storage value is required, but neither was provided',
    ],
    [
      { type: 'Container', maxLimitRequestRatio: { cpu: '500m' } },
      'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1',
    ],
  ])('is refused itself: %j', (limit, why) => {
    const range = { kind: 'LimitRange', metadata: { name: 'l' }, spec: { limits: [limit] } }
    expect(new Server().post({ apiVersion: 'v1', ...range }).body.message).toContain(why)
  })
})
