import { sameJson } from '../api/equality'
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../api/field-error'
import type { LabelSelector } from '../api/labels'
import { matchesSelector } from '../api/labels'
import type { Labels } from '../api/object'
import { limits } from '../limits'
import {
  checkAnnotations,
  checkLabelSelector,
  checkLabels,
  checkNotNegative,
  type Report,
} from './checks'
import type { PodTemplate } from './pod/spec'
import { checkPodSpec } from './pod/validate'

/** What Deployments and ReplicaSets have in common. */
interface Replicated {
  readonly minReadySeconds?: number
  readonly replicas: number
  readonly selector?: LabelSelector
  readonly template: PodTemplate
}

/** How many Pods there are to be; the playground has a limit of its own. */
export function checkReplicas(report: Report, replicas: number): void {
  checkNotNegative(report, 'spec.replicas', replicas)
  if (replicas > limits.replicas) {
    const detail = `this playground runs at most ${limits.replicas} replicas of one workload`
    report.push(invalid('spec.replicas', replicas, detail))
  }
}

/** A workload's selector, and its template, which must match it (ValidateDeploymentSpec). */
export function checkTemplate(report: Report, spec: Replicated): void {
  const words = { kind: 'deployment', unreadable: 'invalid label selector' }
  if (!checkSelector(report, spec, words)) return
  checkPodTemplate(report, 'spec.template', spec.template)
  checkRestarted(report, spec.template, 'ReplicaSet')
}

/** What is said of selectors in each kind's own words. */
interface SelectorWords {
  readonly kind: string
  /** Said besides, when the selector cannot be read. */
  readonly unreadable: string
}

/** A workload's selector, which must match its template; whether that is worth a look then. */
export function checkSelector(
  report: Report,
  { selector, template }: Pick<Replicated, 'selector' | 'template'>,
  { kind, unreadable }: SelectorWords,
): boolean {
  if (!selector) {
    report.push(required('spec.selector'), mismatch(template))
    return true
  }
  const found: FieldError[] = []
  checkLabelSelector(found, 'spec.selector', selector)
  report.push(...found)
  const isEmpty = isEmptySelector(selector)
  if (isEmpty) {
    const detail = `empty selector is invalid for ${kind}`
    report.push(invalid('spec.selector', shown(selector), detail))
  }
  if (found.length > 0) {
    report.push(invalid('spec.selector', shown(selector), unreadable))
    return false
  }
  const { labels } = template.metadata
  if (!isEmpty && !matchesSelector(selector, labels)) report.push(mismatch(template))
  return true
}

/** Whether a selector asks for nothing. */
export const isEmptySelector = ({
  matchExpressions = [],
  matchLabels = {},
}: LabelSelector): boolean => matchExpressions.length === 0 && Object.keys(matchLabels).length === 0

/** A template's labels that its workload's selector does not match. */
export const mismatch = ({ metadata }: PodTemplate): FieldError =>
  invalid(
    'spec.template.metadata.labels',
    metadata.labels ? sortedLabels(metadata.labels) : null,
    '`selector` does not match template `labels`',
  )

/** A template as such (ValidatePodTemplateSpec). */
export function checkPodTemplate(
  report: Report,
  field: string,
  { metadata, spec }: PodTemplate,
): void {
  checkLabels(report, `${field}.labels`, metadata.labels)
  checkAnnotations(report, `${field}.annotations`, metadata.annotations)
  checkPodSpec(report, `${field}.spec`, spec)
}

/** The Pods of a workload that keeps them running are always restarted, and have no deadline. */
export function checkRestarted(report: Report, { spec }: PodTemplate, kind: string): void {
  if (spec.restartPolicy !== 'Always') {
    report.push(notSupported('spec.template.spec.restartPolicy', spec.restartPolicy, ['Always']))
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    const detail = `activeDeadlineSeconds in ${kind} is not Supported`
    report.push(forbiddenField('spec.template.spec.activeDeadlineSeconds', detail))
  }
}

/** A selector cannot change: the Pods that it chose would be left without an owner. */
export function checkSelectorKept(
  report: Report,
  selector: LabelSelector | undefined,
  old: LabelSelector | undefined,
): void {
  if (sameJson(selector, old)) return
  const value = selector && shown(selector)
  report.push(invalid('spec.selector', value, 'field is immutable'))
}

/** A selector in the order of Go's fields and of its sorted keys, in which messages print it. */
export const shown = ({ matchExpressions, matchLabels }: LabelSelector): LabelSelector => ({
  ...(matchLabels && { matchLabels: sortedLabels(matchLabels) }),
  ...(matchExpressions && { matchExpressions }),
})

const sortedLabels = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)))
