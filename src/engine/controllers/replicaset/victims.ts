import { controllerOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Pod, ReplicaSet } from '../../resources'
import { compareStrings, parseTimestamp } from '../../sim'
import type { ReconcileContext } from '../controller'
import { isActive, readySince, unixSeconds } from '../readiness'

/** What decides whether a Pod goes before another. */
interface Candidate {
  readonly pod: Pod
  readonly phase: number
  readonly cost: number
  /** How many Pods of the same workload run on its node. */
  readonly neighbours: number
  readonly readySince: number | undefined
  readonly created: number | undefined
  readonly restarts: number
}

const COST_ANNOTATION = 'controller.kubernetes.io/pod-deletion-cost'
const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/**
 * The Pods that a set which has too many gives up first (ActivePodsWithRanks in
 * controller_utils.go).
 */
export function podsToDelete(
  set: ReplicaSet,
  pods: readonly Pod[],
  count: number,
  { cluster, context }: { readonly cluster: Reader; readonly context: ReconcileContext },
): readonly Pod[] {
  if (count >= pods.length) return pods
  const neighbours = podsByNode(set, cluster)
  const now = unixSeconds(context)
  return pods
    .map((pod) => candidate(pod, neighbours.get(pod.spec.nodeName ?? '') ?? 0))
    .sort((left, right) => compare(left, right, now))
    .slice(0, count)
    .map(({ pod }) => pod)
}

// Pods of the sister sets count too, so that a rollout leaves its nodes evenly filled.
function podsByNode(set: ReplicaSet, cluster: Reader): ReadonlyMap<string, number> {
  const owner = controllerOf(set)
  const sets = owner ? cluster.indexed('ReplicaSet', 'owner', owner.uid) : [set]
  const counts = new Map<string, number>()
  for (const { metadata } of sets) {
    for (const pod of cluster.indexed('Pod', 'owner', metadata.uid)) {
      const { nodeName = '' } = pod.spec
      if (isActive(pod)) counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1)
    }
  }
  return counts
}

function candidate(pod: Pod, neighbours: number): Candidate {
  const cost = Number(pod.metadata.annotations?.[COST_ANNOTATION] ?? '0')
  return {
    pod,
    phase: PHASES[pod.status.phase] ?? 0,
    cost: Number.isSafeInteger(cost) ? cost : 0,
    neighbours,
    readySince: readySince(pod),
    created: parseTimestamp(pod.metadata.creationTimestamp),
    restarts: Math.max(0, ...(pod.status.containerStatuses ?? []).map((each) => each.restartCount)),
  }
}

// Below zero: the left one goes first.
function compare(left: Candidate, right: Candidate, now: number): number {
  const assigned = (each: Candidate): number => (each.pod.spec.nodeName ? 1 : 0)
  const ready = (each: Candidate): number => (each.readySince === undefined ? 0 : 1)
  return (
    assigned(left) - assigned(right) ||
    left.phase - right.phase ||
    ready(left) - ready(right) ||
    left.cost - right.cost ||
    right.neighbours - left.neighbours ||
    compareAges(left, right, { left: left.readySince, right: right.readySince, now }) ||
    right.restarts - left.restarts ||
    compareAges(left, right, { left: left.created, right: right.created, now })
  )
}

// The younger goes first; of two whose ages are of one order of magnitude, either may (by uid), so
// that a scale-down does not always undo the last rollout.
function compareAges(
  left: Candidate,
  right: Candidate,
  since: {
    readonly left: number | undefined
    readonly right: number | undefined
    readonly now: number
  },
): number {
  if (since.left === undefined || since.right === undefined || since.left === since.right) return 0
  const difference = magnitude(since.now - since.left) - magnitude(since.now - since.right)
  return difference || compareStrings(left.pod.metadata.uid, right.pod.metadata.uid)
}

// The binary logarithm of an age in nanoseconds, rounded down; −1 for what is yet to be.
function magnitude(ageSeconds: number): number {
  let power = -1
  for (let bound = 1; bound <= ageSeconds * 1_000_000_000; bound *= 2) power++
  return power
}
