import { sameJson } from '../../api/equality'
import { keyOf, type ObjectKey } from '../../api/object'
import { type Action, update, updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Node, Pod } from '../../resources'
import type { NodeCondition } from '../../resources/node'
import { parseTimestamp, seconds, timestamp } from '../../sim'
import { conditionOf, withConditionInPlace } from '../conditions'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { isReady, unixSeconds } from '../readiness'
import { wantedTaints } from './taints'

const LEASES = 'kube-node-lease'
const GRACE_SECONDS = 50
const STARTUP_GRACE_SECONDS = 60
const PERIOD_SECONDS = 5
const REGISTRATION_SECONDS = 60
const JUDGED = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const

/**
 * Watches over the nodes: whose kubelet falls silent is not Ready, and no place for Pods
 * (pkg/controller/nodelifecycle).
 */
export const nodeLifecycle = defineController({
  name: 'node-controller',
  watches: { Node: nodesConcerned },

  *reconcile({ name }, cluster, context) {
    const node = cluster.get('Node', '', name)
    if (!node) {
      yield nodeEvent(stub(name), 'RemovingNode', 'event: Removing Node NAME from Controller')
      return
    }
    if (isNew(node, cluster, context)) {
      yield nodeEvent(node, 'RegisteredNode', 'event: Registered Node NAME in Controller')
    }
    const silentFrom = heardFrom(node, cluster)
    const isSilent = silentFrom <= unixSeconds(context)
    const judged = isSilent ? yield* declareUnknown(node, context) : node
    yield* taint(judged, cluster, context)
    // A node that has never been Ready has yet to begin: what runs there began before it.
    const readiness = readinessOf(judged)
    if (readiness && readiness !== 'True') yield* markPods(judged, cluster, context)
    const next = isSilent ? context.now + seconds(PERIOD_SECONDS) : tickAfter(silentFrom, context)
    yield { verb: 'requeue', after: next - context.now, idle: true }
  },
})

const readinessOf = ({ status }: Node): string | undefined =>
  conditionOf(status.conditions, 'Ready')?.status

// Whether all nodes are down decides about each of them.
function nodesConcerned(node: Node, cluster: Reader, before?: Node): readonly ObjectKey[] {
  if (before && readinessOf(before) === readinessOf(node)) return [keyOf(node)]
  const down = cluster.list('Node').filter((each) => readinessOf(each) !== 'True')
  return [node, ...down.filter(({ metadata }) => metadata.name !== node.metadata.name)].map(keyOf)
}

const stub = (name: string): Node =>
  ({ apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } }) as Node

const nodeEvent = (about: Node, reason: string, message: string): Action => ({
  verb: 'record',
  about,
  type: 'Normal',
  reason,
  message: `Node ${about.metadata.name} ${message.replace('NAME', about.metadata.name)}`,
})

function isNew(node: Node, cluster: Reader, context: ReconcileContext): boolean {
  const created = parseTimestamp(node.metadata.creationTimestamp) ?? 0
  if (unixSeconds(context) - created > REGISTRATION_SECONDS) return false
  return !cluster.eventsAbout(node).some(({ reason }) => reason === 'RegisteredNode')
}

// From when on a node counts as silent, in Unix seconds, unless it is heard of before.
function heardFrom({ metadata }: Node, cluster: Reader): number {
  const lease = cluster.get('Lease', LEASES, metadata.name)
  const renewed = lease && parseTimestamp(lease.spec.renewTime ?? '')
  if (renewed !== undefined) return renewed + GRACE_SECONDS
  return (parseTimestamp(metadata.creationTimestamp) ?? 0) + STARTUP_GRACE_SECONDS
}

// The controller looks every five seconds.
function tickAfter(second: number, { epoch }: ReconcileContext): number {
  const elapsed = second - epoch
  return seconds((Math.floor(elapsed / PERIOD_SECONDS) + 1) * PERIOD_SECONDS)
}

function* declareUnknown(node: Node, { epoch, now }: ReconcileContext): Step<Node> {
  if (readinessOf(node) === 'Unknown') return node
  const at = timestamp(epoch, now)
  const wasReady = readinessOf(node) === 'True'
  const conditions = JUDGED.reduce<readonly NodeCondition[]>((known, type) => {
    const before = conditionOf(known, type)
    return withConditionInPlace(known, {
      ...before,
      type,
      status: 'Unknown',
      reason: before ? 'NodeStatusUnknown' : 'NodeStatusNeverUpdated',
      message: before
        ? 'Kubelet stopped posting node status.'
        : 'Kubelet never posted node status.',
      lastTransitionTime: at,
    })
  }, node.status.conditions ?? [])
  const outcome = yield updateStatus({ ...node, status: { ...node.status, conditions } } as Node)
  if (outcome.refused) return node
  if (wasReady) yield nodeEvent(node, 'NodeNotReady', 'status is now: NodeNotReady')
  return (outcome.object ?? node) as Node
}

function* taint(node: Node, cluster: Reader, context: ReconcileContext): Step<void> {
  const taints = wantedTaints(node, cluster, context)
  if (sameJson(taints, node.spec.taints ?? [])) return
  const { taints: _, ...spec } = node.spec
  yield update({ ...node, spec: taints.length === 0 ? spec : { ...spec, taints } } as Node)
}

// Its containers may well run on, but nobody can tell: the Pods count as not Ready, and get no
// traffic.
function* markPods(node: Node, cluster: Reader, { epoch, now }: ReconcileContext): Step<void> {
  for (const pod of cluster.indexed('Pod', 'node', node.metadata.name)) {
    const before = conditionOf(pod.status.conditions, 'Ready')
    if (!before || !isReady(pod)) continue
    const unready = {
      ...before,
      status: 'False',
      lastTransitionTime: timestamp(epoch, now),
    } as const
    const conditions = withConditionInPlace(pod.status.conditions, unready)
    const { refused } = yield updateStatus({
      ...pod,
      status: { ...pod.status, conditions },
    } as Pod)
    if (refused) continue
    yield {
      verb: 'record',
      about: pod,
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
    }
  }
}
