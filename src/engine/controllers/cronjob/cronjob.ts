import { sameJson } from '../../api/equality'
import { controllerOf, keyOf } from '../../api/object'
import { create, type Draft, updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { CronJob, Job } from '../../resources'
import { nextTime, parseSchedule, type Schedule } from '../../resources/cronjob/schedule'
import { isFinished, jobHas } from '../../resources/job'
import { compareStrings, milliseconds, parseTimestamp, seconds, timestamp } from '../../sim'
import { controllerReference } from '../adoption'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { unixSeconds } from '../readiness'
import { ownerOf, told } from '../workload'

const SCHEDULED = 'batch.kubernetes.io/cronjob-scheduled-timestamp'
// A little later than the minute, so that clocks that differ agree.
const DELAY = milliseconds(100)
const MOST_MISSED = 100
const TOO_MANY =
  'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew'

/** Starts Jobs by the clock (pkg/controller/cronjob). */
export const cronJobs = defineController({
  name: 'cronjob-controller',
  watches: {
    CronJob: (cronJob) => [keyOf(cronJob)],
    Job: (job) => {
      const owner = ownerOf(job, 'CronJob')
      return owner ? [owner] : []
    },
  },
  ignores: {
    CronJob: (cronJob, before) =>
      before !== undefined &&
      cronJob.metadata.generation === before.metadata.generation &&
      cronJob.metadata.deletionTimestamp === before.metadata.deletionTimestamp,
    Job: (job) => controllerOf(job)?.kind !== 'CronJob',
  },

  *reconcile({ namespace, name }, cluster, context) {
    const cronJob = cluster.get('CronJob', namespace, name)
    if (!cronJob) return
    const jobs = jobsOf(cronJob, cluster)
    yield* tidy(cronJob, jobs)
    const seen = yield* lookAfter(cronJob, jobs)
    const status = yield* startDue(cronJob, seen, { cluster, context })
    if (!sameJson(status, cronJob.status)) {
      yield updateStatus({ ...cronJob, status } as CronJob)
    }
  },
})

const jobsOf = ({ metadata }: CronJob, cluster: Reader): readonly Job[] =>
  cluster
    .indexed('Job', 'owner', metadata.uid)
    .toSorted(
      (left, right) =>
        compareStrings(left.status.startTime ?? '', right.status.startTime ?? '') ||
        compareStrings(left.metadata.name, right.metadata.name),
    )

// Of the Jobs that have ended, the latest few are kept.
function* tidy(cronJob: CronJob, jobs: readonly Job[]): Step<void> {
  const { failedJobsHistoryLimit: failed, successfulJobsHistoryLimit: good } = cronJob.spec
  const stays = jobs.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  for (const [type, limit] of [
    ['Complete', good],
    ['Failed', failed],
  ] as const) {
    if (limit === undefined) continue
    const ended = stays.filter((job) => jobHas(job, type))
    for (const job of ended.slice(0, Math.max(0, ended.length - limit))) {
      yield* deleteJob(cronJob, job)
    }
  }
}

function* deleteJob(cronJob: CronJob, job: Job): Step<void> {
  const { name, uid } = job.metadata
  const { refused } = yield { verb: 'delete', kind: 'Job', key: keyOf(job), uid }
  if (refused) {
    yield told(cronJob, 'Warning', 'FailedDelete', `Deleted job: ${refused.message}`)
  } else yield told(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`)
}

type Status = CronJob['status']

// Says of Jobs that they have ended, and what is wrong with the list of those under way.
function* lookAfter(cronJob: CronJob, jobs: readonly Job[]): Step<Status> {
  const { active = [], lastScheduleTime } = cronJob.status
  let { lastSuccessfulTime } = cronJob.status
  const isListed = (job: Job): boolean => active.some(({ uid }) => uid === job.metadata.uid)
  for (const job of jobs) {
    const { name } = job.metadata
    const end = jobHas(job, 'Complete') ? 'Complete' : 'Failed'
    if (!isListed(job) && !isFinished(job)) {
      const message = `Saw a job that the controller did not create or forgot: ${name}`
      yield told(cronJob, 'Warning', 'UnexpectedJob', message)
    } else if (isListed(job) && isFinished(job)) {
      const message = `Saw completed job: ${name}, condition: ${end}`
      yield told(cronJob, 'Normal', 'SawCompletedJob', message)
    }
    const { completionTime } = job.status
    if (completionTime !== undefined && completionTime > (lastSuccessfulTime ?? '')) {
      lastSuccessfulTime = completionTime
    }
  }
  const running = active.filter(({ uid }) =>
    jobs.some((job) => job.metadata.uid === uid && !isFinished(job)),
  )
  for (const { name, uid } of active) {
    if (jobs.some((job) => job.metadata.uid === uid)) continue
    yield told(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${name}`)
  }
  return {
    ...(running.length > 0 && { active: running }),
    ...(lastScheduleTime !== undefined && { lastScheduleTime }),
    ...(lastSuccessfulTime !== undefined && { lastSuccessfulTime }),
  }
}

interface Around {
  readonly cluster: Reader
  readonly context: ReconcileContext
}

function* startDue(cronJob: CronJob, status: Status, { cluster, context }: Around): Step<Status> {
  const { metadata, spec } = cronJob
  if (metadata.deletionTimestamp !== undefined || spec.suspend) return status
  const schedule = parseSchedule(spec.schedule)
  if ('error' in schedule) {
    const message = `unparseable schedule: ${spec.schedule} : ${schedule.error}`
    yield told(cronJob, 'Warning', 'UnparseableSchedule', message)
    return status
  }
  const now = unixSeconds(context)
  const next = nextTime(schedule, now)
  if (next !== undefined) {
    yield { verb: 'requeue', after: seconds(next - now) + DELAY, idle: true }
  }
  const due = yield* latestDue(cronJob, schedule, { now, status })
  return due === undefined ? status : yield* start(cronJob, status, { cluster, due })
}

// The last time that has passed since the Job before, unless it is too late for it.
function* latestDue(
  cronJob: CronJob,
  schedule: Schedule,
  { now, status }: { readonly now: number; readonly status: Status },
): Step<number | undefined> {
  const { startingDeadlineSeconds: deadline } = cronJob.spec
  const since = parseTimestamp(status.lastScheduleTime ?? cronJob.metadata.creationTimestamp) ?? now
  const earliest = deadline === undefined ? since : Math.max(since, now - deadline)
  let due: number | undefined
  let missed = 0
  for (let at = nextTime(schedule, earliest); at !== undefined && at <= now; ) {
    due = at
    missed++
    at = nextTime(schedule, at)
  }
  if (missed > MOST_MISSED) yield told(cronJob, 'Warning', 'TooManyMissedTimes', TOO_MANY)
  return due
}

function* start(
  cronJob: CronJob,
  status: Status,
  { cluster, due }: { readonly cluster: Reader; readonly due: number },
): Step<Status> {
  const { namespace = '' } = cronJob.metadata
  const { active = [] } = status
  if (cronJob.spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message =
      'Not starting job because prior execution is running and concurrency policy is Forbid'
    yield told(cronJob, 'Normal', 'JobAlreadyActive', message)
    return status
  }
  const isReplaced = cronJob.spec.concurrencyPolicy === 'Replace'
  for (const { name = '' } of isReplaced ? active : []) {
    const job = cluster.get('Job', namespace, name)
    if (job) yield* deleteJob(cronJob, job)
  }
  const outcome = yield create(jobFor(cronJob, due))
  const lastScheduleTime = timestamp(0, seconds(due))
  if (outcome.refused) {
    // It has been started before: only that it was is lost.
    if (outcome.refused.reason === 'AlreadyExists') return { ...status, lastScheduleTime }
    const message = `Error creating job: ${outcome.refused.message}`
    yield told(cronJob, 'Warning', 'FailedCreate', message)
    return status
  }
  const job = outcome.object as Job
  yield told(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`)
  const { name, resourceVersion, uid } = job.metadata
  const { apiVersion, kind } = job
  const reference = { apiVersion, kind, name, namespace, resourceVersion, uid }
  const others = isReplaced ? [] : active
  return { ...status, active: [...others, reference], lastScheduleTime }
}

function jobFor(cronJob: CronJob, due: number): Draft<Job> {
  const { metadata, spec } = cronJob.spec.jobTemplate
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${cronJob.metadata.name}-${Math.floor(due / 60)}`,
      namespace: cronJob.metadata.namespace ?? '',
      ...(metadata.labels ? { labels: metadata.labels } : {}),
      annotations: { ...metadata.annotations, [SCHEDULED]: timestamp(0, seconds(due)) },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec,
    status: {},
  }
}
