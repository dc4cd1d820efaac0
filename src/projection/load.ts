import { type Instant, seconds } from '../engine'
import type { RequestOutcome } from '../engine/api/traffic'
import { percentile, stepOf } from './latency'
import { projectionLimits } from './limits'

/** How requests fare that one client sends, or that one Service is asked. */
export interface Figures {
  /** Requests that came to an end, each second. */
  readonly rate: number
  /** How many of all failed: 0 to 1. */
  readonly failed: number
  /** What half of those answered took at most, in microseconds; absent when none was. */
  readonly p50?: number
  /** What 95 of 100 took at most. */
  readonly p95?: number
}

/** The figures of the seconds before one instant, by the id of a client or Service. */
export interface LoadPoint {
  /** In whole seconds. */
  readonly second: number
  readonly figures: Readonly<Record<string, Figures>>
}

/** Where requests went, and how they ended, in the seconds before the last point. */
export interface Spread {
  readonly outcomes: Readonly<Record<string, number>>
  /** Requests by the host that they came to, the most first; as many as a screen has room for. */
  readonly servers: Readonly<Record<string, number>>
  /** Requests that came to others than those. */
  readonly others: number
  /** The Services that a client's requests were for. */
  readonly services: readonly string[]
}

/** What is new about rates, failures and latencies. */
export interface LoadNews {
  /** Since those told before; after a seek, all of the last minute. */
  readonly points: readonly LoadPoint[]
  /** As of the last point, by the id of a client or Service. */
  readonly spreads: Readonly<Record<string, Spread>>
}

/** A request that has come to an end, as far as load goes. */
export interface Ended {
  /** The client that sent it, by its id; absent for programs. */
  readonly sender?: string
  /** The Service that it was for, by its id. */
  readonly service?: string
  readonly server?: string
  readonly started: Instant
  readonly ended: Instant
  readonly outcome: RequestOutcome
}

/** What ended within one second, or some. */
interface Bucket {
  ended: number
  failed: number
  readonly took: Map<number, number>
  readonly outcomes: Map<string, number>
  readonly servers: Map<string, number>
  readonly services: Map<string, number>
}

const { loadWindow, loadPoints, serversOfLoad } = projectionLimits
const secondOf = (at: Instant): number => Math.floor(at / seconds(1))

/**
 * Load by the second: what ended in each, for each client and Service. Figures are made for whole
 * seconds that are over, so they are the same however time came there.
 */
export class Load {
  private readonly buckets = new Map<number, Map<string, Bucket>>()

  add(request: Ended): void {
    const bySubject = this.secondFor(secondOf(request.ended))
    for (const subject of [request.sender, request.service]) {
      if (subject === undefined) continue
      const bucket = bySubject.get(subject) ?? emptyBucket()
      bySubject.set(subject, bucket)
      put(bucket, request)
    }
  }

  clear(): void {
    this.buckets.clear()
  }

  /** What there is to tell at an instant of the seconds after the one told last, if any. */
  news(now: Instant, told: number): LoadNews | undefined {
    const last = secondOf(now)
    if (last <= told) return undefined
    const points: LoadPoint[] = []
    for (let second = Math.max(told, last - loadPoints) + 1; second <= last; second++) {
      points.push({ second, figures: map(this.windowAt(second), figuresAt(second)) })
    }
    return { points, spreads: map(this.windowAt(last), spreadOf) }
  }

  private secondFor(second: number): Map<string, Bucket> {
    const known = this.buckets.get(second)
    if (known) return known
    const made = new Map<string, Bucket>()
    this.buckets.set(second, made)
    if (this.buckets.size > loadWindow + loadPoints) {
      this.buckets.delete(Math.min(...this.buckets.keys()))
    }
    return made
  }

  private windowAt(second: number): ReadonlyMap<string, Bucket> {
    const sums = new Map<string, Bucket>()
    for (let each = Math.max(0, second - loadWindow); each < second; each++) {
      for (const [subject, bucket] of this.buckets.get(each) ?? []) {
        const sum = sums.get(subject) ?? emptyBucket()
        sums.set(subject, sum)
        join(sum, bucket)
      }
    }
    return sums
  }
}

const emptyBucket = (): Bucket => ({
  ended: 0,
  failed: 0,
  took: new Map(),
  outcomes: new Map(),
  servers: new Map(),
  services: new Map(),
})

const more = <Key>(counts: Map<Key, number>, key: Key, by = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function put(bucket: Bucket, { service, server, started, ended, outcome }: Ended): void {
  bucket.ended++
  if (outcome !== 'ok') bucket.failed++
  // How soon something was refused says nothing about those who answer.
  if (outcome === 'ok' || outcome === 'http-error') more(bucket.took, stepOf(ended - started))
  more(bucket.outcomes, outcome)
  if (server !== undefined) more(bucket.servers, server)
  if (service !== undefined) more(bucket.services, service)
}

function join(sum: Bucket, bucket: Bucket): void {
  sum.ended += bucket.ended
  sum.failed += bucket.failed
  for (const [step, count] of bucket.took) more(sum.took, step, count)
  for (const what of ['outcomes', 'servers', 'services'] as const) {
    for (const [key, count] of bucket[what]) more(sum[what], key, count)
  }
}

const map = <Made>(
  sums: ReadonlyMap<string, Bucket>,
  make: (bucket: Bucket) => Made,
): Readonly<Record<string, Made>> =>
  Object.fromEntries([...sums].map(([subject, bucket]) => [subject, make(bucket)]))

const figuresAt =
  (second: number) =>
  ({ ended, failed, took }: Bucket): Figures => {
    const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)]
    return {
      rate: rounded(ended / Math.min(second, loadWindow)),
      failed: rounded(failed / ended),
      ...(p50 === undefined ? {} : { p50 }),
      ...(p95 === undefined ? {} : { p95 }),
    }
  }

/** To a thousandth: more is not seen, and frames stay small. */
const rounded = (figure: number): number => Math.round(figure * 1_000) / 1_000

function spreadOf({ outcomes, servers, services }: Bucket): Spread {
  const all = [...servers].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  return {
    outcomes: Object.fromEntries(outcomes),
    servers: Object.fromEntries(all.slice(0, serversOfLoad)),
    others: all.slice(serversOfLoad).reduce((sum, [, count]) => sum + count, 0),
    services: [...services.keys()].sort(),
  }
}
