import type { Instant, Streams } from '../sim'

/** What the API server knows besides the store: the time, and streams of chance by name. */
export interface ServerEnvironment {
  readonly now: Instant
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  readonly streams: Streams
  readonly serviceCIDR: string
  readonly nodePorts: readonly [first: number, last: number]
}
