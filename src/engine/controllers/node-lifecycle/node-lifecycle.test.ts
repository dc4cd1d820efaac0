import { describe, expect, it } from 'vitest'
import { microTimestamp, seconds } from '../../sim'
import { runnerOf } from '../runner'
import { aWhile, podNamed, type Scene, scene } from '../testing'
import { nodeLifecycle } from './node'
import { podGarbage } from './pod-garbage'
import { taintEviction } from './taint-eviction'

const EPOCH = 1_767_225_600
const LEASES = 'kube-node-lease'

const node = (name: string) => ({
  kind: 'Node',
  metadata: { name },
  spec: {},
  status: {
    conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
      type,
      status: type === 'Ready' ? 'True' : 'False',
    })),
  },
})

function renew(stage: Scene, name: string): void {
  const lease = stage.get('Lease', name, LEASES)
  const renewTime = microTimestamp(EPOCH, stage.now)
  stage.act({
    verb: 'update',
    object: { ...lease, spec: { ...lease.spec, renewTime } } as object as typeof lease,
  })
}

/** Two nodes whose kubelets renew their leases; on the first runs a Pod. */
function staged(): Scene {
  const stage = scene(runnerOf(nodeLifecycle), runnerOf(taintEviction), runnerOf(podGarbage))
  for (const name of ['node-1', 'node-2']) {
    const spec = { holderIdentity: name, renewTime: microTimestamp(EPOCH, 0) }
    stage.create(node(name), { kind: 'Lease', metadata: { name, namespace: LEASES }, spec })
  }
  stage.create(podNamed('web'))
  stage.act({ verb: 'bind', pod: { namespace: 'default', name: 'web' }, node: 'node-1' })
  stage.start()
  return stage
}

/** Lets time pass; the kubelets of some nodes renew their leases every ten seconds. */
function pass(stage: Scene, total: number, alive: readonly string[]): void {
  for (let elapsed = 0; elapsed < total; elapsed += 10) {
    for (const name of alive) renew(stage, name)
    stage.pass(seconds(10))
  }
}

const taints = (stage: Scene, name: string): readonly string[] =>
  (stage.get('Node', name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)

const ready = (stage: Scene, name: string) =>
  stage.get('Node', name).status.conditions?.find(({ type }) => type === 'Ready')

const both = ['node-1', 'node-2']

describe('a node', () => {
  it('is registered once', () => {
    const stage = staged()
    pass(stage, 200, both)
    expect(stage.events('node-1')).toEqual([
      'Normal RegisteredNode Node node-1 event: Registered Node node-1 in Controller',
    ])
  })

  it('stays Ready as long as its lease is renewed', () => {
    const stage = staged()
    pass(stage, 300, both)
    expect(ready(stage, 'node-1')?.status).toBe('True')
    expect(taints(stage, 'node-1')).toEqual([])
  })

  it('is Unknown and tainted when its lease has not been renewed for 50 seconds', () => {
    const stage = staged()
    pass(stage, 50, ['node-2'])
    expect(ready(stage, 'node-1')?.status).toBe('True')
    pass(stage, 10, ['node-2'])
    const reasons = stage.get('Node', 'node-1').status.conditions?.map(({ reason }) => reason)
    expect(new Set(reasons)).toEqual(new Set(['NodeStatusUnknown']))
    expect(ready(stage, 'node-1')).toMatchObject({
      status: 'Unknown',
      message: 'Kubelet stopped posting node status.',
    })
    expect(taints(stage, 'node-1')).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ])
    expect(stage.events('node-1').at(-1)).toBe(
      'Normal NodeNotReady Node node-1 status is now: NodeNotReady',
    )
  })

  it('that is cordoned is tainted, until it is no longer', () => {
    const stage = staged()
    const cordon = (unschedulable: boolean): void => {
      stage.change('Node', 'node-1', (each) => ({ ...each, spec: { ...each.spec, unschedulable } }))
      stage.pass(aWhile)
    }
    cordon(true)
    expect(taints(stage, 'node-1')).toEqual(['node.kubernetes.io/unschedulable:NoSchedule'])
    cordon(false)
    expect(taints(stage, 'node-1')).toEqual([])
  })
})

describe('a Pod on a node that fell silent', () => {
  it('is not Ready at once, though its phase stays', () => {
    const stage = staged()
    pass(stage, 60, ['node-2'])
    const { status } = stage.get('Pod', 'web')
    expect(status.phase).toBe('Running')
    expect(status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('False')
    expect(stage.events('web')).toEqual(['Warning NodeNotReady Node is not ready'])
  })

  it('is deleted after 300 seconds more', () => {
    const stage = staged()
    pass(stage, 340, ['node-2'])
    expect(stage.get('Pod', 'web').metadata.deletionTimestamp).toBeUndefined()
    pass(stage, 30, ['node-2'])
    const { metadata, status } = stage.get('Pod', 'web')
    expect(metadata.deletionTimestamp).toBeDefined()
    expect(stage.events('web').at(-1)).toBe(
      'Normal TaintManagerEviction Marking for deletion Pod default/web',
    )
    expect(status.conditions?.at(-1)).toMatchObject({
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    })
  })

  it('is spared when the node comes back in time', () => {
    const stage = staged()
    pass(stage, 100, ['node-2'])
    renew(stage, 'node-1')
    stage.changeStatus('Node', 'node-1', (each) => ({ ...each, status: node('').status }))
    pass(stage, 400, both)
    expect(taints(stage, 'node-1')).toEqual([])
    expect(stage.get('Pod', 'web').metadata.deletionTimestamp).toBeUndefined()
    expect(stage.events('web').slice(1)).toEqual([
      'Normal TaintManagerEviction Cancelling deletion of Pod default/web',
    ])
  })

  it('is not evicted when all nodes are silent', () => {
    const stage = staged()
    pass(stage, 600, [])
    expect(taints(stage, 'node-1')).toEqual(['node.kubernetes.io/unreachable:NoSchedule'])
    expect(stage.get('Pod', 'web').metadata.deletionTimestamp).toBeUndefined()
  })
})

describe('a Pod on a node that is deleted', () => {
  it('goes after 40 seconds, since no kubelet will see to it', () => {
    const stage = staged()
    stage.remove('Node', 'node-1')
    pass(stage, 30, ['node-2'])
    expect(stage.list('Pod')).toHaveLength(1)
    pass(stage, 20, ['node-2'])
    expect(stage.list('Pod')).toEqual([])
    expect(stage.events('node-1').at(-1)).toBe(
      'Normal RemovingNode Node node-1 event: Removing Node node-1 from Controller',
    )
  })
})
