import type { ServiceSummary } from '../../../projection/summary'
import type { Box } from './inside-node'
import { around, type Put, placeOutside } from './outside'
import { type Layout, type LayoutInput, noMemory, type Placed } from './picture'
import { type Band, bandMemory, bandsOf, type Crowd, inColumns, serviceIn } from './service-bands'
import {
  capsuleHeight,
  type Density,
  lensColumnsFor,
  lensDensityFor,
  lensSpansFor,
  linesHeight,
  podSizes,
  serviceHeight,
  sizes,
  sliceHeight,
  spansFor,
} from './sizes'
import { assignSlots, steady } from './slots'
import { idsOf, type Things } from './things'

/** What all parts of the lens are placed by. */
interface Frame {
  readonly things: Things
  readonly narrow: boolean
  readonly density: Density
  /** Where each column begins. */
  readonly askers: number
  readonly services: number
  readonly slices: number
  readonly pods: number
  readonly put: Put
  /** Places that nobody has just now: the border goes around them, too. */
  readonly spare: Box[]
}

/**
 * The Service lens: who serves whom. In columns, each Service with a band of its own: who asks, the
 * Service, its EndpointSlices, the Pods that these list, and below them those that it nearly takes.
 */
export function layOutServices(
  things: Things,
  { memory = noMemory, narrow = false, summaries }: LayoutInput,
  { placed, put }: { readonly placed: ReadonlyMap<string, Placed>; readonly put: Put },
): Layout {
  const services = assignSlots(memory.services, idsOf(things.services))
  const all = bandsOf(
    things,
    services.flatMap((id) => serviceIn(summaries, id)),
    memory,
  )
  const staying = things.pods.filter(({ id }) => !things.passing.has(id))
  const density = lensDensityFor(staying.length, narrow)
  const found = inColumns(all, lensColumnsFor(density, narrow))
  const frame = frameOf(things, { narrow, density, put })
  const { side, band: gap } = lensSpansFor(narrow)
  const { header } = spansFor(narrow)
  const asking = askersOf(found.askers, frame)
  const asked = heightOf(asking)
  // On a small screen who asks stands above what is asked, with the book, not beside it.
  const above = narrow ? Math.max(asked, things.book ? sizes.book.height : 0) : 0
  const top = header + (above > 0 ? above + gap : 0)
  let bottom = top
  for (const band of [...found.bands, found.loose]) {
    const height = placeBand(band, bottom, frame)
    if (height > 0) bottom += height + gap
  }
  bottom = Math.max(bottom - gap, top + spansFor(narrow).leastNode)
  const middle = steady(memory.lensMiddle, (top + bottom) / 2, middleSlack)
  const first = narrow ? header + (above - asked) / 2 : Math.max(top, middle - asked / 2)
  placeAskers(asking, first, frame)
  placeBook({ bottom, first, asked, above }, frame)
  const cluster = around([...placed.values(), ...frame.spare], { ...spansFor(narrow), side })
  const clients = assignSlots(memory.clients, idsOf(things.clients))
  placeOutside(things, clients, { cluster, middle, narrow, placed, put })
  const bands = bandMemory(found)
  const remembered = { ...memory, services, clients, bands, lensMiddle: middle }
  const podsLeft = frame.pods
  return { lens: 'service', cluster, density, narrow, placed, memory: remembered, podsLeft }
}

/** So far off the middle of all Services those who ask may be before they are moved there. */
const middleSlack = 64

function frameOf(
  things: Things,
  { narrow, density, put }: Pick<Frame, 'narrow' | 'density' | 'put'>,
): Frame {
  const { service } = spansFor(narrow)
  const { asking, listing, slice, reaching, side } = lensSpansFor(narrow)
  const hasAskers = !narrow && things.inner.length > 0
  const services = side + (hasAskers ? podSizes.full.width + asking : 0)
  const slices = services + service + listing
  const pods = slices + slice + reaching
  return { things, narrow, density, put, spare: [], askers: side, services, slices, pods }
}

/** One who asks, in the order in which they stand below each other. */
interface Asker {
  readonly id: string
  readonly shape: 'pod' | 'client'
  readonly width: number
  readonly height: number
}

/** Pods that only ask, and clients that are in no Pod of the picture. */
function askersOf(pods: readonly string[], { things, density, narrow }: Frame): readonly Asker[] {
  const inPods = new Set(idsOf(things.pods))
  const { width, height } = podSizes[density === 'dot' ? 'chip' : density]
  const lines = (id: string): number =>
    density === 'full' ? things.inner.filter(({ host }) => host === id).length : 0
  return [
    ...pods.map((id): Asker => {
      return { id, shape: 'pod', width, height: height + lines(id) * sizes.clientLine }
    }),
    ...things.inner
      .filter(({ host }) => !inPods.has(host))
      .map(({ id }): Asker => {
        const wide = narrow ? spansFor(narrow).service : sizes.client.width
        return { id, shape: 'client', width: wide, height: sizes.client.height }
      }),
  ]
}

const heightOf = (asking: readonly Asker[]): number =>
  asking.reduce((sum, { height }) => sum + height + podSizes.full.gap, 0) -
  (asking.length > 0 ? podSizes.full.gap : 0)

function placeAskers(asking: readonly Asker[], top: number, { askers, put }: Frame): void {
  let y = Math.round(top)
  for (const asker of asking) {
    put({ ...asker, x: askers, y })
    y += asker.height + podSizes.full.gap
  }
}

/**
 * Where the name server's book stands: below who asks, or below all where nobody stands there; on
 * a small screen beside who asks.
 */
function placeBook(
  at: {
    readonly bottom: number
    readonly first: number
    readonly asked: number
    readonly above: number
  },
  { things, narrow, askers, services, slices, put }: Frame,
): void {
  if (!things.book) return
  const { id } = things.book
  const { width, height } = sizes.book
  if (narrow) {
    const y = spansFor(narrow).header + (at.above - height) / 2
    put({ id, shape: 'book', x: slices, y, width, height })
    return
  }
  const { asking, band } = lensSpansFor(narrow)
  const beside = services > askers
  const room = beside ? services - asking - askers : spansFor(narrow).service
  const y = beside ? Math.max(at.bottom - height, at.first + at.asked + band) : at.bottom + band
  put({ id, shape: 'book', x: askers + (room - width) / 2, y: Math.round(y), width, height })
}

/** Places a Service with all that stands behind it; returns how high that is. */
function placeBand({ service, slices, taken, missed }: Band, top: number, frame: Frame): number {
  const { narrow, put } = frame
  const taking = taken.pods.length + taken.groups.length
  if (!service && slices.length === 0 && taking === 0) return 0
  const pods = blockOf(taken, frame)
  const slicesHeight = slices.reduce((sum, slice) => sum + sliceHeight(slice) + sliceGap, -sliceGap)
  const capsule = service ? capsuleHeight(service, narrow) : 0
  // A slice may get a line less without anything moving.
  const listed = slices.length > 0 ? linesHeight(taken.pods.length) : 0
  // What belongs together stands at one height, about one middle.
  const body = Math.max(pods.height, slicesHeight, listed, capsule)
  pods.place(top + (body - pods.height) / 2)
  let y = Math.round(top + (body - Math.max(0, slicesHeight)) / 2)
  for (const slice of slices) {
    const { id } = slice
    const height = sliceHeight(slice)
    put({ id, shape: 'slice', x: frame.slices, y, width: lensSpansFor(narrow).slice, height })
    y += height + sliceGap
  }
  const near = blockOf(missed, frame)
  near.place(top + body + podSizes[frame.density].gap)
  const low = near.height > 0 ? podSizes[frame.density].gap + near.height : 0
  const hung = service ? placeService(service, top + (body - capsule) / 2, frame) - top : 0
  return Math.max(body + low, hung)
}

const sliceGap = 8

/** Places a Service's capsule; returns where it ends, the selector's tag included. */
function placeService(service: ServiceSummary, top: number, { services, narrow, put }: Frame) {
  const height = serviceHeight(service, narrow)
  const width = spansFor(narrow).service
  const y = Math.round(top)
  put({ id: service.id, shape: 'service', x: services, y, width, height })
  return y + height
}

/** Pods side by side and below each other, and how high they are together. */
function blockOf({ pods: slots, groups }: Crowd, frame: Frame) {
  const { density, narrow, pods, things, put } = frame
  const columns = lensColumnsFor(density, narrow)
  const { width, height, gap } = podSizes[density]
  const lines = (id: string | undefined): number =>
    density === 'full' ? things.inner.filter(({ host }) => host === id).length : 0
  const boxes: Placed[] = []
  const spare: Box[] = []
  let y = 0
  for (let first = 0; first < slots.length; first += columns) {
    const row = slots.slice(first, first + columns)
    const heights = row.map((id) => height + lines(id) * sizes.clientLine)
    row.forEach((id, column) => {
      const own = { x: pods + column * (width + gap), y, width, height: heights[column] ?? height }
      if (id === undefined) spare.push(own)
      else boxes.push({ id, shape: 'pod', ...own })
    })
    y += Math.max(...heights) + gap
  }
  for (const id of groups) {
    const wide = narrow ? groupWidth : podSizes.full.width
    boxes.push({ id, shape: 'group', x: pods, y, width: wide, height: sizes.group })
    y += sizes.group + gap
  }
  return {
    height: Math.max(0, y - gap),
    place: (top: number): void => {
      for (const box of boxes) put({ ...box, y: Math.round(top + box.y) })
      for (const box of spare) frame.spare.push({ ...box, y: Math.round(top + box.y) })
    },
  }
}

/** On a small screen. */
const groupWidth = 130
