import type { PodSummary, ServiceSummary, Summary } from '../../../projection/summary'
import type { Ask, Picture } from '../../store'
import type { Layout } from '../layout/picture'
import type { Curve, Point } from './curve'
import { listedIn, slicesOf, wayAcross, wayByList } from './service-ways'
import { tunnel } from './tunnel'
import { type End, landing, landingOf, placeOf, wayBetween } from './ways'

/**
 * A line that stays: who asks whom, what a Service takes and nearly takes, what stands for what.
 */
export interface Line {
  readonly id: string
  readonly kind: 'takes' | 'waits' | 'misses' | 'stands-for' | 'asks' | 'forwards' | 'quiet'
  readonly from: string
  readonly to: string
  readonly curves: readonly Curve[]
  /** Where it comes into the node of its Pod: what stands before the Pod would hide its end. */
  readonly landing?: Point
  /** Where a sign of what comes of it stands. */
  readonly sign?: Point
  /** What a port-forward leads from, and to. */
  readonly ports?: { readonly localPort: number; readonly port: number }
  /** The label that differs, as the Pod has it: `app=api`; `no app` when it has none. */
  readonly differs?: { readonly label: string; readonly has?: string; readonly wants: string }
}

/** A line before it is drawn. */
export type Wanted = Omit<Line, 'id' | 'curves'>

/** What decides which lines are drawn. */
export interface LinesInput {
  readonly summaries: ReadonlyMap<string, Summary>
  readonly layout: Layout
  /** What each client asks, by its place in the picture. */
  readonly asks: Picture['asks']
  /** What is selected, or under the pointer. */
  readonly focus?: string | undefined
  /** Also those for which there is no room while nobody looks at them. */
  readonly whole?: boolean
  /** The lines drawn before, of this layout and these summaries: they are not looked for again. */
  readonly known?: Map<string, Line>
}

/** More near misses than this are only drawn for the Service that is looked at. */
const missesAtOnce = 4

/** Every line of the picture. */
export const linesOf = (input: LinesInput): readonly Line[] => drawn(wantedLines(input), input)

/** Every line before it is drawn. */
export function wantedLines(input: LinesInput): readonly Wanted[] {
  const { summaries, layout, asks, focus, whole = false } = input
  const services = [...summaries.values()].filter(
    (each): each is ServiceSummary => each.type === 'service' && layout.placed.has(each.id),
  )
  const coming = [...summaries.values()].filter(isComing)
  const wanted: Wanted[] = []
  const add = (line: Wanted) => wanted.push(line)
  for (const service of services) {
    if (!whole && layout.density === 'dot' && service.id !== focus) continue
    for (const endpoint of service.endpoints) {
      if (endpoint.pod === undefined) continue
      const kind = service.system ? 'quiet' : endpoint.ready ? 'takes' : 'waits'
      add({ kind, from: service.id, to: endpoint.pod })
    }
    for (const { workload, ready } of service.groups ?? []) {
      add({ kind: ready > 0 ? 'takes' : 'waits', from: service.id, to: workload })
    }
    for (const pod of waiting(service, coming)) {
      add({ kind: 'waits', from: service.id, to: pod.id })
    }
  }
  if (layout.lens === 'service')
    for (const service of services) wanted.push(...lists(service, summaries))
  for (const [service, miss] of missesToShow(services, { summaries, focus })) {
    const { pod, label, has, wants } = miss
    // Whoever asks stands on the other side, with a line of its own.
    if (layout.lens === 'service' && !isBehind(layout, service.id, pod)) continue
    const differs = { label, wants, ...(has === undefined ? {} : { has }) }
    add({ kind: 'misses', from: service.id, to: pod, differs })
  }
  for (const each of summaries.values()) {
    if (each.type === 'client') {
      // What was asked before from another place, or for something else, is asked no more.
      const asked = asks.get(each.id)
      if (asked?.from === each.host && asked.url === each.url) {
        const isOwn = each.host.startsWith('external/') || layout.placed.has(each.id)
        add({ kind: 'asks', from: isOwn ? each.id : each.host, to: seenAs(layout, asked) })
      }
    }
    if (each.type === 'laptop') {
      const asked = asks.get(each.id)
      if (asked) add({ kind: 'asks', from: each.id, to: seenAs(layout, asked) })
      for (const { pod, ...ports } of each.forwards) {
        add({ kind: 'forwards', from: each.id, to: pod, ports })
      }
    }
    if (each.type !== 'outside') continue
    if (each.kind === 'host') {
      for (const from of each.services) add({ kind: 'stands-for', from, to: each.id })
    } else {
      const behind = layout.lens === 'service' ? each.services : readyNodes(summaries)
      for (const to of behind) add({ kind: 'stands-for', from: each.id, to })
    }
  }
  return wanted
}

/** In the Service lens a node's port is the Service that it is of. */
const seenAs = ({ lens }: Layout, { to, service }: Ask): string =>
  lens === 'service' && to.startsWith('node/') ? (service ?? to) : to

const isBehind = ({ placed }: Layout, service: string, pod: string): boolean =>
  (placed.get(pod)?.x ?? 0) > (placed.get(service)?.x ?? 0)

/** From a Service to slices that list no Pod: addresses from elsewhere, or nobody at all. */
function* lists(
  { id, system }: ServiceSummary,
  summaries: ReadonlyMap<string, Summary>,
): Iterable<Wanted> {
  for (const { id: to, endpoints, all, ready } of slicesOf(summaries, id)) {
    if (endpoints.some(({ pod }) => pod !== undefined)) continue
    const kind = system || all === 0 ? 'quiet' : ready > 0 ? 'takes' : 'waits'
    yield { kind, from: id, to }
  }
}

/** A balancer spreads over the nodes, whose ports it knows. */
const readyNodes = (summaries: ReadonlyMap<string, Summary>): readonly string[] =>
  [...summaries.values()].filter((each) => each.type === 'node' && each.ready).map(({ id }) => id)

/** Lines to one Pod end side by side, so that each can be seen, and read. */
function drawn(
  wanted: readonly Wanted[],
  { summaries, layout, known = new Map() }: Pick<LinesInput, 'summaries' | 'layout' | 'known'>,
): readonly Line[] {
  // A client's line has a row of its own on a Pod of which all is said.
  const podOf = ({ kind, from, to }: Wanted) => {
    if (kind === 'forwards') return ''
    if (kind === 'asks') return layout.density === 'full' ? '' : from
    return /^(pod|external)\//.test(to) ? to : ''
  }
  const counts = new Map<string, number>()
  for (const line of wanted) counts.set(podOf(line), (counts.get(podOf(line)) ?? 0) + 1)
  const used = new Map<string, number>()
  let forwards = 0
  const room = layout.density === 'full' ? 40 : 16
  return wanted.flatMap((line) => {
    const { kind, from, to } = line
    const pod = podOf(line)
    const count = counts.get(pod) ?? 1
    const index = used.get(pod) ?? 0
    used.set(pod, index + 1)
    const shift = pod === '' ? 0 : (index - (count - 1) / 2) * Math.min(15, room / count)
    const id = `${kind}:${from}:${to}${line.ports ? `:${line.ports.localPort}` : ''}`
    const place = kind === 'forwards' ? forwards++ : shift
    const before = known.get(`${id} ${place}`)
    if (before) return [before]
    const ends: readonly [End, End] =
      kind === 'asks'
        ? [{ id: from, asks: true, shift }, { id: to }]
        : [{ id: from }, { id: to, shift }]
    const curves =
      kind === 'forwards'
        ? tunnel(layout, to, place)
        : (listedWay(line, shift, { summaries, layout }) ?? wayBetween(layout, ...ends))
    if (curves.length === 0) return []
    const found = { ...line, id, curves, ...landingOf(layout, to, curves) }
    known.set(`${id} ${place}`, found)
    return [found]
  })
}

/** In the Service lens, one comes from a Service to a Pod by the EndpointSlice that lists it. */
function listedWay(
  { kind, from, to }: Wanted,
  shift: number,
  { summaries, layout }: Pick<LinesInput, 'summaries' | 'layout'>,
): readonly Curve[] | undefined {
  if (layout.lens !== 'service' || (kind !== 'takes' && kind !== 'waits')) return undefined
  const listed = listedIn(layout, summaries, { service: from, pod: to })
  const [start, end] = [placeOf(layout, from), placeOf(layout, to)]
  if (!listed || !start || !end || end.box.x <= start.box.x) return undefined
  const door = landing(layout, start)
  if (end.shape === 'slice') return wayAcross(layout, door, { box: end.box, y: listed.y })
  return wayByList(layout, { start: door, end: landing(layout, end, false, shift) }, listed)
}

/** Pods that the selector takes and no EndpointSlice lists yet: they have no address. */
function* waiting(
  { namespace, selector, endpoints }: ServiceSummary,
  coming: readonly PodSummary[],
): Iterable<PodSummary> {
  const wanted = Object.entries(selector ?? {})
  if (wanted.length === 0 || coming.length === 0) return
  const listed = new Set(endpoints.map(({ pod }) => pod))
  for (const pod of coming) {
    if (pod.namespace !== namespace || listed.has(pod.id)) continue
    if (wanted.every(([label, value]) => pod.labels[label] === value)) yield pod
  }
}

const isComing = (each: Summary): each is PodSummary =>
  each.type === 'pod' && (each.state === 'pending' || each.state === 'creating')

function missesToShow(
  services: readonly ServiceSummary[],
  { summaries, focus }: Pick<LinesInput, 'summaries' | 'focus'>,
) {
  const all = services.flatMap((service) =>
    service.misses
      .filter(({ pod }) => !isSystem(summaries.get(pod)))
      .map((miss) => [service, miss] as const),
  )
  const focused = all.filter(([service, { pod }]) => service.id === focus || pod === focus)
  if (focused.length > 0) return focused
  // Near is who has the label, with another value.
  const near = all.filter(([, { has }]) => has !== undefined)
  return near.length <= missesAtOnce ? near : []
}

const isSystem = (summary?: Summary): boolean => summary?.type === 'pod' && summary.system
