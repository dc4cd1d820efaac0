import type { Address } from '../api/address'
import type { Answer } from '../api/dns'
import type { HttpResponse, ProcessMessage } from '../images/image'
import type { Host } from '../network/host'
import type { Instant } from '../sim'

/** What the data plane sends itself; plain data. Only it reads them. */
export type NetworkMessage =
  | TcpArrival
  | UdpArrival
  /** An ICMP echo request, or the reply to one, reaches a host. */
  | EchoArrival
  /** A node on the way of an echo request tells that it has passed too many. */
  | {
      readonly to: 'network'
      readonly type: 'exceeded'
      readonly exchange: number
      readonly from: Address
    }
  /** An ICMP port unreachable reaches the client of a request. */
  | { readonly to: 'network'; readonly type: 'unreachable'; readonly exchange: number }
  /** Some request may have waited long enough. */
  | { readonly to: 'network'; readonly type: 'alarm'; readonly at: Instant }
  | Wake
  /** A program that is slow comes to look at what has come to it. */
  | {
      readonly to: 'network'
      readonly type: 'heard'
      readonly process: number
      readonly message: ProcessMessage
    }
  /** A program has worked on its answer long enough. */
  | {
      readonly to: 'network'
      readonly type: 'respond'
      readonly request: number
      readonly response: HttpResponse | Answer
    }
  | {
      readonly to: 'network'
      readonly type: 'reply'
      readonly datagram: number
      readonly payload: unknown
    }
  /** A process that is done has waited long enough for somebody to attach. */
  | { readonly to: 'network'; readonly type: 'leave'; readonly process: number }
  /** A traffic client's next request is due; another `turn` is an earlier life's. */
  | {
      readonly to: 'network'
      readonly type: 'tick'
      readonly client: number
      readonly turn: number
    }

/** A process asked to be woken. */
export interface Wake {
  readonly to: 'network'
  readonly type: 'wake'
  readonly process: number
  readonly tag: string
  /** Whether the process had been asked to stop when it went to sleep. */
  readonly isStopping: boolean
}

/** A TCP segment reaches a host, with the addresses it has there. */
export interface TcpArrival {
  readonly to: 'network'
  readonly type: 'tcp'
  readonly host: Host
  readonly source: Address
  readonly sourcePort: number
  readonly destination: Address
  readonly destinationPort: number
  readonly flags: number
  /** What the segment carries: a `WireRequest` or a `HttpResponse`. */
  readonly payload: unknown
}

/** An ICMP echo request or reply, at its host. */
export interface EchoArrival {
  readonly to: 'network'
  readonly type: 'echo'
  readonly host: Host
  readonly source: Address
  readonly destination: Address
  /** What tells one ping from another. */
  readonly number: number
  readonly exchange: number
  readonly isReply: boolean
  /** How many nodes it has passed. */
  readonly passed: number
}

/** A datagram reaches a host. */
export interface UdpArrival {
  readonly to: 'network'
  readonly type: 'udp'
  readonly host: Host
  readonly source: Address
  readonly sourcePort: number
  readonly destination: Address
  readonly destinationPort: number
  readonly payload: unknown
}
