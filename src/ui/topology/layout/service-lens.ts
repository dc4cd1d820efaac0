import type { ServiceSummary } from '../../../projection/summary'
import { around, type Put, placeOutside } from './outside'
import { type Layout, type LayoutInput, noMemory, type Placed } from './picture'
import { type Band, bandMemory, bandsOf, serviceIn } from './service-bands'
import {
  capsuleHeight,
  type Density,
  lensColumnsFor,
  lensDensityFor,
  lensSpansFor,
  podSizes,
  serviceHeight,
  sizes,
  sliceHeight,
  spansFor,
} from './sizes'
import { assignSlots, closedUp, type Slots } from './slots'
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
  const found = bandsOf(
    things,
    services.flatMap((id) => serviceIn(summaries, id)),
    memory,
  )
  const density = lensDensityFor(things.pods.length, narrow)
  const frame = frameOf(things, { narrow, density, put })
  const asking = askersOf(found.askers, frame)
  const askingHeight = heightOf(asking)
  // On a small screen who asks stands above what is asked, not beside it.
  const header = sizes.clusterHeader + (narrow ? 10 : 0)
  const top = header + (narrow && askingHeight > 0 ? askingHeight + bandGap : 0)
  let bottom = top
  for (const band of [...found.bands, found.loose]) {
    const height = placeBand(band, bottom, frame)
    if (height > 0) bottom += height + bandGap
  }
  bottom = Math.max(bottom - bandGap, top + sizes.leastNode)
  const middle = (top + bottom) / 2
  const first = narrow ? header : Math.max(top, middle - askingHeight / 2)
  placeAskers(asking, first, frame)
  placeBook({ bottom, asked: first + askingHeight }, frame)
  const cluster = around([...placed.values()], spansFor(narrow))
  const clients = assignSlots(memory.clients, idsOf(things.clients))
  placeOutside(things, clients, { cluster, middle, narrow, placed, put })
  const remembered = { ...memory, services, clients, bands: bandMemory(found) }
  const podsLeft = frame.pods
  return { lens: 'service', cluster, density, narrow, placed, memory: remembered, podsLeft }
}

/** Between the bands of two Services. */
const bandGap = 26

function frameOf(
  things: Things,
  { narrow, density, put }: Pick<Frame, 'narrow' | 'density' | 'put'>,
): Frame {
  const { padding, service } = spansFor(narrow)
  const { asking, listing, slice, reaching } = lensSpansFor(narrow)
  const hasAskers = !narrow && things.inner.length > 0
  const services = padding + (hasAskers ? podSizes.full.width + asking : 0)
  const slices = services + service + listing
  const pods = slices + slice + reaching
  return { things, narrow, density, put, askers: padding, services, slices, pods }
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
  asking.reduce((sum, { height }) => sum + height + podSizes.full.gap, 0)

function placeAskers(asking: readonly Asker[], top: number, { askers, put }: Frame): void {
  let y = Math.round(top)
  for (const asker of asking) {
    put({ ...asker, x: askers, y })
    y += asker.height + podSizes.full.gap
  }
}

/** Where the name server's book stands: below who asks, or below all where nobody stands there. */
function placeBook(
  { bottom, asked }: { readonly bottom: number; readonly asked: number },
  { things, narrow, askers, services, put }: Frame,
): void {
  if (!things.book) return
  const { width, height } = sizes.book
  const { service } = spansFor(narrow)
  const own = Math.min(width, service)
  const beside = services > askers
  const room = beside ? services - lensSpansFor(narrow).asking - askers : service
  const y = beside ? Math.max(bottom - height, asked + bandGap) : bottom + bandGap
  put({ id: things.book.id, shape: 'book', x: askers + (room - own) / 2, y, width: own, height })
}

/** Places a Service with all that stands behind it; returns how high that is. */
function placeBand({ service, slices, taken, missed }: Band, top: number, frame: Frame): number {
  const { narrow, put } = frame
  if (!service && slices.length === 0 && taken.length === 0) return 0
  const pods = blockOf(taken, frame)
  const slicesHeight = slices.reduce((sum, slice) => sum + sliceHeight(slice) + sliceGap, -sliceGap)
  const capsule = service ? capsuleHeight(service, narrow) : 0
  // What belongs together stands at one height, about one middle.
  const body = Math.max(pods.height, slicesHeight, capsule)
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
function blockOf(slots: Slots, { density, narrow, pods, things, put }: Frame) {
  const columns = lensColumnsFor(density, narrow)
  const { width, height, gap } = podSizes[density]
  const groups = new Set(idsOf(things.groups))
  const isGroup = (id: string | undefined): id is string => id !== undefined && groups.has(id)
  const grouped = slots.filter(isGroup)
  const single = closedUp(
    slots.filter((id) => !isGroup(id)),
    columns,
  )
  const lines = (id: string | undefined): number =>
    density === 'full' ? things.inner.filter(({ host }) => host === id).length : 0
  const boxes: Placed[] = []
  let y = 0
  for (let first = 0; first < single.length; first += columns) {
    const row = single.slice(first, first + columns)
    const heights = row.map((id) => height + lines(id) * sizes.clientLine)
    row.forEach((id, column) => {
      const own = { x: pods + column * (width + gap), y, width, height: heights[column] ?? height }
      if (id !== undefined) boxes.push({ id, shape: 'pod', ...own })
    })
    y += Math.max(...heights) + gap
  }
  for (const id of grouped) {
    const wide = narrow ? 130 : podSizes.full.width
    boxes.push({ id, shape: 'group', x: pods, y, width: wide, height: sizes.group })
    y += sizes.group + gap
  }
  return {
    height: Math.max(0, y - gap),
    place: (top: number): void => {
      for (const box of boxes) put({ ...box, y: Math.round(top + box.y) })
    },
  }
}
