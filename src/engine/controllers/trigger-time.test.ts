import { describe, expect, it } from 'vitest'
import { endpoints } from './endpoints/endpoints'
import { endpointSlice } from './endpointslice/endpointslice'
import { runnerOf } from './runner'
import { aWhile, podNamed, type Scene, scene, serviceNamed } from './testing'
import { TRIGGER_TIME } from './trigger-time'

const at = (second: number): string => `2026-01-01T00:00:0${second}Z`
const told = (stage: Scene): readonly (string | undefined)[] =>
  [...stage.list('EndpointSlice'), ...stage.list('Endpoints')].map(
    ({ metadata }) => metadata.annotations?.[TRIGGER_TIME],
  )

function staged(): Scene {
  const stage = scene(runnerOf(endpointSlice), runnerOf(endpoints))
  const pods = ['a', 'b', 'c'].map((name) => podNamed(name, { app: 'web' }))
  stage.create(serviceNamed('web'), ...pods)
  stage.pass(aWhile)
  return stage
}

function ready(stage: Scene, name: string, isReady: boolean, second: number): void {
  const status = isReady ? 'True' : 'False'
  stage.changeStatus('Pod', name, (pod) => ({
    ...pod,
    status: {
      ...pod.status,
      podIP: `10.244.0.${name.charCodeAt(0)}`,
      phase: 'Running',
      conditions: [{ type: 'Ready', status, lastTransitionTime: at(second) }],
    },
  }))
}

describe('the trigger time of endpoints', () => {
  it('is first that of the Service', () => {
    expect(told(staged())).toEqual([at(0), at(0)])
  })

  it('is the earliest moment at which one of the Pods that changed became Ready', () => {
    const stage = staged()
    ready(stage, 'a', true, 5)
    ready(stage, 'b', true, 3)
    stage.pass(aWhile)
    expect(told(stage)).toEqual([at(3), at(3)])
    ready(stage, 'c', true, 7)
    stage.pass(aWhile)
    expect(told(stage)).toEqual([at(7), at(7)])
    ready(stage, 'b', false, 9)
    stage.pass(aWhile)
    expect(told(stage)).toEqual([at(9), at(9)])
  })

  it('is gone when nothing of the kind was the cause', () => {
    const stage = staged()
    ready(stage, 'a', true, 5)
    ready(stage, 'b', true, 6)
    stage.pass(aWhile)
    stage.change('Service', 'web', (service) => ({
      ...service,
      metadata: { ...service.metadata, labels: { tier: 'front' } },
    }))
    stage.pass(aWhile)
    expect(told(stage)).toEqual([undefined, undefined])
  })
})
