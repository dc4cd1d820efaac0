import type { Address } from '../api/address'
import type { FieldRef } from '../api/object'
import type { FetchRequest } from '../images/image'
import type { Host } from '../network/host'
import type { Instant } from '../sim'
import type { Answered, Questions } from './resolver'
import type { ResolverConfig } from './runtime'
import type { Url } from './url'

/**
 * One request that a client has under way, from the look-up of the name to the response. A value.
 */
export interface Exchange {
  readonly id: number
  readonly call: Call
  readonly phase: 'resolving' | 'connecting' | 'waiting'
  /** When something has to be done if nothing happens: ask again, connect again, give up. */
  readonly due: Instant
  /** The name that is asked for now, by its place among the candidates. */
  readonly candidate: number
  /** The local port of the questions. */
  readonly port: number
  readonly v4: Answered
  readonly v6: Answered
  readonly addresses: readonly Address[]
  /** Which of the addresses is tried. */
  readonly address: number
  /** How often the question, or the SYN, has been sent again. */
  readonly repeats: number
  /** The connection, once there is one; 0 before. */
  readonly connection: number
  /** Whether the connection had served an earlier request. */
  readonly isReused: boolean
  /** The field behind the rule that stopped a packet. */
  readonly because: FieldRef | undefined
}

/** Who makes a request, and from where. */
export interface Client {
  readonly owner: Owner
  readonly host: Host
  readonly place: string
  readonly resolver: ResolverConfig
}

/** What stays the same about a request while it is under way. */
export interface Call {
  readonly client: Client
  readonly url: Url
  /** What the name server is asked, one name after the other. */
  readonly questions: readonly Questions[]
  readonly request: FetchRequest
  readonly started: Instant
  readonly deadline: Instant
}

/** Who hears how a request ended. */
export type Owner =
  | { readonly type: 'process'; readonly id: number }
  | { readonly type: 'probe'; readonly id: number; readonly isTcp: boolean }
  | { readonly type: 'traffic'; readonly id: number; readonly name: string }
