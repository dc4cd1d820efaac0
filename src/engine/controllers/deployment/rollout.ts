import type { Reader } from '../../apiserver/reader'
import type { Deployment, ReplicaSet } from '../../resources'
import type { Step } from '../controller'
import { isTerminal } from '../readiness'
import { revisionOf } from './annotations'
import { activeSets, availableReplicas, boundsOf, nextReplicas, wantedReplicas } from './replicas'
import { scaleSet } from './scale'
import { allOf, type Sets } from './sets'
import { byCreation } from './template'

/**
 * One step of a rolling update: the current set up, or else the old ones down, within the bounds
 * (pkg/controller/deployment/rolling.go).
 */
export function* roll(deployment: Deployment, sets: Sets): Step<void> {
  const { current, old } = sets
  if (!current) return
  const wanted = deployment.spec.replicas
  const size = current.spec.replicas
  const next =
    size > wanted ? wanted : size < wanted ? nextReplicas(deployment, allOf(sets), size) : size
  if (next !== size) yield* scaleSet(current, next, deployment)
  else yield* scaleDownOld(deployment, current, old)
}

function* scaleDownOld(
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): Step<void> {
  const active = activeSets(old).toSorted(byCreation)
  const minimum = deployment.spec.replicas - boundsOf(deployment).maxUnavailable
  const unavailable = current.spec.replicas - (current.status.availableReplicas ?? 0)
  const removable = wantedReplicas(active) + current.spec.replicas - minimum - unavailable
  if (active.length === 0 || removable <= 0) return
  const healthy = yield* removeUnhealthy(deployment, active, removable)
  const spare = availableReplicas([...old, current]) - minimum
  yield* takeFrom(deployment, healthy, spare, ({ spec }) => spec.replicas)
}

// Pods that serve nobody are given up first: that costs no availability.
function* removeUnhealthy(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  count: number,
): Step<readonly ReplicaSet[]> {
  const unhealthy = ({ spec, status }: ReplicaSet): number =>
    Math.max(0, spec.replicas - (status.availableReplicas ?? 0))
  return yield* takeFrom(deployment, sets, count, unhealthy)
}

// Takes replicas away, the oldest set first, from each at most what `available` allows.
function* takeFrom(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  count: number,
  available: (set: ReplicaSet) => number,
): Step<readonly ReplicaSet[]> {
  const scaled: ReplicaSet[] = []
  let left = count
  for (const set of sets) {
    const taken = Math.min(Math.max(left, 0), available(set))
    left -= taken
    const size = set.spec.replicas - taken
    scaled.push(taken === 0 ? set : yield* scaleSet(set, size, deployment))
  }
  return scaled
}

/** Takes every old set down to nothing; false when there was nothing to take. */
export function* stopOld(deployment: Deployment, old: readonly ReplicaSet[]): Step<boolean> {
  const active = activeSets(old)
  for (const set of active) yield* scaleSet(set, 0, deployment)
  return active.length > 0
}

/** Whether Pods of old sets are still there: Recreate waits for the last to be gone. */
export const oldPodsRun = (old: readonly ReplicaSet[], cluster: Reader): boolean =>
  old.some(
    ({ status, metadata }) =>
      status.replicas > 0 ||
      cluster.indexed('Pod', 'owner', metadata.uid).some((pod) => !isTerminal(pod)),
  )

/** Deletes the oldest sets that `revisionHistoryLimit` leaves no room for. */
export function* trimHistory({ spec }: Deployment, old: readonly ReplicaSet[]): Step<void> {
  const kept = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const excess = kept.length - spec.revisionHistoryLimit
  if (excess <= 0) return
  const oldest = kept.toSorted((left, right) => revisionOf(left) - revisionOf(right))
  for (const set of oldest.slice(0, excess)) {
    if (!isSpent(set)) continue
    const { name, namespace = '', uid } = set.metadata
    yield { verb: 'delete', kind: 'ReplicaSet', key: { namespace, name }, uid }
  }
}

const isSpent = ({ spec, status, metadata }: ReplicaSet): boolean =>
  spec.replicas === 0 &&
  status.replicas === 0 &&
  (metadata.generation ?? 0) <= (status.observedGeneration ?? 0)
