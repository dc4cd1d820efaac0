import type { Reader } from '../apiserver/reader'
import type { Pod } from '../resources'
import type { NodeInfo } from './node-info'
import type { PodRequest } from './resources'
import type { AskedTerm, Counted, Tally } from './tally'

/** One Pod's turn: what plugins may look at. */
export interface Cycle {
  readonly pod: Pod
  readonly request: PodRequest
  readonly nodes: readonly NodeInfo[]
  readonly reader: Reader
  /** How many of some Pods are on each node. */
  tally(counted: Counted): Tally
  /** What placed Pods demand, and where they are. */
  asked(): Iterable<{ readonly term: AskedTerm; readonly tally: Tally }>
}

/** Why a node will not do. */
export interface Rejection {
  readonly reasons: readonly string[]
  /** Whether other Pods are in the way, rather than the node being wrong for good. */
  readonly preemptible: boolean
  /** Set for what is wrong with the Pod, whatever the node: then nodes are not counted. */
  readonly isOfPod?: true
}

/** Decides which nodes will do. */
export interface FilterPlugin {
  readonly name: string
  /** Looks at the Pod once; undefined when the plugin has nothing to say about it. */
  prepare(cycle: Cycle): ((node: NodeInfo) => Rejection | undefined) | undefined
}

/** Decides which of the nodes that will do is best. */
export interface ScorePlugin {
  readonly name: string
  readonly weight: number
  /**
   * Scores the nodes, 0 to 100 each; undefined when the plugin has nothing to say about the Pod.
   */
  score(cycle: Cycle, nodes: readonly NodeInfo[]): readonly number[] | undefined
}

/** The best score. */
export const BEST = 100

/** Stretches scores so that the highest is 100; `reversed` makes the lowest the best. */
export function normalized(scores: readonly number[], reversed = false): readonly number[] {
  const most = Math.max(...scores)
  if (most === 0) return scores.map(() => (reversed ? BEST : 0))
  return scores.map((score) => {
    const scaled = Math.trunc((BEST * score) / most)
    return reversed ? BEST - scaled : scaled
  })
}

/** A Rejection that names one reason. */
export const rejection = (reason: string, preemptible: boolean): Rejection => ({
  reasons: [reason],
  preemptible,
})
