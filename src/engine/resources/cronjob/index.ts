import { type FieldError, invalid, notSupported, required } from '../../api/field-error'
import {
  always,
  boolean,
  enumeration,
  given,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  string,
  time,
} from '../../api/schema'
import { checkNotNegative, type Report } from '../checks'
import {
  ageColumn,
  column,
  containerColumns,
  NONE,
  nameColumn,
  selectorText,
  since,
  wide,
} from '../columns'
import { jobTemplate } from '../job/schema'
import { checkJobSpec } from '../job/validate'
import { checkMetadata, dotted } from '../metadata'
import { defaultTemplate } from '../pod/default'
import { objectReference } from '../references'
import { defineResource, type ObjectFrom } from '../resource'
import { filled, replaced } from '../sharing'
import { parseSchedule } from './schedule'

const batch = { group: 'batch' } as const

const schema = object(
  'CronJob',
  {
    spec: always(
      object(
        'CronJobSpec',
        {
          concurrencyPolicy: always(enumeration('ConcurrencyPolicy', 'Allow', 'Forbid', 'Replace')),
          failedJobsHistoryLimit: pointer(int32),
          jobTemplate: given(jobTemplate),
          schedule: given(string),
          startingDeadlineSeconds: pointer(int64),
          successfulJobsHistoryLimit: pointer(int32),
          suspend: pointer(boolean),
          timeZone: pointer(string),
        },
        batch,
      ),
    ),
    status: always(
      object(
        'CronJobStatus',
        {
          active: optional(list(objectReference)),
          lastScheduleTime: optional(time),
          lastSuccessfulTime: optional(time),
        },
        batch,
      ),
    ),
  },
  batch,
)

/** A Job each time that a schedule says. */
export type CronJob = ObjectFrom<'CronJob', typeof schema.fields>

const POLICIES = ['Allow', 'Forbid', 'Replace'] as const
/** The zones that are known here: a table of the world's is not part of the playground. */
const ZONES: readonly string[] = ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Etc/UCT', 'UCT', 'Etc/Zulu']

function defaultCronJob(cronJob: CronJob): CronJob {
  const { spec } = cronJob
  const { jobTemplate: template } = spec
  const job = template?.spec && {
    jobTemplate: replaced(filled(template, { metadata: {} }), {
      spec: replaced(template.spec, { template: defaultTemplate(template.spec.template) }),
    }),
  }
  const complete = filled(replaced(spec, job ?? {}), {
    concurrencyPolicy: 'Allow',
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  })
  return filled(replaced(cronJob, { spec: complete }), { status: {} })
}

// A Job's name is a CronJob's and eleven characters more.
const LONGEST_NAME = 52

function validateCronJob(cronJob: CronJob, previous?: CronJob): readonly FieldError[] {
  const report: FieldError[] = []
  const { metadata, spec } = cronJob
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec !== previous?.spec) checkSpec(report, spec)
  if (!previous && metadata.name.length > LONGEST_NAME) {
    const detail = `must be no more than ${LONGEST_NAME} characters`
    report.push(invalid('metadata.name', metadata.name, detail))
  }
  return report
}

function checkSpec(report: Report, spec: CronJob['spec']): void {
  checkSchedule(report, spec)
  checkNotNegative(report, 'spec.startingDeadlineSeconds', spec.startingDeadlineSeconds)
  if (!POLICIES.includes(spec.concurrencyPolicy)) {
    report.push(notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, POLICIES))
  }
  checkZone(report, spec.timeZone)
  checkJobSpec(report, 'spec.jobTemplate.spec', spec.jobTemplate.spec)
  checkNotNegative(report, 'spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit)
  checkNotNegative(report, 'spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit)
}

function checkSchedule(report: Report, { schedule, timeZone }: CronJob['spec']): void {
  const field = 'spec.schedule'
  if (!schedule) {
    report.push(required(field))
    return
  }
  if (schedule.includes('TZ')) {
    const detail =
      timeZone === undefined
        ? 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'
        : 'cannot use both timeZone field and TZ or CRON_TZ in schedule'
    report.push(invalid(field, schedule, detail))
    return
  }
  const read = parseSchedule(schedule)
  if ('error' in read) report.push(invalid(field, schedule, read.error))
}

function checkZone(report: Report, zone: string | undefined): void {
  if (zone === undefined || ZONES.includes(zone)) return
  const field = 'spec.timeZone'
  if (zone === '') report.push(invalid(field, zone, 'timeZone must be nil or non-empty string'))
  else if (zone.toLowerCase() === 'local') {
    report.push(invalid(field, zone, 'timeZone must be an explicit time zone'))
  } else report.push(invalid(field, zone, `unknown time zone ${zone}`))
}

/** Keeps CronJobs (batch/v1). */
export const cronJob = defineResource<CronJob>({
  kind: 'CronJob',
  group: 'batch',
  version: 'v1',
  plural: 'cronjobs',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: defaultCronJob,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? {} }),
  validate: validateCronJob,
  columns: [
    nameColumn,
    column('Schedule', ({ spec }) => spec.schedule),
    column('Timezone', ({ spec }) => spec.timeZone ?? NONE),
    { ...column('Suspend', ({ spec }) => (spec.suspend ? 'True' : 'False')), type: 'boolean' },
    column('Active', ({ status }) => status.active?.length ?? 0, 'integer'),
    column('Last Schedule', ({ status }, at) =>
      status.lastScheduleTime === undefined ? NONE : since(status.lastScheduleTime, at),
    ),
    ageColumn,
    ...containerColumns<CronJob>(({ spec }) => spec.jobTemplate.spec.template.spec.containers),
    wide('Selector', ({ spec }) => {
      const { selector } = spec.jobTemplate.spec
      return selector ? selectorText(selector) : NONE
    }),
  ],
  indexes: {},
  countsGenerations: true,
})
