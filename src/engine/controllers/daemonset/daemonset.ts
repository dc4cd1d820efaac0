import { sameJson } from '../../api/equality'
import { matchesSelector } from '../../api/labels'
import { controllerOf, keyOf, type ObjectKey } from '../../api/object'
import { updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { ControllerRevision, DaemonSet, Pod } from '../../resources'
import { seconds } from '../../sim'
import { claim } from '../adoption'
import { defineController, type Step } from '../controller'
import { availableFrom, isReady, unixSeconds } from '../readiness'
import { presentRevision, REVISION_LABEL, revisionsOf, trimRevisions } from '../revisions'
import { ownerOf } from '../workload'
import { nodeOf, placeOn } from './nodes'
import { isAvailable, isUpdated, managePods, type Sight } from './pods'
import { rollOut } from './rollout'

/** Keeps a Pod on every node that a DaemonSet is for (pkg/controller/daemon). */
export const daemonSet = defineController({
  name: 'daemonset-controller',
  watches: {
    DaemonSet: (set) => [keyOf(set)],
    Pod: setsOf,
    Node: (_, cluster) => cluster.list('DaemonSet').map(keyOf),
  },
  ignores: {
    DaemonSet: (set, before) =>
      before !== undefined &&
      set.metadata.generation === before.metadata.generation &&
      set.metadata.deletionTimestamp === before.metadata.deletionTimestamp,
    Pod: (pod) => {
      const owner = controllerOf(pod)
      return owner !== undefined && owner.kind !== 'DaemonSet'
    },
    // Its status is nothing to a set.
    Node: (node, before) =>
      before !== undefined &&
      node.spec === before.spec &&
      node.metadata.labels === before.metadata.labels,
  },

  *reconcile({ namespace, name }, cluster, context) {
    const set = cluster.get('DaemonSet', namespace, name)
    if (!set || set.metadata.deletionTimestamp !== undefined) return
    const owned = cluster.indexed('Pod', 'owner', set.metadata.uid)
    const orphans = cluster.indexed('Pod', 'orphan', namespace)
    const pods = yield* claim(set, owned, orphans)
    const known = revisionsOf(set, cluster)
    const revision = yield* presentRevision(set, known, REVISION_LABEL)
    if (!revision) return
    const hash = revision.metadata.labels?.[REVISION_LABEL] ?? ''
    const nodes = cluster.list('Node')
    const now = unixSeconds(context)
    const sight: Sight = { set, nodes, podsByNode: byNode(pods), hash, now }
    yield* managePods(sight)
    // Nodes without a Pod come first: what is replaced waits for the next run.
    if (isComplete(sight)) yield* rollOut(sight)
    yield* writeStatus(sight, pods)
    const live = new Set([hash, ...pods.map(({ metadata }) => metadata.labels?.[REVISION_LABEL])])
    yield* trimRevisions(set, known, (each: ControllerRevision) =>
      live.has(each.metadata.labels?.[REVISION_LABEL]),
    )
  },
})

function byNode(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>()
  for (const pod of pods) {
    const node = nodeOf(pod)
    if (node === undefined) continue
    const others = found.get(node)
    if (others) others.push(pod)
    else found.set(node, [pod])
  }
  return found
}

const isComplete = ({ nodes, podsByNode, set }: Sight): boolean =>
  nodes.every((node) => podsByNode.has(node.metadata.name) || !placeOn(node, set).runs)

function setsOf(pod: Pod, cluster: Reader, previous?: Pod): readonly ObjectKey[] {
  const keys = [ownerOf(pod, 'DaemonSet'), previous && ownerOf(previous, 'DaemonSet')]
  const owners = keys.flatMap((key) => key ?? [])
  if (owners.length > 0 || controllerOf(pod)) return owners
  return cluster
    .list('DaemonSet', pod.metadata.namespace)
    .filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf)
}

function* writeStatus(sight: Sight, pods: readonly Pod[]): Step<void> {
  const { set, now } = sight
  const status = counted(sight)
  if (!sameJson(status, set.status)) yield updateStatus({ ...set, status } as DaemonSet)
  const due = pods
    .filter(isReady)
    .map((pod) => availableFrom(pod, set.spec.minReadySeconds ?? 0) ?? 0)
    .filter((from) => from > now)
  if (due.length > 0) yield { verb: 'requeue', after: seconds(Math.min(...due) - now) }
}

// Nodes are counted, not Pods; zero is left out where the real API does.
function counted(sight: Sight): DaemonSet['status'] {
  const { nodes, podsByNode, set } = sight
  let [desired, current, misplaced, ready, available, updated] = [0, 0, 0, 0, 0, 0]
  for (const node of nodes) {
    const pods = podsByNode.get(node.metadata.name) ?? []
    const { runs } = placeOn(node, set)
    if (!runs) {
      if (pods.length > 0) misplaced++
      continue
    }
    desired++
    if (pods.length === 0) continue
    current++
    if (pods.some(isReady)) ready++
    if (pods.some((pod) => isAvailable(pod, sight))) available++
    if (pods.some((pod) => isUpdated(pod, sight))) updated++
  }
  const { collisionCount, conditions } = set.status
  const { generation } = set.metadata
  return {
    ...(collisionCount !== undefined && { collisionCount }),
    ...(conditions && { conditions }),
    currentNumberScheduled: current,
    desiredNumberScheduled: desired,
    ...(available > 0 && { numberAvailable: available }),
    numberMisscheduled: misplaced,
    numberReady: ready,
    ...(desired > available && { numberUnavailable: desired - available }),
    ...(generation !== undefined && { observedGeneration: generation }),
    ...(updated > 0 && { updatedNumberScheduled: updated }),
  }
}
