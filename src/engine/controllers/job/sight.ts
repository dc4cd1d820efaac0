import type { Job, Pod } from '../../resources'
import { parseTimestamp } from '../../sim'
import { isReady, isTerminal } from '../readiness'
import { matchingRule } from './failure-policy'
import { indexOf, parseIndexes } from './indexes'

/** Keeps a Pod until its Job has counted it. */
export const TRACKING = 'batch.kubernetes.io/job-tracking'

/** A Job and its Pods, as a run finds them. */
export interface Sight {
  readonly job: Job
  readonly pods: readonly Pod[]
  /** Unix seconds. */
  readonly now: number
  readonly active: readonly Pod[]
  /** Pods that have ended and are not counted yet. */
  readonly uncounted: readonly Pod[]
  /** How many have succeeded and failed, with those that are not counted yet. */
  readonly succeeded: number
  readonly failed: number
  readonly ready: number
  readonly terminating: number
  /** Of an indexed Job: the parts that are done, and those that are given up. */
  readonly done: ReadonlySet<number>
  readonly lost: ReadonlySet<number>
}

const isGoing = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined

/** Whether a Pod has ended, as far as its Job is concerned. */
export const hasSucceeded = ({ status }: Pod): boolean => status.phase === 'Succeeded'

/**
 * Whether a Pod is lost to its Job: one that is being deleted is, unless the Job waits for its end
 * before it makes another.
 */
export const hasFailed = (job: Job, pod: Pod): boolean =>
  pod.status.phase === 'Failed' ||
  (isGoing(pod) && !hasSucceeded(pod) && job.spec.podReplacementPolicy !== 'Failed')

const isTracked = ({ metadata }: Pod): boolean => metadata.finalizers?.includes(TRACKING) ?? false

const isIgnored = (job: Job, pod: Pod): boolean => matchingRule(job, pod)?.action === 'Ignore'

/** What a run finds. */
export function sightOf(job: Job, pods: readonly Pod[], now: number): Sight {
  const { status } = job
  const uncounted = pods.filter(
    (pod) => isTracked(pod) && (hasSucceeded(pod) || hasFailed(job, pod)),
  )
  const failures = uncounted.filter((pod) => !hasSucceeded(pod) && !isIgnored(job, pod))
  const active = pods.filter((pod) => !isTerminal(pod) && !isGoing(pod))
  const done = doneBy(job, uncounted)
  const newlyDone = uncounted.filter(hasSucceeded).length
  const isIndexed = job.spec.completionMode === 'Indexed'
  return {
    job,
    pods,
    now,
    active,
    uncounted,
    succeeded: isIndexed ? done.size : (status.succeeded ?? 0) + newlyDone,
    failed: (status.failed ?? 0) + failures.length,
    ready: active.filter(isReady).length,
    terminating: pods.filter((pod) => isGoing(pod) && !isTerminal(pod)).length,
    done,
    lost: lostBy(job, pods),
  }
}

function doneBy({ spec, status }: Job, uncounted: readonly Pod[]): ReadonlySet<number> {
  if (spec.completionMode !== 'Indexed') return new Set()
  const fresh = uncounted.filter(hasSucceeded).flatMap((pod) => indexOf(pod) ?? [])
  const known = [...parseIndexes(status.completedIndexes), ...fresh]
  return new Set(known.filter((index) => index < (spec.completions ?? 0)))
}

// A part that has failed more often than it may, or in a way that nothing can mend.
function lostBy(job: Job, pods: readonly Pod[]): ReadonlySet<number> {
  const { backoffLimitPerIndex: limit } = job.spec
  if (limit === undefined) return new Set()
  const lost = new Set(parseIndexes(job.status.failedIndexes))
  for (const [index, failures] of failuresByIndex(job, pods)) {
    if (failures > limit) lost.add(index)
  }
  for (const pod of pods) {
    const index = indexOf(pod)
    if (index !== undefined && matchingRule(job, pod)?.action === 'FailIndex') lost.add(index)
  }
  return lost
}

/** How often each part of an indexed Job has failed. */
export function failuresByIndex(job: Job, pods: readonly Pod[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const pod of pods) {
    const index = indexOf(pod)
    if (index === undefined || !hasFailed(job, pod) || isIgnored(job, pod)) continue
    counts.set(index, (counts.get(index) ?? 0) + 1)
  }
  return counts
}

/** When a Pod's last container ended, in Unix seconds. */
export function endOf({ metadata, status }: Pod): number {
  const ends = (status.containerStatuses ?? []).flatMap(
    ({ state }) => parseTimestamp(state?.terminated?.finishedAt ?? '') ?? [],
  )
  if (ends.length > 0) return Math.max(...ends)
  return parseTimestamp(metadata.deletionTimestamp ?? metadata.creationTimestamp) ?? 0
}
