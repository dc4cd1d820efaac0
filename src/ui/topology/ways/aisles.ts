import type { Box } from '../layout/inside-node'
import { podSizes, sizes } from '../layout/sizes'
import { type Curve, type Point, rounded } from './curve'

const { gap, aisle } = podSizes.full
const corner = 6
/** How far before its Pod a way turns down to it: past that is room for a sign. */
const turn = aisle - 4

/** A way to a Pod that stands behind another: not behind that one, but by the aisles. */
export interface Aisle {
  /** Where it leaves the strip's side of the node, above the row of the Pod. */
  readonly mouth: Point
  /** From there to the Pod. */
  readonly curves: readonly Curve[]
  /** Where, just before the Pod, a sign may stand. */
  readonly sign: Point
}

/** The way from the strip to a place at a Pod's left side; `aside` keeps two of them apart. */
export function aisleTo(box: Box, frame: Box, end: { y: number; aside: number }): Aisle {
  const y = aisleAbove(box) + end.aside
  const down = box.x - turn + end.aside
  const mouth = { x: frame.x + sizes.strip + sizes.landing, y }
  const at = { x: box.x, y: end.y }
  const curves = rounded([mouth, { x: down, y }, { x: down, y: at.y }, at], corner)
  return { mouth, curves, sign: { x: box.x - turn, y: at.y } }
}

/** The height at which one passes above a Pod's row. */
export const aisleAbove = ({ y }: Box): number => y - gap / 2

/** The middle of the aisle to the right of a Pod. */
export const aisleBeside = ({ x, width }: Box): number => x + width + aisle / 2
