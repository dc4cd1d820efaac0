import {
  type Answer,
  answerOutside,
  type Question,
  type ResourceRecord,
  type Upstream,
} from '../api/dns'
import type { Reader } from '../apiserver/reader'
import { coredns as registered } from '../images/coredns'
import { defineImage, type HttpResponse, type System } from '../images/image'
import {
  type Duration,
  milliseconds,
  type Random,
  type SortedMap,
  seconds,
  sortedMap,
} from '../sim'
import { answer, apexOf, isOutside } from './zone'

/** What CoreDNS is lent besides what every process has. */
export type CoreDNSSystem = System & {
  /** The objects as its informers have been shown them. */
  readonly reader: Reader
  /** What the name servers outside know. */
  readonly upstream: Upstream
}

/** CoreDNS's memory. */
export interface CoreDNSMemory {
  /** The revision that it last saw, and the zone's record since then. */
  readonly revision: number
  readonly apex: ResourceRecord
  /** Answers from outside, by type and name. */
  readonly cache: SortedMap<Cached>
  readonly draining: boolean
}

interface Cached {
  readonly answer: Answer
  /** Second in which it came. */
  readonly at: number
}

const PORTS = { dns: 53, health: 8080, ready: 8181, metrics: 9153 } as const
const LAME_DUCK = seconds(5)
const MOST_CACHED = 1_000

const { exec: _, ...entry } = registered

/** The cluster's name server: the registry's entry, with what the program does. */
export const coredns = defineImage<CoreDNSMemory>({
  ...entry,

  start(system) {
    const { reader } = system as CoreDNSSystem
    system.listen(PORTS.dns, { protocol: 'UDP' })
    for (const port of Object.values(PORTS)) system.listen(port)
    system.print('.:53\n')
    system.print(`CoreDNS-${versionOf(system.tag)}\nlinux/amd64, go1.24.1, 707c7c1\n`)
    const apex = apexOf(secondOf(system))
    return { revision: reader.revision, apex, cache: sortedMap(), draining: false }
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'datagram': {
        const question = message.payload as Question
        const { found, work, memory: next } = look(memory, question, system as CoreDNSSystem)
        system.reply(message.id, found, work)
        return next
      }
      case 'request':
        system.respond(message.id, page(message.request.path))
        return memory
      case 'signal':
        if (memory.draining) return memory
        system.print('[INFO] SIGTERM: Shutting down servers then terminating\n')
        system.print('[INFO] plugin/health: Going into lameduck mode for 5s\n')
        system.sleep(LAME_DUCK)
        return { ...memory, draining: true }
      case 'timer':
        system.exit(0)
        return memory
      default:
        return memory
    }
  },
})

const versionOf = (tag = ''): string => /^v(.*)$/.exec(tag)?.[1] ?? '1.12.1'

const secondOf = ({ now, epoch }: System): number => epoch + Math.floor(now / 1_000_000)

interface Found {
  readonly found: Answer
  readonly work: Duration
  readonly memory: CoreDNSMemory
}

function look(before: CoreDNSMemory, question: Question, system: CoreDNSSystem): Found {
  const memory = noticed(before, system)
  const { apex } = memory
  const kept = memory.cache.size > 0 ? memory.cache.get(cacheKey(question)) : undefined
  const fresh = kept && aged(kept, question, secondOf(system))
  if (fresh) return { found: fresh, work: 0, memory }
  const found = shuffled(answerOnce(question, apex, system), system.random)
  if (!isOutside(found)) return { found, work: 0, memory }
  // A name server on the internet is some milliseconds away.
  const work = milliseconds(4 + system.random.below(12))
  return {
    found,
    work,
    memory: keep(memory, cacheKey(question), { answer: found, at: secondOf(system) }),
  }
}

const cacheKey = ({ type, name }: Question): string => `${type} ${name.toLowerCase()}`

// The zone's record is a new one for each revision of the objects: while it is the same, and a
// client asks with the same question, so is the answer.
const answers = new WeakMap<ResourceRecord, WeakMap<Question, Answer>>()

function answerOnce(question: Question, apex: ResourceRecord, system: CoreDNSSystem): Answer {
  const before = answers.get(apex)
  const known = before?.get(question)
  if (known) return known
  const { reader, address } = system
  const upstream = (name: string, type: string) => answerOutside(system.upstream, { name, type })
  const found = answer(question, { reader, upstream, apex, address })
  const own = before ?? new WeakMap<Question, Answer>()
  if (!before) answers.set(apex, own)
  own.set(question, found)
  return found
}

// The serial number is the second in which the objects last changed.
function noticed(memory: CoreDNSMemory, system: CoreDNSSystem): CoreDNSMemory {
  const { revision } = system.reader
  if (revision === memory.revision) return memory
  const { cache, draining } = memory
  return { revision, apex: apexOf(secondOf(system)), cache, draining }
}

// The cache is emptied when it is full: a simulated cluster asks for few names outside.
function keep(memory: CoreDNSMemory, key: string, cached: Cached): CoreDNSMemory {
  if (cached.answer.rcode === 'SERVFAIL') return memory
  const cache = memory.cache.size >= MOST_CACHED ? sortedMap<Cached>() : memory.cache
  return { ...memory, cache: cache.set(key, cached) }
}

/** How long the cache keeps an answer without any record. */
const DENIED_FOR = 30

// An answer from the cache has counted down, and claims authority; undefined when it is too old.
function aged({ answer, at }: Cached, question: Question, second: number): Answer | undefined {
  const age = second - at
  const ttl = answer.answers[0]?.ttl ?? DENIED_FOR
  if (age >= ttl) return undefined
  const older = (records: readonly ResourceRecord[]) =>
    records.map((each) => ({ ...each, ttl: each.ttl - age }))
  return {
    ...answer,
    ...(question.id === undefined ? {} : { id: question.id }),
    question,
    authoritative: true,
    answers: older(answer.answers),
  }
}

// The loadbalance plugin: addresses in an order of chance, aliases before them.
function shuffled(answer: Answer, random: Random): Answer {
  if (answer.answers.length < 2) return answer
  const isAddress = ({ type }: ResourceRecord) => type === 'A' || type === 'AAAA'
  const addresses = answer.answers.filter(isAddress)
  if (addresses.length < 2) return answer
  for (let last = addresses.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const [one, two] = [addresses[last], addresses[other]]
    if (one && two) [addresses[last], addresses[other]] = [two, one]
  }
  const rest = answer.answers.filter((each) => !isAddress(each))
  return { ...answer, answers: [...rest, ...addresses] }
}

// A request does not tell its port: each of the servers for people and probes has its own path.
function page(path: string): HttpResponse {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
  if (path === '/health' || path === '/ready') return { status: 200, headers, body: 'OK' }
  if (path === '/metrics') return { status: 200, headers, body: METRICS }
  return { status: 404, headers, body: '404 page not found\n' }
}

const METRICS = '# TYPE coredns_build_info gauge\ncoredns_build_info{goversion="go1.24.1"} 1\n'
