import { sameJson } from '../api/equality'
import { selects } from '../api/labels'
import { keyOf, keyText, type ObjectKey } from '../api/object'
import type { Reader } from '../apiserver/reader'
import type { Change } from '../apiserver/store'
import type { Pod, Service } from '../resources'
import { labelPairs, selectorPair, unpaired } from '../resources/selection'
import { isReady, isTerminal } from './readiness'

/**
 * The Pods among which are those that a Service's selector matches, in the order of their names.
 */
export function candidatePods({ metadata, spec }: Service, cluster: Reader): readonly Pod[] {
  const { namespace = '' } = metadata
  const pair = selectorPair(namespace, spec.selector)
  return pair ? cluster.indexed('Pod', 'label', pair) : cluster.list('Pod', namespace)
}

/** What there is to know of a look at many Pods before the next. */
export interface PodsSeen {
  /** The last change that the look saw. */
  readonly seen: Change
}

/** A Pod before and after what was written since a look. */
export interface PodChange {
  readonly before: Pod | undefined
  readonly now: Pod | undefined
}

/**
 * What was written since a look. Undefined when that cannot be told, or when it is more than there
 * are Pods to look at: to look at all of them takes less then.
 */
export function changesToFollow(
  { seen }: PodsSeen,
  pods: number,
  cluster: Reader,
): readonly Change[] | undefined {
  const { latest } = cluster
  if (latest === undefined || latest.revision - seen.revision > pods) return undefined
  return cluster.since(seen)
}

/** The Pods of a Service's namespace that changes have made other endpoints, or none. */
export function podChanges(changes: readonly Change[], { metadata }: Service): PodChange[] {
  const pods = new Map<string, PodChange>()
  for (const { kind, object, previous, type } of changes) {
    if (kind !== 'Pod' || object.metadata.namespace !== metadata.namespace) continue
    const { name } = object.metadata
    const known = pods.get(name)
    pods.set(name, {
      before: known ? known.before : (previous as Pod | undefined),
      now: type === 'DELETED' ? undefined : (object as Pod),
    })
  }
  return Array.from(pods.values()).filter(
    ({ before, now }) => now === undefined || !touchesNoEndpoint(now, before),
  )
}

/** About how many Pods a Service has: the more, the longer it takes to look at all. */
export function podCount({ namespace, name }: ObjectKey, cluster: Reader): number {
  const selector = cluster.get('Service', namespace, name)?.spec.selector
  const pair = selectorPair(namespace, selector)
  if (pair) return cluster.countIndexed('Pod', 'label', pair)
  return selector ? cluster.list('Pod', namespace).length : 0
}

// The Services whose selectors match a Pod.
const servicesSelecting = (pod: Pod, cluster: Reader): readonly Service[] =>
  [...labelPairs(pod), unpaired(pod.metadata.namespace ?? '')]
    .flatMap((pair) => cluster.indexed('Service', 'selector', pair))
    .filter(({ spec }) => selects(spec.selector, pod.metadata.labels))

/** The Services whose endpoints a change of a Pod may touch. */
export function servicesConcerned(pod: Pod, cluster: Reader, before?: Pod): readonly ObjectKey[] {
  const now = servicesFor(pod, cluster)
  if (!before || before.metadata.labels === pod.metadata.labels) return now
  const seen = new Set(now.map(({ name }) => name))
  return [...now, ...servicesFor(before, cluster).filter(({ name }) => !seen.has(name))]
}

/**
 * Whether a change of a Pod touches no endpoint, as most do not: it has no address yet, has ended
 * before, or what changed is not what an endpoint is made of.
 */
export const touchesNoEndpoint = (pod: Pod, before: Pod | undefined): boolean =>
  before ? isSameEndpoint(pod, before) : pod.status.podIP === undefined || isTerminal(pod)

const servicesFor = (pod: Pod, cluster: Reader): readonly ObjectKey[] =>
  pod.status.podIP === undefined ? [] : servicesSelecting(pod, cluster).map(keyOf)

const isSameEndpoint = (left: Pod, right: Pod): boolean =>
  left.status.podIP === right.status.podIP &&
  isReady(left) === isReady(right) &&
  isTerminal(left) === isTerminal(right) &&
  left.metadata.deletionTimestamp === right.metadata.deletionTimestamp &&
  sameJson(left.metadata.labels, right.metadata.labels)

/** The Services that have Pods on a node. */
export function servicesOn(node: string, cluster: Reader): readonly ObjectKey[] {
  const keys = new Map<string, ObjectKey>()
  for (const pod of cluster.indexed('Pod', 'node', node)) {
    for (const key of servicesFor(pod, cluster)) keys.set(keyText(key), key)
  }
  return Array.from(keys.values())
}
