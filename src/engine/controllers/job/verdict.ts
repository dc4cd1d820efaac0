import { parseTimestamp } from '../../sim'
import { matchingRule } from './failure-policy'
import { parseIndexes } from './indexes'
import type { Sight } from './sight'

/** How a Job ends. */
export interface Verdict {
  readonly type: 'FailureTarget' | 'SuccessCriteriaMet'
  readonly reason: string
  readonly message: string
}

const failed = (reason: string, message: string): Verdict => ({
  type: 'FailureTarget',
  reason,
  message,
})

/** Whether a Job is to end, and how (job_controller.go, syncJob); undefined while it goes on. */
export function verdictOn(sight: Sight): Verdict | undefined {
  const { conditions = [] } = sight.job.status
  for (const { message = '', reason = '', status, type } of conditions) {
    if (status !== 'True') continue
    if (type === 'FailureTarget' || type === 'SuccessCriteriaMet') return { type, reason, message }
  }
  return failure(sight) ?? success(sight)
}

function failure(sight: Sight): Verdict | undefined {
  const { failed: count, job, lost, pods } = sight
  const { backoffLimit = 6, completions = 0, maxFailedIndexes } = job.spec
  for (const pod of pods) {
    const match = matchingRule(job, pod)
    if (match?.action === 'FailJob') return failed('PodFailurePolicy', match.message)
  }
  if (count > backoffLimit || restarts(sight)) {
    const message = 'Job has reached the specified backoff limit'
    return failed('BackoffLimitExceeded', message)
  }
  if (secondsLeft(sight) === 0) {
    return failed('DeadlineExceeded', 'Job was active longer than specified deadline')
  }
  if (maxFailedIndexes !== undefined && lost.size > maxFailedIndexes) {
    const message = 'Job has exceeded the specified maximal number of failed indexes'
    return failed('MaxFailedIndexesExceeded', message)
  }
  if (lost.size > 0 && sight.done.size + lost.size >= completions) {
    return failed('FailedIndexes', 'Job has failed indexes')
  }
  return undefined
}

// Where containers start again in their Pod, it is the starts that count.
function restarts({ job, active }: Sight): boolean {
  const { backoffLimit = 6, template } = job.spec
  if (template.spec.restartPolicy !== 'OnFailure') return false
  const count = active
    .filter(({ status }) => status.phase === 'Running' || status.phase === 'Pending')
    .flatMap(({ status }) => [
      ...(status.initContainerStatuses ?? []),
      ...(status.containerStatuses ?? []),
    ])
    .reduce((sum, { restartCount }) => sum + restartCount, 0)
  return backoffLimit === 0 ? count > 0 : count >= backoffLimit
}

/** Seconds until a Job's deadline; undefined when it has none, or does not run. */
export function secondsLeft({ job, now }: Sight): number | undefined {
  const { activeDeadlineSeconds: deadline, suspend } = job.spec
  const start = parseTimestamp(job.status.startTime ?? '')
  if (deadline === undefined || suspend || start === undefined) return undefined
  return Math.max(0, start + deadline - now)
}

const REACHED: Verdict = {
  type: 'SuccessCriteriaMet',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
}

function success({ active, done, job, succeeded }: Sight): Verdict | undefined {
  const { completions, successPolicy } = job.spec
  for (const [index, rule] of (successPolicy?.rules ?? []).entries()) {
    const wanted = rule.succeededIndexes === undefined ? done : parseIndexes(rule.succeededIndexes)
    const met = [...wanted].filter((each) => done.has(each)).length
    if (met > 0 && met >= (rule.succeededCount ?? wanted.size)) {
      const message = `Matched rules at index ${index}`
      return { type: 'SuccessCriteriaMet', reason: 'SuccessPolicy', message }
    }
  }
  // Without a number, one success is enough, and those under way may still end.
  if (completions === undefined) return succeeded > 0 && active.length === 0 ? REACHED : undefined
  return succeeded >= completions ? REACHED : undefined
}
