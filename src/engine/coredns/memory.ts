import type { Question } from '../api/dns'
import type { Instant, SortedMap } from '../sim'
import { type Compiled, compile, type Source } from './compile'
import type { Endpoint, Heard, Kept, Upstreams } from './plugins/plugin'

/** CoreDNS's memory. */
export interface CoreDNSMemory {
  readonly source: Source
  /** How often it has read its configuration; an older one's timers are none of its business. */
  readonly generation: number
  /** The hash of the Corefile that `reload` has last seen, whether it could be used or not. */
  readonly seen: string
  readonly mark: Mark
  readonly success: SortedMap<Kept>
  readonly denial: SortedMap<Kept>
  /** Questions that wait for others to answer, by the number of what was asked. */
  readonly waiting: SortedMap<Waiting>
  /** How often each probe for loops has come back. */
  readonly loops: SortedMap<number>
  /** How the servers of `forward` fare that have failed lately, by address and port. */
  readonly health: SortedMap<Health>
  /** The servers that are being looked at, by the number of what was asked. */
  readonly checks: SortedMap<string>
  /** For `policy round_robin`. */
  readonly turns: number
  readonly draining: boolean
  /** False until it has been told of all objects once. */
  readonly hasSynced: boolean
  /** When it began: it waits for the API server before it serves anybody. */
  readonly began: Instant
  readonly isServing: boolean
  /** The processor time used in a period, where there is a limit. */
  readonly used: Used
}

/** Microseconds of processor time, and the period of the scheduler in which they were used. */
export interface Used {
  readonly period: number
  readonly micros: number
}

/**
 * When the objects that it has been shown last changed: the zone's serial number is that second.
 */
export interface Mark {
  readonly informedAt: Instant
  readonly serial: number
}

/** A server that is looked at until it answers. */
export interface Health {
  readonly endpoint: Endpoint
  readonly upstreams: Upstreams
  readonly fails: number
}

/** A client's question. */
export interface Asked {
  /** By which it is answered. */
  readonly id: number
  readonly port: number
  readonly question: Question
  readonly from: string
  readonly protocol: 'UDP' | 'TCP'
  readonly began: Instant
  /** The cache asks for itself: nobody is answered. */
  readonly isRefresh?: true
}

/** A client's question that waits for somebody else. */
export interface Waiting {
  readonly asked: Asked
  readonly heard: Readonly<Record<string, Heard>>
  /** What is being asked elsewhere. */
  readonly key: string
  readonly question: Question
  readonly upstreams: Upstreams
  /** Whom it asks in turn, and who comes next; how many were down on this round. */
  readonly order: readonly Endpoint[]
  readonly next: number
  readonly downs: number
  readonly attempts: number
  /** Whom it has asked last. */
  readonly asking: Endpoint
  readonly since: Instant
}

const compiled = new WeakMap<Source, Compiled>()

/** The configuration that comes from a source. */
export function configurationOf(source: Source): Compiled {
  const known = compiled.get(source)
  if (known) return known
  const made = compile(source)
  compiled.set(source, made)
  return made
}
