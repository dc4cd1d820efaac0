import type { Box } from '../layout/inside-node'
import type { Layout, Placed } from '../layout/picture'

/** How far from a Service a way keeps that has nothing to do with it. */
const margin = 8
/** And from anything else. */
const near = 7

/** The first of some heights at which nothing stands, else the clear one nearest to the first. */
export function clearOf(boxes: readonly Box[], ...wanted: readonly [number, number]): number {
  const isClear = (y: number): boolean =>
    boxes.every((box) => y <= box.y - near || y >= box.y + box.height + near)
  const [first] = wanted
  const free = wanted.find(isClear)
  if (free !== undefined) return free
  const edges = boxes.flatMap(({ y, height }) => [y - near, y + height + near])
  const nearest = edges.filter(isClear).sort((a, b) => Math.abs(a - first) - Math.abs(b - first))
  return nearest[0] ?? first
}

/** From one x to another. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The height nearest to a wanted one at which a way can go from left to right inside the cluster
 * without passing behind a Service or the book: whoever looks would take it for theirs.
 */
export function clearHeight(layout: Layout, wanted: number, span: Span): number {
  const bars = standingIn(layout, span).map(({ y, height }) => {
    return { top: y - margin, bottom: y + height + margin }
  })
  const isClear = (y: number): boolean => bars.every(({ top, bottom }) => y <= top || y >= bottom)
  if (isClear(wanted)) return wanted
  const heights = [wanted, ...bars.flatMap(({ top, bottom }) => [top, bottom])].filter(isClear)
  const away = (y: number): number => Math.abs(y - wanted)
  return heights.reduce((best, y) => (away(y) < away(best) ? y : best), heights[0] ?? wanted)
}

/** Where the last of what stands between two places ends. */
export const pastAll = (layout: Layout, span: Span): number =>
  standingIn(layout, span).reduce((right, { x, width }) => Math.max(right, x + width), span.from)

const standingIn = ({ placed }: Layout, { from, to }: Span): readonly Placed[] =>
  [...placed.values()]
    .filter(({ shape }) => shape === 'service' || shape === 'book')
    .filter(({ x, width }) => x < to && x + width > from)
