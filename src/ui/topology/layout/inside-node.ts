import {
  type Crowd,
  columnsFor,
  type Density,
  densityFor,
  podSizes,
  sizes,
  spansFor,
} from './sizes'
import type { Slots } from './slots'

/** A rectangle, in the picture's own units. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What stands in a node, by place. */
export interface Tenants {
  readonly slots: Slots
  readonly system: readonly string[]
  /** Lines that a Pod has below its own, for clients that ask from it. */
  readonly clientLines: ReadonlyMap<string, number>
}

/** How a node is filled. */
export interface Filling {
  readonly density: Density
  readonly columns: number
  readonly narrow: boolean
}

/** How nodes are filled when there are so many Pods. */
export function fillingFor(crowd: Crowd, narrow: boolean): Filling {
  const density = densityFor(crowd, narrow)
  return { density, columns: columnsFor(density, crowd, narrow), narrow }
}

/** How wide nodes are that are filled like this. */
export function nodeWidth({ density, columns }: Filling): number {
  const { width, aisle } = podSizes[density]
  const pods = columns * (width + aisle) - aisle
  return sizes.strip + sizes.landing + pods + sizes.nodePadding
}

/** The boxes of what stands in a node, from the node's own corner, and how high it must be. */
export function fillNode(tenants: Tenants, filling: Filling) {
  const { density, columns, narrow } = filling
  const { width, height, gap, aisle } = podSizes[density]
  const left = sizes.strip + sizes.landing
  const boxes = new Map<string, Box>()
  let y = spansFor(narrow).nodeHeader
  for (let first = 0; first < tenants.slots.length; first += columns) {
    const row = tenants.slots.slice(first, first + columns)
    const heights = row.map((id) => height + sizes.clientLine * linesOf(tenants, id, density))
    row.forEach((id, column) => {
      if (id === undefined) return
      const own = heights[column] ?? height
      boxes.set(id, { x: left + column * (width + aisle), y, width, height: own })
    })
    y += Math.max(...heights) + gap
  }
  if (tenants.slots.length === 0) y += podSizes.chip.height
  const bottom = fillFooter(tenants.system, { y, width: nodeWidth(filling), boxes })
  const own = bottom + sizes.nodePadding - (tenants.system.length > 0 ? 0 : gap / 2)
  return { boxes, height: Math.max(own, spansFor(narrow).leastNode) }
}

const linesOf = ({ clientLines }: Tenants, id: string | undefined, density: Density): number =>
  density === 'full' && id !== undefined ? (clientLines.get(id) ?? 0) : 0

/** The cluster's own Pods stand below the others, small. */
function fillFooter(
  system: readonly string[],
  node: { readonly y: number; readonly width: number; readonly boxes: Map<string, Box> },
): number {
  if (system.length === 0) return node.y
  const { height, gap } = sizes.system
  const left = sizes.strip + sizes.landing
  const room = node.width - left - sizes.nodePadding
  const width = Math.min(sizes.system.width, room)
  const columns = Math.max(1, Math.floor((room + gap) / (width + gap)))
  system.forEach((id, index) => {
    const column = index % columns
    const row = Math.floor(index / columns)
    const y = node.y + row * (height + gap)
    node.boxes.set(id, { x: left + column * (width + gap), y, width, height })
  })
  return node.y + Math.ceil(system.length / columns) * (height + gap) - gap
}
