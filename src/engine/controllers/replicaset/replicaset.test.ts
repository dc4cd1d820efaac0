import { describe, expect, it } from 'vitest'
import { forbidden } from '../../api/status'
import type { Action } from '../../apiserver/action'
import type { Pod } from '../../resources'
import { randomStreams, seconds, stringTable } from '../../sim'
import { runnerOf } from '../runner'
import { aWhile, deploymentNamed, podNamed, type Scene, scene } from '../testing'
import { replicaSet } from './replicaset'

const { spec: template } = deploymentNamed('web')

const setNamed = (name: string, spec: object = {}) => ({
  kind: 'ReplicaSet',
  metadata: { name },
  spec: { ...template, ...spec },
})

function staged(...objects: readonly object[]): Scene {
  const stage = scene(runnerOf(replicaSet))
  stage.create(...objects)
  stage.pass(aWhile)
  return stage
}

const rescaled = (stage: Scene, replicas: number): void => {
  stage.change('ReplicaSet', 'web', (set) => ({ ...set, spec: { ...set.spec, replicas } }))
  stage.pass(aWhile)
}

const names = (stage: Scene): readonly string[] =>
  stage.list('Pod').map(({ metadata }) => metadata.name)

const edit = (stage: Scene, name: string, metadata: object): void =>
  stage.change('Pod', name, (pod) => ({ ...pod, metadata: { ...pod.metadata, ...metadata } }))

describe('a ReplicaSet', () => {
  it('creates Pods of its template, named after it, and tells of each', () => {
    const stage = staged(setNamed('web', { replicas: 2 }))
    const { uid } = stage.get('ReplicaSet', 'web').metadata
    for (const { metadata, spec } of stage.list('Pod')) {
      expect(metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
      expect(metadata.labels).toEqual({ app: 'web' })
      expect(metadata.ownerReferences).toEqual([
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'web',
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ])
      expect(spec.containers[0]?.image).toBe('nginx:1.27')
    }
    const told = names(stage).map((name) => `Normal SuccessfulCreate Created pod: ${name}`)
    expect(stage.events('web').toSorted()).toEqual(told.toSorted())
  })

  it('counts its Pods, and says so for the generation that it has seen', () => {
    const stage = staged(setNamed('web', { replicas: 3 }))
    stage.start(stage.list('Pod').slice(0, 2))
    stage.pass(aWhile)
    expect(stage.get('ReplicaSet', 'web').status).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: 1,
    })
  })

  it('replaces a Pod as soon as it is terminating', () => {
    const stage = staged(setNamed('web'))
    const [first = ''] = names(stage)
    stage.act({ verb: 'bind', pod: { namespace: 'default', name: first }, node: 'node-1' })
    stage.remove('Pod', first)
    stage.pass(aWhile)
    expect(stage.get('Pod', first).metadata.deletionTimestamp).toBeDefined()
    expect(names(stage)).toHaveLength(2)
  })

  it('counts a Pod as available once it was Ready for minReadySeconds', () => {
    const stage = staged(setNamed('web', { minReadySeconds: 10 }))
    stage.start()
    stage.pass(seconds(8))
    expect(stage.get('ReplicaSet', 'web').status).toMatchObject({ readyReplicas: 1 })
    expect(stage.get('ReplicaSet', 'web').status.availableReplicas).toBeUndefined()
    stage.pass(seconds(4))
    expect(stage.get('ReplicaSet', 'web').status.availableReplicas).toBe(1)
  })

  it('counts the same whether it looks at all Pods or at those that have changed', () => {
    const stage = staged(setNamed('web', { replicas: 40 }))
    const random = randomStreams(3, stringTable())('changes')
    const counted = () => stage.get('ReplicaSet', 'web').status
    const unready = ({ status, ...pod }: Pod): object => ({
      ...pod,
      status: { ...status, conditions: [{ type: 'Ready', status: 'False' }] },
    })
    for (let round = 0; round < 60; round++) {
      const own = stage.list('Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web')
      const pod = own[random.below(own.length)] as Pod
      const { name } = pod.metadata
      const what = random.below(6)
      if (what === 0) stage.remove('Pod', name)
      else if (what === 1) edit(stage, name, { labels: { app: 'debug' } })
      else if (what < 4) stage.start([pod])
      else stage.changeStatus('Pod', name, unready)
      stage.pass(aWhile)
      const now = stage.list('Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web')
      const ready = now.filter(({ status }) =>
        status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True'),
      )
      expect(counted()).toMatchObject({ replicas: 40, fullyLabeledReplicas: 40 })
      expect(counted().readyReplicas ?? 0).toBe(ready.length)
    }
  })

  it('leaves its Pods alone when nothing changes', () => {
    const stage = staged(setNamed('web', { replicas: 3 }))
    const { revision } = stage.reader
    stage.pass(seconds(600))
    expect(stage.reader.revision).toBe(revision)
  })
})

describe('ownership', () => {
  it('is taken of orphans that the selector matches', () => {
    const stage = staged(podNamed('mine', { app: 'web' }), podNamed('other', { app: 'api' }))
    stage.create(setNamed('web'))
    stage.pass(aWhile)
    expect(names(stage)).toEqual(['mine', 'other'])
    expect(stage.get('Pod', 'mine').metadata.ownerReferences?.[0]?.name).toBe('web')
    expect(stage.get('Pod', 'other').metadata.ownerReferences).toBeUndefined()
  })

  it('of one orphan too many ends with its deletion', () => {
    const stage = staged(setNamed('web'))
    stage.create(podNamed('extra', { app: 'web' }))
    stage.pass(aWhile)
    expect(names(stage)).toHaveLength(1)
  })

  it('is given up over a Pod that no longer matches, and another is made', () => {
    const stage = staged(setNamed('web'))
    const [name = ''] = names(stage)
    edit(stage, name, { labels: { app: 'debug' } })
    stage.pass(aWhile)
    expect(stage.get('Pod', name).metadata.ownerReferences).toBeUndefined()
    expect(names(stage)).toHaveLength(2)
  })
})

describe('Pods that cannot be created', () => {
  const refused = forbidden({ plural: 'pods', group: '' }, 'web-', 'exceeded quota: small')

  /** Runs the controller once against an API server that refuses every Pod. */
  function refusing(replicas: number): readonly Action[] {
    const stage = scene()
    stage.create(setNamed('web', { replicas }))
    const context = { now: 0, epoch: 0, random: randomStreams(1, stringTable())('test') }
    const key = { namespace: 'default', name: 'web' }
    const run = replicaSet.reconcile(key, stage.reader, context)
    const actions: Action[] = []
    for (let step = run.next(); !step.done; ) {
      actions.push(step.value)
      step = run.next(step.value.verb === 'create' ? { refused: refused.status } : {})
    }
    return actions
  }

  it('are not followed by a larger batch', () => {
    const created = refusing(100).filter(({ verb }) => verb === 'create')
    expect(created).toHaveLength(1)
  })

  it('are told in an Event and in the condition ReplicaFailure', () => {
    const message = 'pods "web-" is forbidden: exceeded quota: small'
    expect(refusing(2)).toMatchObject([
      { verb: 'create' },
      {
        verb: 'record',
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${message}`,
      },
      {
        verb: 'updateStatus',
        object: {
          status: {
            conditions: [
              { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
            ],
          },
        },
      },
    ])
  })
})

describe('Pods in a namespace that is going away', () => {
  it('are not there, and nobody need be told', () => {
    const stage = scene(runnerOf(replicaSet))
    stage.create({ kind: 'Namespace', metadata: { name: 'shop' } })
    const set = setNamed('web', { replicas: 0 })
    stage.create({ ...set, metadata: { name: 'web', namespace: 'shop' } })
    stage.pass(aWhile)
    stage.act({ verb: 'delete', kind: 'Namespace', key: { namespace: '', name: 'shop' } })
    const stored = stage.get('ReplicaSet', 'web', 'shop')
    const scaled = { ...stored, spec: { ...stored.spec, replicas: 3 } }
    expect(stage.act({ verb: 'update', object: scaled }).refused).toBeUndefined()
    stage.pass(seconds(600))
    expect(stage.list('Pod', 'shop')).toEqual([])
    expect(stage.list('Event', 'shop')).toEqual([])
    expect(stage.get('ReplicaSet', 'web', 'shop').status.conditions).toBeUndefined()
  })
})

describe('scaling down', () => {
  interface Case {
    readonly phase?: string
    readonly ready?: number
    readonly node?: string
    readonly cost?: string
    readonly restarts?: number
  }

  /** Makes three Pods alike but for what the cases say, takes one away, and says which. */
  function victim(cases: readonly Case[]): number {
    const stage = staged(setNamed('web', { replicas: cases.length }))
    const order = names(stage)
    for (const [index, name] of order.entries()) prepare(stage, name, cases[index] ?? {})
    stage.pass(seconds(100))
    rescaled(stage, cases.length - 1)
    const left = stage.list('Pod').filter(({ metadata }) => !metadata.deletionTimestamp)
    const stays = new Set(left.map(({ metadata }) => metadata.name))
    return order.findIndex((name) => !stays.has(name))
  }

  function prepare(stage: Scene, name: string, { node = name, cost, ...status }: Case): void {
    if (node !== '') {
      stage.act({ verb: 'bind', pod: { namespace: 'default', name }, node })
    }
    if (cost) {
      edit(stage, name, { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } })
    }
    const { phase = 'Running', ready = 0, restarts = 0 } = status
    stage.changeStatus('Pod', name, (pod) => ({
      ...pod,
      status: { ...pod.status, phase, ...statusOf(ready, restarts) },
    }))
  }

  const statusOf = (ready: number, restartCount: number): Partial<Pod['status']> => ({
    conditions: [
      {
        type: 'Ready',
        status: ready < 0 ? 'False' : 'True',
        lastTransitionTime: `2026-01-01T00:00:${String(ready).padStart(2, '0')}Z`,
      },
    ],
    containerStatuses: [
      { name: 'web', image: '', imageID: '', ready: true, restartCount, state: {}, lastState: {} },
    ],
  })

  it.each<[string, readonly Case[]]>([
    ['one without a node before one with', [{}, { node: '' }, {}]],
    ['one that is Pending before one that is Running', [{}, { phase: 'Pending' }, {}]],
    ['one that is not Ready before one that is', [{}, { ready: -1 }, {}]],
    ['the one with the lowest deletion cost', [{ cost: '5' }, { cost: '-5' }, {}]],
    [
      'one on a node with more of its kind',
      [{ node: 'a' }, { node: 'b' }, { node: 'b' }, { node: 'c' }],
    ],
    [
      'the one that has been Ready for the shortest time',
      [{ ready: 1 }, { ready: 59 }, { ready: 2 }],
    ],
    ['the one with the most restarts', [{}, { restarts: 3 }, { restarts: 1 }]],
  ])('takes %s', (_rule, cases) => {
    const taken = victim(cases)
    expect(cases[1]?.node === 'b' ? [1, 2] : [1]).toContain(taken)
  })

  it('tells which Pod it deleted', () => {
    const stage = staged(setNamed('web'))
    const [name = ''] = names(stage)
    rescaled(stage, 0)
    expect(stage.events('web').at(-1)).toBe(`Normal SuccessfulDelete Deleted pod: ${name}`)
    expect(names(stage)).toEqual([])
  })
})
