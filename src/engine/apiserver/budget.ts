import { matchesSelector } from '../api/labels'
import type { KubeObject } from '../api/object'
import { failure, type StatusError } from '../api/status'
import { type Pod, type PodDisruptionBudget, resourceOf } from '../resources'
import { isReady } from '../resources/pod/readiness'
import { timestamp } from '../sim'
import { readerOf } from './reader'
import { updateObject, type WriteContext } from './registry'
import type { Store } from './store'
import type { Written } from './written'

/**
 * Takes a Pod that is to be evicted off its budget; throws when the budget has nothing to spare
 * (registry/core/pod/storage/eviction.go). Nothing is written when no budget speaks for the Pod.
 */
export function spend(
  store: Store,
  object: KubeObject,
  { env, writer }: WriteContext,
): Written | undefined {
  const pod = object as Pod
  if (isUncounted(pod)) return undefined
  const budgets = readerOf(store)
    .list('PodDisruptionBudget', pod.metadata.namespace)
    .filter(({ spec }) => spec.selector && matchesSelector(spec.selector, pod.metadata.labels))
  if (budgets.length > 1) throw failure(500, 'InternalError', SEVERAL)
  const [budget] = budgets
  if (!budget || isSpare(pod, budget)) return undefined
  check(budget)
  const { status } = budget
  const disruptedPods = {
    ...status.disruptedPods,
    [pod.metadata.name]: timestamp(env.epoch, env.now),
  }
  const disruptionsAllowed = status.disruptionsAllowed - 1
  const spent = { ...budget, status: { ...status, disruptedPods, disruptionsAllowed } }
  return updateObject(store, resourceOf('PodDisruptionBudget'), spent, {
    part: 'status',
    env,
    writer,
  })
}

const SEVERAL =
  'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'
const VIOLATED = "Cannot evict pod as it would violate the pod's disruption budget."

// One that has ended, or has never begun, takes nothing away.
const isUncounted = ({ metadata, status }: Pod): boolean =>
  ['Succeeded', 'Failed', 'Pending'].includes(status.phase) ||
  metadata.deletionTimestamp !== undefined

// A Pod that is not Ready may go when the others are enough, or when its budget says that it may.
function isSpare(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isReady(pod)) return false
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy
}

function check({ metadata, status }: PodDisruptionBudget): void {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    const why = `The disruption budget ${metadata.name} is still being processed by the server.`
    throw refused(10, why)
  }
  if (status.disruptionsAllowed > 0) return
  const { currentHealthy: has, desiredHealthy: needs } = status
  const why = `The disruption budget ${metadata.name} needs ${needs} healthy pods`
  throw refused(0, `${why} and has ${has} currently`)
}

function refused(retryAfterSeconds: number, message: string): StatusError {
  const causes = [{ reason: 'DisruptionBudget', message }]
  return failure(429, 'TooManyRequests', VIOLATED, {
    causes,
    ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
  })
}
