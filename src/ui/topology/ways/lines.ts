import type { PodSummary, ServiceSummary, Summary } from '../../../projection/summary'
import type { Picture } from '../../store'
import type { Layout } from '../layout/layout'
import type { Curve } from './curve'
import { wayBetween } from './ways'

/** A line that stays: who asks whom, what a Service takes and nearly takes, what stands for what. */
export interface Line {
  readonly id: string
  readonly kind: 'takes' | 'waits' | 'misses' | 'stands-for' | 'asks'
  readonly from: string
  readonly to: string
  readonly curves: readonly Curve[]
  /** The label that differs, as the Pod has it: `app=api`; `no app` when it has none. */
  readonly differs?: { readonly label: string; readonly has?: string; readonly wants: string }
}

/** What decides which lines are drawn. */
export interface LinesInput {
  readonly summaries: ReadonlyMap<string, Summary>
  readonly layout: Layout
  /** Which Service each client's requests came to: its place and URL, to the Service's id. */
  readonly asks: Picture['asks']
  /** What is selected, or under the pointer. */
  readonly focus?: string | undefined
}

/** More near misses than this are only drawn for the Service that is looked at. */
const missesAtOnce = 4

/** Every line of the picture. */
export function linesOf({ summaries, layout, asks, focus }: LinesInput): readonly Line[] {
  const services = [...summaries.values()].filter(
    (each): each is ServiceSummary => each.type === 'service' && layout.placed.has(each.id),
  )
  const wanted: Omit<Line, 'id' | 'curves'>[] = []
  const add = (line: Omit<Line, 'id' | 'curves'>) => wanted.push(line)
  for (const service of services) {
    if (layout.density === 'dot' && service.id !== focus) continue
    for (const endpoint of service.endpoints) {
      if (endpoint.pod === undefined) continue
      add({ kind: endpoint.ready ? 'takes' : 'waits', from: service.id, to: endpoint.pod })
    }
    for (const pod of waiting(service, summaries)) {
      add({ kind: 'waits', from: service.id, to: pod.id })
    }
  }
  for (const [service, miss] of missesToShow(services, { summaries, focus })) {
    const { pod, label, has, wants } = miss
    const differs = { label, wants, ...(has === undefined ? {} : { has }) }
    add({ kind: 'misses', from: service.id, to: pod, differs })
  }
  for (const each of summaries.values()) {
    if (each.type === 'client') {
      const to = asks.get(`${each.host} ${each.url}`)
      if (to !== undefined) add({ kind: 'asks', from: each.host, to })
    }
    if (each.type !== 'outside') continue
    const [from, to] = each.kind === 'host' ? [each.service, each.id] : [each.id, each.service]
    add({ kind: 'stands-for', from, to })
  }
  return drawn(wanted, layout)
}

/** Lines to one Pod end side by side, so that each can be seen, and read. */
function drawn(wanted: readonly Omit<Line, 'id' | 'curves'>[], layout: Layout): readonly Line[] {
  const ends = new Map<string, number>()
  for (const { kind, to } of wanted) if (kind !== 'asks') ends.set(to, (ends.get(to) ?? 0) + 1)
  const used = new Map<string, number>()
  return wanted.flatMap((line) => {
    const { kind, from, to } = line
    const count = ends.get(to) ?? 1
    const index = used.get(to) ?? 0
    if (kind !== 'asks') used.set(to, index + 1)
    const shift = kind === 'asks' ? 0 : (index - (count - 1) / 2) * Math.min(15, 40 / count)
    const curves = wayBetween(layout, { id: from, asks: kind === 'asks' }, { id: to, shift })
    return curves.length > 0 ? [{ ...line, id: `${kind}:${from}:${to}`, curves }] : []
  })
}

/** Pods that the selector takes and no EndpointSlice lists yet: they have no address. */
function* waiting(
  { namespace, selector, endpoints }: ServiceSummary,
  summaries: ReadonlyMap<string, Summary>,
): Iterable<PodSummary> {
  const wanted = Object.entries(selector ?? {})
  if (wanted.length === 0) return
  const listed = new Set(endpoints.map(({ pod }) => pod))
  for (const pod of summaries.values()) {
    if (pod.type !== 'pod' || pod.namespace !== namespace || listed.has(pod.id)) continue
    if (pod.state !== 'pending' && pod.state !== 'creating') continue
    if (wanted.every(([label, value]) => pod.labels[label] === value)) yield pod
  }
}

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
