import { controllerOf } from '../api/object'
import type { Reader } from '../apiserver/reader'
import type { Node, Pod } from '../resources'
import { type Instant, type SortedMap, sortedMap } from '../sim'
import { termsOf } from './affinity-terms'
import { type NodeInfo, nodeInfo, released, taken, unused } from './node-info'
import { emptyQueue, type SchedulingQueue } from './queue'
import { type PodRequest, requestOf } from './resources'
import { type Countable, count, type Tallies } from './tally'

/** What the scheduler keeps between messages. */
export interface SchedulerMemory {
  readonly nodes: SortedMap<NodeInfo>
  /** The Pods that have a node, by uid. */
  readonly placed: SortedMap<Placement>
  readonly tallies: Tallies
  readonly queue: SchedulingQueue
  /** The node at which the next search begins. */
  readonly cursor: number
  readonly isWorking: boolean
  /** When its timers are due: the end of a back-off, and the end of being left alone. */
  readonly flushAt: Instant | undefined
  readonly leftoverAt: Instant | undefined
}

/** A Pod on its node, and what it takes there. */
export interface Placement extends Countable {
  readonly request: PodRequest
}

/** A scheduler that has seen nothing yet. */
export const newMemory: SchedulerMemory = {
  nodes: sortedMap(),
  placed: sortedMap(),
  tallies: sortedMap(),
  queue: emptyQueue,
  cursor: 0,
  isWorking: false,
  flushAt: undefined,
  leftoverAt: undefined,
}

/** Counts a Pod on a node. */
export function place(
  memory: SchedulerMemory,
  pod: Pod,
  node: string,
  reader: Reader,
): SchedulerMemory {
  const { namespace = '', labels, deletionTimestamp } = pod.metadata
  const placement = {
    namespace,
    labels,
    owner: controllerOf(pod)?.uid,
    isGoing: deletionTimestamp !== undefined,
    node,
    request: requestOf(pod),
    terms: termsOf(pod, reader),
  }
  const info = memory.nodes.get(node)
  return {
    ...memory,
    placed: memory.placed.set(pod.metadata.uid, placement),
    tallies: count(memory.tallies, placement, 1),
    nodes: info
      ? memory.nodes.set(node, { ...info, used: taken(info.used, placement.request) })
      : memory.nodes,
  }
}

/** Counts a Pod no longer. */
export function unplace(memory: SchedulerMemory, uid: string): SchedulerMemory {
  const placement = memory.placed.get(uid)
  if (!placement) return memory
  const { node, request } = placement
  const info = memory.nodes.get(node)
  return {
    ...memory,
    placed: memory.placed.delete(uid),
    tallies: count(memory.tallies, placement, -1),
    nodes: info
      ? memory.nodes.set(node, { ...info, used: released(info.used, request) })
      : memory.nodes,
  }
}

/** Sees a node as it is now. One that is new may have Pods already. */
export function withNode(memory: SchedulerMemory, node: Node): SchedulerMemory {
  const { name } = node.metadata
  const known = memory.nodes.get(name)
  const used = known ? known.used : usageOf(memory, name)
  return { ...memory, nodes: memory.nodes.set(name, nodeInfo(node, used)) }
}

/** Forgets a node; its Pods are remembered, should it come back. */
export const withoutNode = (memory: SchedulerMemory, name: string): SchedulerMemory => ({
  ...memory,
  nodes: memory.nodes.delete(name),
})

const usageOf = ({ placed }: SchedulerMemory, name: string): NodeInfo['used'] =>
  placed
    .values()
    .filter(({ node }) => node === name)
    .reduce((used, { request }) => taken(used, request), unused)
