import type { Answer, Question, Rcode } from '../../api/dns'
import type { Duration, Instant, Random } from '../../sim'
import { Cursor } from '../corefile/cursor'
import type { Token } from '../corefile/tokens'
import type { ClusterView } from '../kubernetes/view'

/** What a plugin, and all after it, make of a question. */
export type Served =
  | { readonly type: 'answer'; readonly answer: Answer }
  /** Nothing was written: the server answers with the code alone; `errors` tells why. */
  | { readonly type: 'failed'; readonly rcode: Rcode; readonly error?: string }
  /** Somebody else has to be asked first; then all begins anew, and knows. */
  | { readonly type: 'wait'; readonly ask: Upstreams; readonly question: Question }

/** Whom to ask, and how. */
export interface Upstreams {
  readonly policy: 'random' | 'round_robin' | 'sequential'
  readonly servers: readonly Endpoint[]
  readonly forceTcp: boolean
  readonly preferUdp: boolean
  readonly readTimeout: Duration
  readonly maxConcurrent: number
  /** A server counts as down after more failed checks than that; 0 for never. */
  readonly maxFails: number
  /** How many times it asks in all for one question; 0 for as long as there is time. */
  readonly maxAttempts: number
  /** Whether it gives up at once when all servers are down. */
  readonly failsFast: boolean
  readonly check: Check
}

/** How a server that has failed is looked at until it answers again. */
export interface Check {
  readonly interval: Duration
  readonly domain: string
  readonly recurses: boolean
}

/** The address and port of a name server. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** What came of asking somebody else. */
export type Heard = Answer | { readonly error: string }

/** One question on its way through the plugins. */
export interface Turn {
  /** The client's address and port. */
  readonly from: string
  readonly protocol: 'UDP' | 'TCP'
  readonly now: Instant
  /** The question is put for the cache alone: what it knows is about to end. */
  readonly isRefresh: boolean
  /** Puts a question anew, from the cache on; nobody waits for the answer. */
  refresh(question: Question): void
  readonly random: Random
  readonly cluster: ClusterView
  readonly cache: CacheStore
  /** Whether nothing but the cluster's objects has been looked at so far. */
  isPlain: boolean
  /** What has been heard from elsewhere for this question. */
  heard(question: Question, ask: Upstreams): Heard | undefined
  /** How many other questions wait to hear from elsewhere. */
  readonly waiting: number
  /** Begins anew with another question, as a client of one's own. */
  lookup(question: Question): Served
  /** How long it has taken so far. */
  readonly elapsed: Duration
  print(line: string): void
  /** A probe for loops has come back; how often by now. */
  loopSeen(name: string): number
  /** Ends the process. */
  die(line: string): void
}

/** What `cache` keeps between questions. */
export interface CacheStore {
  /** What has been kept and is not older than it may be, or was not so many seconds ago. */
  get(key: string, stale: Duration): Kept | undefined
  set(kind: 'success' | 'denial', key: string, kept: Kept, most: number): void
}

/** An answer in the cache. */
export interface Kept {
  readonly answer: Answer
  readonly at: Instant
  /** Seconds. */
  readonly ttl: number
  /** How often it has been asked for lately, and when last; counted for `prefetch` only. */
  readonly hits: number
  readonly asked: Instant
}

/** For how many seconds more an answer holds; negative once it does not. */
export const leftOf = ({ at, ttl }: Kept, now: Instant): number =>
  ttl - Math.floor((now - at) / 1_000_000)

/** One plugin of a server block, ready to serve. */
export interface Handler {
  readonly name: string
  serve(question: Question, turn: Turn, next: Next): Served
  /** The search list of whoever asks, for `autopath`; undefined where it is not known. */
  searchOf?(question: Question, turn: Turn): readonly string[] | undefined
}

/** The plugins after one. */
export type Next = (question: Question) => Served

/** What the setup of a plugin reads and leaves. */
export class Controller extends Cursor {
  /** The keys of the server block. */
  readonly keys: readonly string[]
  readonly process: ProcessSettings
  readonly lent: Lent
  /** The plugins of the server block, once all are set up. */
  readonly peers: readonly Handler[]

  constructor(
    filename: string,
    tokens: readonly Token[],
    of: Pick<Controller, 'keys' | 'process' | 'lent' | 'peers'>,
  ) {
    super(filename, [...tokens])
    this.keys = of.keys
    this.process = of.process
    this.lent = of.lent
    this.peers = of.peers
  }
}

/** What a setup may look at. */
export interface Lent {
  read(path: string): string | undefined
  readonly random: Random
}

/** What plugins want of the whole process. */
export interface ProcessSettings {
  health?: { readonly port: number; readonly lameduck: Duration }
  ready?: { readonly port: number }
  metrics?: { readonly port: number }
  /** Nothing is served until the API server's objects are known, or five seconds have passed. */
  needsApi?: boolean
  /** Until the Corefile is looked at again; every time the same. */
  reload?: Duration
  readonly warnings: string[]
  /** The probes that `loop` sends at the start. */
  readonly loops: { readonly zone: string; readonly name: string; readonly port: number }[]
}

/** A plugin: its setup reads the directive; what it returns takes part in answering. */
export interface Plugin {
  readonly name: string
  setup(controller: Controller): Handler | undefined
}

/** What is wrong with a plugin's configuration, without a place in the file. */
export class SetupError extends Error {}

/** Declares a plugin. */
export const definePlugin = (plugin: Plugin): Plugin => plugin

/** For plugins that may stand in a server block only once. */
export const once = (): SetupError =>
  new SetupError('this plugin can only be used once per Server Block')

/** Whether a name (lower case) lies in a zone. */
export const isIn = (zone: string, name: string): boolean =>
  zone === '.' || name === zone || (name.endsWith(zone) && name.at(-zone.length - 1) === '.')

/** The longest of the zones in which a name lies. */
export function zoneOf(zones: readonly string[], name: string): string | undefined {
  let longest: string | undefined
  for (const zone of zones) {
    if (isIn(zone, name) && zone.length > (longest?.length ?? 0)) longest = zone
  }
  return longest
}

/** Lower case, with its last dot. */
export const normal = (name: string): string =>
  name.endsWith('.') ? name.toLowerCase() : `${name.toLowerCase()}.`

/** The zones that arguments name, or those of the server block. */
export const originsOf = (args: readonly string[], keys: readonly string[]): readonly string[] =>
  (args.length > 0 ? args : keys).flatMap(zonesOf)

/** The zones of an argument: an address with a mask stands for its reverse zone. */
export function zonesOf(text: string): readonly string[] {
  const bare = text.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '')
  const cidr = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(8|16|24|32)$/.exec(bare)
  if (!cidr) return [normal(bare)]
  const octets = cidr.slice(1, 1 + Number(cidr[5]) / 8)
  return [`${octets.reverse().join('.')}.in-addr.arpa.`]
}

/** A whole number as Go's strconv reads it; throws in its words. */
export function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw new SetupError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** An answer with records, by a server with authority. */
export function written(
  question: Question,
  parts: Partial<Pick<Answer, 'rcode' | 'answers' | 'authority' | 'additional'>>,
): Served {
  const { rcode = 'NOERROR', answers = [], authority = [], additional = [] } = parts
  const { id } = question
  const flags = { rcode, authoritative: true, recursionAvailable: false }
  const answer = { question, ...flags, answers, authority, additional }
  return { type: 'answer', answer: id === undefined ? answer : { ...answer, id } }
}
