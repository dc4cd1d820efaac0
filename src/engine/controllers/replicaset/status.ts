import { sameJson } from '../../api/equality'
import { updateStatus } from '../../apiserver/action'
import type { Pod, ReplicaSet } from '../../resources'
import { seconds, timestamp } from '../../sim'
import { conditionOf, withCondition, withoutCondition } from '../conditions'
import type { ReconcileContext, Step } from '../controller'
import { availableFrom, unixSeconds } from '../readiness'
import type { PodFailure } from './pods'
import type { Tally } from './tally'

type Status = ReplicaSet['status']

/** How many of a set's Pods are available, and when the next one will be. */
export interface Availability {
  readonly available: number
  readonly next?: number | undefined
}

/**
 * Writes how a set is doing, and comes back when the next Pod will have been Ready for long enough.
 */
export function* writeStatus(
  set: ReplicaSet,
  { active, available, labelled, next, ready }: Tally & Availability,
  found: { readonly failure: PodFailure | undefined; readonly context: ReconcileContext },
): Step<void> {
  const conditions = conditionsOf(set, found.failure, found.context)
  const { generation } = set.metadata
  // Counts of zero are left out, as in the real API; all but `replicas`.
  const status: Status = {
    replicas: active,
    ...(labelled > 0 ? { fullyLabeledReplicas: labelled } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  }
  if (!sameJson(status, set.status)) yield updateStatus({ ...set, status } as ReplicaSet)
  if (next !== undefined) {
    yield { verb: 'requeue', after: seconds(next - unixSeconds(found.context)) }
  }
}

/** The availability of Pods that have to be Ready for a while first. */
export function availabilityOf(
  pods: readonly Pod[],
  minReadySeconds: number,
  now: number,
): Availability {
  let available = 0
  let next: number | undefined
  for (const pod of pods) {
    const from = availableFrom(pod, minReadySeconds)
    if (from === undefined) continue
    if (from <= now) available++
    else next = Math.min(from, next ?? from)
  }
  return { available, next }
}

function conditionsOf(
  { status }: ReplicaSet,
  failure: PodFailure | undefined,
  { epoch, now }: ReconcileContext,
): NonNullable<Status['conditions']> {
  if (!failure) return withoutCondition(status.conditions, 'ReplicaFailure')
  if (conditionOf(status.conditions, 'ReplicaFailure')) return status.conditions ?? []
  return withCondition(status.conditions, {
    type: 'ReplicaFailure',
    status: 'True',
    reason: failure.reason,
    message: failure.message,
    lastTransitionTime: timestamp(epoch, now),
  })
}
