import { matchesSelector } from '../../api/labels'
import { controllerOf, keyOf, type ObjectKey } from '../../api/object'
import { updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Deployment, Pod, ReplicaSet } from '../../resources'
import { milliseconds } from '../../sim'
import { conditionOf } from '../conditions'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { isNamespaceTerminating } from '../refusal'
import { oldPodsRun, roll, stopOld, trimHistory } from './rollout'
import { isScaling, scaleAll } from './scale'
import {
  type Creation,
  claimSets,
  createSet,
  deploymentOf,
  refreshCurrent,
  type Sets,
  syncRevision,
} from './sets'
import {
  countedStatus,
  creationRefused,
  hasDeadline,
  isComplete,
  progressing,
  rolloutStatus,
  withFinding,
  withPause,
  writeStatus,
} from './status'

/**
 * Leads a Deployment from one template to the next, a ReplicaSet for each
 * (pkg/controller/deployment).
 */
export const deployment = defineController({
  name: 'deployment-controller',
  watches: {
    Deployment: (deployment) => [keyOf(deployment)],
    ReplicaSet: deploymentsOf,
    Pod: awaitingEndOf,
  },
  ignores: { Pod: (_pod, _previous, type) => type !== 'DELETED' },
  // Once its status says that all is done, what is left of the history can go.
  ignoresOwn: (written) => written.kind === 'Deployment' && !hasEnded(written as Deployment),
  cost: () => milliseconds(2),

  *reconcile({ namespace, name }, cluster, context) {
    const deployment = cluster.get('Deployment', namespace, name)
    if (!deployment) return
    const sets = yield* claimSets(deployment, cluster)
    const conditions = withPause(deployment, deployment.status.conditions, context)
    const seen: Seen = { deployment, conditions, cluster, context }
    if (deployment.metadata.deletionTimestamp !== undefined) yield* report(seen, sets)
    else if (deployment.spec.paused || isScaling(deployment, sets)) yield* rescale(seen, sets)
    else if (deployment.spec.strategy.type === 'Recreate') yield* recreate(seen, sets)
    else yield* update(seen, sets)
  },
})

const hasEnded = (deployment: Deployment): boolean => isComplete(deployment, deployment.status)

/** What a run goes by. */
interface Seen {
  readonly deployment: Deployment
  readonly conditions: Deployment['status']['conditions']
  readonly cluster: Reader
  readonly context: ReconcileContext
}

function* report({ deployment, conditions, context }: Seen, sets: Sets): Step<void> {
  const status = countedStatus(deployment, sets, conditions, context)
  yield* writeStatus(deployment, status, context)
}

function* rescale(seen: Seen, sets: Sets): Step<void> {
  const current = yield* withCurrent(seen, sets, { create: false })
  if (!current) return
  yield* scaleAll(current.seen.deployment, current.sets)
  if (seen.deployment.spec.paused) yield* trimHistory(seen.deployment, current.sets.old)
  yield* report(current.seen, current.sets)
}

function* update(seen: Seen, sets: Sets): Step<void> {
  const current = yield* withCurrent(seen, sets, { create: true })
  if (!current) return
  yield* roll(current.seen.deployment, current.sets)
  yield* conclude(current.seen, current.sets)
}

// Nothing new begins before the last of the old is gone (pkg/controller/deployment/recreate.go).
function* recreate(seen: Seen, sets: Sets): Step<void> {
  const known = yield* withCurrent(seen, sets, { create: false })
  if (!known) return
  const stopping = yield* stopOld(known.seen.deployment, known.sets.old)
  if (stopping || oldPodsRun(known.sets.old, seen.cluster)) {
    yield* conclude(known.seen, known.sets)
    return
  }
  const current = yield* withCurrent(known.seen, known.sets, { create: true })
  if (!current) return
  yield* roll(current.seen.deployment, { ...current.sets, old: [] })
  yield* conclude(current.seen, current.sets)
}

function* conclude({ deployment, conditions, context }: Seen, sets: Sets): Step<void> {
  if (isComplete(deployment, deployment.status)) yield* trimHistory(deployment, sets.old)
  const status = rolloutStatus(deployment, sets, conditions, context)
  yield* writeStatus(deployment, status, context)
}

// Finds the set of the present template, or creates it. Nothing comes back when that was refused:
// the runner tries again.
function* withCurrent(
  seen: Seen,
  sets: Sets,
  wish: { readonly create: boolean },
): Step<{ readonly seen: Seen; readonly sets: Sets } | undefined> {
  const { deployment, context } = seen
  if (!sets.current && !wish.create) return { seen, sets }
  const refreshed = yield* refreshCurrent(deployment, sets)
  if (refreshed.current) {
    const revised = yield* syncRevision(deployment, refreshed.current)
    return { seen: withFound({ ...seen, deployment: revised }, refreshed.current), sets: refreshed }
  }
  const creation = yield* createSet(deployment, sets, seen.cluster)
  if (!('set' in creation)) {
    yield* reportRefusal(seen, creation)
    return undefined
  }
  const { set, isNew } = creation
  const revised = yield* syncRevision(deployment, set)
  const message = `Created new replica set "${set.metadata.name}"`
  const conditions =
    isNew && hasDeadline(deployment)
      ? withFinding(seen.conditions, progressing('NewReplicaSetCreated', message), context)
      : seen.conditions
  return {
    seen: { ...seen, deployment: revised, conditions },
    sets: { current: set, old: sets.old },
  }
}

function withFound(seen: Seen, current: ReplicaSet): Seen {
  if (!hasDeadline(seen.deployment) || conditionOf(seen.conditions, 'Progressing')) return seen
  const message = `Found new replica set "${current.metadata.name}"`
  const finding = progressing('FoundNewReplicaSet', message)
  return { ...seen, conditions: withFinding(seen.conditions, finding, seen.context) }
}

// A hash that another template has already is told apart by a count that goes into the next.
function* reportRefusal(
  { deployment, conditions, context }: Seen,
  creation: Exclude<Creation, { readonly set: ReplicaSet }>,
): Step<void> {
  const { status } = deployment
  if ('collision' in creation) {
    const collisionCount = (status.collisionCount ?? 0) + 1
    yield updateStatus({ ...deployment, status: { ...status, collisionCount } } as Deployment)
    return
  }
  if (isNamespaceTerminating(creation.refused)) return
  const { message = '' } = creation.refused
  const text = `Failed to create new replica set "${creation.name}": ${message}`
  if (hasDeadline(deployment)) {
    const refused = withFinding(conditions, creationRefused(text), context)
    yield* writeStatus(deployment, { ...status, conditions: refused }, context)
  }
  yield {
    verb: 'record',
    about: deployment,
    type: 'Warning',
    reason: 'ReplicaSetCreateError',
    message: text,
  }
}

function deploymentsOf(
  set: ReplicaSet,
  cluster: Reader,
  before?: ReplicaSet,
): readonly ObjectKey[] {
  const { namespace = '' } = set.metadata
  const names = new Set<string>()
  for (const each of before ? [set, before] : [set]) {
    const name = deploymentOf(each)
    if (name !== undefined) names.add(name)
  }
  if (!controllerOf(set)) {
    for (const { metadata, spec } of cluster.list('Deployment', namespace)) {
      if (matchesSelector(spec.selector, set.metadata.labels)) names.add(metadata.name)
    }
  }
  return Array.from(names, (name) => ({ namespace, name }))
}

// Only the end of a Pod tells a Deployment what its ReplicaSets do not: with Recreate that the last
// is gone.
function awaitingEndOf(pod: Pod, cluster: Reader): readonly ObjectKey[] {
  const { namespace = '' } = pod.metadata
  const owner = controllerOf(pod)
  if (owner?.kind !== 'ReplicaSet') return []
  if (cluster.get('Pod', namespace, pod.metadata.name)) return []
  const set = cluster.get('ReplicaSet', namespace, owner.name)
  const name = set && deploymentOf(set)
  if (name === undefined) return []
  const strategy = cluster.get('Deployment', namespace, name)?.spec.strategy.type
  return strategy === 'Recreate' ? [{ namespace, name }] : []
}
