import { sameJson } from '../../api/equality'
import { updateStatus } from '../../apiserver/action'
import type { Deployment, ReplicaSet } from '../../resources'
import type { DeploymentCondition } from '../../resources/deployment'
import { parseTimestamp, seconds, timestamp } from '../../sim'
import { conditionOf, withCondition, withoutCondition } from '../conditions'
import type { ReconcileContext, Step } from '../controller'
import { unixSeconds } from '../readiness'
import { availableReplicas, boundsOf, wantedReplicas } from './replicas'
import { allOf, type Sets } from './sets'

type Status = Deployment['status']
type Conditions = readonly DeploymentCondition[]
/** A finding that is about to be made; its times are filled in. */
type Finding = Pick<DeploymentCondition, 'type' | 'status' | 'reason' | 'message'>

const NO_DEADLINE = 2_147_483_647
const AVAILABLE = 'NewReplicaSetAvailable'
const TIMED_OUT = 'ProgressDeadlineExceeded'

/** Whether a Deployment is to be judged by its progress at all. */
export const hasDeadline = ({ spec }: Deployment): boolean =>
  spec.progressDeadlineSeconds !== NO_DEADLINE

/**
 * Conditions with one more finding; one that says nothing new is dropped (SetDeploymentCondition).
 */
export function withFinding(
  conditions: Conditions | undefined,
  finding: Finding,
  { epoch, now }: ReconcileContext,
): Conditions {
  const before = conditionOf(conditions, finding.type)
  if (before?.status === finding.status && before.reason === finding.reason) {
    return conditions ?? []
  }
  const at = timestamp(epoch, now)
  const sameStatus = before?.status === finding.status
  const since = (sameStatus && before.lastTransitionTime) || at
  const times = { lastUpdateTime: at, lastTransitionTime: since }
  return withCondition(conditions, Object.assign({}, finding, times))
}

/** `Progressing`, as far as it can be told at the set's creation. */
export const progressing = (reason: string, message: string): Finding => ({
  type: 'Progressing',
  status: 'True',
  reason,
  message,
})

/** Whether every Pod is of the present template and available. */
export const isComplete = ({ spec, metadata }: Deployment, status: Status): boolean =>
  (status.updatedReplicas ?? 0) === spec.replicas &&
  (status.replicas ?? 0) === spec.replicas &&
  (status.availableReplicas ?? 0) === spec.replicas &&
  (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)

/** Counts, and the condition `Available` (pkg/controller/deployment/sync.go, calculateStatus). */
export function countedStatus(
  deployment: Deployment,
  sets: Sets,
  conditions: Conditions | undefined,
  context: ReconcileContext,
): Status {
  const all = allOf(sets)
  const available = availableReplicas(all)
  const { collisionCount } = deployment.status
  const { generation } = deployment.metadata
  const status: { -readonly [Field in keyof Status]: Status[Field] } = {}
  const count = (field: Count, value: number): void => {
    if (value > 0) status[field] = value
  }
  if (generation !== undefined) status.observedGeneration = generation
  // Counts of zero are left out, as in the real API.
  count(
    'replicas',
    sum(all, ({ replicas }) => replicas),
  )
  count('updatedReplicas', sets.current?.status.replicas ?? 0)
  count(
    'readyReplicas',
    sum(all, ({ readyReplicas }) => readyReplicas ?? 0),
  )
  count('availableReplicas', available)
  count('unavailableReplicas', Math.max(0, wantedReplicas(all) - available))
  status.conditions = withFinding(conditions, availability(deployment, available), context)
  if (collisionCount !== undefined) status.collisionCount = collisionCount
  return status
}

type Count =
  | 'replicas'
  | 'updatedReplicas'
  | 'readyReplicas'
  | 'availableReplicas'
  | 'unavailableReplicas'

const sum = (sets: readonly ReplicaSet[], of: (status: ReplicaSet['status']) => number): number =>
  sets.reduce((total, { status }) => total + of(status), 0)

function availability(deployment: Deployment, available: number): Finding {
  const minimum = deployment.spec.replicas - boundsOf(deployment).maxUnavailable
  const enough = available >= minimum
  return {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${enough ? 'has' : 'does not have'} minimum availability.`,
  }
}

/**
 * The status during a rollout: the counts, how it gets on, and what the sets fail at (progress.go).
 */
export function rolloutStatus(
  deployment: Deployment,
  sets: Sets,
  conditions: Conditions | undefined,
  context: ReconcileContext,
): Status {
  const counted = countedStatus(deployment, sets, conditions, context)
  const progress = withProgress(deployment, counted, sets, context)
  const failure = conditionOf(
    [...(sets.current ? [sets.current] : []), ...sets.old].find(({ status }) =>
      conditionOf(status.conditions, 'ReplicaFailure'),
    )?.status.conditions,
    'ReplicaFailure',
  )
  const reported = failure
    ? withFinding(progress, failure, context)
    : withoutCondition(progress, 'ReplicaFailure')
  return { ...counted, conditions: reported }
}

function withProgress(
  deployment: Deployment,
  status: Status,
  { current }: Sets,
  context: ReconcileContext,
): Conditions {
  const { conditions = [] } = status
  if (!hasDeadline(deployment)) return withoutCondition(conditions, 'Progressing')
  const before = conditionOf(conditions, 'Progressing')
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && before?.reason === AVAILABLE) {
    return conditions
  }
  const who = current
    ? `ReplicaSet "${current.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`
  if (isComplete(deployment, status)) {
    const finding = progressing(AVAILABLE, `${who} has successfully progressed.`)
    return withFinding(conditions, finding, context)
  }
  if (hasProgressed(deployment.status, status)) {
    return withUpdate(
      conditions,
      progressing('ReplicaSetUpdated', `${who} is progressing.`),
      context,
    )
  }
  if (hasTimedOut(deployment, before, unixSeconds(context))) {
    const finding = {
      ...progressing(TIMED_OUT, `${who} has timed out progressing.`),
      status: 'False',
    } as const
    return withFinding(conditions, finding, context)
  }
  return conditions
}

// Progress is news each time, even in the same words: the deadline counts from the last.
function withUpdate(
  conditions: Conditions,
  finding: Finding,
  { epoch, now }: ReconcileContext,
): Conditions {
  const before = conditionOf(conditions, finding.type)
  const at = timestamp(epoch, now)
  const since = before?.status === finding.status ? before.lastTransitionTime : undefined
  const times = { lastUpdateTime: at, lastTransitionTime: since ?? at }
  return withCondition(conditions, Object.assign({}, finding, times))
}

function hasProgressed(before: Status, after: Status): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: Status): number => replicas - updatedReplicas
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

function hasTimedOut(
  deployment: Deployment,
  condition: DeploymentCondition | undefined,
  now: number,
): boolean {
  if (!condition || condition.reason === AVAILABLE) return false
  if (condition.reason === TIMED_OUT) return true
  return deadline(deployment, condition) < now
}

const deadline = ({ spec }: Deployment, { lastUpdateTime = '' }: DeploymentCondition): number =>
  (parseTimestamp(lastUpdateTime) ?? 0) + spec.progressDeadlineSeconds

/** Writes a status if it says anything new, and comes back when a rollout could be overdue. */
export function* writeStatus(
  deployment: Deployment,
  status: Status,
  context: ReconcileContext,
): Step<void> {
  if (!sameJson(status, deployment.status))
    yield updateStatus({ ...deployment, status } as Deployment)
  const condition = conditionOf(status.conditions, 'Progressing')
  if (!condition || !hasDeadline(deployment) || isComplete(deployment, status)) return
  if (condition.reason === TIMED_OUT || condition.reason === AVAILABLE) return
  const left = deadline(deployment, condition) - unixSeconds(context)
  yield { verb: 'requeue', after: seconds(Math.max(left, 0) + 1), idle: true }
}

/** `Progressing` while a rollout rests, and when it goes on. */
export function withPause(
  deployment: Deployment,
  conditions: Conditions | undefined,
  context: ReconcileContext,
): Conditions | undefined {
  const before = conditionOf(conditions, 'Progressing')
  if (!hasDeadline(deployment) || before?.reason === TIMED_OUT) return conditions
  const { paused = false } = deployment.spec
  if (paused === (before?.reason === 'DeploymentPaused')) return conditions
  const finding: Finding = {
    type: 'Progressing',
    status: 'Unknown',
    reason: paused ? 'DeploymentPaused' : 'DeploymentResumed',
    message: `Deployment is ${paused ? 'paused' : 'resumed'}`,
  }
  return withFinding(conditions, finding, context)
}

/** The set that could not be created, as `Progressing` tells it. */
export const creationRefused = (message: string): Finding => ({
  type: 'Progressing',
  status: 'False',
  reason: 'ReplicaSetCreateError',
  message,
})
