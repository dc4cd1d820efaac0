import type { Box } from '../layout/inside-node'
import type { Layout } from '../layout/picture'
import { lensSpansFor, sizes, spansFor } from '../layout/sizes'
import { type Curve, hasLength, type Point, rounded } from './curve'
import { type Landing, rightwards } from './service-ways'
import type { Place } from './ways'

const corner = 8
/** How far a way keeps from the box that it goes down beside. */
const aside = 8

/** Whether a place is above the cluster: on a small screen all is that is outside of it. */
export const isAbove = ({ narrow, cluster }: Layout, { box, frame }: Place): boolean =>
  narrow && !frame && box.y + box.height <= cluster.y

/** The way from one above the cluster to another: out at the one's side, in at the other's. */
export function wayAbove(start: Box, end: Box): readonly Curve[] {
  const isRight = end.x >= start.x + start.width
  const from = { x: start.x + start.width, y: start.y + start.height / 2 }
  const to = { x: isRight ? end.x : end.x + end.width, y: end.y + end.height / 2 }
  const turn = Math.max(from.x, isRight ? from.x : to.x) + aside
  const points = [from, { x: turn, y: from.y }, { x: turn, y: to.y }, to]
  return rounded(points, corner).filter(hasLength)
}

/** The way from above the cluster down to what stands in it. */
export function wayDown(
  layout: Layout,
  start: Place,
  end: Place & { readonly height: number; readonly shift: number },
): readonly Curve[] {
  const corridor = lowestAbove(layout) + sizes.landingAbove / 2
  const begin = exitOf(layout, start.box, corridor, end.shift)
  const finish =
    start.shape === 'host' ? inFromRight(layout, end) : inFromLeft(layout, end, begin.at(-1))
  const [first] = finish
  if (!first) return []
  const points = [...begin, { x: first.x, y: corridor }, ...finish]
  return rounded(points, corner).filter(hasLength)
}

const standingAbove = ({ placed, cluster }: Layout): readonly Box[] =>
  [...placed.values()].filter(
    ({ inside, y, height }) => inside === undefined && y + height <= cluster.y,
  )

const lowestAbove = (layout: Layout): number =>
  Math.max(...standingAbove(layout).map(({ y, height }) => y + height))

/** Straight down, or beside what stands below. */
function exitOf(
  layout: Layout,
  box: Box,
  corridor: number,
  shift: number,
): readonly [Point, ...Point[]] {
  const { x, y, width, height } = box
  const isBlocked = standingAbove(layout).some(
    (other) => other.y > y && other.x < x + width && other.x + other.width > x,
  )
  if (!isBlocked) {
    const middle = x + width / 2 + shift
    return [
      { x: middle, y: y + height },
      { x: middle, y: corridor },
    ]
  }
  const beside = x + width + aside
  return [
    { x: x + width, y: y + height / 2 },
    { x: beside, y: y + height / 2 },
    { x: beside, y: corridor },
  ]
}

/** Hosts are asked by the cluster's right side. */
function inFromRight(
  layout: Layout,
  { box, frame, shape, height, shift }: Place & { readonly height: number; readonly shift: number },
): readonly Point[] {
  const { cluster, lens } = layout
  const at = { x: box.x + box.width, y: height }
  if (lens === 'network' && shape === 'service') {
    const x = at.x + 2 * aside + shift
    return [{ x, y: at.y }, at]
  }
  const lane = cluster.x + cluster.width - spansFor(true).padding / 2 + shift / 5
  if (lens === 'network') return [{ x: lane, y: at.y }, frame ? { ...at } : at]
  const border: Landing = { box: { x: lane, y: at.y, width: 0, height: 0 }, y: at.y }
  const way = rightwards(layout, { box, y: at.y }, border)
  const passed = way.flatMap(([from]) => from).reverse()
  return [{ x: lane, y: passed[0]?.y ?? at.y }, ...passed]
}

/** Who asks comes to nodes by the left, to a Service from above, or by the cluster's left side. */
function inFromLeft(
  layout: Layout,
  { box, frame, shape, height }: Place & { readonly height: number },
  from: Point | undefined,
): readonly Point[] {
  const { cluster, placed, lens } = layout
  if (frame) {
    const lane = frame.x - sizes.nodePort - aside - 6
    const x = shape === 'strip' ? box.x - sizes.nodePort : box.x
    return [
      { x: lane, y: height },
      { x, y: height },
    ]
  }
  const edge = 2 * corner
  const x = Math.min(Math.max(from?.x ?? box.x, box.x + edge), box.x + box.width - edge)
  const isClear = [...placed.values()].every(
    (other) =>
      other.y + other.height <= cluster.y ||
      other.y >= box.y ||
      other.x > x + aside ||
      other.x + other.width < x - aside,
  )
  if (isClear) return [{ x, y: box.y }]
  const side = lens === 'service' ? lensSpansFor(true).side : spansFor(true).padding
  return [
    { x: cluster.x + side / 2, y: height },
    { x: box.x, y: height },
  ]
}
