import type { Instant } from '../sim'
import type { ResourceRecord } from './dns'
import type { PodFault } from './fault'
import type { PacketEnds } from './kernel'
import type { Libc } from './libc'
import type { FieldRef } from './object'
import type { Environment, RequestOutcome, TrafficSource } from './traffic'
import type { WhyCode } from './why'

/** One request that is to be followed step by step. */
export interface TraceRequest {
  /** `laptop` is the learner's own machine, outside the cluster. */
  readonly from: TrafficSource | { readonly type: 'laptop' }
  /** `http://web/path`, `https://…`, `tcp://db:5432`, `udp://dns:53`, `icmp://10.96.0.1`, `web`. */
  readonly to: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The client's own patience; `tracePatience` when absent. */
  readonly timeoutSeconds?: number
}

/** The seconds that a traced request waits for its answer, unless it says otherwise. */
export const tracePatience = 5

/** A request that was really sent, by the number and the instant that observers are told. */
export interface SentRequest {
  readonly request: number
  readonly started: Instant
}

/** What became of a traced request, and by what steps: codes and data, never prose. */
export interface Trace {
  readonly request: TraceRequest
  readonly started: Instant
  readonly ended: Instant
  readonly outcome: TraceOutcome
  /** HTTP status, when there was a response. */
  readonly status?: number
  readonly steps: readonly Step[]
  /** Why it failed, as far as the engine can tell; the first is the nearest. */
  readonly causes: readonly Cause[]
}

/** How a traced request ended; perhaps it has been sent, and nothing has come of it yet. */
export type TraceOutcome = RequestOutcome | 'under-way'

/** One step of a request. */
export type Step = { readonly at: Instant } & (
  | {
      /** The client's resolv.conf, and the names that it will try as its library does. */
      readonly code: 'resolver'
      readonly libc: Libc
      readonly nameservers: readonly string[]
      readonly search: readonly string[]
      readonly ndots: number
      readonly candidates: readonly string[]
    }
  /** The host is an address, or stands in the client's /etc/hosts. */
  | { readonly code: 'address' | 'hosts'; readonly host: string; readonly address: string }
  | {
      readonly code: 'question'
      readonly name: string
      readonly type: string
      readonly packet: PacketTrace
    }
  | {
      readonly code: 'answer'
      readonly name: string
      readonly type: string
      readonly rcode: string
      readonly records: readonly ResourceRecord[]
      readonly packet: PacketTrace
    }
  /** A connection that is open already takes the request; others share it, or have had it. */
  | {
      readonly code: 'reused'
      readonly connection: PacketEnds
      readonly isShared: boolean
    }
  /** A segment or datagram of the request itself, forth or back. */
  | {
      readonly code: 'connect' | 'request' | 'datagram' | 'echo'
      readonly packet: PacketTrace
      /** Whoever is there at its end. */
      readonly listener?: ListenerTrace
    }
  | { readonly code: 'accept' | 'reset' | 'response' | 'reply'; readonly packet: PacketTrace }
  /** An ICMP port unreachable, on its way back to the client. */
  | { readonly code: 'unreachable'; readonly by: string }
  | { readonly code: 'end'; readonly outcome: TraceOutcome; readonly status?: number }
)

/** What waits at the port that a packet has come to. */
export type ListenerTrace = { readonly place: string; readonly port: number } & (
  | { readonly state: 'listens'; readonly pod?: string; readonly container?: string }
  /** A program listens there, on the loopback interface alone. */
  | { readonly state: 'loopback' }
  | { readonly state: 'nobody' }
)

/** A packet's way. */
export interface PacketTrace {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP'
  readonly from: string
  readonly sent: PacketEnds
  /** As it arrived, or as it was when it ended. */
  readonly last: PacketEnds
  readonly fate: 'delivered' | 'dropped' | 'rejected' | 'lost'
  /** Where it was delivered. */
  readonly to?: string
  /** The field behind the rule that has stopped it. */
  readonly because?: FieldRef
  /** The Service whose balancer outside has passed it on. */
  readonly balancer?: string
  /** One way, in microseconds. */
  readonly latency: number
  readonly passes: readonly Pass[]
}

/** A packet's way through one node. */
export interface Pass {
  readonly node: string
  readonly arrived: PacketEnds
  /** What connection tracking says of it when it comes. */
  readonly state: 'new' | 'established' | 'invalid'
  readonly rules: readonly RuleTrace[]
  /** What it has become. */
  readonly left: PacketEnds
  /** The tracked connection that it is of from then on: as it came, and the answer expected. */
  readonly tracked?: { readonly original: PacketEnds; readonly reply: PacketEnds }
}

/** A rule that a packet was tested against. */
export interface RuleTrace {
  /** `nat`, `filter`, or `nftables`. */
  readonly table: string
  readonly chain: string
  /** Its place in the chain, from 1, of how many. */
  readonly number: number
  readonly of: number
  /** How many jumps deep its chain is. */
  readonly depth: number
  readonly text: string
  readonly matched: boolean
  /** A number below `of`; for a rule that takes one packet in so many, 0 is that one. */
  readonly draw?: { readonly drawn: number; readonly of: number }
  readonly does?: string
  readonly because?: FieldRef
}

/** Why a request failed, or a thing is not as somebody wants it. */
export interface Cause {
  readonly code: CauseCode
  /** What the texts about it name. */
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
  /** Since when it is so. */
  readonly since?: Instant
  /** What Kubernetes, or a program, says of it itself. */
  readonly told?: string
  /** The field to look at. */
  readonly field?: FieldRef
  /** A change that would help. */
  readonly change?: Change
  /** Other changes that would help as well. */
  readonly others?: readonly Change[]
}

/** A change that mends what a cause tells of. */
export type Change =
  /**
   * Another value for a field, the cause's own unless it names one; `before` is absent when the
   * field is, `after` null when it is to go.
   */
  | {
      readonly type: 'field'
      readonly field?: FieldRef
      readonly before?: unknown
      readonly after: unknown
    }
  /** Another address to ask. */
  | { readonly type: 'ask'; readonly to: string }
  /** What somebody has broken about a node is mended. */
  | { readonly type: 'mend-node'; readonly node: string }
  /** What somebody has broken about a Pod's app is mended; what is left of it. */
  | { readonly type: 'mend-pod'; readonly pod: string; readonly fault: PodFault }
  /** The same objects on another kind of cluster. */
  | { readonly type: 'environment'; readonly environment: Environment }
  /** A line for the terminal. */
  | { readonly type: 'line'; readonly line: string }

/** Causes, one a code. */
export type CauseCode =
  | 'bad-url'
  // Names.
  | 'other-namespace'
  | 'no-such-service'
  | 'services-are-inside'
  | 'headless-without-endpoints'
  | 'alias-of-nothing'
  | 'alias-is-address'
  | 'name-server-down'
  | 'name-unknown'
  // Endpoints.
  | 'selector-matches-nothing'
  | 'no-replicas'
  | 'nothing-selected'
  | 'nothing-ready'
  | 'probe-fails'
  | 'port-name-unknown'
  // At the Pod.
  | 'nobody-listens'
  | 'headless-maps-no-port'
  | 'listens-on-loopback'
  // Policies.
  | 'no-local-endpoint'
  | 'outside-source-ranges'
  // Addresses.
  | 'no-such-port'
  | 'port-of-other-protocol'
  | 'service-answers-no-ping'
  | 'cluster-ip-outside'
  | 'pending-address'
  | 'address-of-nobody'
  | 'endpoint-gone'
  | 'node-cut'
  | 'node-port-unknown'
  | 'other-proxy'
  | 'invalid-on-return'
  // Answers.
  | 'http-status'
  | 'tls-expected'
  | 'plain-expected'
  | 'other-protocol'
  | 'no-answer'
  | 'proxy-hangs'
  | 'app-hangs'
  | 'app-slow'
  | 'answer-lost'
  /** A NetworkPolicy that would forbid it is stored only: no plugin here enforces it. */
  | 'policy-not-enforced'
  | WhyCode
