import { sameJson } from '../api/equality'
import type { Reader } from '../apiserver/reader'
import type { Change } from '../apiserver/store'
import type { Node, Pod } from '../resources'
import type { Instant } from '../sim'
import { place, type SchedulerMemory, unplace, withNode, withoutNode } from './memory'
import { dequeue, enqueue, findWaiting, refreshed, retried } from './queue'

/** What the scheduler goes by when it takes in a change. */
export interface Seen {
  readonly now: Instant
  readonly reader: Reader
}

/** Takes in what happened to an object. */
export function withChange(memory: SchedulerMemory, change: Change, seen: Seen): SchedulerMemory {
  switch (change.kind) {
    case 'Node':
      return nodeChanged(memory, change, seen)
    case 'PersistentVolumeClaim':
      // Whoever has waited for it may have it now.
      return tryAgain(memory, seen.now)
    default:
      return podChanged(memory, change, seen)
  }
}

function nodeChanged(
  memory: SchedulerMemory,
  { type, object, previous }: Change,
  { now }: Seen,
): SchedulerMemory {
  const node = object as Node
  if (type === 'DELETED') return withoutNode(memory, node.metadata.name)
  const known = withNode(memory, node)
  return previous && isSameOffer(node, previous as Node) ? known : tryAgain(known, now)
}

/** Whether what happened to a Pod is nothing to the scheduler: how one that has a node is doing. */
export function isNothing({ type, object, previous }: Change): boolean {
  if (type !== 'MODIFIED' || !previous) return false
  const [pod, before] = [object as Pod, previous as Pod]
  return (
    pod.spec === before.spec &&
    pod.spec.nodeName !== undefined &&
    pod.metadata.labels === before.metadata.labels &&
    pod.metadata.deletionTimestamp === before.metadata.deletionTimestamp &&
    isOver(pod) === isOver(before)
  )
}

// A heartbeat helps nobody to a place.
const isSameOffer = (left: Node, right: Node): boolean =>
  sameJson(left.spec, right.spec) &&
  sameJson(left.metadata.labels, right.metadata.labels) &&
  sameJson(left.status.allocatable, right.status.allocatable)

const tryAgain = (memory: SchedulerMemory, now: Instant): SchedulerMemory => ({
  ...memory,
  queue: retried(memory.queue, now),
})

function podChanged(
  memory: SchedulerMemory,
  { type, object }: Change,
  seen: Seen,
): SchedulerMemory {
  const pod = object as Pod
  const { uid, deletionTimestamp } = pod.metadata
  if (type === 'DELETED' || isOver(pod)) return podGone(memory, pod, seen)
  if (pod.spec.nodeName) return podPlaced(memory, pod, seen)
  if (deletionTimestamp !== undefined || !isOurs(pod)) {
    return { ...memory, queue: dequeue(memory.queue, uid) }
  }
  const waiting = findWaiting(memory.queue, uid)
  if (!waiting) {
    // An older look at a Pod that has been placed meanwhile.
    return memory.placed.has(uid) ? memory : { ...memory, queue: enqueue(memory.queue, pod) }
  }
  const known = { ...memory, queue: refreshed(memory.queue, pod) }
  const asksTheSame =
    sameJson(waiting.pod.spec, pod.spec) &&
    sameJson(waiting.pod.metadata.labels, pod.metadata.labels)
  return asksTheSame ? known : tryAgain(known, seen.now)
}

const isOver = ({ status }: Pod): boolean =>
  status.phase === 'Succeeded' || status.phase === 'Failed'

const isOurs = ({ spec }: Pod): boolean =>
  spec.schedulerName === 'default-scheduler' && (spec.schedulingGates ?? []).length === 0

function podGone(memory: SchedulerMemory, { metadata }: Pod, { now }: Seen): SchedulerMemory {
  const { uid } = metadata
  if (!memory.placed.has(uid)) return { ...memory, queue: dequeue(memory.queue, uid) }
  return tryAgain(unplace(memory, uid), now)
}

function podPlaced(memory: SchedulerMemory, pod: Pod, { now, reader }: Seen): SchedulerMemory {
  const { uid, labels, deletionTimestamp } = pod.metadata
  const { nodeName: node = '' } = pod.spec
  const known = memory.placed.get(uid)
  if (!known) {
    const queue = dequeue(memory.queue, uid)
    return tryAgain(place({ ...memory, queue }, pod, node, reader), now)
  }
  const isGoing = deletionTimestamp !== undefined
  if (known.isGoing === isGoing && sameJson(known.labels, labels)) return memory
  return tryAgain(place(unplace(memory, uid), pod, node, reader), now)
}
