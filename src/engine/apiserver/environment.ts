import { type ClusterFacts, singleStack } from '../resources/resource'
import type { Instant, Streams } from '../sim'

/** What the API server knows besides the store: the time, and streams of chance by name. */
export interface ServerEnvironment {
  readonly now: Instant
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  readonly streams: Streams
  readonly serviceCIDR: string
  /** The Services' IPv6 addresses; absent on a cluster of one family. */
  readonly secondServiceCIDR?: string
  readonly nodePorts: readonly [first: number, last: number]
  /** Nothing will be kept of the request: what it is given stands for what it would get. */
  readonly isDry?: boolean
}

const dualStack: ClusterFacts = { families: ['IPv4', 'IPv6'] }

/** What Services can have in a cluster. */
export const factsOf = ({ secondServiceCIDR }: ServerEnvironment): ClusterFacts =>
  secondServiceCIDR === undefined ? singleStack : dualStack
