import type { FetchRequest } from '../images/image'
import type { TrafficClient } from './data-plane'
import type { Client, Owner } from './exchange'

/** How a traffic client stands: a value. */
export interface TrafficState {
  readonly client: TrafficClient
  /** What it sends, over and over. */
  readonly request: FetchRequest
  /** Itself, as the owner of its requests. */
  readonly owner: Owner
  /** Itself as a client, where it was last found. */
  readonly sender: Client | undefined
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
