import { sameJson } from '../../api/equality'
import { update } from '../../apiserver/action'
import type { Deployment, ReplicaSet } from '../../resources'
import { compareStrings } from '../../sim'
import type { Step } from '../controller'
import { desiredOf, maximumOf, sizeAnnotations } from './annotations'
import { activeSets, boundsOf, wantedReplicas } from './replicas'
import type { Sets } from './sets'
import { byCreation } from './template'

/** Scales a set, and tells about it. Gives back the set as it is then. */
export function* scaleSet(
  set: ReplicaSet,
  replicas: number,
  deployment: Deployment,
): Step<ReplicaSet> {
  const annotations = sizeAnnotations(deployment, set.metadata.annotations)
  const { spec, metadata } = set
  if (spec.replicas === replicas && sameJson(annotations, metadata.annotations)) return set
  const scaled: ReplicaSet = {
    ...set,
    metadata: { ...metadata, annotations },
    spec: { ...spec, replicas },
  }
  const outcome = yield update(scaled)
  if (outcome.refused) return set
  if (spec.replicas !== replicas) {
    yield scalingEvent(deployment, metadata.name, spec.replicas, replicas)
  }
  return (outcome.object ?? scaled) as ReplicaSet
}

/** `Scaled up replica set web-5d9c7b8c6f from 0 to 3`. */
export const scalingEvent = (about: Deployment, set: string, from: number, to: number) =>
  ({
    verb: 'record',
    about,
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${to > from ? 'up' : 'down'} replica set ${set} from ${from} to ${to}`,
  }) as const

/** Whether the Deployment was given another size since its sets were scaled last. */
export const isScaling = ({ spec }: Deployment, { current, old }: Sets): boolean =>
  activeSets(current ? [current, ...old] : old).some((set) => {
    const desired = desiredOf(set)
    return desired !== undefined && desired !== spec.replicas
  })

/**
 * Takes the sets to a Deployment's new size: a single one at once; of a rollout under way, each by
 * its share (pkg/controller/deployment/sync.go, scale).
 */
export function* scaleAll(deployment: Deployment, sets: Sets): Step<void> {
  const { current, old } = sets
  const active = activeSets(current ? [...old, current] : old)
  const only = active.length === 1 ? active[0] : undefined
  const newest = active.length === 0 ? (current ?? old.toSorted(byCreation).at(-1)) : only
  if (newest) {
    yield* scaleSet(newest, deployment.spec.replicas, deployment)
  } else if (current && isSaturated(deployment, current)) {
    for (const set of activeSets(old)) yield* scaleSet(set, 0, deployment)
  } else if (deployment.spec.strategy.type === 'RollingUpdate') {
    yield* scaleByShares(deployment, active)
  }
}

const isSaturated = ({ spec }: Deployment, set: ReplicaSet): boolean =>
  set.spec.replicas === spec.replicas &&
  desiredOf(set) === spec.replicas &&
  (set.status.availableReplicas ?? 0) === spec.replicas

function* scaleByShares(deployment: Deployment, active: readonly ReplicaSet[]): Step<void> {
  const { replicas } = deployment.spec
  const allowed = replicas > 0 ? replicas + boundsOf(deployment).maxSurge : 0
  const toAdd = allowed - wantedReplicas(active)
  // Of equals the newer grows first and the older shrinks first.
  const newerFirst = toAdd > 0 ? -1 : 1
  const ordered = active.toSorted(
    (left, right) =>
      right.spec.replicas - left.spec.replicas ||
      newerFirst *
        compareStrings(left.metadata.creationTimestamp, right.metadata.creationTimestamp),
  )
  const sizes: number[] = []
  let added = 0
  for (const set of ordered) {
    const share = toAdd === 0 ? 0 : shareOf(deployment, set, toAdd - added)
    added += share
    sizes.push(set.spec.replicas + share)
  }
  // What rounding left over goes to the largest.
  sizes[0] = Math.max(0, (sizes[0] ?? 0) + toAdd - added)
  for (const [index, set] of ordered.entries()) {
    yield* scaleSet(set, sizes[index] ?? 0, deployment)
  }
}

function shareOf(deployment: Deployment, set: ReplicaSet, left: number): number {
  const { replicas } = set.spec
  if (replicas === 0 || left === 0) return 0
  if (deployment.spec.replicas === 0) return Math.max(-replicas, left)
  const before = maximumOf(set) || (deployment.status.replicas ?? 0)
  if (before === 0) return 0
  const maximum = deployment.spec.replicas + boundsOf(deployment).maxSurge
  const share = Math.round((replicas * maximum) / before) - replicas
  return left > 0 ? Math.min(share, left) : Math.max(share, left)
}
