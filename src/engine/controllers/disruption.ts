import { sameJson } from '../api/equality'
import { matchesSelector } from '../api/labels'
import { controllerOf, type KubeObject, keyOf, type ObjectKey } from '../api/object'
import { updateStatus } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import { type Kind, type Pod, type PodDisruptionBudget, resources } from '../resources'
import { parseTimestamp, seconds, timestamp } from '../sim'
import { conditionOf, withConditionInPlace } from './conditions'
import { defineController, type ReconcileContext } from './controller'
import { isReady, unixSeconds } from './readiness'

/** How long a Pod that was let go may take until it is on its way: then it counts again. */
const PATIENCE = 120

/** Says how many of its Pods each budget can spare (pkg/controller/disruption). */
export const disruption = defineController({
  name: 'disruption-controller',
  watches: {
    PodDisruptionBudget: (budget) => [keyOf(budget)],
    Pod: (pod, cluster) => budgetsOf(pod, cluster).map(keyOf),
  },
  ignores: {
    PodDisruptionBudget: (budget, before) =>
      before !== undefined && sameJson([budget.spec, budget.status], [before.spec, before.status]),
    Pod: (pod, before) =>
      before !== undefined &&
      isReady(pod) === isReady(before) &&
      pod.metadata.deletionTimestamp === before.metadata.deletionTimestamp &&
      pod.metadata.labels === before.metadata.labels,
  },

  *reconcile({ namespace, name }, cluster, context) {
    const budget = cluster.get('PodDisruptionBudget', namespace, name)
    if (!budget) return
    const status = statusOf(budget, cluster, context)
    if (!sameJson(status, budget.status)) {
      yield updateStatus({ ...budget, status } as PodDisruptionBudget)
    }
    if (status.disruptedPods) yield { verb: 'requeue', after: seconds(PATIENCE), idle: true }
  },
})

/** The budgets that speak for a Pod. */
function budgetsOf({ metadata }: Pod, cluster: Reader): readonly PodDisruptionBudget[] {
  const { labels, namespace } = metadata
  return cluster
    .list('PodDisruptionBudget', namespace)
    .filter(({ spec }) => spec.selector && matchesSelector(spec.selector, labels))
}

type Status = PodDisruptionBudget['status']

function statusOf(budget: PodDisruptionBudget, cluster: Reader, context: ReconcileContext): Status {
  const { namespace = '' } = budget.metadata
  const { selector } = budget.spec
  const pods = selector
    ? cluster
        .list('Pod', namespace)
        .filter(({ metadata }) => matchesSelector(selector, metadata.labels))
    : []
  const { desired, expected } = wantedOf(budget, pods, cluster)
  const disrupted = disruptedOf(budget, pods, context)
  const healthy = pods.filter(
    (pod) =>
      isReady(pod) &&
      pod.metadata.deletionTimestamp === undefined &&
      disrupted[pod.metadata.name] === undefined,
  ).length
  const allowed = expected <= 0 ? 0 : Math.max(0, healthy - desired)
  const { generation } = budget.metadata
  return {
    conditions: conditionsOf(budget, allowed > 0, context),
    currentHealthy: healthy,
    desiredHealthy: desired,
    ...(Object.keys(disrupted).length > 0 && { disruptedPods: disrupted }),
    disruptionsAllowed: allowed,
    expectedPods: expected,
    ...(generation !== undefined && { observedGeneration: generation }),
  }
}

interface Wanted {
  readonly desired: number
  readonly expected: number
}

function wantedOf({ spec }: PodDisruptionBudget, pods: readonly Pod[], cluster: Reader): Wanted {
  const { maxUnavailable, minAvailable } = spec
  if (maxUnavailable !== undefined) {
    const expected = scaleOf(pods, cluster)
    return { desired: Math.max(0, expected - resolve(maxUnavailable, expected)), expected }
  }
  if (typeof minAvailable === 'string') {
    const expected = scaleOf(pods, cluster)
    return { desired: resolve(minAvailable, expected), expected }
  }
  return { desired: minAvailable ?? 0, expected: pods.length }
}

const resolve = (value: number | string, of: number): number =>
  typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * of) / 100)

// What the Pods' workloads ask for together: a ReplicaSet of a Deployment stands for it.
function scaleOf(pods: readonly Pod[], cluster: Reader): number {
  const workloads = new Map<string, number>()
  for (const pod of pods) {
    const owner = workloadOf(pod, cluster)
    const { replicas } = (owner as { spec?: { replicas?: number } } | undefined)?.spec ?? {}
    if (owner && replicas !== undefined) workloads.set(owner.metadata.uid, replicas)
  }
  return [...workloads.values()].reduce((sum, replicas) => sum + replicas, 0)
}

function workloadOf(object: KubeObject, cluster: Reader): KubeObject | undefined {
  const reference = controllerOf(object)
  const kind = resources.find((each) => each.kind === reference?.kind)?.kind as Kind | undefined
  if (!reference || !kind) return undefined
  const key: ObjectKey = { namespace: object.metadata.namespace ?? '', name: reference.name }
  const found = cluster.get(kind, key.namespace, key.name)
  if (found?.metadata.uid !== reference.uid) return undefined
  return workloadOf(found, cluster) ?? found
}

// Pods that were let go, and are not on their way yet.
function disruptedOf(
  { status }: PodDisruptionBudget,
  pods: readonly Pod[],
  context: ReconcileContext,
): Readonly<Record<string, string>> {
  const now = unixSeconds(context)
  return Object.fromEntries(
    Object.entries(status.disruptedPods ?? {}).filter(([name, at]) => {
      const pod = pods.find(({ metadata }) => metadata.name === name)
      const isWaiting = pod !== undefined && pod.metadata.deletionTimestamp === undefined
      return isWaiting && (parseTimestamp(at) ?? 0) + PATIENCE > now
    }),
  )
}

function conditionsOf(
  { metadata, status }: PodDisruptionBudget,
  isAllowed: boolean,
  { epoch, now }: ReconcileContext,
): NonNullable<Status['conditions']> {
  const before = conditionOf(status.conditions, 'DisruptionAllowed')
  const verdict = isAllowed ? 'True' : 'False'
  const same = before?.status === verdict
  return withConditionInPlace(status.conditions, {
    type: 'DisruptionAllowed',
    status: verdict,
    reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
    message: '',
    lastTransitionTime: same ? before.lastTransitionTime : timestamp(epoch, now),
    ...(metadata.generation !== undefined && { observedGeneration: metadata.generation }),
  })
}
