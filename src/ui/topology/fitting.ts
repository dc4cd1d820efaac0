import type { Camera } from '../../scenarios/scenario'
import type { Box } from './layout/inside-node'

/** How a picture is looked at: its origin on screen, and its scale. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** The room on screen, and how much of its right the inspector covers. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly covered: number
  /** Whether it is a small screen's. */
  readonly narrow?: boolean
  /** Whether a room looks at it: letters are larger, and nothing lies over the picture. */
  readonly projected?: boolean
}

/** What a picture holds: all of it, and the cluster alone. */
export interface Extent extends Box {
  readonly cluster?: Box
}

/**
 * Below this, text would be too small to read (the smallest, of 12, would have less than 11): one
 * pans instead. Beside the inspector, which tells what is there, one looks at the picture for where
 * it is: it may be smaller, and smaller still if all of it is seen then.
 */
const leastZoom = { open: 0.925, covered: 0.7, whole: 0.6 }
const mostZoom = 1.3
/** From the back of a room, letters of 12 want 15 at least; a small cluster fills the wall. */
const projectedZoom = { least: 1.25, most: 2.4 }
/** The tools lie over the left margin, the key and the lenses over the lower one. */
const margin = { left: 50, right: 10, top: 12, bottom: 56 }
/** On a small screen, all of them lie above. */
const narrowMargin = { left: 6, right: 6, top: 46, bottom: 6 }
/** The small map needs more of the lower margin, where it stands in it. */
const mapMargin = { ...margin, bottom: 102 }
const projectedMargin = { left: 24, right: 24, top: 20, bottom: 20 }

const marginOf = ({ narrow = false, projected = false }: Room, isWhole = true) =>
  narrow ? narrowMargin : projected ? projectedMargin : isWhole ? margin : mapMargin

const roomIn = (room: Room, { left, right, top, bottom }: typeof margin) => ({
  width: room.width - room.covered - left - right,
  height: room.height - top - bottom,
})

/**
 * The view that shows as much of the extent as can be read, from its top left corner, or in the
 * middle. What the inspector leaves no room for is rather the outside than the cluster.
 */
export function fitting(extent: Extent, room: Room): View {
  const wanted = roomIn(room, marginOf(room))
  const whole = Math.min(wanted.width / extent.width, wanted.height / extent.height)
  const isCovered = room.covered > 0
  const [least, most] = boundsOf(room)
  const isWhole = whole >= (isCovered ? leastZoom.whole : least)
  const zoom = isWhole ? Math.min(most, whole) : least
  const margins = marginOf(room, isWhole)
  const { width, height } = roomIn(room, margins)
  const { cluster = extent } = extent
  const left =
    width < extent.width * zoom && isCovered ? rightmost(cluster, width / zoom) : extent.x
  return {
    x: margins.left + Math.max(0, (width - extent.width * zoom) / 2) - left * zoom,
    y: margins.top + Math.max(0, (height - extent.height * zoom) / 2) - extent.y * zoom,
    zoom,
  }
}

/** Between which scales all is shown. */
const boundsOf = ({ projected, narrow, covered }: Room): readonly [number, number] => {
  if (projected && !narrow) return [projectedZoom.least, projectedZoom.most]
  return [covered > 0 ? leastZoom.covered : leastZoom.open, mostZoom]
}

/** Where one begins to look, to see so much of a box up to its right border. */
const rightmost = (box: Box, width: number): number => box.x + box.width - width

/** The same view, moved just so far that a box is in sight; nothing when it is. */
export function revealing(box: Box, view: View, room: Room): View | undefined {
  const { left, right, top, bottom } = marginOf(room)
  const { zoom } = view
  const dx = nudge(
    [box.x * zoom + view.x, (box.x + box.width) * zoom + view.x],
    [left, room.width - room.covered - right],
  )
  const dy = nudge(
    [box.y * zoom + view.y, (box.y + box.height) * zoom + view.y],
    [top, room.height - bottom],
  )
  return dx === 0 && dy === 0 ? undefined : { x: view.x + dx, y: view.y + dy, zoom }
}

type Span = readonly [from: number, to: number]

const nudge = ([from, to]: Span, [least, most]: Span): number => {
  if (to > most) return Math.max(most - to, least - from)
  return from < least ? least - from : 0
}

/** Whether it is looked at from so far that nothing small could be read. */
export const isFar = ({ zoom }: Pick<View, 'zoom'>): boolean => zoom < farZoom

/** Letters of 12 have less than 6. */
const farZoom = 0.5

/** How far one may go in and out. */
const zooms = { least: 0.2, most: 2.5 }

/** Closer, or farther, about the middle of what can be seen. */
export function zoomed({ x, y, zoom }: View, factor: number, room: Room): View {
  const wanted = Math.max(zooms.least, Math.min(zooms.most, zoom * factor))
  const by = wanted / zoom
  const middle = { x: (room.width - room.covered) / 2, y: room.height / 2 }
  return { x: middle.x - (middle.x - x) * by, y: middle.y - (middle.y - y) * by, zoom: wanted }
}

/** Whether all of the extent can be seen, but for a little of its edge. */
export function fits(extent: Box, { x, y, zoom }: View, room: Room): boolean {
  const edge = 24
  return (
    extent.x * zoom + x >= -edge &&
    extent.y * zoom + y >= -edge &&
    (extent.x + extent.width) * zoom + x <= room.width - room.covered + edge &&
    (extent.y + extent.height) * zoom + y <= room.height + edge
  )
}

/** The view that has a place in the middle of what can be seen. */
export const centred = (
  at: { readonly x: number; readonly y: number },
  zoom: number,
  { width, height, covered }: Room,
): View => ({ x: (width - covered) / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom })

/** What of a picture is seen in a room: its middle, and how much. */
export function seenIn({ x, y, zoom }: View, { width, height, covered }: Room): Camera {
  const [wide, high] = [(width - covered) / zoom, height / zoom]
  const [left, top] = [wide / 2 - x / zoom, high / 2 - y / zoom]
  return [Math.round(left), Math.round(top), Math.round(wide), Math.round(high)]
}

/** The view that shows a part of a picture, in whatever room. */
export function showing([x, y, width, height]: Camera, room: Room): View {
  const fit = Math.min((room.width - room.covered) / width, room.height / height)
  return centred({ x, y }, Math.max(zooms.least, Math.min(zooms.most, fit)), room)
}
