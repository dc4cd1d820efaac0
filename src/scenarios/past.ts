import type { NodeFault, PodFault } from '../engine/api/fault'
import type { ConnectRequest } from '../engine/api/request'
import type { SessionInput } from '../engine/api/session'
import type { TraceRequest } from '../engine/api/trace'
import type { Traffic } from '../engine/api/traffic'
import type { Scenario } from './scenario'

/**
 * What was done to a cluster since it was opened: with its scenario, the very same cluster. A link
 * may have it, and then it is done again, each thing at its place in the run.
 */
export interface Past {
  /** What the cluster was opened with, where the scenario says otherwise by now. */
  readonly opened: Partial<Pick<Scenario, 'manifest' | 'traffic' | 'mode'>>
  readonly inputs: readonly PastInput[]
  /** Where time stood in the end. */
  readonly end: PastPlace
  /** The digest of the cluster there: another engine may come to another one. */
  readonly digest: string
}

/** A place in a run: an instant in microseconds, and how many messages had run by then. */
export interface PastPlace {
  readonly at: number
  readonly steps: number
}

/** Something from outside, and where it came. */
export interface PastInput extends PastPlace {
  readonly input: PastDeed
}

/** What comes from outside, as the engine records it. */
export type PastDeed =
  | { readonly type: 'request' | 'connect'; readonly request: ConnectRequest }
  | { readonly type: 'session'; readonly session: number; readonly input: SessionInput }
  | { readonly type: 'send'; readonly request: TraceRequest }
  | { readonly type: 'traffic'; readonly clients: readonly Traffic[] }
  | { readonly type: 'fault'; readonly node: string; readonly fault?: NodeFault }
  | { readonly type: 'pod-fault'; readonly pod: string; readonly fault: PodFault }
