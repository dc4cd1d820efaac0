import type { Box } from '../layout/inside-node'
import { bookId, type Layout, type Placed } from '../layout/picture'
import { podSizes, sizes, spansFor } from '../layout/sizes'
import { isAbove, wayAbove, wayDown } from './above'
import { type Aisle, aisleTo } from './aisles'
import { clearHeight, clearOf, pastAll } from './clearance'
import { bent, type Curve, hasLength, type Point, reversed, straight } from './curve'
import { type Passage, passageTo, throughPassage } from './passage'
import { type Landing, wayAcross } from './service-ways'

/**
 * An end of a way: a place, and whether a client of it is meant, which has a line of its own there.
 */
export interface End {
  readonly id: string
  readonly asks?: boolean
  /** How far off the middle of its door. */
  readonly shift?: number
}

/** A place in the picture, and the frame of the node that it stands in. */
export interface Place {
  readonly box: Box
  readonly shape: Placed['shape'] | 'strip'
  readonly frame?: Box | undefined
  /** Whether another Pod stands before it, and there is room to go around that. */
  readonly isBehind?: boolean
}

/**
 * The box that a place of a request's leg stands for: `pod/…`, `node/…`, `external/…`, `service/…`.
 */
export function placeOf(layout: Layout, id: string): Place | undefined {
  const { placed } = layout
  const found = placed.get(id)
  if (found) return found.shape === 'node' ? strip(found) : whole(layout, found)
  const standIn = standInFor(layout, id)
  return standIn && whole(layout, standIn)
}

/**
 * The book stands for the name server's Pods out of sight, a workload for its Pods shown as one.
 */
function standInFor({ placed, standIns }: Layout, id: string): Placed | undefined {
  const owner = standIns?.get(id)
  if (owner !== undefined) return placed.get(owner)
  if (/^pod\/kube-system\/coredns-/.test(id)) return placed.get(bookId)
  const [, workload = ''] = /^pod\/(.+)-[a-z\d]+-[a-z\d]{5}$/.exec(id) ?? []
  return placed.get(`deployment/${workload}`) ?? placed.get(`replicaset/${workload}`)
}

function whole({ density, placed }: Layout, thing: Placed): Place {
  const { shape, inside } = thing
  const frame = inside === undefined ? undefined : placed.get(inside)
  const isBehind = shape === 'pod' && density === 'full' && columnOf(thing, frame) > 0
  return { box: thing, shape, frame, isBehind }
}

const strip = (node: Placed): Place => ({
  box: { x: node.x, y: node.y, width: sizes.strip, height: node.height },
  shape: 'strip',
  frame: node,
})

/** The way between two places, or nothing when one of them is not in the picture. */
export function wayBetween(layout: Layout, from: End, to: End): readonly Curve[] {
  const start = placeOf(layout, from.id)
  const end = placeOf(layout, to.id)
  if (!start || !end || start.box === end.box) return []
  const { shift = 0 } = to
  if (isAbove(layout, start) && isAbove(layout, end)) return wayAbove(start.box, end.box)
  if (isAbove(layout, start)) {
    return wayDown(layout, start, { ...end, shift, height: heightOf(end, start, to.asks) })
  }
  if (isAbove(layout, end)) {
    const height = heightOf(start, end, from.asks)
    return reversed(wayDown(layout, end, { ...start, shift, height }))
  }
  if (layout.lens === 'service') {
    const ends = [landing(layout, start, from.asks), landing(layout, end, to.asks, shift)] as const
    return wayAcross(layout, ...ends)
  }
  if (meets(start, end)) return acrossStrip(start, end, from)
  if (meets(end, start)) return reversed(acrossStrip(end, start, to))
  if (isOverTop(start, end)) return overTop(layout, start, { ...end, shift })
  if (comesIn(layout, start, end)) return comingIn(layout, start, end)
  if (comesIn(layout, end, start)) return reversed(comingIn(layout, end, start))
  const { lead } = spansFor(layout.narrow)
  const begin = doorOf(start, end, { ...from, lead })
  const finish = doorOf(end, start, { ...to, lead })
  const beyondOthers = passageTo(layout, end, start)
  if (beyondOthers) return byPassage(begin, finish, beyondOthers)
  const fromBeyond = passageTo(layout, start, end)
  if (fromBeyond) return reversed(byPassage(finish, begin, fromBeyond))
  // Inside a node, a way need not go out into the network.
  const near = start.frame !== undefined && start.frame === end.frame
  const [first, last] = near ? [begin.mouth, finish.mouth] : [begin.outside, finish.outside]
  const reach = near ? sizes.landing + sizes.strip : reachOf(begin, finish)
  const middle: Curve = [
    first,
    { x: first.x + begin.side * reach, y: first.y },
    { x: last.x + finish.side * reach, y: last.y },
    last,
  ]
  return [
    ...reversed(begin.inner),
    straight(begin.mouth, first),
    middle,
    straight(last, finish.mouth),
    ...finish.inner,
  ].filter(hasLength)
}

/** Where a way begins or ends in the Service lens. */
export function landing({ podsLeft }: Layout, place: Place, asks = false, shift = 0): Landing {
  const { box } = place
  const behind = podsLeft === undefined || place.shape !== 'pod' ? 0 : box.x - podsLeft
  const lane = lanes[Math.max(0, Math.round(behind / box.width))] ?? 0
  const y = heightOf(place, place, asks)
  return { box, y: y + lane * Math.min(box.height, podSizes.full.height) + shift }
}

/** From a box outside into the world beyond the picture. */
export function wayOut(layout: Layout, id: string): readonly Curve[] {
  const box = layout.placed.get(id)
  if (!box) return []
  const from = { x: box.x, y: box.y + box.height / 2 }
  return [straight(from, { x: from.x - beyond, y: from.y })]
}

/** How far one sees into the world. */
const beyond = 30

/**
 * Where a way comes in to what stands in a node, just behind kube-proxy's strip, and where a sign
 * tells what comes of it: there, too, or before the Pod when that stands behind another.
 */
export function landingOf(
  layout: Layout,
  id: string,
  way: readonly Curve[],
): { readonly landing: Point; readonly sign: Point } | undefined {
  const place = placeOf(layout, id)
  const y = way.at(-1)?.[3].y
  const { podsLeft, density } = layout
  if (!place || y === undefined) return undefined
  const isClose = place.shape === 'pod' && density !== 'full'
  if (!place.frame) {
    if (podsLeft === undefined || !isClose || place.box.x < podsLeft) return undefined
    const landing = { x: podsLeft - sizes.landing, y }
    return { landing, sign: besideOthers(landing, place.box.x - podsLeft) }
  }
  const landing = { x: place.frame.x + sizes.strip, y }
  const aisle = aisleOf(place, { y, aside: 0 })
  if (!aisle) {
    const left = landing.x + sizes.landing
    return { landing, sign: isClose ? besideOthers(landing, place.box.x - left) : landing }
  }
  return { landing: { ...landing, y: aisle.mouth.y }, sign: aisle.sign }
}

/** Signs of Pods that stand side by side would lie over each other: the first one's is nearer. */
const besideOthers = ({ x, y }: Point, behind: number): Point => ({
  x: x + (behind > 0 ? -5 : 9),
  y,
})

function aisleOf(
  { box, frame, isBehind }: Place,
  end: { readonly y: number; readonly aside: number },
): Aisle | undefined {
  return frame && isBehind ? aisleTo(box, frame, end) : undefined
}

// What kube-proxy stops is stopped on the Pod's own node.
const meets = (start: Place, end: Place): boolean =>
  end.shape === 'strip' && start.shape !== 'strip' && start.frame === end.frame

function acrossStrip(start: Place, { box }: Place, { asks = false }: End): readonly Curve[] {
  const y = heightOf(start, start, asks)
  const aisle = aisleOf(start, { y, aside: asideOf(asks, 0) })
  const from = aisle?.mouth ?? { x: start.box.x, y }
  const way = straight(from, { x: box.x + box.width / 2, y: from.y })
  return [...reversed(aisle?.curves ?? []), way]
}

/** The aisles are narrow: what lies side by side at a Pod lies closer there. */
const asideOf = (asks: boolean, shift: number): number => (asks ? -2 : shift / 5)

// From a Service to a host on the far side, past the nodes: through the cluster's header.
const isOverTop = (start: Place, end: Place): boolean =>
  start.shape === 'service' && end.shape === 'host'

function overTop(
  { cluster, narrow }: Layout,
  start: Place,
  { shift, ...end }: Place & { readonly shift: number },
): readonly Curve[] {
  const from = { x: start.box.x + start.box.width, y: heightOf(start, end, false) }
  const to = { x: end.box.x, y: heightOf(end, start, false) + shift }
  // Beside each other in the header, too; a little closer.
  const y = cluster.y + spansFor(narrow).header / 2 + 3 + shift / 3
  const up = { x: from.x + 72, y }
  const over = { x: cluster.x + cluster.width - 24, y }
  return [
    [from, { x: from.x + 60, y: from.y }, { x: up.x - 60, y }, up],
    straight(up, over),
    [over, { x: over.x + 40, y }, { x: to.x - 40, y: to.y }, to],
  ]
}

// From outside to a node: up or down before the border, then straight to the node's port.
const comesIn = ({ cluster }: Layout, start: Place, end: Place): boolean =>
  end.frame !== undefined && start.box.x + start.box.width <= cluster.x

function comingIn(layout: Layout, start: Place, end: Place): readonly Curve[] {
  const from = { x: start.box.x + start.box.width, y: heightOf(start, end, false) }
  const port = { x: leftOf(end, start), y: heightOf(end, start, false) }
  const passage = passageTo(layout, end, start)
  const to = passage ? passage.gate : port
  const span = { from: layout.cluster.x + 14, to: to.x }
  const gate = { x: span.from, y: clearHeight(layout, to.y, span) }
  const before = ashore(layout, from, gate)
  const last = passage ? throughPassage(passage, port) : []
  if (gate.y === to.y) return [...before, straight(gate, to), ...last]
  // Past the Services it turns to the node's own height.
  const past = { x: pastAll(layout, span), y: gate.y }
  return [...before, straight(gate, past), bent(past, to), ...last]
}

/** To the cluster's border, past the balancers that stand between. */
function ashore({ placed, cluster }: Layout, from: Point, gate: Point): readonly Curve[] {
  const between = [...placed.values()].filter(
    ({ shape, x, width }) => shape === 'balancer' && x >= from.x && x + width <= cluster.x,
  )
  if (between.length === 0) return [bent(from, gate, 0.6)]
  const y = clearOf(between, from.y, gate.y)
  const first = { x: Math.min(...between.map(({ x }) => x)), y }
  const last = { x: Math.max(...between.map(({ x, width }) => x + width)), y }
  return [bent(from, first), straight(first, last), bent(last, gate)].filter(hasLength)
}

/** Through a passage between nodes, to one that others stand before. */
function byPassage(begin: Door, finish: Door, passage: Passage): readonly Curve[] {
  return [
    ...reversed(begin.inner),
    straight(begin.mouth, begin.outside),
    bent(begin.outside, passage.gate),
    ...throughPassage(passage, finish.mouth),
    ...finish.inner,
  ].filter(hasLength)
}

type Side = -1 | 1

/** Where a way begins or ends, and where it comes out of the node's frame. */
interface Door {
  /** Where it comes out to in the node: the end itself, or before those that stand before it. */
  readonly mouth: Point
  /** From there to the end. */
  readonly inner: readonly Curve[]
  readonly outside: Point
  readonly side: Side
}

interface Leading extends End {
  readonly lead: number
}

function doorOf(place: Place, other: Place, { asks = false, shift = 0, lead }: Leading): Door {
  const { box, frame } = place
  const side = sideOf(place, other)
  const at = {
    x: side < 0 ? leftOf(place, other) : box.x + box.width,
    y: heightOf(place, other, asks) + (frame ? shift : 0),
  }
  if (!frame) return { mouth: at, inner: [], outside: at, side }
  const edge = side < 0 ? frame.x - lead : frame.x + frame.width
  const aisle = side < 0 ? aisleOf(place, { y: at.y, aside: asideOf(asks, shift) }) : undefined
  const mouth = aisle?.mouth ?? at
  return { mouth, inner: aisle?.curves ?? [], outside: { x: edge, y: mouth.y }, side }
}

// From outside of the nodes one comes to the tag of a port, beside the strip.
const leftOf = ({ box, shape }: Place, other: Place): number =>
  shape === 'strip' && !other.frame ? box.x - sizes.nodePort : box.x

/** By which side a way leaves: a node's door is to the left, where kube-proxy's strip is. */
function sideOf(place: Place, other: Place): Side {
  if (place.frame || place.shape === 'group') return other.shape === 'host' ? 1 : -1
  const middle = place.box.x + place.box.width / 2
  return other.box.x + (other.frame || other.shape === 'group' ? 0 : other.box.width / 2) < middle
    ? -1
    : 1
}

function heightOf(place: Place, other: Place, asks = false): number {
  const { box, shape, frame, isBehind } = place
  if (shape === 'strip') {
    // A Pod meets the strip at its own height; the world outside, where the node's ports are.
    return other.frame ? heightOf(other, other, false) : box.y + portsDown
  }
  // The capsule's middle: the selector's tag hangs below it.
  if (shape === 'service') return box.y + (box.height - sizes.selector) / 2
  if (shape !== 'pod') return box.y + box.height / 2
  const alone = Math.min(box.height, podSizes.full.height)
  const ofClient = asks && box.height > alone
  if (ofClient) return box.y + alone + (box.height - alone) / 2
  return box.y + alone / 2 + alone * (isBehind ? 0 : (lanes[columnOf(box, frame)] ?? 0))
}

/**
 * Where Pods stand too close for aisles, ways to those behind lie beside the ways to those before
 * them: one line would pass for another's. In parts of a Pod's height, off its middle.
 */
const lanes = [0, 0.32, -0.32, 0.42, -0.42]

/** How many Pods stand between a box and the strip. */
const columnOf = ({ x, width }: Box, frame: Box | undefined): number =>
  frame ? Math.round((x - frame.x - sizes.strip - sizes.landing) / width) : 0

/** How far below its upper edge a node's ports are. */
const portsDown = 17

const reachOf = (begin: Door, finish: Door): number => {
  const apart = (finish.outside.x - begin.outside.x) * begin.side
  if (begin.side === finish.side) return 44
  // Face to face, half the way; back to back, a bend around.
  return apart > 0 ? apart / 2 : 48
}
