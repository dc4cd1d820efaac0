import { sameJson } from '../../api/equality'
import { matchesSelector } from '../../api/labels'
import { controllerOf, keyOf, type ObjectKey } from '../../api/object'
import { update, updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Job, Pod } from '../../resources'
import { isFinished, JOB_NAME, jobHas } from '../../resources/job'
import { parseTimestamp, seconds, timestamp } from '../../sim'
import { type Claimer, claim } from '../adoption'
import { withConditionInPlace } from '../conditions'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { isHeldBy, withoutFinalizer } from '../finalizers'
import { unixSeconds } from '../readiness'
import { ownerOf, told } from '../workload'
import { indexText } from './indexes'
import { deleteActive, managePods } from './pods'
import { type Sight, sightOf, TRACKING } from './sight'
import { secondsLeft, type Verdict, verdictOn } from './verdict'

// Whoever manages a Job besides us does all of it.
const isOfAnother = ({ spec: { managedBy } }: Job): boolean =>
  managedBy !== undefined && managedBy !== 'kubernetes.io/job-controller'

/** Runs Pods until enough of them have succeeded (pkg/controller/job). */
export const jobs = defineController({
  name: 'job-controller',
  watches: { Job: (job) => [keyOf(job)], Pod: jobsOf },
  ignores: {
    Pod: (pod) => {
      const owner = controllerOf(pod)
      return owner !== undefined && owner.kind !== 'Job'
    },
  },

  *reconcile({ namespace, name }, cluster, context) {
    const job = cluster.get('Job', namespace, name)
    if (!job || job.metadata.deletionTimestamp !== undefined) {
      yield* release(cluster.indexed('Pod', 'label', `${namespace}/${JOB_NAME}=${name}`), job)
      if (!job) return
    }
    if (isOfAnother(job)) return
    const owned = cluster.indexed('Pod', 'owner', job.metadata.uid)
    if (isFinished(job)) {
      yield* release(owned.filter((pod) => isHeldBy(pod, TRACKING)))
      return
    }
    const orphans = cluster.indexed('Pod', 'orphan', namespace)
    const pods = yield* claim(job as Claimer, owned, orphans)
    yield* sync(sightOf(job, pods, unixSeconds(context)), context)
  },
})

function jobsOf(pod: Pod, cluster: Reader, previous?: Pod): readonly ObjectKey[] {
  const keys = [ownerOf(pod, 'Job'), previous && ownerOf(previous, 'Job')]
  const owners = keys.flatMap((key) => key ?? [])
  if (owners.length > 0 || controllerOf(pod)) return owners
  return cluster
    .list('Job', pod.metadata.namespace)
    .filter(({ spec }) => spec.selector && matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf)
}

// Pods whose Job is gone, or has ended, are no longer waited for.
function* release(pods: readonly Pod[], job?: Job): Step<void> {
  for (const pod of pods) {
    if (!isHeldBy(pod, TRACKING)) continue
    if (job && pod.metadata.deletionTimestamp === undefined) continue
    yield update(withoutFinalizer(pod, TRACKING))
  }
}

function* sync(sight: Sight, context: ReconcileContext): Step<void> {
  const { job } = sight
  const verdict = verdictOn(sight)
  if (job.metadata.deletionTimestamp !== undefined) {
    yield* writeStatus(sight, { context, active: sight.active.length })
    return
  }
  const counted = yield* count(sight)
  if (!counted) return
  if (verdict) {
    const { deleted } = yield* deleteActive(sight, sight.active.length)
    const active = sight.active.length - deleted
    yield* writeStatus(sight, { context, active, deleted, verdict })
    return
  }
  const { created, deleted } = yield* managePods(sight)
  const active = sight.active.length + created - deleted
  yield* writeStatus(sight, { context, active, deleted })
  const left = job.status.startTime === undefined ? undefined : secondsLeft(sight)
  const first = job.spec.activeDeadlineSeconds
  const due = left ?? (job.spec.suspend ? undefined : first)
  if (due !== undefined) yield { verb: 'requeue', after: seconds(due), idle: true }
}

// Only what has been let go is counted, so that no Pod is counted twice.
function* count({ uncounted }: Sight): Step<boolean> {
  for (const pod of uncounted) {
    const { refused } = yield update(withoutFinalizer(pod, TRACKING))
    if (refused && refused.reason !== 'NotFound') return false
  }
  return true
}

type Status = Job['status']

interface Progress {
  readonly context: ReconcileContext
  readonly active: number
  readonly deleted?: number
  readonly verdict?: Verdict
}

function* writeStatus(sight: Sight, progress: Progress): Step<void> {
  const { job } = sight
  const { context, verdict } = progress
  const at = timestamp(context.epoch, context.now)
  const terminating = sight.terminating + (progress.deleted ?? 0)
  const base = withSuspension(job, counts(sight, progress, terminating), at)
  const ended = verdict !== undefined && progress.active === 0 && terminating === 0
  const status = verdict ? judged(base, verdict, { at, ended }) : base
  if (!sameJson(status, job.status)) {
    const { refused } = yield updateStatus({ ...job, status } as Job)
    if (refused) return
  }
  yield* tellSuspension(job, status)
  if (!ended) return
  if (verdict.type === 'SuccessCriteriaMet') yield told(job, 'Normal', 'Completed', 'Job completed')
  else yield told(job, 'Warning', verdict.reason, verdict.message)
}

// Counts of zero are left out, but for those that the real API has a pointer to.
function counts(sight: Sight, { active, context }: Progress, terminating: number): Status {
  const { done, failed, job, lost, succeeded } = sight
  const { completionTime: _, startTime, conditions } = job.status
  const isIndexed = job.spec.completionMode === 'Indexed'
  const start = startTime ?? (job.spec.suspend ? undefined : timestamp(context.epoch, context.now))
  return {
    ...(active > 0 && { active }),
    ...(isIndexed && done.size > 0 && { completedIndexes: indexText(done) }),
    ...(conditions && { conditions }),
    ...(failed > 0 && { failed }),
    ...(job.spec.backoffLimitPerIndex !== undefined && { failedIndexes: indexText(lost) }),
    ready: Math.min(sight.ready, active),
    ...(start !== undefined && { startTime: start }),
    ...(succeeded > 0 && { succeeded }),
    terminating,
    uncountedTerminatedPods: {},
  }
}

type Condition = NonNullable<Status['conditions']>[number]

const conditionAt = (
  at: string,
  [type, status]: readonly [string, 'True' | 'False'],
  { message, reason }: { readonly message: string; readonly reason: string },
): Condition => ({
  type,
  status,
  lastProbeTime: at,
  lastTransitionTime: at,
  reason,
  message,
})

function withSuspension(job: Job, status: Status, at: string): Status {
  const wasSuspended = jobHas(job, 'Suspended')
  const { conditions } = status
  if (job.spec.suspend && !wasSuspended) {
    const why = { reason: 'JobSuspended', message: 'Job suspended' }
    const condition = conditionAt(at, ['Suspended', 'True'], why)
    return { ...status, conditions: withConditionInPlace(conditions, condition) }
  }
  if (job.spec.suspend || !wasSuspended) return status
  const why = { reason: 'JobResumed', message: 'Job resumed' }
  const condition = conditionAt(at, ['Suspended', 'False'], why)
  // Its time begins anew.
  return { ...status, conditions: withConditionInPlace(conditions, condition), startTime: at }
}

function* tellSuspension(job: Job, { conditions }: Status): Step<void> {
  const isSuspended = conditions?.some(
    (each) => each.type === 'Suspended' && each.status === 'True',
  )
  if (isSuspended && !jobHas(job, 'Suspended')) {
    yield told(job, 'Normal', 'Suspended', 'Job suspended')
  }
  if (!isSuspended && jobHas(job, 'Suspended')) {
    yield told(job, 'Normal', 'Resumed', 'Job resumed')
  }
}

// First it is said how a Job will end; that it has ended, when the last of its Pods is gone.
function judged(
  status: Status,
  verdict: Verdict,
  { at, ended }: { readonly at: string; readonly ended: boolean },
): Status {
  const known = status.conditions?.some(({ type }) => type === verdict.type)
  const announced = known
    ? status.conditions
    : [...(status.conditions ?? []), conditionAt(at, [verdict.type, 'True'], verdict)]
  if (!ended) return { ...status, conditions: announced ?? [] }
  const isGood = verdict.type === 'SuccessCriteriaMet'
  const end = conditionAt(at, [isGood ? 'Complete' : 'Failed', 'True'], verdict)
  return {
    ...status,
    ...(isGood && { completionTime: at }),
    conditions: [...(announced ?? []), end],
  }
}

/** Deletes Jobs some time after they have ended (pkg/controller/ttlafterfinished). */
export const ttlAfterFinished = defineController({
  name: 'ttl-after-finished-controller',
  watches: { Job: (job) => (wantsDeletion(job) ? [keyOf(job)] : []) },

  *reconcile({ namespace, name }, cluster, context) {
    const job = cluster.get('Job', namespace, name)
    if (!job || !wantsDeletion(job)) return
    const { ttlSecondsAfterFinished: ttl = 0 } = job.spec
    const left = finishedAt(job) + ttl - unixSeconds(context)
    if (left > 0) {
      yield { verb: 'requeue', after: seconds(left), idle: true }
      return
    }
    const { uid } = job.metadata
    yield { verb: 'delete', kind: 'Job', key: keyOf(job), uid, propagationPolicy: 'Foreground' }
  },
})

const wantsDeletion = (job: Job): boolean =>
  job.spec.ttlSecondsAfterFinished !== undefined &&
  job.metadata.deletionTimestamp === undefined &&
  isFinished(job)

function finishedAt({ status }: Job): number {
  const end = status.conditions?.find(({ type }) => type === 'Complete' || type === 'Failed')
  return parseTimestamp(end?.lastTransitionTime ?? '') ?? 0
}
