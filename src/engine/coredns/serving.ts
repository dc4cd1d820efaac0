import type { Answer, Question, ResourceRecord } from '../api/dns'
import { fitted } from '../api/dns-wire'
import { readerOf } from '../apiserver/reader'
import { emptyStore } from '../apiserver/store'
import type { Duration, Instant, Random } from '../sim'
import { ask, type Compiled, type Server, serverFor } from './compile'
import type { ClusterView } from './kubernetes/view'
import { type Asked, type CoreDNSMemory, configurationOf, type Mark } from './memory'
import {
  type CacheStore,
  type Endpoint,
  type Heard,
  type Kept,
  leftOf,
  type Served,
  type Turn,
  type Upstreams,
} from './plugins/plugin'
import type { CoreDNSSystem } from './system'

/** One question while it is being answered; what it changes is kept afterwards. */
export class Serving implements Turn {
  isPlain = true
  isOver = false
  isRefresh: boolean
  /** Questions that the cache wants to be put anew. */
  readonly refreshes: Question[] = []
  memory: CoreDNSMemory
  readonly cache: CacheStore
  private readonly compiled: Compiled

  constructor(
    before: CoreDNSMemory,
    readonly asked: Asked,
    private readonly known: Readonly<Record<string, Heard>>,
    private readonly system: CoreDNSSystem,
  ) {
    this.memory = before
    this.isRefresh = asked.isRefresh === true
    this.cache = new MemoryCache(this)
    this.compiled = configurationOf(before.source)
  }

  get from(): string {
    return this.asked.from
  }
  get protocol(): 'UDP' | 'TCP' {
    return this.asked.protocol
  }
  get now(): Instant {
    return this.system.now
  }
  get random(): Random {
    return this.system.random
  }
  get elapsed(): number {
    return this.system.now - this.asked.began
  }
  get waiting(): number {
    return this.memory.waiting.size
  }
  get cluster(): ClusterView {
    const { system, memory } = this
    return {
      reader: memory.hasSynced ? system.reader : NOTHING,
      get pods() {
        return memory.hasSynced ? system.objects : NOTHING
      },
      serial: memory.mark.serial,
      address: system.address,
      hasSynced: memory.hasSynced,
    }
  }

  heard(question: Question, upstreams: Upstreams): Heard | undefined {
    return this.known[heardKey(question, upstreams)]
  }
  refresh(question: Question): void {
    this.refreshes.push(question)
  }
  lookup(question: Question): Served {
    this.isPlain = false
    const server = this.serverFor(question)
    if (!server) return { type: 'failed', rcode: 'REFUSED' }
    const { isRefresh } = this
    this.isRefresh = false
    const found = ask(server, question, this)
    this.isRefresh = isRefresh
    return found
  }
  print(line: string): void {
    this.isPlain = false
    this.system.print(`${line}\n`)
  }
  loopSeen(name: string): number {
    this.isPlain = false
    const seen = (this.memory.loops.get(name) ?? 0) + 1
    this.memory = { ...this.memory, loops: this.memory.loops.set(name, seen) }
    return seen
  }
  die(line: string): void {
    this.isOver = true
    this.system.complain(`${line}\n`)
    this.system.exit(1)
  }

  /** The server block that the question is for. */
  serverFor({ name }: Question): Server | undefined {
    const servers = this.compiled.servers.get(this.asked.port)
    return servers && serverFor(servers, name.toLowerCase())
  }

  // Other classes than the internet's are for those who may know of them (EnableChaos).
  private takesClass({ class: asked = 'IN' }: Question): boolean {
    if (asked === 'IN') return true
    const servers = this.compiled.servers.get(this.asked.port) ?? []
    return servers.some(({ handlers }) => handlers.some(({ name }) => name === 'forward'))
  }

  /** Asks the plugins. */
  serve(): Served {
    const { question } = this.asked
    const server = this.takesClass(question) ? this.serverFor(question) : undefined
    return server ? ask(server, question, this) : { type: 'failed', rcode: 'REFUSED' }
  }
}

const NOTHING = readerOf(emptyStore)

/** By what a question to others is known while it is out. */
export const heardKey = ({ name, type }: Question, { servers }: Upstreams): string =>
  `${type} ${name.toLowerCase()} ${servers.map(endpointText).join(' ')}`

/** An address with its port. */
export const endpointText = ({ address, port }: Endpoint): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

/** What its informers have shown it by now. */
export const markOf = ({ informedAt, epoch }: CoreDNSSystem): Mark => ({
  informedAt,
  serial: epoch + Math.floor(informedAt / 1_000_000),
})

class MemoryCache implements CacheStore {
  constructor(private readonly serving: Serving) {}

  get(key: string, stale: Duration): Kept | undefined {
    const { memory, now } = this.serving
    const usable = (kept: Kept | undefined): Kept | undefined => {
      const left = kept ? leftOf(kept, now) : 0
      return left > 0 || (stale > 0 && -left * 1_000_000 < stale) ? kept : undefined
    }
    return usable(memory.denial.get(key)) ?? usable(memory.success.get(key))
  }
  // A full cache gives up whichever is first in it.
  set(kind: 'success' | 'denial', key: string, kept: Kept, most: number): void {
    const { memory } = this.serving
    const before = memory[kind]
    const { first } = before
    const room = before.size < most || first === undefined ? before : before.delete(first)
    const isRefreshed = kind === 'success' && this.serving.isRefresh
    const denial = isRefreshed ? memory.denial.delete(key) : memory.denial
    this.serving.memory = { ...memory, denial, [kind]: room.set(key, kept) }
  }
}

/** What is sent when no plugin has written anything. */
export function bareAnswer(question: Question, rcode: Answer['rcode']): Answer {
  const { id } = question
  const flags = { rcode, authoritative: false, recursionAvailable: false }
  const answer = { question, ...flags, answers: [], authority: [], additional: [] }
  return id === undefined ? answer : { ...answer, id }
}

const isAddress = ({ type }: ResourceRecord): boolean => type === 'A' || type === 'AAAA'

// Aliases first, then all else, then the addresses in an order of chance (plugin/loadbalance).
function shuffledRecords(
  records: readonly ResourceRecord[],
  random: Random,
): readonly ResourceRecord[] {
  if (records.length < 2) return records
  const addresses = records.filter(isAddress)
  if (addresses.length < 2) return records
  for (let last = addresses.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const [one, two] = [addresses[last], addresses[other]]
    if (one && two) [addresses[last], addresses[other]] = [two, one]
  }
  const rest = records.filter((each) => !isAddress(each))
  const aliases = rest.filter(({ type }) => type === 'CNAME')
  return [...aliases, ...rest.filter(({ type }) => type !== 'CNAME'), ...addresses]
}

const hasChoice = (records: readonly ResourceRecord[]): boolean =>
  records.length > 1 && records.filter(isAddress).length > 1

/** An answer that is ready but for its order. */
export interface Ready {
  readonly answer: Answer
  readonly shuffles: boolean
}

/** What goes to the client: in an order of chance, and no longer than it takes. */
export function finished(
  { answer, shuffles }: Ready,
  protocol: 'UDP' | 'TCP',
  random: Random,
): Answer {
  if (!shuffles) return fitted(answer, protocol)
  const answers = shuffledRecords(answer.answers, random)
  const additional = shuffledRecords(answer.additional, random)
  return fitted({ ...answer, answers, additional }, protocol)
}

// An answer that comes from the cluster's objects alone is the same until they change: clients that
// ask with the same question over and over are given it at once.
const answers = new WeakMap<Mark, WeakMap<Question, Ready>>()

/** The answer that was given to this very question since the objects last changed. */
export const givenBefore = (mark: Mark, question: Question): Ready | undefined =>
  answers.get(mark)?.get(question)

/** Makes an answer ready; it is kept if it will be the same next time. */
export function readied(serving: Serving, answer: Answer): Ready {
  const { asked, memory } = serving
  const { question } = asked
  const canShuffle = serving.serverFor(question)?.shuffles === true && answer.rcode === 'NOERROR'
  const hasChoices = hasChoice(answer.answers) || hasChoice(answer.additional)
  const shuffles = canShuffle && hasChoices
  const ready = { answer: shuffles ? answer : fitted(answer, 'UDP'), shuffles }
  if (!serving.isPlain || asked.protocol === 'TCP') return { answer, shuffles }
  const known = answers.get(memory.mark) ?? new WeakMap<Question, Ready>()
  answers.set(memory.mark, known)
  known.set(question, ready)
  return ready
}
