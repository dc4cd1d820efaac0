import { sameJson } from '../../api/equality'
import type { Labels } from '../../api/object'
import { updateStatus } from '../../apiserver/action'
import type { Pod, ReplicaSet } from '../../resources'
import { seconds, timestamp } from '../../sim'
import { conditionOf, withCondition, withoutCondition } from '../conditions'
import type { ReconcileContext, Step } from '../controller'
import { availableFrom, isReady, unixSeconds } from '../readiness'
import type { PodFailure } from './pods'

type Status = ReplicaSet['status']

/**
 * Writes how a set is doing, and comes back when the next Pod will have been Ready for long enough.
 */
export function* writeStatus(
  set: ReplicaSet,
  pods: readonly Pod[],
  found: { readonly failure: PodFailure | undefined; readonly context: ReconcileContext },
): Step<void> {
  const { counts, nextAvailable } = count(set, pods, unixSeconds(found.context))
  const conditions = conditionsOf(set, found.failure, found.context)
  const { generation } = set.metadata
  const status: Status = {
    ...counts,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  }
  if (!sameJson(status, set.status)) yield updateStatus({ ...set, status } as ReplicaSet)
  if (nextAvailable !== undefined) {
    yield { verb: 'requeue', after: seconds(nextAvailable - unixSeconds(found.context)) }
  }
}

// Counts of zero are left out, as in the real API; all but `replicas`.
function count(
  set: ReplicaSet,
  pods: readonly Pod[],
  now: number,
): { readonly counts: Status; readonly nextAvailable: number | undefined } {
  const { template, minReadySeconds = 0 } = set.spec
  let [labelled, ready, available] = [0, 0, 0]
  let nextAvailable: number | undefined
  for (const pod of pods) {
    if (hasLabels(pod.metadata.labels, template.metadata.labels)) labelled++
    if (!isReady(pod)) continue
    ready++
    const from = availableFrom(pod, minReadySeconds)
    if (from === undefined) continue
    if (from <= now) available++
    else nextAvailable = Math.min(from, nextAvailable ?? from)
  }
  const counts = {
    replicas: pods.length,
    ...(labelled > 0 ? { fullyLabeledReplicas: labelled } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
  }
  return { counts, nextAvailable }
}

function hasLabels(labels: Labels = {}, wanted: Labels = {}): boolean {
  if (labels === wanted) return true
  for (const key in wanted) if (labels[key] !== wanted[key]) return false
  return true
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
