import type { Box } from '../layout/inside-node'
import type { Layout } from '../layout/picture'
import { sizes, spansFor } from '../layout/sizes'
import { type Curve, type Point, rounded } from './curve'
import type { Place } from './ways'

/** A way between two rows of nodes, to a node that has others before it. */
export interface Passage {
  /** Where it goes in, left of all nodes. */
  readonly gate: Point
  /** Where it turns down to its node. */
  readonly lane: number
}

/** What is to be passed to come to a place; nothing when no node stands before that. */
export function passageTo(
  { placed, lens, narrow }: Layout,
  end: Place,
  start: Place,
): Passage | undefined {
  const frame = frameOf(end)
  if (lens !== 'network' || !frame || frame === frameOf(start)) return undefined
  const before = [...placed.values()].filter(
    ({ shape, x, width }) =>
      (shape === 'node' || shape === 'group') && x >= start.box.x && x + width < frame.x,
  )
  if (before.length === 0) return undefined
  const { nodeGap, lead } = spansFor(narrow)
  return {
    gate: { x: Math.min(...before.map(({ x }) => x)) - lead / 2, y: frame.y - nodeGap / 2 },
    lane: frame.x - sizes.betweenNodes + (sizes.betweenNodes - sizes.nodePort) / 2,
  }
}

/** Where a place stands among the nodes; an owner's box stands there itself. */
const frameOf = ({ frame, shape, box }: Place): Box | undefined => (shape === 'group' ? box : frame)

/** From where a passage goes in to a place beyond it. */
export function throughPassage({ gate, lane }: Passage, to: Point): readonly Curve[] {
  return rounded([gate, { x: lane, y: gate.y }, { x: lane, y: to.y }, to], corner)
}

const corner = 5
