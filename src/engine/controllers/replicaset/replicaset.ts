import { sameJson } from '../../api/equality'
import { matchesSelector } from '../../api/labels'
import { controllerOf, keyOf, type ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Pod, ReplicaSet } from '../../resources'
import { type Duration, milliseconds } from '../../sim'
import { claim } from '../adoption'
import { defineController } from '../controller'
import { isActive, isReady } from '../readiness'
import { managePods } from './pods'
import { writeStatus } from './status'

const RUN_TAKES = milliseconds(1)
const A_POD_TAKES: Duration = 20

/** Keeps as many Pods of a template as a ReplicaSet asks for (pkg/controller/replicaset). */
export const replicaSet = defineController({
  name: 'replicaset-controller',
  watches: {
    ReplicaSet: (set) => [keyOf(set)],
    Pod: setsOf,
  },
  ignores: {
    ReplicaSet: (set, before) => before !== undefined && asksTheSame(set, before),
    Pod: (pod, before) => before !== undefined && countsTheSame(pod, before),
  },
  // In a large set many Pods change while one run looks at all: that run sees to them together.
  cost: ({ namespace, name }, cluster) => {
    const set = cluster.get('ReplicaSet', namespace, name)
    return RUN_TAKES + A_POD_TAKES * Math.max(set?.status.replicas ?? 0, set?.spec.replicas ?? 0)
  },

  *reconcile({ namespace, name }, cluster, context) {
    const set = cluster.get('ReplicaSet', namespace, name)
    if (!set) return
    const owned = cluster.indexed('Pod', 'owner', set.metadata.uid).filter(isActive)
    const orphans = cluster.indexed('Pod', 'orphan', namespace).filter(isActive)
    const pods = yield* claim(set, owned, orphans)

    const deleted = set.metadata.deletionTimestamp !== undefined
    const failure = deleted ? undefined : yield* managePods(set, pods, { cluster, context })
    yield* writeStatus(set, pods, { failure, context })
  },
})

// Its status is what the controller itself writes.
const asksTheSame = ({ metadata }: ReplicaSet, { metadata: before }: ReplicaSet): boolean =>
  metadata.generation === before.generation &&
  metadata.deletionTimestamp === before.deletionTimestamp

function setsOf(pod: Pod, cluster: Reader, previous?: Pod): readonly ObjectKey[] {
  const owner = ownerKey(pod)
  const before = previous && ownerKey(previous)
  if (owner && (!before || before.name === owner.name)) return [owner]
  const orphaned = owner ? [owner] : setsMatching(pod, cluster)
  return before ? [before, ...orphaned] : orphaned
}

// To get a node or an address, for instance, is nothing to its set.
const countsTheSame = (left: Pod, right: Pod): boolean =>
  isReady(left) === isReady(right) &&
  isActive(left) === isActive(right) &&
  sameJson(left.metadata.labels, right.metadata.labels) &&
  sameJson(left.metadata.ownerReferences, right.metadata.ownerReferences)

function ownerKey(pod: Pod): ObjectKey | undefined {
  const owner = controllerOf(pod)
  if (owner?.kind !== 'ReplicaSet') return undefined
  return { namespace: pod.metadata.namespace ?? '', name: owner.name }
}

// An orphan concerns every set whose selector matches it: one of them will adopt it.
function setsMatching(pod: Pod, cluster: Reader): readonly ObjectKey[] {
  if (controllerOf(pod)) return []
  return cluster
    .list('ReplicaSet', pod.metadata.namespace)
    .filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf)
}
