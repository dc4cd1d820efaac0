import { duplicate, invalid, notSupported, required, tooMany } from '../../api/field-error'
import { qualifiedName } from '../../api/names'
import { checkNotNegative, checkText, type Report } from '../checks'
import type { FailureRule, JobSpec } from './schema'

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'] as const
const STATUSES = ['False', 'True', 'Unknown'] as const
const goList = (values: readonly string[]): string => values.map((each) => `"${each}"`).join(' ')

/** What becomes of a Job when a Pod fails in a certain way (validatePodFailurePolicy). */
export function checkFailurePolicy(report: Report, field: string, spec: JobSpec): void {
  const { rules = [] } = spec.podFailurePolicy ?? {}
  checkMany(report, `${field}.podFailurePolicy.rules`, rules, 20)
  for (const [index, rule] of rules.entries()) {
    checkRule(report, `${field}.podFailurePolicy.rules[${index}]`, { rule, spec })
  }
}

function checkMany(report: Report, field: string, list: readonly unknown[], limit: number): void {
  if (list.length > limit) report.push(tooMany(field, list.length, limit))
}

function checkRule(
  report: Report,
  field: string,
  { rule, spec }: { readonly rule: FailureRule; readonly spec: JobSpec },
): void {
  const { action, onExitCodes, onPodConditions = [] } = rule
  if (!action) report.push(required(`${field}.action`, `valid values: [${goList(ACTIONS)}]`))
  else if (action === 'FailIndex' && spec.backoffLimitPerIndex === undefined) {
    const detail = 'requires the backoffLimitPerIndex to be set'
    report.push(invalid(`${field}.action`, action, detail))
  } else if (!ACTIONS.includes(action)) {
    report.push(notSupported(`${field}.action`, action, ACTIONS))
  }
  if (onExitCodes) checkExitCodes(report, `${field}.onExitCodes`, { codes: onExitCodes, spec })
  checkMany(report, `${field}.onPodConditions`, onPodConditions, 20)
  for (const [index, { status, type }] of onPodConditions.entries()) {
    const path = `${field}.onPodConditions[${index}]`
    checkText(report, `${path}.type`, type, qualifiedName)
    if (!status) report.push(required(`${path}.status`, `valid values: [${goList(STATUSES)}]`))
    else if (!STATUSES.some((each) => each === status)) {
      report.push(notSupported(`${path}.status`, status, STATUSES))
    }
  }
  const both = onExitCodes !== undefined && onPodConditions.length > 0
  const neither = onExitCodes === undefined && onPodConditions.length === 0
  if (both)
    report.push(bare(field, 'specifying both OnExitCodes and OnPodConditions is not supported'))
  if (neither) {
    report.push(bare(field, 'specifying one of OnExitCodes and OnPodConditions is required'))
  }
}

// Upstream leaves the value out of these.
const bare = (field: string, detail: string) => invalid(field, '', detail)

function checkExitCodes(
  report: Report,
  field: string,
  {
    codes,
    spec,
  }: { readonly codes: NonNullable<FailureRule['onExitCodes']>; readonly spec: JobSpec },
): void {
  const { containerName, operator, values = [] } = codes
  if (!operator) report.push(required(`${field}.operator`, 'valid values: ["In" "NotIn"]'))
  else if (operator !== 'In' && operator !== 'NotIn') {
    report.push(notSupported(`${field}.operator`, operator, ['In', 'NotIn']))
  }
  const { containers, initContainers = [] } = spec.template.spec
  const names = [...containers, ...initContainers].map(({ name }) => name)
  if (containerName !== undefined && !names.includes(containerName)) {
    const detail = 'must be one of the container or initContainer names in the pod template'
    report.push(invalid(`${field}.containerName`, containerName, detail))
  }
  if (values.length === 0) {
    report.push(invalid(`${field}.values`, values, 'at least one value is required'))
  }
  checkMany(report, `${field}.values`, values, 255)
  for (const [index, value] of values.entries()) {
    const path = `${field}.values[${index}]`
    if (operator === 'In' && value === 0) {
      report.push(invalid(path, value, 'must not be 0 for the In operator'))
    }
    if (values.indexOf(value) < index) report.push(duplicate(path, value))
  }
  if (values.some((value, index) => index > 0 && (values[index - 1] ?? 0) > value)) {
    report.push(invalid(`${field}.values`, values, 'must be ordered'))
  }
}

/** When an indexed Job has done enough (validateSuccessPolicy). */
export function checkSuccessPolicy(report: Report, field: string, spec: JobSpec): void {
  const { completionMode, completions = 0, successPolicy } = spec
  if (!successPolicy) return
  const path = `${field}.successPolicy`
  if (completionMode !== 'Indexed') {
    report.push(invalid(path, successPolicy, 'requires indexed completion mode'))
    return
  }
  if (successPolicy.rules.length === 0) {
    const detail = 'at least one rules must be specified when the successPolicy is specified'
    report.push(required(`${path}.rules`, detail))
  }
  for (const [
    index,
    { succeededCount: count, succeededIndexes },
  ] of successPolicy.rules.entries()) {
    const rule = `${path}.rules[${index}]`
    if (count === undefined && succeededIndexes === undefined) {
      const detail = 'at least one of succeededCount or succeededIndexes must be specified'
      report.push(required(rule, detail))
    }
    checkNotNegative(report, `${rule}.succeededCount`, count)
    if (count !== undefined && count > completions) {
      const bound = `${completions} (the number of specified completions)`
      const detail = `must be less than or equal to ${bound}`
      report.push(invalid(`${rule}.succeededCount`, count, detail))
    }
  }
}
