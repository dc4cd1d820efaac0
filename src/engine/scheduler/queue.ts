import type { Pod } from '../resources'
import { type Duration, type Instant, minutes, type SortedMap, seconds, sortedMap } from '../sim'

/** A Pod that waits for a node. */
export interface Waiting {
  readonly pod: Pod
  readonly attempts: number
  /** When it was tried last. */
  readonly tried: Instant
}

/**
 * Who waits for a node (backend/queue/scheduling_queue.go): those whose turn comes, by priority and
 * arrival; those that fit nowhere, until something changes; and those to be tried again in a while.
 */
export interface SchedulingQueue {
  readonly active: SortedMap<Waiting>
  readonly unschedulable: SortedMap<Waiting>
  readonly backoff: SortedMap<Waiting>
  /** By uid: where a Pod is found. */
  readonly places: SortedMap<Place>
  readonly arrivals: number
}

interface Place {
  readonly list: 'active' | 'unschedulable' | 'backoff'
  readonly key: string
}

const FIRST_BACKOFF: Duration = seconds(1)
const LAST_BACKOFF: Duration = seconds(10)
/** How long a Pod is left alone when nothing happens that could help it. */
export const LEFT_ALONE: Duration = minutes(5)
// Above the highest priority there is (2000001000, system-node-critical): the higher sorts first.
const ABOVE_ALL = 3_000_000_000

/** A queue without Pods. */
export const emptyQueue: SchedulingQueue = {
  active: sortedMap(),
  unschedulable: sortedMap(),
  backoff: sortedMap(),
  places: sortedMap(),
  arrivals: 0,
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0')

function put(queue: SchedulingQueue, place: Place, waiting: Waiting): SchedulingQueue {
  const { list, key } = place
  return {
    ...queue,
    [list]: queue[list].set(key, waiting),
    places: queue.places.set(waiting.pod.metadata.uid, place),
  }
}

function activate(queue: SchedulingQueue, waiting: Waiting): SchedulingQueue {
  const rank = digits(ABOVE_ALL - (waiting.pod.spec.priority ?? 0), 10)
  const key = `${rank}/${digits(queue.arrivals, 10)}`
  return put({ ...queue, arrivals: queue.arrivals + 1 }, { list: 'active', key }, waiting)
}

const eligibleAt = ({ attempts, tried }: Waiting): Instant =>
  tried + Math.min(FIRST_BACKOFF * 2 ** Math.min(attempts - 1, 10), LAST_BACKOFF)

/** Who waits under a uid. */
export function findWaiting(queue: SchedulingQueue, uid: string): Waiting | undefined {
  const place = queue.places.get(uid)
  return place && queue[place.list].get(place.key)
}

/** A queue with a new Pod at its end. */
export const enqueue = (queue: SchedulingQueue, pod: Pod): SchedulingQueue =>
  activate(queue, { pod, attempts: 0, tried: 0 })

/** A queue without a Pod. */
export function dequeue(queue: SchedulingQueue, uid: string): SchedulingQueue {
  const place = queue.places.get(uid)
  if (!place) return queue
  const { list, key } = place
  return { ...queue, [list]: queue[list].delete(key), places: queue.places.delete(uid) }
}

/** A queue that knows a Pod as it is now. */
export function refreshed(queue: SchedulingQueue, pod: Pod): SchedulingQueue {
  const place = queue.places.get(pod.metadata.uid)
  const waiting = place && queue[place.list].get(place.key)
  return place && waiting ? put(queue, place, { ...waiting, pod }) : queue
}

/** Takes the Pod whose turn it is. */
export function takeFirst(
  queue: SchedulingQueue,
): { readonly waiting: Waiting; readonly queue: SchedulingQueue } | undefined {
  const { first } = queue.active
  const waiting = first === undefined ? undefined : queue.active.get(first)
  return waiting && { waiting, queue: dequeue(queue, waiting.pod.metadata.uid) }
}

/** A queue to which a Pod comes back that fits nowhere. */
export function giveBack(queue: SchedulingQueue, waiting: Waiting, now: Instant): SchedulingQueue {
  const { pod, attempts } = waiting
  const again = { pod, attempts: attempts + 1, tried: now }
  return put(queue, { list: 'unschedulable', key: pod.metadata.uid }, again)
}

/** Lets Pods be tried again: at once, or when their back-off is over. */
export function retried(
  queue: SchedulingQueue,
  now: Instant,
  which: (waiting: Waiting) => boolean = () => true,
): SchedulingQueue {
  let next = queue
  for (const [uid, waiting] of queue.unschedulable.entries()) {
    if (!which(waiting)) continue
    next = dequeue(next, uid)
    const at = eligibleAt(waiting)
    const key = `${digits(at, 16)}/${uid}`
    next = at <= now ? activate(next, waiting) : put(next, { list: 'backoff', key }, waiting)
  }
  return next
}

/** Lets those be tried again whose back-off is over. */
export function flushed(queue: SchedulingQueue, now: Instant): SchedulingQueue {
  let next = queue
  for (const [, waiting] of queue.backoff.entries()) {
    if (eligibleAt(waiting) > now) break
    next = activate(dequeue(next, waiting.pod.metadata.uid), waiting)
  }
  return next
}

/** When the next back-off is over. */
export function nextFlush({ backoff }: SchedulingQueue): Instant | undefined {
  const { first } = backoff
  const waiting = first === undefined ? undefined : backoff.get(first)
  return waiting && eligibleAt(waiting)
}

/** When the next Pod will have been left alone for long enough. */
export function nextLeftover({ unschedulable }: SchedulingQueue): Instant | undefined {
  let earliest: Instant | undefined
  for (const [, { tried }] of unschedulable.entries()) {
    earliest = Math.min(tried, earliest ?? tried)
  }
  return earliest === undefined ? undefined : earliest + LEFT_ALONE
}
