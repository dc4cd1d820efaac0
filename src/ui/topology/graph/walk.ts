import type { Box } from '../layout/inside-node'
import type { Placed } from '../layout/picture'
import type { Edge } from './edges'

/** Where an arrow key points. */
export type Direction = 'left' | 'right' | 'up' | 'down'

/** Things in their places, and what leads where. */
export interface Graph {
  readonly placed: ReadonlyMap<string, Placed>
  readonly edges: readonly Edge[]
}

/**
 * The thing that an arrow key leads to: right along a line, left back along one, up and down
 * through those that the same thing leads to. Where no line goes on, the nearest that way: all
 * can be reached. `before` is where one came from: going back leads there.
 */
export function walk(
  graph: Graph,
  from: string,
  direction: Direction,
  before?: string,
): string | undefined {
  const here = graph.placed.get(from)
  if (!here) return undefined
  if (direction === 'left' || direction === 'right') {
    const next = neighbours(graph, here, direction)
    if (before !== undefined && next.includes(before)) return before
    return closest(graph, next, here) ?? nearest(graph, here, direction)
  }
  const all = siblings(graph, here, before)
  const at = all.indexOf(from)
  const next = all[direction === 'down' ? at + 1 : at - 1]
  return next ?? nearest(graph, here, direction)
}

/** Whom it leads to, or who leads to it; a frame leads to what stands in it. */
function neighbours(
  { placed, edges }: Graph,
  { id, inside }: Placed,
  direction: 'left' | 'right',
): readonly string[] {
  const isRight = direction === 'right'
  const found = edges
    .filter(({ from, to }) => (isRight ? from : to) === id)
    .map(({ from, to }) => (isRight ? to : from))
  if (found.length > 0) return found
  if (!isRight) return inside === undefined ? [] : [inside]
  return [...placed.values()].filter((each) => each.inside === id).map((each) => each.id)
}

/** Things of its kind that have a neighbour in common with it, in the order of reading. */
function siblings(graph: Graph, here: Placed, before: string | undefined): readonly string[] {
  const { placed } = graph
  const shared = (side: 'left' | 'right') => {
    const common = neighbours(graph, here, side)
    const isOne = (id: string) =>
      before !== undefined && common.includes(before) ? id === before : common.includes(id)
    return [...placed.values()].filter(
      (each) => each.shape === here.shape && neighbours(graph, each, side).some(isOne),
    )
  }
  const left = shared('left')
  const found = left.length > 1 ? left : shared('right')
  const all =
    found.length > 1 ? found : [...placed.values()].filter(({ shape }) => shape === here.shape)
  return all.sort((a, b) => a.y - b.y || a.x - b.x).map(({ id }) => id)
}

function closest({ placed }: Graph, ids: readonly string[], here: Box): string | undefined {
  return least(
    ids.flatMap((id) => placed.get(id) ?? []),
    (each) => Math.abs(middle(each).y - middle(here).y),
  )
}

/** The nearest thing that way; what lies off the way counts double. */
function nearest({ placed }: Graph, here: Placed, direction: Direction): string | undefined {
  const from = middle(here)
  const ahead = [...placed.values()].filter(
    (each) => each.id !== here.id && each.shape !== 'tray' && each.id !== here.inside,
  )
  const distance = (each: Box): number => {
    const to = middle(each)
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const along = { left: -dx, right: dx, up: -dy, down: dy }[direction]
    const off = Math.abs(direction === 'left' || direction === 'right' ? dy : dx)
    return along <= 1 ? Number.POSITIVE_INFINITY : along + 2 * off
  }
  return least(ahead, distance)
}

const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 })

function least(things: readonly Placed[], of: (thing: Placed) => number): string | undefined {
  let found: { readonly id: string; readonly value: number } | undefined
  for (const thing of things) {
    const value = of(thing)
    if (Number.isFinite(value) && (!found || value < found.value)) found = { id: thing.id, value }
  }
  return found?.id
}
