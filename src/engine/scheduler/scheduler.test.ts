import { describe, expect, it } from 'vitest'
import { replicaSet } from '../controllers/replicaset/replicaset'
import { runnerOf } from '../controllers/runner'
import { aWhile, deploymentNamed, podNamed, type Scene, scene } from '../controllers/testing'
import { minutes, seconds } from '../sim'
import { scheduler } from './scheduler'

interface NodeFields {
  readonly labels?: object
  readonly taints?: readonly object[]
  readonly unschedulable?: boolean
  readonly allocatable?: object
  readonly images?: readonly object[]
}

const node = (name: string, fields: NodeFields = {}) => {
  const { labels, allocatable, images, ...spec } = fields
  return {
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec,
    status: {
      allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...allocatable },
      ...(images ? { images } : {}),
    },
  }
}

const asking = (requests: object, spec: object = {}) => ({
  containers: [{ name: 'web', image: 'nginx:1.27', resources: { requests } }],
  ...spec,
})

function staged(...objects: readonly object[]): Scene {
  const stage = scene(scheduler)
  stage.create(...objects)
  stage.pass(aWhile)
  return stage
}

const nodeOf = (stage: Scene, name = 'web'): string | undefined =>
  stage.get('Pod', name).spec.nodeName

/** How many Pods each node has. */
function spread(stage: Scene): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { spec } of stage.list('Pod')) {
    counts[spec.nodeName ?? ''] = (counts[spec.nodeName ?? ''] ?? 0) + 1
  }
  return counts
}

const taint = (key: string, effect: string) => ({ key, effect })

describe('a Pod', () => {
  it('is bound to a node, and the scheduler says so', () => {
    const stage = staged(node('node-1'), podNamed('web'))
    expect(nodeOf(stage)).toBe('node-1')
    expect(stage.events('web')).toEqual([
      'Normal Scheduled Successfully assigned default/web to node-1',
    ])
  })

  it('of another scheduler is left alone', () => {
    const stage = staged(node('node-1'), podNamed('web', {}, { schedulerName: 'mine' }))
    expect(nodeOf(stage)).toBeUndefined()
    expect(stage.events('web')).toEqual([])
  })

  it('takes a millisecond or two, one after the other', () => {
    const pods = Array.from({ length: 100 }, (_, index) => podNamed(`p${index}`))
    const stage = scene(scheduler)
    stage.create(node('node-1'), ...pods)
    stage.pass(seconds(0.1))
    const placed = stage.list('Pod').filter(({ spec }) => spec.nodeName).length
    expect(placed).toBeGreaterThan(40)
    expect(placed).toBeLessThan(80)
    stage.pass(seconds(0.1))
    expect(spread(stage)).toEqual({ 'node-1': 100 })
  })
})

describe('a Pod that fits nowhere', () => {
  const tail = (nodes: number, why: string): string =>
    `no new claims to deallocate, preemption: 0/${nodes} nodes are available: ${why}.`
  const hopeless = (nodes: number): string =>
    tail(nodes, `${nodes} Preemption is not helpful for scheduling`)
  const TAINTED = { taints: [taint('dedicated', 'NoSchedule')] }

  it.each<[string, readonly object[], object, string]>([
    ['no node at all', [], asking({}), 'no nodes available to schedule pods'],
    [
      'too little CPU, and a taint',
      [node('a', TAINTED), node('b'), node('c')],
      asking({ cpu: '100' }),
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. ' +
        hopeless(3),
    ],
    [
      'too little of two things',
      [node('a')],
      asking({ cpu: '5', memory: '1Ti' }),
      `0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. ${hopeless(1)}`,
    ],
    [
      'a cordoned node',
      [node('a', { unschedulable: true })],
      asking({}),
      `0/1 nodes are available: 1 node(s) were unschedulable. ${hopeless(1)}`,
    ],
    [
      'a selector that no node has',
      [node('a')],
      asking({}, { nodeSelector: { disk: 'ssd' } }),
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. " +
        hopeless(1),
    ],
    [
      'nobody to be near to',
      [node('a')],
      asking({}, { affinity: { podAffinity: near({ app: 'db' }) } }),
      `0/1 nodes are available: 1 node(s) didn't match pod affinity rules. ${hopeless(1)}`,
    ],
  ])('for %s says so', (_why, nodes, spec, message) => {
    const stage = staged(...nodes, podNamed('web', {}, spec))
    expect(stage.events('web')).toEqual([`Warning FailedScheduling ${message}`])
    expect(stage.get('Pod', 'web').status.conditions).toMatchObject([
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
    ])
  })

  it('because others are in the way says that none of them could be put out', () => {
    const stage = staged(
      node('a', { allocatable: { pods: '1' } }),
      node('b', TAINTED),
      podNamed('first'),
    )
    stage.create(podNamed('web'))
    stage.pass(aWhile)
    expect(stage.events('web')).toEqual([
      'Warning FailedScheduling 0/2 nodes are available: ' +
        '1 Too many pods, 1 node(s) had untolerated taint(s). ' +
        tail(
          2,
          '1 No preemption victims found for incoming pod, ' +
            '1 Preemption is not helpful for scheduling',
        ),
    ])
  })

  it('is tried again when a node comes', () => {
    const stage = staged(podNamed('web'))
    stage.create(node('node-1'))
    stage.pass(seconds(2))
    expect(nodeOf(stage)).toBe('node-1')
  })

  it('is tried again when another Pod goes', () => {
    const stage = staged(node('node-1', { allocatable: { pods: '1' } }), podNamed('first'))
    stage.create(podNamed('web'))
    stage.pass(seconds(5))
    expect(nodeOf(stage)).toBeUndefined()
    stage.act({
      verb: 'delete',
      kind: 'Pod',
      key: { namespace: 'default', name: 'first' },
      gracePeriodSeconds: 0,
    })
    stage.pass(aWhile)
    expect(nodeOf(stage)).toBe('node-1')
  })

  it('is left alone for five minutes otherwise, whatever heartbeats come', () => {
    const stage = staged(node('a'), podNamed('web', {}, asking({ cpu: '100' })))
    const tries = (): number => stage.list('Event')[0]?.count ?? 0
    stage.changeStatus('Node', 'a', (each) => ({
      ...each,
      status: { ...each.status, conditions: [{ type: 'Ready', status: 'True' }] },
    }))
    stage.pass(minutes(4))
    expect(tries()).toBe(1)
    stage.pass(minutes(2))
    expect(tries()).toBe(2)
  })
})

function near(matchLabels: object, topologyKey = 'kubernetes.io/hostname') {
  return {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels }, topologyKey },
    ],
  }
}

describe('the choice of a node', () => {
  const zoned = (name: string, zone: string) =>
    node(name, { labels: { 'topology.kubernetes.io/zone': zone } })

  it('goes where most is left', () => {
    const stage = staged(node('small', { allocatable: { cpu: '1', memory: '1Gi' } }), node('large'))
    stage.create(podNamed('web', {}, asking({ cpu: '500m', memory: '512Mi' })))
    stage.pass(aWhile)
    expect(nodeOf(stage)).toBe('large')
  })

  it('is random among equals', () => {
    const pods = Array.from({ length: 40 }, (_, index) => podNamed(`p${index}`))
    const stage = scene(scheduler)
    stage.create(node('a'), node('b'))
    for (const pod of pods) {
      stage.create(pod)
      stage.pass(seconds(0.01))
      const { name } = pod.metadata
      const last = { verb: 'delete', kind: 'Pod', key: { namespace: 'default', name } } as const
      if (name !== 'p39') stage.act({ ...last, gracePeriodSeconds: 0 })
    }
    const chosen = new Set(
      stage.list('Event').map(({ message = '' }) => message.slice(message.lastIndexOf(' ') + 1)),
    )
    expect(chosen).toEqual(new Set(['a', 'b']))
  })

  it('spreads the Pods of a ReplicaSet evenly', () => {
    const stage = scene(scheduler, runnerOf(replicaSet))
    stage.create(node('a'), node('b'), node('c'))
    const { spec } = deploymentNamed('web', { replicas: 30 })
    stage.create({ kind: 'ReplicaSet', metadata: { name: 'web' }, spec })
    stage.pass(aWhile)
    expect(spread(stage)).toEqual({ a: 10, b: 10, c: 10 })
  })

  it('avoids a node with a soft taint', () => {
    const stage = staged(node('a', { taints: [taint('busy', 'PreferNoSchedule')] }), node('b'))
    stage.create(podNamed('web'))
    stage.pass(aWhile)
    expect(nodeOf(stage)).toBe('b')
  })

  it('follows preferred node affinity', () => {
    const preferred = {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 10,
            preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] },
          },
        ],
      },
    }
    const stage = staged(node('a'), node('b', { labels: { disk: 'ssd' } }))
    stage.create(podNamed('web', {}, asking({}, { affinity: preferred })))
    stage.pass(aWhile)
    expect(nodeOf(stage)).toBe('b')
  })

  it('prefers a node that has the image', () => {
    const images = [{ names: ['nginx:1.27'], sizeBytes: 2_000_000_000 }]
    const stage = staged(node('a'), node('b', { images }), podNamed('web'))
    expect(nodeOf(stage)).toBe('b')
  })

  it('keeps host ports apart', () => {
    const listening = (hostPort: number) => ({
      containers: [{ name: 'web', image: 'nginx', ports: [{ containerPort: 80, hostPort }] }],
    })
    const stage = staged(node('a'), podNamed('first', {}, listening(80)))
    stage.create(podNamed('web', {}, listening(80)), podNamed('other', {}, listening(81)))
    stage.pass(aWhile)
    expect(nodeOf(stage, 'other')).toBe('a')
    expect(stage.events('web')[0]).toContain(
      "1 node(s) didn't have free ports for the requested pod ports",
    )
  })

  it('keeps Pods near those, and far from those, that they demand', () => {
    const stage = staged(zoned('a', 'east'), zoned('b', 'west'), podNamed('db', { app: 'db' }))
    const home = nodeOf(stage, 'db')
    const affinity = (name: string) => ({ affinity: { [name]: near({ app: 'db' }) } })
    stage.create(
      podNamed('close', {}, asking({}, affinity('podAffinity'))),
      podNamed('away', {}, asking({}, affinity('podAntiAffinity'))),
    )
    stage.pass(aWhile)
    expect(nodeOf(stage, 'close')).toBe(home)
    expect(nodeOf(stage, 'away')).not.toBe(home)
  })

  it('respects what Pods that are there demand of those to come', () => {
    const alone = { affinity: { podAntiAffinity: near({ app: 'web' }) } }
    const stage = staged(node('a'), podNamed('loner', {}, asking({}, alone)))
    stage.create(podNamed('web', { app: 'web' }))
    stage.pass(aWhile)
    expect(stage.events('web')[0]).toContain(
      "1 node(s) didn't satisfy existing pods anti-affinity rules",
    )
  })

  it('lets the first of a group start that wants to be together', () => {
    const together = { affinity: { podAffinity: near({ app: 'web' }) } }
    const stage = staged(node('a'), node('b'))
    stage.create(podNamed('web', { app: 'web' }, asking({}, together)))
    stage.pass(aWhile)
    stage.create(podNamed('second', { app: 'web' }, asking({}, together)))
    stage.pass(aWhile)
    expect(nodeOf(stage)).toBeDefined()
    expect(nodeOf(stage, 'second')).toBe(nodeOf(stage))
  })

  it('keeps to a hard topology spread constraint', () => {
    const even = {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 'web' } },
        },
      ],
    }
    const full = node('b', {
      labels: { 'topology.kubernetes.io/zone': 'west' },
      allocatable: { pods: '1' },
    })
    const stage = staged(zoned('a', 'east'), full)
    const names = ['one', 'two', 'three', 'four']
    stage.create(...names.map((name) => podNamed(name, { app: 'web' }, asking({}, even))))
    stage.pass(aWhile)
    expect(spread(stage)).toEqual({ a: 2, b: 1, '': 1 })
    const left = stage.list('Pod').find(({ spec }) => !spec.nodeName)?.metadata.name ?? ''
    expect(stage.events(left)[0]).toContain(
      "1 Too many pods, 1 node(s) didn't match pod topology spread constraints.",
    )
  })
})
