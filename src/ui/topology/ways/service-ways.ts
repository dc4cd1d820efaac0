import type { SliceSummary, Summary } from '../../../projection/summary'
import type { Box } from '../layout/inside-node'
import type { Layout, Placed } from '../layout/picture'
import { lensSpansFor, sliceLineAt } from '../layout/sizes'
import { clearOf } from './clearance'
import { bent, type Curve, hasLength, type Point, reversed, straight } from './curve'

/** The most that a way bends in, sideways, on its way from one height to another. */
const bend = 64
/** How far a way keeps from what it has nothing to do with. */
const margin = 7

/** An end of a way in the Service lens: a place, and the height at which it is entered. */
export interface Landing {
  readonly box: Box
  readonly y: number
}

/**
 * The way between two places of the Service lens, where columns stand for the steps of a request.
 */
export function wayAcross(layout: Layout, start: Landing, end: Landing): readonly Curve[] {
  if (isRightOf(end.box, start.box)) return rightwards(layout, start, end)
  if (isRightOf(start.box, end.box)) return reversed(rightwards(layout, end, start))
  return around(layout, start, end)
}

const isRightOf = (box: Box, other: Box): boolean => box.x >= other.x + other.width

// One stands below the other: straight down, else out to the left and in again.
function around(layout: Layout, start: Landing, end: Landing): readonly Curve[] {
  const down = straightDown(layout, start.box, end.box)
  if (down) return [down]
  const up = straightDown(layout, end.box, start.box)
  if (up) return reversed([up])
  const from = { x: start.box.x, y: start.y }
  const to = { x: end.box.x, y: end.y }
  const out = Math.min(from.x, to.x) - lensSpansFor(layout.narrow).side + 4
  return [[from, { x: out, y: from.y }, { x: out, y: to.y }, to]]
}

/** From the one that stands above to the one below, when nothing stands between them. */
function straightDown({ placed }: Layout, above: Box, below: Box): Curve | undefined {
  const top = above.y + above.height
  if (top > below.y) return undefined
  const edge = 2 * margin
  const middle = above.x + above.width / 2
  const x = Math.min(Math.max(middle, below.x + edge), below.x + below.width - edge)
  const isUnder = x >= above.x + margin && x <= above.x + above.width - margin
  const isClear = [...placed.values()].every(
    (box) =>
      box.y + box.height <= top ||
      box.y >= below.y ||
      box.x >= x + margin ||
      box.x + box.width <= x - margin,
  )
  return isUnder && isClear ? straight({ x, y: top }, { x, y: below.y }) : undefined
}

/** Along the height of its end, its beginning, or the nearest at which nothing stands between. */
export function rightwards(layout: Layout, start: Landing, end: Landing): readonly Curve[] {
  const from = { x: start.box.x + start.box.width, y: start.y }
  const to = { x: end.box.x, y: end.y }
  const between = [...layout.placed.values()].filter(
    (box) =>
      isRightOf(box, start.box) && isRightOf(end.box, box) && !isBeforeIn(layout, box, end.box),
  )
  if (between.length === 0) return [turn(from, to)].filter(hasLength)
  const first = Math.min(...between.map(({ x }) => x))
  const last = Math.max(...between.map(({ x, width }) => x + width))
  const y = clearOf(between, to.y, from.y)
  const gate = { x: Math.min(from.x + bend, first), y }
  const exit = { x: y === to.y ? to.x : Math.max(to.x - bend, last), y }
  return [turn(from, gate), straight(gate, exit), turn(exit, to)].filter(hasLength)
}

/** Whether a Pod stands before another, too close for a way around: ways lead on behind it. */
const isBeforeIn = ({ podsLeft, density }: Layout, box: Placed, end: Box): boolean =>
  podsLeft !== undefined &&
  density !== 'full' &&
  box.shape === 'pod' &&
  end.x > podsLeft &&
  box.x >= podsLeft

const turn = (from: Point, to: Point): Curve =>
  from.y === to.y ? straight(from, to) : bent(from, to)

/** Where an EndpointSlice of a Service tells of a Pod, or of a workload shown as one. */
export interface Listed {
  readonly id: string
  readonly slice: Box
  /** The height of its line. */
  readonly y: number
}

/** The line on which a Service's slices have a Pod; nothing while none lists it. */
export function listedIn(
  layout: Layout,
  summaries: ReadonlyMap<string, Summary>,
  { service, pod }: { readonly service: string; readonly pod: string },
): Listed | undefined {
  for (const slice of slicesOf(summaries, service)) {
    const box = layout.placed.get(slice.id)
    const index = slice.endpoints.findIndex((endpoint) => endpoint.pod === pod)
    if (box && index >= 0) {
      return { id: slice.id, slice: box, y: box.y + sliceLineAt(slice, index) }
    }
  }
  // Of many endpoints, and of workloads shown as one, the last line tells.
  const [large] = slicesOf(summaries, service).filter(
    ({ endpoints, all }) => all > endpoints.length,
  )
  const [any] = /^pod\//.test(pod) ? [large] : slicesOf(summaries, service)
  const box = any && layout.placed.get(any.id)
  return box && { id: any.id, slice: box, y: box.y + sliceLineAt(any, -1) }
}

const bySummaries = new WeakMap<
  ReadonlyMap<string, Summary>,
  ReadonlyMap<string, readonly SliceSummary[]>
>()

/** The EndpointSlices of a Service. */
export function slicesOf(
  summaries: ReadonlyMap<string, Summary>,
  service: string,
): readonly SliceSummary[] {
  const known = bySummaries.get(summaries)
  if (known) return known.get(service) ?? []
  const found = slicesByService(summaries)
  bySummaries.set(summaries, found)
  return found.get(service) ?? []
}

// Asked for once for each line, and the same all through a drawing.
function slicesByService(
  summaries: ReadonlyMap<string, Summary>,
): ReadonlyMap<string, readonly SliceSummary[]> {
  const found = new Map<string, SliceSummary[]>()
  for (const each of summaries.values()) {
    if (each.type !== 'slice' || each.service === undefined) continue
    const all = found.get(each.service)
    if (all) all.push(each)
    else found.set(each.service, [each])
  }
  return found
}

/** From a Service by the line of its slice to the Pod that is told of there. */
export function wayByList(
  layout: Layout,
  { start, end }: { readonly start: Landing; readonly end: Landing },
  { slice, y }: Listed,
): readonly Curve[] {
  const at = { box: slice, y }
  const inside = straight({ x: slice.x, y }, { x: slice.x + slice.width, y })
  return [...wayAcross(layout, start, at), inside, ...wayAcross(layout, at, end)]
}
