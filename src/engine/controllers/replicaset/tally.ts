import { controllerOf, type Labels } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Pod, ReplicaSet } from '../../resources'
import { isActive, isReady } from '../readiness'
import { changesToFollow, type PodsSeen } from '../selection'

/** How many of a set's active Pods there are, and how many of them are as they should be. */
export interface Tally {
  readonly active: number
  /** Those that have all labels of the template. */
  readonly labelled: number
  readonly ready: number
}

/** A tally, and the look at the cluster that it was made with. */
interface Look extends PodsSeen, Tally {
  readonly uid: string
}

// By a set's spec, which stays the same object while the status is written. Only a cache: without
// it all Pods are counted, and the same comes of that.
const looks = new WeakMap<ReplicaSet['spec'], Look>()

/**
 * What an earlier count has come to since then. Undefined when there was none, or when it takes
 * less to count all.
 */
export function followedTally(set: ReplicaSet, cluster: Reader): Tally | undefined {
  const { spec, metadata } = set
  const before = looks.get(spec)
  if (before?.uid !== metadata.uid) return undefined
  const pods = cluster.countIndexed('Pod', 'owner', metadata.uid)
  const changes = changesToFollow(before, pods, cluster)
  if (!changes) return undefined
  let { active, labelled, ready } = before
  const count = (pod: Pod, by: number): void => {
    if (!isActive(pod) || controllerOf(pod)?.uid !== metadata.uid) return
    active += by
    if (hasTemplateLabels(pod, set)) labelled += by
    if (isReady(pod)) ready += by
  }
  for (const { kind, object, previous, type } of changes) {
    if (kind !== 'Pod') continue
    if (previous) count(previous as Pod, -1)
    if (type !== 'DELETED') count(object as Pod, 1)
  }
  const tally = { active, labelled, ready }
  remember(set, tally, cluster)
  return tally
}

/** Remembers what a count of all has come to. */
export function remember({ spec, metadata }: ReplicaSet, tally: Tally, cluster: Reader): void {
  const { latest } = cluster
  const { active, labelled, ready } = tally
  if (latest) looks.set(spec, { active, labelled, ready, uid: metadata.uid, seen: latest })
  else looks.delete(spec)
}

/** Counts a set's active Pods. */
export function tallyOf(set: ReplicaSet, pods: readonly Pod[]): Tally {
  let [labelled, ready] = [0, 0]
  for (const pod of pods) {
    if (hasTemplateLabels(pod, set)) labelled++
    if (isReady(pod)) ready++
  }
  return { active: pods.length, labelled, ready }
}

function hasTemplateLabels({ metadata }: Pod, { spec }: ReplicaSet): boolean {
  const { labels = NONE } = metadata
  const { labels: wanted = NONE } = spec.template.metadata
  if (labels === wanted) return true
  for (const key in wanted) if (labels[key] !== wanted[key]) return false
  return true
}

const NONE: Labels = {}
