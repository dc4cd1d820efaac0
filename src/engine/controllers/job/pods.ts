import type { Draft } from '../../apiserver/action'
import type { Job, Pod } from '../../resources'
import { seconds } from '../../sim'
import type { Step } from '../controller'
import { isReady } from '../readiness'
import { createPods, deletePod, podOf } from '../workload'
import { INDEX, indexOf } from './indexes'
import { endOf, hasFailed, hasSucceeded, type Sight, TRACKING } from './sight'

/** What a run did to a Job's Pods. */
export interface Managed {
  readonly created: number
  readonly deleted: number
}

const BACK_OFF = 10
const LONGEST_BACK_OFF = 600
const BURST = 500

/** Starts Pods until as many run as may at once, or takes away those that are too many. */
export function* managePods(sight: Sight): Step<Managed> {
  const { active, job } = sight
  if (job.spec.suspend) return yield* deleteActive(sight, active.length)
  const wanted = wantedActive(sight)
  if (active.length > wanted) return yield* deleteActive(sight, active.length - wanted)
  const waiting = job.spec.podReplacementPolicy === 'Failed' ? sight.terminating : 0
  const missing = Math.min(wanted - active.length - waiting, BURST)
  if (missing <= 0) return { created: 0, deleted: 0 }
  const left = backOff(sight)
  if (left > 0) {
    yield { verb: 'requeue', after: seconds(left), idle: true }
    return { created: 0, deleted: 0 }
  }
  const drafts =
    job.spec.completionMode === 'Indexed'
      ? freeIndexes(sight, missing).map((index) => podFor(job, index))
      : Array.from({ length: missing }, () => podFor(job))
  const created = yield* createPods(job, drafts)
  return { created: created.length, deleted: 0 }
}

function wantedActive({ active, done, job, lost, succeeded }: Sight): number {
  const { completions, parallelism = 1 } = job.spec
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism
  const left =
    completions - (job.spec.completionMode === 'Indexed' ? done.size + lost.size : succeeded)
  return Math.max(0, Math.min(left, parallelism))
}

/** Deletes so many of the Pods that run: those first that have come least far. */
export function* deleteActive({ active, job }: Sight, count: number): Step<Managed> {
  const rank = (pod: Pod): number =>
    (pod.spec.nodeName ? 4 : 0) + (pod.status.phase === 'Running' ? 2 : 0) + (isReady(pod) ? 1 : 0)
  const victims = active.toSorted((left, right) => rank(left) - rank(right)).slice(0, count)
  let deleted = 0
  for (const pod of victims) if (yield* deletePod(job, pod)) deleted++
  return { created: 0, deleted }
}

// How long to wait after failures in a row: ten seconds, twice as long each time, ten minutes at
// most.
function backOff({ job, now, pods }: Sight): number {
  const ended = pods
    .filter((pod) => hasSucceeded(pod) || hasFailed(job, pod))
    .toSorted((left, right) => endOf(right) - endOf(left))
  const firstSuccess = ended.findIndex(hasSucceeded)
  const failures = firstSuccess < 0 ? ended.length : firstSuccess
  const [last] = ended
  if (failures === 0 || !last || job.spec.backoffLimitPerIndex !== undefined) return 0
  const delay = Math.min(BACK_OFF * 2 ** (failures - 1), LONGEST_BACK_OFF)
  return Math.max(0, endOf(last) + delay - now)
}

function freeIndexes({ active, done, job, lost }: Sight, count: number): readonly number[] {
  const busy = new Set(active.map(indexOf))
  const free: number[] = []
  for (let index = 0; index < (job.spec.completions ?? 0) && free.length < count; index++) {
    if (!busy.has(index) && !done.has(index) && !lost.has(index)) free.push(index)
  }
  return free
}

function podFor(job: Job, index?: number): Draft<Pod> {
  const { template } = job.spec
  const finalizers = [...(template.metadata.finalizers ?? []), TRACKING]
  const { name } = job.metadata
  if (index === undefined) return podOf(job, template, { generateName: `${name}-`, finalizers })
  const draft = podOf(job, template, {
    generateName: `${name}-${index}-`,
    finalizers,
    annotations: { ...template.metadata.annotations, [INDEX]: String(index) },
    labels: { ...template.metadata.labels, [INDEX]: String(index) },
  })
  const variable = {
    name: 'JOB_COMPLETION_INDEX',
    valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: `metadata.labels['${INDEX}']` } },
  }
  const { containers, initContainers } = template.spec
  type Containers = Pod['spec']['containers']
  const told = (all: Containers): Containers =>
    all.map((each) => ({ ...each, env: [...(each.env ?? []), variable] }))
  return {
    ...draft,
    spec: {
      ...template.spec,
      hostname: `${name}-${index}`,
      containers: told(containers),
      ...(initContainers && { initContainers: told(initContainers) }),
    },
  }
}
