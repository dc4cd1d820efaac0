import { keyOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Pod, StatefulSet } from '../../resources'
import type { Step } from '../controller'
import { availableFrom, isReady, isTerminal } from '../readiness'
import { REVISION_LABEL } from '../revisions'
import { told } from '../workload'
import { createMember, firstOrdinal, ordinalOf, type Version } from './identity'

/** What a run looks at. */
export interface Sight {
  readonly set: StatefulSet
  readonly pods: readonly Pod[]
  readonly cluster: Reader
  readonly now: number
  readonly current: Version
  readonly next: Version
}

/** What a run has created: the ordinals' versions. */
export type Created = readonly string[]

const isGoing = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined

/** Whether a Pod runs and is Ready. */
export const isUp = (pod: Pod): boolean => pod.status.phase === 'Running' && isReady(pod)

/** Whether a Pod has been Ready for long enough. */
export function isAvailable(pod: Pod, { set, now }: Sight): boolean {
  const from = availableFrom(pod, set.spec.minReadySeconds ?? 0)
  return isUp(pod) && from !== undefined && from <= now
}

/** The revision that a member is of. */
export const revisionOf = ({ metadata }: Pod): string | undefined =>
  metadata.labels?.[REVISION_LABEL]

/**
 * One step towards the members that are wanted (stateful_set_control.go, updateStatefulSet): in
 * order, one at a time, or all at once where a set is Parallel. Returns what was created.
 */
export function* updateMembers(sight: Sight): Step<Created> {
  const { set, pods } = sight
  const first = firstOrdinal(set)
  const end = first + set.spec.replicas
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod) ?? -1, pod]))
  const isOrdered = set.spec.podManagementPolicy !== 'Parallel'
  const created: string[] = []
  for (let ordinal = first; ordinal < end; ordinal++) {
    const member = byOrdinal.get(ordinal)
    if (!member) {
      const version = versionFor(sight, ordinal)
      const made = yield* createMember(set, ordinal, { cluster: sight.cluster, version })
      if (made) created.push(version.revision)
      if (!made || isOrdered) return created
    } else if (isTerminal(member)) {
      yield* recreate(set, member)
      if (isOrdered) return created
    } else if (isOrdered && !isSettled(member, sight)) return created
  }
  const isDone = yield* condemn(sight, { first, end, isOrdered })
  if (isDone) yield* replaceOutdated(sight, byOrdinal)
  return created
}

const isSettled = (pod: Pod, sight: Sight): boolean => !isGoing(pod) && isAvailable(pod, sight)

// A member below the partition, or that a rollout has not come to, is made as it was.
function versionFor({ set, current, next }: Sight, ordinal: number): Version {
  const { rollingUpdate, type } = set.spec.updateStrategy
  if (type !== 'RollingUpdate') return next
  const kept = rollingUpdate ? rollingUpdate.partition : (set.status.currentReplicas ?? 0)
  return ordinal < firstOrdinal(set) + kept ? current : next
}

function* recreate(set: StatefulSet, pod: Pod): Step<void> {
  if (isGoing(pod)) return
  const { name, namespace } = set.metadata
  const hasFailed = pod.status.phase === 'Failed'
  const what = hasFailed ? 'failed' : 'terminated'
  const message = `StatefulSet ${namespace}/${name} is recreating ${what} Pod ${pod.metadata.name}`
  yield hasFailed
    ? told(set, 'Warning', 'RecreatingFailedPod', message)
    : told(set, 'Normal', 'RecreatingTerminatedPod', message)
  yield* deleteMember(set, pod)
}

interface Range {
  readonly first: number
  readonly end: number
  readonly isOrdered: boolean
}

// Those that are too many go from the highest on. Returns whether the run goes on after that.
function* condemn(sight: Sight, { end, first, isOrdered }: Range): Step<boolean> {
  const { set, pods } = sight
  const ordinal = (pod: Pod): number => ordinalOf(set, pod) ?? -1
  const condemned = pods
    .filter((pod) => ordinal(pod) < first || ordinal(pod) >= end)
    .toSorted((left, right) => ordinal(right) - ordinal(left))
  const firstUnhealthy = condemned.findLast((pod) => !isUp(pod) || isGoing(pod))
  for (const pod of condemned) {
    if (isGoing(pod)) {
      if (isOrdered) return false
      continue
    }
    if (isOrdered && pod !== firstUnhealthy && !isAvailable(pod, sight)) return false
    yield* deleteMember(set, pod)
    if (isOrdered) return false
  }
  return true
}

// From the highest down to the partition, one at a time, and not while one is down.
function* replaceOutdated(sight: Sight, byOrdinal: ReadonlyMap<number, Pod>): Step<void> {
  const { set, next } = sight
  const { rollingUpdate, type } = set.spec.updateStrategy
  if (type !== 'RollingUpdate') return
  const first = firstOrdinal(set)
  const least = first + (rollingUpdate?.partition ?? 0)
  for (let ordinal = first + set.spec.replicas - 1; ordinal >= least; ordinal--) {
    const pod = byOrdinal.get(ordinal)
    if (!pod) return
    if (revisionOf(pod) !== next.revision && !isGoing(pod)) {
      yield* deleteMember(set, pod)
      return
    }
    if (!isSettled(pod, sight)) return
  }
}

function* deleteMember(set: StatefulSet, pod: Pod): Step<void> {
  const { name, uid } = pod.metadata
  const { refused } = yield { verb: 'delete', kind: 'Pod', key: keyOf(pod), uid }
  const what = `delete Pod ${name} in StatefulSet ${set.metadata.name}`
  if (!refused) yield told(set, 'Normal', 'SuccessfulDelete', `${what} successful`)
  else if (refused.reason !== 'NotFound') {
    const message = `${what} failed error: ${refused.message}`
    yield told(set, 'Warning', 'FailedDelete', message)
  }
}
