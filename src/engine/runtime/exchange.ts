import type { Address } from '../api/address'
import type { Question } from '../api/dns'
import type { FieldRef } from '../api/object'
import type { FetchRequest, Libc } from '../images/image'
import type { Host } from '../network/host'
import type { Forward } from '../network/record'
import type { Editable } from '../network/records'
import type { Instant } from '../sim'
import type { Answered, Met, Questions } from './resolver'
import type { ResolverConfig } from './runtime'
import type { Url } from './url'

/** One request that a client has under way, from the look-up of the name to the response. */
export class Exchange implements Editable<Exchange> {
  keeper: object | undefined = undefined
  phase: 'resolving' | 'asking' | 'connecting' | 'waiting' | 'open' | 'pinging' | 'found' =
    'resolving'
  /** When something has to be done if nothing happens: ask again, connect again, give up. */
  due: Instant = 0
  /** The name that is asked for now, by its place among the candidates. */
  candidate = 0
  /** The local port of the questions. */
  port = 0
  v4: Answered = 'open'
  v6: Answered = 'open'
  /** The name server that is asked now, by its place, where they are asked one after the other. */
  nameserver = 0
  /** What the search has come upon so far, where it goes on after a denial. */
  met: Met = 'nothing'
  addresses: readonly Address[] = none
  /** The name that the addresses belong to: where the search list, and aliases, have led. */
  canonical = ''
  /** Which of the addresses is tried. */
  address = 0
  /** How often the question, or the SYN, has been sent again. */
  repeats = 0
  /** The connection, once there is one; 0 before. */
  connection = 0
  /** The client's port of that connection, once it has been answered. */
  localPort = 0
  /** Whether the connection had served an earlier request. */
  isReused = false
  /** The field behind the rule that stopped a packet. */
  because: FieldRef | undefined = undefined

  constructor(
    readonly id: number,
    readonly call: Call,
  ) {}

  copy(): Exchange {
    return Object.assign(new Exchange(this.id, this.call), this)
  }
}

const none: readonly Address[] = []

/** Who makes a request, and from where. */
export interface Client {
  readonly owner: Owner
  readonly host: Host
  readonly place: string
  /** Places that a port-forward leads through before its requests come to the Pod. */
  readonly via?: readonly string[]
  readonly resolver: ResolverConfig
  /** How its library looks names up; as musl does, when absent. */
  readonly libc?: Libc
}

/** What stays the same about a request while it is under way. */
export interface Call {
  readonly client: Client
  readonly url: Url
  /** What the name server is asked, one name after the other. */
  readonly questions: readonly Questions[]
  readonly request: FetchRequest
  /** Set for a program's own question to a name server: this, and no request, is sent. */
  readonly question?: Question
  readonly started: Instant
  readonly deadline: Instant
}

/** Who hears how a request ended. */
export type Owner =
  /** A program; `session` when it runs in one. */
  | { readonly type: 'process'; readonly id: number; readonly session: number | undefined }
  | { readonly type: 'probe'; readonly id: number; readonly isTcp: boolean }
  /** The look-up of another request, which asks again by TCP. */
  | { readonly type: 'resolver'; readonly id: number }
  | { readonly type: 'traffic'; readonly id: number; readonly name: string }
  /** Somebody sends it by hand: no program is there to hear of it. */
  | { readonly type: 'hand'; readonly id: number }
  /** A `proxy` session. */
  | { readonly type: 'proxy'; readonly id: number }
  /** A `portforward` session; `request` when it is the laptop's own that waits. */
  | {
      readonly type: 'session'
      readonly id: number
      readonly connection: number
      readonly forward: Forward
      readonly request?: number
    }
