import type { Address } from '../api/address'
import type { Question } from '../api/dns'
import type { Host } from '../network/host'
import type { Editable } from '../network/records'
import type { Rule } from '../network/rules'
import type { Instant } from '../sim'

/** The two ends of a connection, as the host sees them that has it. */
export interface Ends {
  readonly host: Host
  readonly address: Address
  readonly port: number
  readonly peer: Address
  readonly peerPort: number
}

const NONE: Connection['unanswered'] = []

/** One end of a TCP connection. */
export class Connection implements Editable<Connection> {
  keeper: object | undefined = undefined
  readonly host: Host
  readonly address: Address
  readonly port: number
  readonly peer: Address
  readonly peerPort: number
  isEstablished = false
  /** The client's request that uses it, or 0 while it is idle. */
  exchange = 0
  /** The server's process. */
  process = 0
  /** The server's request that waits for its response; 0 for none. */
  pending = 0
  /** How many requests the server has had from it. */
  served = 0
  /** A client's requests that share it, if they do: many at a time, as HTTP/2 has them. */
  streams: readonly number[] | undefined = undefined
  /** A server's requests of such a connection that wait for their responses. */
  unanswered: readonly { readonly request: number; readonly stream: number }[] = NONE
  /** Whether the client wants it closed after the response. */
  isLast = false
  /** Whether a program reads and writes it as text of its own. */
  isStream = false
  /** Whether this end of a stream has closed its half. */
  hasFinished = false
  /** Text that is no whole request, or response, yet. */
  received = ''
  /** The method of the request that came as text, and is answered as text; '' for none. */
  textMethod = ''
  /** When the last packet sent on it arrives: none may overtake it. */
  arrives: Instant = 0
  /** When the server forgets it, if nothing more comes. */
  expires: Instant = 0
  /** The rule that chose the server, and the node whose rule it is. */
  translation: Rule | undefined = undefined
  translatedBy = -1

  constructor(
    readonly id: number,
    readonly isClient: boolean,
    ends: Ends,
  ) {
    this.host = ends.host
    this.address = ends.address
    this.port = ends.port
    this.peer = ends.peer
    this.peerPort = ends.peerPort
  }

  copy(): Connection {
    return Object.assign(new Connection(this.id, this.isClient, this), this)
  }
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
  readonly body?: string
  readonly isLast: boolean
  readonly isTls: boolean
  /** Which of a shared connection's requests it is. */
  readonly stream?: number
  /** A look at readiness that the program is to fail. */
  readonly isUnready?: boolean
  /** DNS over TCP: this is all that is sent. */
  readonly question?: Question
}

/** Requests that one connection can tell apart. */
const REQUESTS_A_CONNECTION = 1_024

/** The number by which a process answers a connection's request. */
export const requestNumber = ({ id, served }: Readonly<Connection>): number =>
  id * REQUESTS_A_CONNECTION + (served % REQUESTS_A_CONNECTION)

/** The connection that a request came by. */
export const connectionOf = (request: number): number => Math.floor(request / REQUESTS_A_CONNECTION)
