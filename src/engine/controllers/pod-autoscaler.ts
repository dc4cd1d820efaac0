import { sameJson } from '../api/equality'
import { type KubeObject, keyOf } from '../api/object'
import { type Action, update, updateStatus } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import { type HorizontalPodAutoscaler, type Kind, resources } from '../resources'
import type { Resource } from '../resources/resource'
import { type Duration, parseTimestamp, seconds, timestamp } from '../sim'
import { withConditionInPlace } from './conditions'
import { defineController, type ReconcileContext, type Step } from './controller'
import { told } from './workload'

const PERIOD = seconds(15)
const NO_METRICS =
  'unable to fetch metrics from resource metrics API: ' +
  'the server could not find the requested resource (get pods.metrics.k8s.io)'

type Status = HorizontalPodAutoscaler['status']
type Condition = NonNullable<Status['conditions']>[number]
type Metric = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number]
type Finding = Pick<Condition, 'type' | 'status'> & {
  readonly reason: string
  readonly message: string
}

/** A workload whose size can be set. */
type Scalable = KubeObject & {
  readonly spec: { readonly replicas: number }
  readonly status: { readonly replicas?: number }
}

/**
 * Sets the size of workloads as far as that can be done without knowing what Pods use: like a
 * cluster without metrics-server, it keeps them between the least and the most, and complains
 * (pkg/controller/podautoscaler).
 */
export const podAutoscaler = defineController({
  name: 'horizontal-pod-autoscaler',
  watches: { HorizontalPodAutoscaler: (autoscaler) => [keyOf(autoscaler)] },
  ignores: {
    HorizontalPodAutoscaler: (autoscaler, before) => autoscaler.spec === before?.spec,
  },

  *reconcile({ namespace, name }, cluster, context) {
    const autoscaler = cluster.get('HorizontalPodAutoscaler', namespace, name)
    if (!autoscaler) return
    const wait = untilFirst(autoscaler, context)
    yield { verb: 'requeue', after: wait > 0 ? wait : PERIOD, idle: true }
    if (wait > 0) return
    const status = yield* look(autoscaler, cluster, context)
    if (sameJson(status, autoscaler.status)) return
    yield updateStatus({ ...autoscaler, status } as HorizontalPodAutoscaler)
  },
})

// A new one waits in the queue for as long as between two looks.
function untilFirst(
  { metadata, status }: HorizontalPodAutoscaler,
  { epoch, now }: ReconcileContext,
): Duration {
  if (status.conditions) return 0
  const created = parseTimestamp(metadata.creationTimestamp) ?? 0
  return seconds(created - epoch) + PERIOD - now
}

function targetOf(
  { metadata, spec }: HorizontalPodAutoscaler,
  cluster: Reader,
): { readonly resource: Resource | undefined; readonly target: Scalable | undefined } {
  const { apiVersion = '', kind, name } = spec.scaleTargetRef
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  const resource = resources.find(
    (each) => each.kind === kind && each.group === group && each.subresources.includes('scale'),
  )
  const target = resource && cluster.get(kind as Kind, metadata.namespace ?? '', name)
  return { resource, target: target as Scalable | undefined }
}

function* look(
  autoscaler: HorizontalPodAutoscaler,
  cluster: Reader,
  context: ReconcileContext,
): Step<Status> {
  const { resource, target } = targetOf(autoscaler, cluster)
  const { scaleTargetRef: reference } = autoscaler.spec
  if (!target) {
    const why = resource
      ? `${resource.plural}.${resource.group} "${reference.name}" not found`
      : `no matches for kind "${reference.kind}" in group "${groupOf(reference.apiVersion)}"`
    yield told(autoscaler, 'Warning', 'FailedGetScale', why)
    const message = `the HPA controller was unable to get the target's current scale: ${why}`
    const finding = { type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message }
    return withFindings(autoscaler.status, [finding as Finding], context)
  }
  const found = yield* decide(autoscaler, target)
  const got = {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededGetScale',
    message: "the HPA controller was able to get the target's current scale",
  } as const
  const { replicas } = target.spec
  const desiredReplicas = found.desired ?? autoscaler.status.desiredReplicas
  const status = { ...autoscaler.status, currentReplicas: replicas, desiredReplicas }
  const known: Status = found.isScaled
    ? { ...status, lastScaleTime: timestamp(context.epoch, context.now) }
    : status
  return withFindings(known, [got, ...found.findings], context)
}

const groupOf = (apiVersion = ''): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''

interface Decision {
  readonly desired?: number
  readonly isScaled?: boolean
  readonly findings: readonly Finding[]
}

function* decide(autoscaler: HorizontalPodAutoscaler, target: Scalable): Step<Decision> {
  const { maxReplicas, minReplicas } = autoscaler.spec
  const { replicas } = target.spec
  if (replicas === 0) {
    const message = 'scaling is disabled since the replica count of the target is zero'
    const reason = 'ScalingDisabled'
    return {
      desired: 0,
      findings: [{ type: 'ScalingActive', status: 'False', reason, message }],
    }
  }
  if (replicas > maxReplicas) return yield* rescale(autoscaler, target, maxReplicas)
  if (replicas < minReplicas) return yield* rescale(autoscaler, target, minReplicas)
  return yield* complain(autoscaler)
}

function* rescale(
  autoscaler: HorizontalPodAutoscaler,
  target: Scalable,
  replicas: number,
): Step<Decision> {
  const bound =
    replicas < target.spec.replicas ? 'above Spec.MaxReplicas' : 'below Spec.MinReplicas'
  const why = `Current number of replicas ${bound}`
  const { refused } = yield update({ ...target, spec: { ...target.spec, replicas } } as KubeObject)
  if (refused) {
    const message = `New size: ${replicas}; reason: ${why}; error: ${refused.message}`
    yield told(autoscaler, 'Warning', 'FailedRescale', message)
    return { findings: [] }
  }
  const message = `New size: ${replicas}; reason: ${why}`
  yield told(autoscaler, 'Normal', 'SuccessfulRescale', message)
  return {
    desired: replicas,
    isScaled: true,
    findings: [
      {
        type: 'AbleToScale',
        status: 'True',
        reason: 'SucceededRescale',
        message: `the HPA controller was able to update the target scale to ${replicas}`,
      },
    ],
  }
}

// Nobody measures anything here: the first metric that cannot be had is what it says.
function* complain(autoscaler: HorizontalPodAutoscaler): Step<Decision> {
  const { metrics = [] } = autoscaler.spec
  const faults = metrics.map(faultOf)
  for (const { message, reason } of faults) yield told(autoscaler, 'Warning', reason, message)
  const [first] = faults
  if (!first) return { findings: [] }
  const all = `invalid metrics (${faults.length} invalid out of ${faults.length})`
  yield invalidMetrics(autoscaler, `${all}, first error is: ${first.asFirst}`)
  const message = `the HPA was unable to compute the replica count: ${first.message}`
  const { reason } = first
  return { findings: [{ type: 'ScalingActive', status: 'False', reason, message }] }
}

const invalidMetrics = (about: HorizontalPodAutoscaler, message: string): Action =>
  told(about, 'Warning', 'FailedComputeMetricsReplicas', message)

interface Fault {
  readonly reason: string
  readonly message: string
  /** As it is told where all faults are counted. */
  readonly asFirst: string
}

const fault = (reason: string, message: string, what: string): Fault => ({
  reason,
  message,
  asFirst: `failed to get ${what}: ${message}`,
})

function faultOf(metric: Metric): Fault {
  const { containerResource, resource, type } = metric
  const measured = resource ?? containerResource
  if (measured) {
    const { name, target } = measured as NonNullable<Metric['resource']>
    const what = target.averageValue === undefined ? `${name} utilization` : `${name} usage`
    const why = `unable to get metrics for resource ${name}: ${NO_METRICS}`
    const reason = resource ? 'FailedGetResourceMetric' : 'FailedGetContainerResourceMetric'
    const kind = resource ? 'resource' : 'container resource'
    return fault(reason, `failed to get ${what}: ${why}`, `${name} ${kind} metric value`)
  }
  const lower = type.toLowerCase()
  const api = type === 'External' ? 'external' : 'custom'
  const why = `unable to get metric: no ${api} metrics API (${api}.metrics.k8s.io) registered`
  return fault(`FailedGet${type}Metric`, why, `${lower} metric value`)
}

function withFindings(
  status: Status,
  findings: readonly Finding[],
  { epoch, now }: ReconcileContext,
): Status {
  const at = timestamp(epoch, now)
  const conditions = findings.reduce<readonly Condition[]>((known, finding) => {
    const before = known.find(({ type }) => type === finding.type)
    const lastTransitionTime =
      before?.status === finding.status ? (before.lastTransitionTime ?? at) : at
    return withConditionInPlace(known, { ...finding, lastTransitionTime })
  }, status.conditions ?? [])
  return { ...status, conditions }
}
