import { sameJson } from '../../api/equality'
import { type FieldError, invalid, notSupported, required, tooLong } from '../../api/field-error'
import { matchesSelector } from '../../api/labels'
import { dns1123Label, dns1123Subdomain } from '../../api/names'
import { limits } from '../../limits'
import { checkLabelSelector, checkNotNegative, checkText, type Report } from '../checks'
import { checkMetadata, dotted } from '../metadata'
import { checkPodTemplate, mismatch, shown } from '../pod-template'
import { CONTROLLER_UID, JOB_NAME, LEGACY_LABELS } from './default'
import { checkFailurePolicy, checkSuccessPolicy } from './policies'
import type { Job, JobSpec } from './schema'

const MOST_PARALLEL = 100_000

/** Everything wrong with a Job (apis/batch/validation, ValidateJob and ValidateJobUpdate). */
export function validateJob(job: Job, previous?: Job): readonly FieldError[] {
  const report: FieldError[] = []
  const { metadata, spec } = job
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  if (!previous) checkGenerated(report, job)
  checkJobSpec(report, 'spec', spec)
  checkSelector(report, spec)
  if (previous) checkKept(report, spec, previous.spec)
  else checkIndexedName(report, job)
  return report
}

function checkGenerated(report: Report, { metadata, spec }: Job): void {
  if (spec.manualSelector || !spec.selector) return
  const expected: readonly (readonly [string, string])[] = [
    [LEGACY_LABELS.uid, metadata.uid],
    [LEGACY_LABELS.name, metadata.name],
    [CONTROLLER_UID, metadata.uid],
    [JOB_NAME, metadata.name],
  ]
  const { labels } = spec.template.metadata
  for (const [key, value] of expected) {
    if (labels?.[key] === value) continue
    const detail = `must be '${value}'`
    report.push(invalid('spec.template.metadata.labels', labels ?? null, detail))
  }
  if (!matchesSelector(spec.selector, Object.fromEntries(expected))) {
    const detail = '`selector` not auto-generated'
    report.push(invalid('spec.selector', shown(spec.selector), detail))
  }
}

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const

/** What a Job is to be, in a Job or in a CronJob's template (validateJobSpec). */
export function checkJobSpec(report: Report, field: string, spec: JobSpec): void {
  for (const name of COUNTS) checkNotNegative(report, `${field}.${name}`, spec[name])
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) {
    report.push(required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified'))
  }
  checkLimit(report, field, spec)
  checkManager(report, `${field}.managedBy`, spec.managedBy)
  checkMode(report, field, spec)
  checkFailurePolicy(report, field, spec)
  checkSuccessPolicy(report, field, spec)
  checkReplacement(report, field, spec)
  checkPodTemplate(report, `${field}.template`, spec.template)
  checkRestart(report, field, spec)
}

function checkLimit(report: Report, field: string, { parallelism = 0 }: JobSpec): void {
  if (parallelism <= limits.replicas) return
  const detail = `this playground runs at most ${limits.replicas} replicas of one workload`
  report.push(invalid(`${field}.parallelism`, parallelism, detail))
}

function checkManager(report: Report, field: string, name: string | undefined): void {
  if (name === undefined) return
  const [, host, path = ''] = /^([^/]+)\/(.+)$/s.exec(name) ?? []
  if (name === '') report.push(required(field))
  else if (host === undefined) {
    report.push(invalid(field, name, 'must be a domain-prefixed path (such as "acme.io/foo")'))
  } else {
    checkText(report, field, host, dns1123Subdomain)
    checkText(report, field, path, (text) => (PATH.test(text) ? [] : [WRONG_PATH]))
  }
  if (name.length > MOST_OF_MANAGER) report.push(tooLong(field, MOST_OF_MANAGER))
}

const MOST_OF_MANAGER = 63
const PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/
const WRONG_PATH = "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"

function checkMode(report: Report, field: string, spec: JobSpec): void {
  const { completionMode: mode, completions, parallelism = 0 } = spec
  if (mode !== undefined && mode !== 'NonIndexed' && mode !== 'Indexed') {
    report.push(notSupported(`${field}.completionMode`, mode, ['Indexed', 'NonIndexed']))
  }
  if (mode !== 'Indexed') {
    for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      if (spec[name] === undefined) continue
      report.push(invalid(`${field}.${name}`, spec[name], 'requires indexed completion mode'))
    }
    return
  }
  if (completions === undefined) {
    report.push(required(`${field}.completions`, 'when completion mode is Indexed'))
  }
  if (parallelism > MOST_PARALLEL) {
    const detail = `must be less than or equal to ${MOST_PARALLEL} when completion mode is Indexed`
    report.push(invalid(`${field}.parallelism`, parallelism, detail))
  }
  const { maxFailedIndexes: most } = spec
  if (completions !== undefined && most !== undefined && most > completions) {
    const detail = 'must be less than or equal to completions'
    report.push(invalid(`${field}.maxFailedIndexes`, most, detail))
  }
}

function checkReplacement(report: Report, field: string, spec: JobSpec): void {
  const { podFailurePolicy, podReplacementPolicy: policy } = spec
  const values = podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed']
  if (policy === undefined || values.includes(policy)) return
  report.push(notSupported(`${field}.podReplacementPolicy`, policy, values))
}

function checkRestart(
  report: Report,
  field: string,
  { podFailurePolicy, template }: JobSpec,
): void {
  const path = `${field}.template.spec.restartPolicy`
  const { restartPolicy } = template.spec
  if (restartPolicy === 'Always') {
    report.push(required(path, 'valid values: "OnFailure", "Never"'))
  } else if (restartPolicy !== 'OnFailure' && restartPolicy !== 'Never') {
    report.push(notSupported(path, restartPolicy, ['Never', 'OnFailure']))
  } else if (podFailurePolicy && restartPolicy !== 'Never') {
    const detail = 'only "Never" is supported when podFailurePolicy is specified'
    report.push(invalid(path, restartPolicy, detail))
  }
}

function checkSelector(report: Report, { selector, template }: JobSpec): void {
  if (!selector) {
    report.push(required('spec.selector'))
    return
  }
  const before = report.length
  checkLabelSelector(report, 'spec.selector', selector)
  if (report.length > before) return
  if (!matchesSelector(selector, template.metadata.labels)) report.push(mismatch(template))
}

function checkIndexedName(report: Report, { metadata, spec }: Job): void {
  const { completionMode, completions = 0 } = spec
  if (completionMode !== 'Indexed' || completions <= 0) return
  const last = `${metadata.name}-${completions - 1}`
  if (dns1123Label(last).length === 0) return
  const detail = `will not able to create pod with invalid DNS label: ${last}`
  report.push(invalid('metadata.name', metadata.name, detail))
}

const KEPT = [
  'selector',
  'template',
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
] as const

function checkKept(report: Report, spec: JobSpec, old: JobSpec): void {
  // An indexed Job may grow and shrink, as long as it runs as many at once as it is to complete.
  const grows = spec.completionMode === 'Indexed' && spec.completions === spec.parallelism
  if (spec.completions !== old.completions && !grows) {
    const detail =
      spec.completionMode === 'Indexed'
        ? 'can only be modified in tandem with spec.parallelism such that ' +
          'spec.completions == spec.parallelism'
        : 'field is immutable'
    report.push(invalid('spec.completions', spec.completions, detail))
  }
  for (const name of KEPT) {
    if (sameJson(spec[name], old[name])) continue
    // A Job that is suspended, and has not begun, may yet be placed elsewhere.
    if (name === 'template' && old.suspend && samePlaces(spec, old)) continue
    report.push(invalid(`spec.${name}`, spec[name], 'field is immutable'))
  }
}

function samePlaces(spec: JobSpec, old: JobSpec): boolean {
  const {
    affinity: _,
    nodeSelector: __,
    schedulingGates: ___,
    tolerations: ____,
    ...now
  } = spec.template.spec
  const { affinity, nodeSelector, schedulingGates, tolerations, ...before } = old.template.spec
  return sameJson(now, before)
}
