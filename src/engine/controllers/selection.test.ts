import { describe, expect, it } from 'vitest'
import type { Reader } from '../apiserver/reader'
import type { Pod } from '../resources'
import { randomStreams, seconds, stringTable } from '../sim'
import type { Controller } from './controller'
import { endpoints } from './endpoints/endpoints'
import { endpointSlice } from './endpointslice/endpointslice'
import { runnerOf } from './runner'
import { aWhile, podNamed, type Scene, scene, serviceNamed } from './testing'

const PODS = 60
const random = randomStreams(7, stringTable())('changes')
const anyOf = <Of>(all: readonly Of[]): Of => all[random.below(all.length)] as Of

function staged(): Scene {
  const stage = scene(runnerOf(endpoints), runnerOf(endpointSlice))
  for (const zone of ['a', 'b']) {
    const labels = { 'topology.kubernetes.io/zone': zone }
    stage.create({ kind: 'Node', metadata: { name: `node-${zone}`, labels }, spec: {} })
  }
  stage.create(serviceNamed('web'))
  for (let index = 0; index < PODS; index++) add(stage, `first-${index}`)
  stage.pass(aWhile)
  return stage
}

function add(stage: Scene, name: string): void {
  stage.create(podNamed(name, { app: 'web' }))
  const pod = { namespace: 'default', name }
  stage.act({ verb: 'bind', pod, node: `node-${anyOf(['a', 'b'])}` })
  stage.start([stage.get('Pod', name)])
}

function unready({ status, ...pod }: Pod): object {
  return { ...pod, status: { ...status, conditions: [{ type: 'Ready', status: 'False' }] } }
}

const changes: readonly ((stage: Scene, pod: Pod, round: number) => void)[] = [
  (stage, _, round) => add(stage, `later-${round}`),
  (stage, { metadata }) => stage.changeStatus('Pod', metadata.name, unready),
  (stage, pod) => stage.start([pod]),
  (stage, { metadata }) => stage.remove('Pod', metadata.name),
  (stage, { metadata }) =>
    stage.change('Pod', metadata.name, (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, labels: { app: anyOf(['web', 'other']) } },
    })),
]

/** What a controller still wants to do that knows nothing of its earlier looks. */
function leftToDo(controller: Controller, { now, reader }: Scene): readonly unknown[] {
  const service = reader.get('Service', 'default', 'web')
  // What was found is remembered by the Service: of a copy nothing is known.
  const unknown = Object.create(reader, {
    get: {
      value: (...key: Parameters<Reader['get']>) =>
        key[0] === 'Service' ? { ...service } : reader.get(...key),
    },
  })
  const context = { now, epoch: 0, random }
  return Array.from(controller.reconcile({ namespace: 'default', name: 'web' }, unknown, context))
}

describe('a look at what has changed among the Pods of a Service', () => {
  it('comes to the same as a look at all of them', () => {
    const stage = staged()
    for (let round = 0; round < 80; round++) {
      for (let count = random.below(4); count >= 0; count--) {
        const pods = stage.list('Pod').filter(({ metadata }) => !metadata.deletionTimestamp)
        anyOf(changes)(stage, anyOf(pods), round * 10 + count)
        stage.pass(seconds(random.below(2)))
      }
      if (random.chance(1, 20)) {
        stage.change('Node', 'node-a', (node) => ({
          ...node,
          metadata: {
            ...node.metadata,
            labels: { 'topology.kubernetes.io/zone': anyOf(['a', 'c']) },
          },
        }))
      }
      stage.pass(aWhile)
      expect(leftToDo(endpoints, stage)).toEqual([])
      expect(leftToDo(endpointSlice, stage)).toEqual([])
    }
  })
})
