import type { Answer, Question, Rcode, ResourceRecord } from '../../api/dns'
import { parseDuration } from '../../api/go-duration'
import { type Duration, hours, minutes, seconds } from '../../sim'
import {
  type Controller,
  definePlugin,
  type Handler,
  integer,
  type Kept,
  leftOf,
  normal,
  once,
  originsOf,
  type Served,
  SetupError,
  type Turn,
  zoneOf,
} from './plugin'

interface Share {
  readonly capacity: number
  readonly ttl: number
  readonly least: number
}

interface Settings {
  zones: readonly string[]
  success: Share
  denial: Share
  /** Seconds for which a failure is kept. */
  servfail: number
  notKept: Record<Kind, readonly string[]>
  keepsTtl: boolean
  prefetch: Prefetch | undefined
  stale: Stale | undefined
}

/** Answers that are asked for so often within a time are renewed before they end. */
interface Prefetch {
  readonly hits: number
  readonly within: Duration
  readonly percent: number
}

/** For how long answers are given that hold no longer, and whether others are tried first. */
interface Stale {
  readonly most: Duration
  readonly verifies: boolean
}

type Kind = 'success' | 'denial'

const CAPACITY = 9_984
const LEAST = 5
/** Longer than anything is kept: for a look at what is there, however old. */
const LONG = hours(10_000)

/** `cache`: keeps answers for a while, and gives all records of a message one TTL. */
export const cache = definePlugin({
  name: 'cache',
  setup(controller) {
    const settings: Settings = {
      zones: originsOf([], controller.keys),
      success: { capacity: CAPACITY, ttl: 3_600, least: LEAST },
      denial: { capacity: CAPACITY, ttl: 1_800, least: LEAST },
      servfail: LEAST,
      notKept: { success: [], denial: [] },
      keepsTtl: false,
      prefetch: undefined,
      stale: undefined,
    }
    for (let index = 0; controller.next(); index++) {
      if (index > 0) throw once()
      readArguments(controller, settings)
      while (controller.nextBlock()) readProperty(controller, settings)
    }
    return handlerOf(settings)
  },
})

function readArguments(controller: Controller, settings: Settings): void {
  let args = controller.remainingArgs()
  const [first = ''] = args
  if (/^[+-]?\d+$/.test(first)) {
    const ttl = positive(first)
    settings.success = { ...settings.success, ttl }
    settings.denial = { ...settings.denial, ttl }
    args = args.slice(1)
  }
  settings.zones = originsOf(args, controller.keys)
}

function positive(text: string): number {
  const ttl = integer(text)
  if (ttl <= 0) throw new SetupError(`cache TTL can not be zero or negative: ${ttl}`)
  return ttl
}

function readProperty(controller: Controller, settings: Settings): void {
  const property = controller.text
  const args = controller.remainingArgs()
  switch (property) {
    case 'success':
    case 'denial':
      settings[property] = shareOf(controller, args, settings[property])
      return
    case 'disable':
      disable(controller, args, settings)
      return
    case 'servfail':
      if (args.length !== 1) throw controller.argumentError()
      settings.servfail = servfailOf(args[0] ?? '')
      return
    case 'keepttl':
      if (args.length !== 0) throw controller.argumentError()
      settings.keepsTtl = true
      return
    case 'prefetch':
      if (args.length === 0 || args.length > 3) throw controller.argumentError()
      settings.prefetch = prefetchOf(args)
      return
    case 'serve_stale':
      if (args.length > 2) throw controller.argumentError()
      settings.stale = staleOf(args)
      return
    default:
      throw controller.argumentError()
  }
}

function shareOf(controller: Controller, args: readonly string[], before: Share): Share {
  const [capacity, ttl, least] = args
  if (capacity === undefined) throw controller.argumentError()
  const shortest = least === undefined ? before.least : integer(least)
  if (shortest < 0) throw new SetupError(`cache min TTL can not be negative: ${shortest}`)
  return {
    capacity: integer(capacity),
    ttl: ttl === undefined ? before.ttl : positive(ttl),
    least: shortest,
  }
}

function durationOf(text: string): Duration {
  const span = parseDuration(text)
  if (typeof span === 'number') return span
  throw new SetupError(span.error)
}

// Failures may not be kept for long (RFC 2308).
function servfailOf(text: string): number {
  const span = durationOf(text)
  if (span < 0) throw new SetupError('invalid negative ttl for servfail')
  if (span > minutes(5)) {
    throw new SetupError('caching SERVFAIL responses over 5 minutes is not permitted')
  }
  return Math.floor(span / seconds(1))
}

function prefetchOf([amount = '', span = '1m', percent = '10%']: readonly string[]): Prefetch {
  const hits = integer(amount)
  if (hits < 0) throw new SetupError(`prefetch amount should be positive: ${hits}`)
  const within = durationOf(span)
  const last = percent.at(-1) ?? ''
  if (last !== '%') {
    throw new SetupError(`last character of percentage should be \`%\`, but is: '${last}'`)
  }
  const share = integer(percent.slice(0, -1))
  if (share < 10 || share > 90) {
    throw new SetupError(`percentage should fall in range [10, 90]: ${share}`)
  }
  return { hits, within, percent: share }
}

function staleOf([span = '1h', mode = 'immediate']: readonly string[]): Stale {
  const most = durationOf(span)
  if (most < 0) throw new SetupError('invalid negative duration for serve_stale')
  const lower = mode.toLowerCase()
  if (lower !== 'immediate' && lower !== 'verify') {
    throw new SetupError(`invalid value for serve_stale refresh mode: ${lower}`)
  }
  return { most, verifies: lower === 'verify' }
}

function disable(controller: Controller, args: readonly string[], settings: Settings): void {
  const [kind, ...zones] = args
  if (kind === undefined) throw controller.argumentError()
  if (kind !== 'success' && kind !== 'denial') {
    throw new SetupError('cache type for disable must be "success" or "denial"')
  }
  settings.notKept = { ...settings.notKept, [kind]: zones.length > 0 ? zones.map(normal) : ['.'] }
}

const handlerOf = (settings: Settings): Handler => ({
  name: 'cache',
  serve(question, turn, next) {
    const name = question.name.toLowerCase()
    if (zoneOf(settings.zones, name) === undefined) return next(question)
    const isKeepable =
      zoneOf(settings.notKept.success, name) === undefined ||
      zoneOf(settings.notKept.denial, name) === undefined
    if (!isKeepable) return adjusted(next(question), settings)
    turn.isPlain = false
    const { dnssec } = question.edns ?? {}
    const key = `${question.type} ${dnssec === true} ${question.checkingDisabled === true} ${name}`
    const stale = settings.stale?.most ?? 0
    const kept = turn.isRefresh ? undefined : turn.cache.get(key, stale)
    const renewed = (): Served => {
      const served = adjusted(next(question), settings)
      if (served.type === 'answer') keep(served.answer, { key, name }, turn, settings)
      return served
    }
    if (!kept) return renewed()
    const left = leftOf(kept, turn.now)
    if (left < 0 && settings.stale?.verifies) {
      const served = renewed()
      const isUsable = served.type === 'answer' && VERIFIED.includes(served.answer.rcode)
      if (isUsable || served.type === 'wait') return served
    } else if (left < 0 || isWanted(kept, { key, left }, turn, settings)) turn.refresh(question)
    const ttl = settings.keepsTtl ? kept.ttl : Math.max(left, 0)
    return { type: 'answer', answer: repeated(kept.answer, question, ttl) }
  },
})

/** What counts as an answer where a stale one is at hand. */
const VERIFIED: readonly Rcode[] = ['NOERROR', 'NXDOMAIN']

interface Found {
  readonly key: string
  /** Seconds for which it still holds. */
  readonly left: number
}

// Counts the question, and tells whether the answer is wanted so much that it is renewed now.
function isWanted(kept: Kept, { key, left }: Found, turn: Turn, settings: Settings): boolean {
  const { prefetch } = settings
  if (!prefetch || prefetch.hits <= 0) return false
  const isLately = turn.now - kept.asked <= prefetch.within
  const hits = isLately ? kept.hits + 1 : 1
  const kind = kindOf(kept.answer) === 'success' ? 'success' : 'denial'
  turn.cache.set(kind, key, { ...kept, hits, asked: turn.now }, settings[kind].capacity)
  return hits >= prefetch.hits && left <= Math.ceil((prefetch.percent * kept.ttl) / 100)
}

/** What an answer counts as; what is neither is never kept. */
function kindOf({ rcode, answers, authority }: Answer): Kind | 'failure' | undefined {
  const isDenied = authority.some(({ type }) => type === 'SOA')
  if (rcode === 'NOERROR') return answers.length > 0 || !isDenied ? 'success' : 'denial'
  if (rcode === 'NXDOMAIN') return answers.length === 0 && isDenied ? 'denial' : undefined
  return rcode === 'SERVFAIL' || rcode === 'NOTIMP' ? 'failure' : undefined
}

// An answer that has no record holds for a few seconds only.
function ttlOf(answer: Answer, { success, denial, servfail }: Settings): number {
  const kind = kindOf(answer)
  if (kind === 'failure') return servfail
  const { ttl, least } = kind === 'denial' ? denial : success
  const sections = [answer.answers, answer.authority, answer.additional]
  let smallest = ttl
  for (const records of sections)
    for (const each of records) smallest = Math.min(smallest, each.ttl)
  if (answer.answers.length + answer.authority.length + answer.additional.length === 0) {
    smallest = LEAST
  }
  return Math.min(Math.max(smallest, least), ttl)
}

function adjusted(served: Served, settings: Settings): Served {
  if (served.type !== 'answer') return served
  const ttl = ttlOf(served.answer, settings)
  const answer = withTtl(served.answer, ttl)
  return answer === served.answer ? served : { type: 'answer', answer }
}

function withTtl(answer: Answer, ttl: number): Answer {
  const { answers, authority, additional } = answer
  const isSo = (records: readonly ResourceRecord[]) => records.every((each) => each.ttl === ttl)
  if (isSo(answers) && isSo(authority) && isSo(additional)) return answer
  const set = (records: readonly ResourceRecord[]) => records.map((each) => ({ ...each, ttl }))
  return {
    ...answer,
    answers: set(answers),
    authority: set(authority),
    additional: set(additional),
  }
}

function keep(
  answer: Answer,
  { key, name }: { readonly key: string; readonly name: string },
  turn: Turn,
  settings: Settings,
): void {
  const kind = kindOf(answer)
  if (kind === undefined || answer.truncated) return
  const store = kind === 'failure' ? 'denial' : kind
  if (zoneOf(settings.notKept[store], name) !== undefined) return
  const ttl = ttlOf(answer, settings)
  if (ttl <= 0) return
  const { hits = 0 } = (turn.isRefresh ? turn.cache.get(key, LONG) : undefined) ?? {}
  const kept: Kept = { answer, at: turn.now, ttl, hits, asked: turn.now }
  turn.cache.set(store, key, kept, settings[store].capacity)
}

// Some clients throw answers away that come without authority: the cache always claims it.
function repeated(answer: Answer, question: Question, ttl: number): Answer {
  const { id: _, ...rest } = answer
  const own = { ...withTtl(rest, ttl), question, authoritative: true }
  return question.id === undefined ? own : { ...own, id: question.id }
}
