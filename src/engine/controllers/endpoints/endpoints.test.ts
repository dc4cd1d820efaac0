import { describe, expect, it } from 'vitest'
import { runnerOf } from '../runner'
import { aWhile, podNamed, type Scene, scene, serviceNamed } from '../testing'
import { endpoints } from './endpoints'

function running(...objects: readonly object[]): Scene {
  const stage = scene(runnerOf(endpoints))
  stage.create(...objects)
  stage.start()
  stage.pass(aWhile)
  return stage
}

const subsets = (stage: Scene) => stage.get('Endpoints', 'web').subsets
const unready = (stage: Scene, name: string): void => {
  stage.changeStatus('Pod', name, (pod) => ({
    ...pod,
    status: { ...pod.status, conditions: [{ type: 'Ready', status: 'False' }] },
  }))
  stage.pass(aWhile)
}

describe('the Endpoints of a Service', () => {
  const web = [serviceNamed('web', {}, { tier: 'front' }), podNamed('a', { app: 'web' })]

  it('have its name and labels, and are marked as managed', () => {
    const stage = running(...web)
    unready(stage, 'a')
    const { metadata } = stage.get('Endpoints', 'web')
    expect(metadata.labels).toEqual({
      tier: 'front',
      'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
    })
    expect(metadata).not.toHaveProperty('annotations')
  })

  it('list ready and unready addresses apart, by the ports that they share', () => {
    const stage = running(...web, podNamed('b', { app: 'web' }))
    unready(stage, 'b')
    expect(subsets(stage)).toMatchObject([
      {
        addresses: [{ ip: '10.244.0.0', targetRef: { kind: 'Pod', name: 'a' } }],
        notReadyAddresses: [{ ip: '10.244.0.1', targetRef: { kind: 'Pod', name: 'b' } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ])
  })

  it('leave terminating Pods out, unless not-ready addresses are published', () => {
    const stage = running(...web)
    stage.act({ verb: 'bind', pod: { namespace: 'default', name: 'a' }, node: 'node-1' })
    stage.remove('Pod', 'a')
    stage.pass(aWhile)
    expect(subsets(stage)).toBeUndefined()
    stage.change('Service', 'web', (service) => ({
      ...service,
      spec: { ...service.spec, publishNotReadyAddresses: true },
    }))
    stage.pass(aWhile)
    expect(subsets(stage)?.[0]?.addresses).toHaveLength(1)
  })

  it('are there without subsets while there are no Pods', () => {
    expect(subsets(running(serviceNamed('web')))).toBeUndefined()
  })

  it('are cut at 1000 addresses, and say so', () => {
    const pods = Array.from({ length: 1_010 }, (_, index) => podNamed(`p${index}`, { app: 'web' }))
    const stage = running(serviceNamed('web'), ...pods)
    expect(subsets(stage)?.[0]?.addresses).toHaveLength(1_000)
    expect(stage.get('Endpoints', 'web').metadata.annotations).toMatchObject({
      'endpoints.kubernetes.io/over-capacity': 'truncated',
    })
  })

  it('are made again when somebody deletes them', () => {
    const stage = running(...web)
    stage.remove('Endpoints', 'web')
    stage.pass(aWhile)
    expect(subsets(stage)?.[0]?.addresses).toHaveLength(1)
  })

  it('are the user’s own without a selector', () => {
    const stage = running(serviceNamed('web', { selector: undefined }))
    expect(stage.list('Endpoints')).toEqual([])
  })
})
