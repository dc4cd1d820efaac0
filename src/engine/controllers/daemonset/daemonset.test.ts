import { describe, expect, it } from 'vitest'
import { runnerOf } from '../runner'
import { aWhile, type Scene, scene } from '../testing'
import { daemonSet } from './daemonset'
import { nodeOf } from './nodes'

const nodeNamed = (name: string, spec: object = {}, labels: object = {}) => ({
  kind: 'Node',
  metadata: { name, labels },
  spec,
})

const setNamed = (name: string, spec: object = {}, pod: object = {}) => ({
  kind: 'DaemonSet',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'c', image: 'nginx:1.27' }],
        ...pod,
      },
    },
    ...spec,
  },
})

function staged(set: object, ...more: readonly object[]): Scene {
  const stage = scene(runnerOf(daemonSet))
  stage.create(nodeNamed('a'), nodeNamed('b', {}, { disk: 'ssd' }), ...more, set)
  stage.pass(aWhile)
  return stage
}

const places = (stage: Scene) => stage.list('Pod').map(nodeOf).toSorted()
const images = (stage: Scene) =>
  stage
    .list('Pod')
    .map((pod) => `${nodeOf(pod)} ${pod.spec.containers[0]?.image}`)
    .toSorted()

function startAll(stage: Scene, times = 5): void {
  for (let time = 0; time < times; time++) {
    stage.start()
    stage.pass(aWhile)
  }
}

describe('a DaemonSet', () => {
  it('has a Pod on every node, bound to it by its name', () => {
    const stage = staged(setNamed('agent'))
    expect(places(stage)).toEqual(['a', 'b'])
    const [pod] = stage.list('Pod')
    expect(pod?.metadata.name).toMatch(/^agent-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    const [revision] = stage.list('ControllerRevision')
    expect(pod?.metadata.labels).toEqual({
      app: 'agent',
      'controller-revision-hash': revision?.metadata.labels?.['controller-revision-hash'],
      'pod-template-generation': '1',
    })
    expect(pod?.spec.tolerations?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/unreachable:NoExecute',
      'node.kubernetes.io/disk-pressure:NoSchedule',
      'node.kubernetes.io/memory-pressure:NoSchedule',
      'node.kubernetes.io/pid-pressure:NoSchedule',
      'node.kubernetes.io/unschedulable:NoSchedule',
    ])
  })

  it('comes to a node that joins', () => {
    const stage = staged(setNamed('agent'))
    stage.create(nodeNamed('c'))
    stage.pass(aWhile)
    expect(places(stage)).toEqual(['a', 'b', 'c'])
  })

  it.each([
    ['is cordoned', { unschedulable: true }, ['a', 'b', 'c']],
    [
      'is cordoned and tainted for it',
      { taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
      ['a', 'b', 'c'],
    ],
    ['is for others', { taints: [{ key: 'gpu', effect: 'NoSchedule' }] }, ['a', 'b']],
    [
      'is rather for others',
      { taints: [{ key: 'gpu', effect: 'PreferNoSchedule' }] },
      ['a', 'b', 'c'],
    ],
  ])('knows what to do about a node that %s', (_, spec, expected) => {
    expect(places(staged(setNamed('agent'), nodeNamed('c', spec)))).toEqual(expected)
  })

  it('is on the nodes that its template selects, and leaves one that is no longer such', () => {
    const stage = staged(setNamed('agent', {}, { nodeSelector: { disk: 'ssd' } }))
    expect(places(stage)).toEqual(['b'])
    stage.change('Node', 'b', (node) => ({ ...node, metadata: { ...node.metadata, labels: {} } }))
    stage.pass(aWhile)
    expect(places(stage)).toEqual([])
  })

  it('counts nodes', () => {
    const stage = staged(setNamed('agent'))
    const [first] = stage.list('Pod')
    stage.start(first ? [first] : [])
    stage.pass(aWhile)
    expect(stage.get('DaemonSet', 'agent').status).toEqual({
      currentNumberScheduled: 2,
      desiredNumberScheduled: 2,
      numberAvailable: 1,
      numberMisscheduled: 0,
      numberReady: 1,
      numberUnavailable: 1,
      observedGeneration: 1,
      updatedNumberScheduled: 2,
    })
  })

  it('replaces a Pod that has failed, and says so', () => {
    const stage = staged(setNamed('agent'))
    const [pod] = stage.list('Pod')
    const name = pod?.metadata.name ?? ''
    stage.act({ verb: 'bind', pod: { namespace: 'default', name }, node: 'a' })
    stage.changeStatus('Pod', name, (each) => ({
      ...each,
      status: { ...each.status, phase: 'Failed' },
    }))
    stage.pass(aWhile)
    expect(places(stage)).toEqual(['a', 'b'])
    expect(stage.events('agent')).toContain(
      `Warning FailedDaemonPod Found failed daemon pod default/${name} on node a, ` +
        'will try to kill it',
    )
  })
})

describe('a rollout of a DaemonSet', () => {
  const next = setNamed('agent', {}, { containers: [{ name: 'c', image: 'nginx:1.28' }] })
  const change = (stage: Scene): void => {
    stage.change('DaemonSet', 'agent', (set) => ({
      ...set,
      spec: { ...set.spec, template: next.spec.template },
    }))
    stage.pass(aWhile)
  }

  it('takes one node after the other, and waits for each', () => {
    const stage = staged(setNamed('agent'))
    startAll(stage)
    change(stage)
    expect(images(stage)).toEqual(['a nginx:1.28', 'b nginx:1.27'])
    startAll(stage)
    expect(images(stage)).toEqual(['a nginx:1.28', 'b nginx:1.28'])
    expect(stage.get('DaemonSet', 'agent').status.updatedNumberScheduled).toBe(2)
  })

  it('puts the new beside the old first, where it may surge', () => {
    const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 }
    const stage = staged(setNamed('agent', { updateStrategy: { rollingUpdate } }))
    startAll(stage)
    change(stage)
    expect(images(stage)).toEqual(['a nginx:1.27', 'a nginx:1.28', 'b nginx:1.27'])
    startAll(stage)
    expect(images(stage)).toEqual(['a nginx:1.28', 'b nginx:1.28'])
  })

  it('replaces Pods that are down anyway, whatever it may take', () => {
    const stage = staged(setNamed('agent'))
    change(stage)
    expect(images(stage)).toEqual(['a nginx:1.28', 'b nginx:1.28'])
  })

  it('leaves them be, when somebody is to delete them', () => {
    const stage = staged(setNamed('agent', { updateStrategy: { type: 'OnDelete' } }))
    startAll(stage)
    change(stage)
    startAll(stage)
    expect(images(stage)).toEqual(['a nginx:1.27', 'b nginx:1.27'])
  })
})
