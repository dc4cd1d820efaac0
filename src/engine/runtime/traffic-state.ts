import type { FetchRequest } from '../images/image'
import type { TrafficClient } from './data-plane'

/** How a traffic client stands: a value. */
export interface TrafficState {
  readonly client: TrafficClient
  /** What it sends, over and over. */
  readonly request: FetchRequest
  /** The Pod it sends from, `namespace/name`. */
  readonly sourceKey: string
  readonly id: number
  /** Counts its lives: a tick of an earlier one is ignored. */
  readonly turn: number
  readonly underWay: number
  /** Requests that wait for another to end. */
  readonly waiting: number
  readonly started: number
  readonly succeeded: number
  readonly failed: number
}
