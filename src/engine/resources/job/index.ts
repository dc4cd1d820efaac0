import { humanDuration } from '../../api/human-duration'
import { parseTimestamp } from '../../sim'
import {
  ageColumn,
  column,
  containerColumns,
  NONE,
  nameColumn,
  selectorText,
  wide,
} from '../columns'
import { defineResource, type TableTime } from '../resource'
import { orphanage, ownerUid } from '../selection'
import { defaultJob, prepareJob } from './default'
import { type Job, schema } from './schema'
import { validateJob } from './validate'

export { CONTROLLER_UID, JOB_NAME } from './default'
export type { FailureRule, Job, JobSpec } from './schema'

/** Whether a condition of a Job holds. */
export const jobHas = ({ status }: Job, type: string): boolean =>
  status.conditions?.some((each) => each.type === type && each.status === 'True') ?? false

/** Whether a Job has come to its end, good or bad. */
export const isFinished = (job: Job): boolean => jobHas(job, 'Complete') || jobHas(job, 'Failed')

function statusText(job: Job): string {
  if (jobHas(job, 'Complete')) return 'Complete'
  if (jobHas(job, 'Failed')) return 'Failed'
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating'
  if (jobHas(job, 'Suspended')) return 'Suspended'
  if (jobHas(job, 'FailureTarget')) return 'FailureTarget'
  return jobHas(job, 'SuccessCriteriaMet') ? 'SuccessCriteriaMet' : 'Running'
}

function completionsText({ spec, status }: Job): string {
  const { succeeded = 0 } = status
  const { completions, parallelism = 0 } = spec
  if (completions !== undefined) return `${succeeded}/${completions}`
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationText({ status }: Job, { unixSeconds }: TableTime): string {
  const start = parseTimestamp(status.startTime ?? '')
  if (start === undefined) return ''
  return humanDuration((parseTimestamp(status.completionTime ?? '') ?? unixSeconds) - start)
}

/** Keeps Jobs (batch/v1). */
export const job = defineResource<Job>({
  kind: 'Job',
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
  shortNames: [],
  categories: ['all'],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: defaultJob,
  prepare: prepareJob,
  validate: validateJob,
  columns: [
    nameColumn,
    column('Status', statusText),
    column('Completions', completionsText),
    column('Duration', durationText),
    ageColumn,
    ...containerColumns<Job>(({ spec }) => spec.template.spec.containers),
    wide('Selector', ({ spec }) => (spec.selector ? selectorText(spec.selector) : NONE)),
  ],
  fieldSelectors: { 'status.successful': ({ status }) => `${status.succeeded ?? 0}` },
  indexes: { owner: ownerUid, orphan: orphanage },
  countsGenerations: true,
})
