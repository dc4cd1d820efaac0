import type { Node } from '@xyflow/react'
import type { Layout, Placed } from './layout/picture'
import type { vertexTypes } from './vertices'

/** A thing of the layout, as React Flow carries it. */
export type Vertex = Node<Record<string, never>, keyof typeof vertexTypes>

const nothing = {}
const movable: ReadonlySet<Placed['shape']> = new Set([
  'node',
  'service',
  'book',
  'client',
  'laptop',
  'host',
  'balancer',
  'group',
  // In the Service lens they stand in no frame.
  'pod',
  'slice',
])
// Frames lie below the lines, what stands in them above.
const heights: Readonly<Partial<Record<Vertex['type'], number>>> = { cluster: 0, node: 1, tray: 1 }

/** The layout as React Flow wants it; a vertex that stays as it was keeps its identity. */
export function verticesOf(
  layout: Layout,
  selected: string | undefined,
  before: readonly Vertex[],
): readonly Vertex[] {
  const known = new Map(before.map((vertex) => [vertex.id, vertex]))
  const all = [...layout.placed.values()]
  const vertices = all.map((thing) => vertexOf(thing, layout, thing.id === selected))
  // Of the first picture nothing is new: there was only the border.
  const isFirst = before.length <= 1
  return [border(layout), ...vertices].map((vertex) => {
    const was = known.get(vertex.id)
    if (was && same(was, vertex)) return was
    const isNew = was ? was.className !== undefined : !isFirst
    return isNew ? { ...vertex, className: 'arriving' } : vertex
  })
}

function vertexOf(thing: Placed, { placed }: Layout, selected: boolean): Vertex {
  const { id, shape, inside, x, y, width, height } = thing
  const frame = inside === undefined ? undefined : placed.get(inside)
  return {
    id,
    type: shape,
    data: nothing,
    position: { x: x - (frame?.x ?? 0), y: y - (frame?.y ?? 0) },
    width,
    height,
    style: standingAt(x, y),
    zIndex: heights[shape] ?? 3,
    selected,
    draggable: movable.has(shape) && inside === undefined,
    selectable: shape !== 'tray',
    focusable: shape !== 'tray',
    // Of a button nothing in it would be heard, and a group has a button.
    ariaRole: shape === 'tray' || shape === 'group' ? 'group' : 'button',
    ...(shape === 'group' ? { ariaLabel: id.split('/').slice(1).join('/') } : {}),
    ...(inside === undefined ? {} : { parentId: inside }),
  }
}

/**
 * The browser goes through all that is transformed by itself whenever anything on the page is
 * painted anew: hundreds of things stand where they stand without.
 */
const standingAt = (x: number, y: number) => ({ transform: 'none', left: x, top: y })

function border({ cluster: { x, y, width, height } }: Layout): Vertex {
  return {
    id: 'cluster',
    type: 'cluster',
    data: nothing,
    position: { x, y },
    width,
    height,
    style: standingAt(x, y),
    zIndex: 0,
    draggable: false,
    selectable: false,
    focusable: false,
    ariaRole: 'group',
  }
}

const compared = ['type', 'width', 'height', 'selected', 'parentId'] as const
const same = (a: Vertex, b: Vertex): boolean =>
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.style?.left === b.style?.left &&
  a.style?.top === b.style?.top &&
  compared.every((key) => a[key] === b[key])
