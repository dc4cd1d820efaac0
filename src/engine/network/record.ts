import type { FieldRef, ObjectKey } from '../api/object'
import type { RequestOutcome } from '../api/traffic'
import type { Instant } from '../sim'

/**
 * What became of one request, told while it runs: for the picture and the counters. Codes and
 * places, never prose. The engine does not keep it: it hands it to an `Observer` and forgets.
 */
export interface RequestRecord {
  readonly id: number
  /** The client's host: `pod/default/client`, `node/node-1`, `external/visitor`. */
  readonly client: string
  /** The traffic client that sent it; absent for what programs and kubelets ask by themselves. */
  readonly traffic?: string
  /** The session in which the program runs that sent it. */
  readonly session?: number
  /** Whether a kubelet sent it, as a probe. */
  readonly isProbe?: true
  readonly url: string
  /** The port-forward that carried it past Services and rules. */
  readonly forward?: Forward
  readonly started: Instant
  /** Absent while the request is under way. */
  readonly ended?: Instant
  readonly outcome?: RequestOutcome
  /** HTTP status, when there was a response. */
  readonly status?: number
  /** The host that answered or refused: `pod/default/web-…`. */
  readonly server?: string
  /** The Service whose rule translated the connection. */
  readonly service?: ObjectKey
  readonly legs: readonly Leg[]
  /** What stopped it, when it failed. */
  readonly because?: FieldRef
}

/** A port of the laptop, if one listens there, that leads to a port of one Pod. */
export interface Forward {
  readonly localPort?: number
  readonly port: number
}

/**
 * One stretch of the way: from a place to a place. Places are hosts (`pod/…`, `node/…`,
 * `external/…`), `service/namespace/name` for the translation by kube-proxy,
 * `balancer/namespace/name`.
 */
export interface Leg {
  readonly from: string
  readonly to: string
  readonly left: Instant
  readonly due: Instant
  readonly what: 'query' | 'answer' | 'connect' | 'refusal' | 'request' | 'response' | 'lost'
}

/** Hears what the network does; never part of the state, so it may be anything, and absent. */
export interface Observer {
  request(record: RequestRecord): void
}
