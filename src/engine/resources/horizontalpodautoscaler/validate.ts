import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../../api/field-error'
import type { Report } from '../checks'
import { checkMetadata, dotted } from '../metadata'
import type { HorizontalPodAutoscaler, MetricSpec, ScalingRules } from './schema'

/** Everything wrong with a HorizontalPodAutoscaler (apis/autoscaling/validation). */
export function validateAutoscaler(
  { metadata, spec }: HorizontalPodAutoscaler,
  previous?: HorizontalPodAutoscaler,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { behavior, maxReplicas, metrics = [], minReplicas, scaleTargetRef } = spec
  if (minReplicas < 1) {
    report.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'))
  }
  if (maxReplicas < 1) {
    report.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'))
  }
  if (maxReplicas < minReplicas) {
    const detail = 'must be greater than or equal to `minReplicas`'
    report.push(invalid('spec.maxReplicas', maxReplicas, detail))
  }
  if (!scaleTargetRef?.kind) report.push(required('spec.scaleTargetRef.kind'))
  if (!scaleTargetRef?.name) report.push(required('spec.scaleTargetRef.name'))
  for (const [index, metric] of metrics.entries()) {
    checkMetric(report, `spec.metrics[${index}]`, metric)
  }
  checkRules(report, 'spec.behavior.scaleUp', behavior?.scaleUp)
  checkRules(report, 'spec.behavior.scaleDown', behavior?.scaleDown)
  return report
}

const SOURCES = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
} as const
const TYPES = Object.keys(SOURCES)
const TARGETS: readonly string[] = ['Utilization', 'Value', 'AverageValue']

function checkMetric(report: Report, field: string, metric: MetricSpec): void {
  const { resource, type } = metric
  if (!type) report.push(required(`${field}.type`, 'must specify a metric source type'))
  if (!TYPES.includes(type)) report.push(notSupported(`${field}.type`, type, TYPES))
  if (resource) checkResource(report, `${field}.resource`, resource)
  const expected = SOURCES[type as keyof typeof SOURCES]
  if (expected && metric[expected] === undefined) {
    const detail = 'must populate information for the given metric source'
    report.push(required(`${field}.${expected}`, detail))
  }
  for (const source of Object.values(SOURCES)) {
    if (source === expected || metric[source] === undefined) continue
    const detail = 'must populate the given metric source only'
    report.push(forbiddenField(`${field}.${source}`, detail))
  }
}

function checkResource(
  report: Report,
  field: string,
  { name, target }: NonNullable<MetricSpec['resource']>,
): void {
  if (!name) report.push(required(`${field}.name`, 'must specify a resource name'))
  const { averageUtilization: utilization, averageValue, type } = target
  if (!type) report.push(required(`${field}.target.type`, 'must specify a metric target type'))
  if (!TARGETS.includes(type)) {
    const detail = 'must be either Utilization, Value, or AverageValue'
    report.push(invalid(`${field}.target.type`, type, detail))
  }
  if (utilization !== undefined && utilization < 1) {
    const detail = 'must be greater than 0'
    report.push(invalid(`${field}.target.averageUtilization`, utilization, detail))
  }
  if (utilization === undefined && averageValue === undefined) {
    const detail = 'must set either a target raw value or a target utilization'
    report.push(required(`${field}.target.averageUtilization`, detail))
  } else if (utilization !== undefined && averageValue !== undefined) {
    const detail = 'may not set both a target raw value and a target utilization'
    report.push(forbiddenField(`${field}.target.averageValue`, detail))
  }
}

const LONGEST_WINDOW = 3600
const LONGEST_PERIOD = 1800
const SELECTED = ['Disabled', 'Max', 'Min'] as const
const POLICIES = ['Percent', 'Pods'] as const

function checkRules(report: Report, field: string, rules: ScalingRules | undefined): void {
  if (!rules) return
  const { policies = [], selectPolicy, stabilizationWindowSeconds: window = 0 } = rules
  const windowField = `${field}.stabilizationWindowSeconds`
  if (window < 0) {
    report.push(invalid(windowField, window, 'must be greater than or equal to zero'))
  }
  if (window > LONGEST_WINDOW) {
    report.push(invalid(windowField, window, `must be less than or equal to ${LONGEST_WINDOW}`))
  }
  if (selectPolicy !== undefined && !SELECTED.some((each) => each === selectPolicy)) {
    report.push(notSupported(`${field}.selectPolicy`, selectPolicy, SELECTED))
  }
  if (policies.length === 0) {
    report.push(required(`${field}.policies`, 'must specify at least one Policy'))
  }
  for (const [index, { periodSeconds: period, type, value }] of policies.entries()) {
    const path = `${field}.policies[${index}]`
    if (!POLICIES.some((each) => each === type)) {
      report.push(notSupported(`${path}.type`, type, POLICIES))
    }
    if (value <= 0) report.push(invalid(`${path}.value`, value, 'must be greater than zero'))
    if (period <= 0) {
      report.push(invalid(`${path}.periodSeconds`, period, 'must be greater than zero'))
    }
    if (period > LONGEST_PERIOD) {
      const detail = `must be less than or equal to ${LONGEST_PERIOD}`
      report.push(invalid(`${path}.periodSeconds`, period, detail))
    }
  }
}
