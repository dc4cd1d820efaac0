import { create, update, updateStatus } from '../apiserver/action'
import type { Lease, Node } from '../resources'
import type { NodeCondition } from '../resources/node'
import { microTimestamp } from '../sim'
import type { KubeletMemory } from './memory'
import { timings } from './timings'
import type { Turn } from './turn'

const VERSION = 'v1.34.1'
const LEASES = 'kube-node-lease'
const LEASE_SECONDS = 40
const MOST_IMAGES = 50

/** The node joins the cluster: it says what it is and that it is well. */
export function register(turn: Turn): void {
  const node = nodeOf(turn)
  if (!node) return
  const about = (reason: string, message: string): void => {
    turn.act({ verb: 'record', about: node, type: 'Normal', reason, message })
  }
  about('Starting', 'Starting kubelet.')
  about('NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
  for (const reason of HEALTHY.filter(({ type }) => type !== 'Ready').map((each) => each.reason)) {
    const sufficient = reason.replace(/^Kubelet/, 'Node')
    about(sufficient, `Node ${node.metadata.name} status is now: ${sufficient}`)
  }
  postStatus(turn)
  about('NodeReady', `Node ${node.metadata.name} status is now: NodeReady`)
  heartbeat(turn)
}

/** Every ten seconds: renews the Lease, and posts the status when it has changed or is old. */
export function heartbeat(turn: Turn): void {
  renew(turn)
  const { posted, images } = turn.memory
  const isOld = turn.now - posted.at >= timings.statusReport
  const isBack = isTakenForDead(turn)
  if (isBack || isOld || posted.images !== images.size) postStatus(turn)
  const node = isBack ? nodeOf(turn) : undefined
  if (node) {
    const message = `Node ${node.metadata.name} status is now: NodeReady`
    turn.act({ verb: 'record', about: node, type: 'Normal', reason: 'NodeReady', message })
  }
  turn.after(timings.heartbeat, { type: 'heartbeat' })
}

// Who has not been heard of for a while is not Ready, until it says that it is.
const isTakenForDead = (turn: Turn): boolean =>
  nodeOf(turn)?.status.conditions?.some(
    ({ status, type }) => type === 'Ready' && status !== 'True',
  ) ?? false

function nodeOf({ memory, context }: Turn): Node | undefined {
  return context.reader.get('Node', '', memory.node)
}

function renew(turn: Turn): void {
  const { lease, node } = turn.memory
  const renewTime = microTimestamp(turn.context.epoch, turn.now)
  const spec = { holderIdentity: node, leaseDurationSeconds: LEASE_SECONDS, renewTime }
  const kept = lease && { ...lease, spec }
  const outcome = kept ? turn.act(update(kept)) : turn.act(create(newLease(turn, spec)))
  // A Lease that somebody deleted or changed is made, or read, anew.
  const { reader } = turn.context
  const next = outcome.refused ? reader.get('Lease', LEASES, node) : (outcome.object as Lease)
  turn.change({ lease: outcome.refused?.code === NOT_FOUND ? undefined : next })
}

const NOT_FOUND = 404

function newLease(turn: Turn, spec: Lease['spec']): Parameters<typeof create>[0] {
  const { node } = turn.memory
  const owner = nodeOf(turn)
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: node,
      namespace: LEASES,
      ...(owner && {
        ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node, uid: owner.metadata.uid }],
      }),
    },
    spec,
  }
  return lease
}

function postStatus(turn: Turn): void {
  const node = nodeOf(turn)
  if (!node) return
  // Without a resourceVersion the status is replaced whatever others have written meanwhile.
  const metadata = { ...node.metadata, resourceVersion: '' }
  turn.act(updateStatus({ ...node, metadata, status: statusOf(node, turn) } as Node))
  turn.change({ posted: { at: turn.now, images: turn.memory.images.size } })
}

const CAPACITY = {
  cpu: '4',
  'ephemeral-storage': '101430960Ki',
  'hugepages-1Gi': '0',
  'hugepages-2Mi': '0',
  memory: '8388608Ki',
  pods: '110',
} as const
/**
 * What a node has for Pods: a tenth of its disk, and 100 Mi of its memory, are what the kubelet
 * begins to evict at (eviction, DefaultEvictionHard).
 */
export const ALLOCATABLE = {
  ...CAPACITY,
  'ephemeral-storage': '93478772582',
  memory: '8286208Ki',
}

function statusOf(node: Node, turn: Turn): Node['status'] {
  const { hostIPs, node: name } = turn.memory
  return {
    ...node.status,
    addresses: [
      ...hostIPs.map(({ ip }) => ({ type: 'InternalIP' as const, address: ip })),
      { type: 'Hostname', address: name },
    ],
    allocatable: ALLOCATABLE,
    capacity: CAPACITY,
    conditions: conditionsOf(node, turn),
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: imagesOf(turn.memory),
    nodeInfo: {
      architecture: 'amd64',
      bootID: node.metadata.uid,
      containerRuntimeVersion: 'containerd://2.1.3',
      kernelVersion: '6.8.0-79-generic',
      kubeProxyVersion: '',
      kubeletVersion: VERSION,
      machineID: node.metadata.uid.replaceAll('-', ''),
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      systemUUID: node.metadata.uid,
    },
  }
}

const HEALTHY = [
  {
    type: 'MemoryPressure',
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  {
    type: 'DiskPressure',
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  {
    type: 'PIDPressure',
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
  {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  },
] as const

function conditionsOf({ status }: Node, turn: Turn): readonly NodeCondition[] {
  const before = status?.conditions ?? []
  const now = turn.stamp()
  const own = HEALTHY.map((each): NodeCondition => {
    const old = before.find(({ type }) => type === each.type)
    const since = old?.status === each.status ? old.lastTransitionTime : undefined
    return Object.assign({}, each, { lastHeartbeatTime: now, lastTransitionTime: since ?? now })
  })
  const isOwn = (type: string) => HEALTHY.some((each) => each.type === type)
  return [...before.filter(({ type }) => !isOwn(type)), ...own]
}

// The largest come first, as the real kubelet lists them.
function imagesOf({ images }: KubeletMemory): NonNullable<Node['status']['images']> {
  const byId = new Map<string, { names: readonly string[]; sizeBytes: number }>()
  for (const [, { id, reference, sizeBytes }] of images.entries()) {
    byId.set(id, { names: [id, reference], sizeBytes })
  }
  return [...byId.values()]
    .sort((left, right) => right.sizeBytes - left.sizeBytes)
    .slice(0, MOST_IMAGES)
}
