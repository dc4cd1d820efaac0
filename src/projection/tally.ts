import type { Instant } from '../engine'
import type { FieldRef } from '../engine/api/object'
import type { RequestOutcome } from '../engine/api/traffic'
import type { RequestRecord } from '../engine/network/record'
import { projectionLimits } from './limits'
import { Load, type LoadNews } from './load'
import { serviceAsked } from './service-asked'

/** What has become of the requests of one client to one URL, or of all that the laptop sent. */
export interface Count {
  sent: number
  /** What the laptop asked for last. */
  url?: string
  readonly outcomes: Record<string, number>
  readonly servers: Record<string, number>
  /** Answers of servers that have been forgotten. */
  others?: number
  /** The latest. */
  failure?: { readonly outcome: RequestOutcome; readonly because?: FieldRef; readonly at: Instant }
}

/** One request, as far as counting goes. */
interface Entry {
  /** Absent for what programs ask: it is only load on a Service. */
  readonly source?: string
  readonly url?: string
  /** The id of the client, if it was one. */
  readonly sender?: string
  readonly started: Instant
  ended?: Instant
  outcome?: RequestOutcome
  server?: string
  because?: RequestRecord['because']
  /** The Service that it was for, by its id. */
  service?: string
  /** How far it is in the counts. */
  counted: 'no' | 'sent' | 'ended'
}

/** Which client sends, from where, and what for, as one text. */
export const sourceOf = (traffic: string, client: string, url: string): string =>
  `${traffic} ${client} ${url}`

/** What the learner's own machine sends, whatever it asks for. */
export const laptopSource = 'laptop'

/** Whom a request is counted for, if anybody: not probes. */
function countedFor({
  traffic,
  client,
  url,
  isProbe,
}: RequestRecord): Pick<Entry, 'source' | 'url' | 'sender'> | undefined {
  if (traffic !== undefined) {
    return { source: sourceOf(traffic, client, url), sender: `client/${traffic}` }
  }
  if (client === 'external/visitor') return { source: laptopSource, url, sender: laptopSource }
  return isProbe ? undefined : {}
}

/**
 * Counts what became of the requests of clients, and of the laptop; what others send is nobody's
 * count, but load on the Service that they ask. The same request may be told again, when time was
 * turned back and runs on: each is remembered, so that the counts are those of the instant that is
 * shown.
 */
export class Tally {
  private readonly entries = new Map<number, Entry>()
  private readonly counts = new Map<string, Count>()
  private readonly load = new Load()

  count(source: string): Count {
    return this.counts.get(source) ?? blank()
  }

  /** What there is to tell of load, after the second told last. */
  loadNews(now: Instant, told: number): LoadNews | undefined {
    return this.load.news(now, told)
  }

  record(record: RequestRecord): void {
    const { id, started, ended, outcome, server, because } = record
    let entry = this.entries.get(id)
    if (!entry) {
      const sender = countedFor(record)
      if (!sender) return
      entry = { ...sender, started, counted: 'no' }
      this.entries.set(id, entry)
      this.forgetOldest()
    }
    if (ended !== undefined) {
      const service = serviceAsked(record)
      Object.assign(entry, { ended, outcome, server, because, service })
    }
    this.add(entry, ended ?? started)
  }

  /** Makes the counts those of an instant that was seen before. */
  turnTo(now: Instant): void {
    this.counts.clear()
    this.load.clear()
    for (const entry of this.entries.values()) {
      entry.counted = 'no'
      if (entry.started <= now) this.add(entry, now)
    }
  }

  /** Forgets what was to come after an instant: it will come differently. */
  forgetAfter(now: Instant): void {
    for (const [id, entry] of this.entries) {
      if (entry.started > now) this.entries.delete(id)
      else if (entry.ended !== undefined && entry.ended > now) {
        const { source, url, sender, started } = entry
        const whose = { ...(source && { source }), ...(url && { url }), ...(sender && { sender }) }
        this.entries.set(id, { ...whose, started, counted: 'no' })
      }
    }
    this.turnTo(now)
  }

  private add(entry: Entry, now: Instant): void {
    const count = this.countFor(entry.source)
    if (entry.counted === 'no') {
      count.sent++
      if (entry.url !== undefined) count.url = entry.url
      entry.counted = 'sent'
    }
    const { ended, outcome, server, because } = entry
    if (entry.counted === 'ended' || ended === undefined || ended > now || !outcome) return
    entry.counted = 'ended'
    this.load.add({ ...entry, ended, outcome })
    count.outcomes[outcome] = (count.outcomes[outcome] ?? 0) + 1
    if (outcome === 'ok') {
      if (server !== undefined) answered(count, server)
    } else if (!count.failure || count.failure.at <= ended) {
      count.failure = { outcome, at: ended, ...(because === undefined ? {} : { because }) }
    }
  }

  private countFor(source = ''): Count {
    const known = this.counts.get(source)
    if (known) return known
    const count = blank()
    this.counts.set(source, count)
    return count
  }

  // The oldest stay in the counts as long as time runs forward; a seek starts without them.
  private forgetOldest(): void {
    if (this.entries.size <= projectionLimits.requestsCounted) return
    for (const [id, { counted, ended }] of this.entries) {
      if (counted === 'ended' || ended === undefined) {
        this.entries.delete(id)
        return
      }
    }
  }
}

function answered(count: Count, server: string): void {
  const { servers } = count
  if (servers[server] === undefined) forgetServers(count)
  servers[server] = (servers[server] ?? 0) + 1
}

// In a long run with many rollouts there is no end of them: the oldest half goes.
function forgetServers(count: Count): void {
  const { servers } = count
  const known = Object.keys(servers)
  if (known.length < projectionLimits.serversCounted) return
  for (const server of known.slice(0, known.length / 2)) {
    count.others = (count.others ?? 0) + (servers[server] ?? 0)
    delete servers[server]
  }
}

const blank = (): Count => ({ sent: 0, outcomes: {}, servers: {} })
