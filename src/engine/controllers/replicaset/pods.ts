import { keyOf } from '../../api/object'
import { type Action, create, type Draft } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Pod, ReplicaSet } from '../../resources'
import { controllerReference } from '../adoption'
import type { ReconcileContext, Step } from '../controller'
import { isNamespaceTerminating } from '../refusal'
import { podsToDelete } from './victims'

/** What could not be done to a set's Pods, for its condition `ReplicaFailure`. */
export interface PodFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete'
  readonly message: string
}

/** How many Pods one run creates or deletes at most. */
const BURST = 500

/** Creates the Pods that are missing, or deletes those that are too many. */
export function* managePods(
  set: ReplicaSet,
  pods: readonly Pod[],
  seen: { readonly cluster: Reader; readonly context: ReconcileContext },
): Step<PodFailure | undefined> {
  const missing = set.spec.replicas - pods.length
  if (missing > 0) return yield* createPods(set, Math.min(missing, BURST))
  if (missing === 0) return undefined
  return yield* deletePods(set, podsToDelete(set, pods, Math.min(-missing, BURST), seen))
}

// Batches of 1, 2, 4, 8 …: should the first be refused, the others are not even tried.
function* createPods(set: ReplicaSet, count: number): Step<PodFailure | undefined> {
  const action = create(podFrom(set))
  for (let batch = 1, left = count; left > 0; left -= batch, batch *= 2) {
    const failure = yield* createBatch(set, action, Math.min(batch, left))
    if (failure) return failure
  }
  return undefined
}

function* createBatch(
  set: ReplicaSet,
  action: Action,
  count: number,
): Step<PodFailure | undefined> {
  let failure: PodFailure | undefined
  for (let index = 0; index < count; index++) {
    const outcome = yield action
    const { refused } = outcome
    if (!refused) {
      const created = `Created pod: ${outcome.object?.metadata.name}`
      yield event(set, 'Normal', 'SuccessfulCreate', created)
    } else if (!isNamespaceTerminating(refused)) {
      failure ??= { reason: 'FailedCreate', message: refused.message ?? '' }
      yield event(set, 'Warning', 'FailedCreate', `Error creating: ${refused.message}`)
    }
  }
  return failure
}

function* deletePods(set: ReplicaSet, victims: readonly Pod[]): Step<PodFailure | undefined> {
  let failure: PodFailure | undefined
  for (const pod of victims) {
    const { name, uid } = pod.metadata
    const { refused } = yield { verb: 'delete', kind: 'Pod', key: keyOf(pod), uid }
    if (!refused) {
      yield event(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
    } else if (refused.reason !== 'NotFound') {
      failure ??= { reason: 'FailedDelete', message: refused.message ?? '' }
      yield event(set, 'Warning', 'FailedDelete', `Error deleting: ${refused.message}`)
    }
  }
  return failure
}

const event = (
  about: ReplicaSet,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): Action => ({ verb: 'record', about, type, reason, message })

// All Pods of a template share its labels and its spec: an object is never changed, so nobody can
// tell.
function podFrom(set: ReplicaSet): Draft<Pod> {
  const { metadata, spec } = set.spec.template
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? '',
      ...(metadata.labels ? { labels: metadata.labels } : {}),
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ...(metadata.finalizers ? { finalizers: metadata.finalizers } : {}),
      ownerReferences: [controllerReference(set)],
    },
    spec,
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  }
}
