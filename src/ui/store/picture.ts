import type { ProxyMode, Traffic } from '../../engine/api/traffic'
import type { Frame } from '../../projection/frame'
import type { LoadNews } from '../../projection/load'
import type { MadeObject } from '../../projection/made'
import type { RecordedEvents } from '../../projection/recorded'
import type { LaptopSummary, PodPage, PodSummary, Summary } from '../../projection/summary'
import { askerOf } from './places'
import { stretchesOf } from './trips'

/** One request and its legs, as frames tell it. */
export type RequestRecord = Frame['requests'][number]

/** What the frames so far add up to. */
export interface Picture {
  readonly now: number
  readonly end: number
  readonly running: boolean
  readonly speed: number
  readonly reached: number
  readonly revision: number
  /** Counts the frames that made everything before them void. */
  readonly era: number
  /** Which of the scenarios opened this shows. */
  readonly scene: number
  /** Counts changes to what stands where: not to counters, not to requests. */
  readonly shape: number
  readonly summaries: ReadonlyMap<string, Summary>
  /** The latest requests, oldest first. */
  readonly requests: ReadonlyMap<number, RequestRecord>
  /** All that people have made. */
  readonly made: readonly MadeObject[]
  /** Who sends requests at the instant that is shown. */
  readonly traffic: readonly Traffic[]
  /** The mode that kube-proxy is configured with; nodes may not have come to it yet. */
  readonly proxyMode: ProxyMode
  /** What each client asked last, by its place in the picture: `client/NAME`, or `laptop`. */
  readonly asks: ReadonlyMap<string, Ask>
  /** Rates, failures and latencies: of the last minute by the second, the latest last. */
  readonly load: LoadNews
  /** The newest Events, if somebody has listed them. */
  readonly recorded?: RecordedEvents
  /** The newest Events about what is selected, if that is an object. */
  readonly recordedAbout?: Frame['recordedAbout']
  /** Pods that were sought, also those that are shown as one. */
  readonly found?: readonly PodSummary[]
}

/** Whom a client asked: a Service, a balancer, a node, or a host by its own address. */
export interface Ask {
  readonly from: string
  readonly url: string
  readonly to: string
  /** The Service that it came to, by id, if it was one. */
  readonly service?: string
}

/** Unix milliseconds at which every cluster's clock begins. */
export const epoch = Date.UTC(2026, 0, 1)

/** How many requests are remembered, for the picture and for the list. */
export const requestsKept = 2_000

/** How many points of load are remembered: one a second. */
const pointsKept = 60

/** Before the first frame. */
export const blank: Picture = {
  now: 0,
  end: 0,
  running: true,
  speed: 1,
  reached: 1,
  revision: 0,
  era: 0,
  scene: 0,
  shape: 0,
  summaries: new Map(),
  requests: new Map(),
  made: [],
  traffic: [],
  proxyMode: 'iptables',
  asks: new Map(),
  load: { points: [], spreads: {} },
}

/** The picture after one frame more. Whatever did not change keeps its identity. */
export function applyFrame(before: Picture, frame: Frame): Picture {
  const base = frame.fresh
    ? { ...blank, era: before.era + 1, scene: before.scene, shape: before.shape }
    : before
  const { now, end, running, speed, reached, revision } = frame
  const { made = before.made, traffic = before.traffic, proxyMode = before.proxyMode } = frame
  return {
    ...base,
    ...{ now, end, running, speed, reached, revision, made, traffic, proxyMode },
    shape: base.shape + (frame.fresh || movesSomething(base, frame) ? 1 : 0),
    summaries: withSummaries(base.summaries, frame),
    requests: withRequests(base.requests, frame),
    asks: withAsks(base.asks, frame),
    load: withLoad(base.load, frame),
    ...(frame.found && { found: frame.found }),
    ...(frame.recordedAbout && { recordedAbout: frame.recordedAbout }),
    ...(frame.recorded && { recorded: withRecorded(base.recorded, frame.recorded) }),
  }
}

const movesSomething = ({ summaries }: Picture, { changed, gone }: Frame): boolean =>
  gone.length > 0 ||
  changed.some((summary) => {
    const before = summaries.get(summary.id)
    return !before || !onlyCounts(before, summary)
  })

/**
 * Clients count on every frame; they take another place only when they ask from, or for, another.
 * The laptop has one place: only the ports of it that lead to Pods are seen besides it.
 */
function onlyCounts(before: Summary, after: Summary): boolean {
  if (before.type === 'laptop' && after.type === 'laptop') {
    return ledBy(before.forwards) === ledBy(after.forwards)
  }
  return (
    before.type === 'client' &&
    after.type === 'client' &&
    before.host === after.host &&
    before.url === after.url &&
    before.name === after.name
  )
}

const ledBy = (forwards: LaptopSummary['forwards']): string =>
  forwards.map(({ pod, localPort, port }) => `${localPort} ${port} ${pod}`).join()

function withSummaries(before: Picture['summaries'], { changed, gone }: Frame) {
  if (changed.length === 0 && gone.length === 0) return before
  const after = new Map(before)
  for (const id of gone) after.delete(id)
  for (const summary of changed) after.set(summary.id, summary)
  return after
}

function withRequests(before: Picture['requests'], { requests }: Frame) {
  if (requests.length === 0) return before
  const after = new Map(before)
  for (const record of requests) after.set(record.id, record)
  for (const id of after.keys()) {
    if (after.size <= requestsKept) break
    after.delete(id)
  }
  return after
}

const withLoad = (before: LoadNews, { load }: Frame): LoadNews =>
  load
    ? { points: [...before.points, ...load.points].slice(-pointsKept), spreads: load.spreads }
    : before

// An Event that was not written again keeps its identity, though it has been told again.
function withRecorded(before: RecordedEvents | undefined, told: RecordedEvents): RecordedEvents {
  const known = new Map(before?.newest.map((event) => [event.uid, event]))
  const newest = told.newest.map((event) => {
    const same = known.get(event.uid)
    return same?.revision === event.revision ? same : event
  })
  return { ...told, newest }
}

function withAsks(before: Picture['asks'], { requests }: Frame): Picture['asks'] {
  const after = new Map(before)
  let same = true
  for (const record of requests) {
    const { client: from, url } = record
    const sender = askerOf(record)
    const to = askedPlace(record)
    if (to === undefined || sender === undefined) continue
    const known = after.get(sender)
    if (known?.from === from && known.url === url && known.to === to) continue
    same = false
    const { service } = record
    const asked = service && `service/${service.namespace}/${service.name}`
    after.set(sender, { from, url, to, ...(asked && { service: asked }) })
  }
  return same ? before : after
}

/**
 * Inside the cluster, one asks a Service; from outside, a balancer or the port of a node; without
 * a Service, the host itself.
 */
function askedPlace({ client, service, legs, forward }: RequestRecord): string | undefined {
  if (forward) return undefined // it has a line of its own
  if (!service) {
    const way = stretchesOf({ legs }).find(({ what }) => what === 'connect' || what === 'request')
    const end = way?.places.at(-1)
    return end && /^(pod|external)\//.test(end) ? end : undefined
  }
  const id = `service/${service.namespace}/${service.name}`
  if (!client.startsWith('external/')) return id
  const first = legs.findIndex(({ what }) => what === 'connect' || what === 'request')
  const places = legs.slice(first, first + 2).map(({ to }) => to)
  return places.find((place) => place.startsWith('balancer/') || place.startsWith('node/'))
}

/** As many are told at a time: `projectionLimits.podsAPage`. */
const podsAPage = 60

/** A page in words, and where those before and after it begin. */
export function pagesOf({ from, pods, matching: all }: PodPage): {
  readonly from: number
  readonly to: number
  readonly all: number
  readonly earlier: number | undefined
  readonly later: number | undefined
} {
  const to = from + pods
  return {
    from: pods === 0 ? 0 : from + 1,
    to,
    all,
    earlier: from > 0 ? Math.max(0, from - podsAPage) : undefined,
    later: to < all ? to : undefined,
  }
}
