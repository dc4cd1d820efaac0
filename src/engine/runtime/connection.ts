import type { Address } from '../api/address'
import type { Host } from '../network/host'
import type { Rule } from '../network/rules'
import type { Instant } from '../sim'

/** One end of a TCP connection: a value. */
export interface Connection {
  readonly id: number
  readonly host: Host
  readonly address: Address
  readonly port: number
  readonly peer: Address
  readonly peerPort: number
  readonly isClient: boolean
  readonly isEstablished: boolean
  /** The client's request that uses it, or 0 while it is idle. */
  readonly exchange: number
  /** The server's process. */
  readonly process: number
  /** The server's request that waits for its response; 0 for none. */
  readonly pending: number
  /** How many requests the server has had from it. */
  readonly served: number
  /** Whether the client wants it closed after the response. */
  readonly isLast: boolean
  /** When the last packet sent on it arrives: none may overtake it. */
  readonly arrives: Instant
  /** When the server forgets it, if nothing more comes. */
  readonly expires: Instant
  /** The rule that chose the server, and the node whose rule it is. */
  readonly translation: Rule | undefined
  readonly translatedBy: number
}

/** A connection that a client keeps for its next request to the same place. */
export interface Idle {
  readonly authority: string
  readonly connection: number
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly isLast: boolean
  readonly isTls: boolean
}

/** Requests that one connection can tell apart. */
const REQUESTS_A_CONNECTION = 1_024

/** The number by which a process answers a connection's request. */
export const requestNumber = ({ id, served }: Connection): number =>
  id * REQUESTS_A_CONNECTION + (served % REQUESTS_A_CONNECTION)

/** The connection that a request came by. */
export const connectionOf = (request: number): number => Math.floor(request / REQUESTS_A_CONNECTION)
