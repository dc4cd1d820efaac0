import { laptop } from '../../store'
import type { Box } from '../layout/inside-node'
import type { Layout } from '../layout/picture'
import { sizes, spansFor } from '../layout/sizes'
import { aisleAbove, aisleBeside } from './aisles'
import { type Curve, type Point, rounded } from './curve'
import { placeOf } from './ways'

/** How many port-forwards lie side by side before they share a lane. */
const lanes = 3
/** Between two of them. */
const apart = 6
const corner = 9

/**
 * A port-forward: around Services and nodes' rules. Over the cluster's border, in at the top, where
 * the API server is asked, and down to the Pod by its node's far side, where the kubelet has it.
 */
export function tunnel(layout: Layout, pod: string, index: number): readonly Curve[] {
  const from = layout.placed.get(laptop)
  const to = placeOf(layout, pod)
  if (!from || !to) return []
  const { cluster, narrow } = layout
  const shift = (index % lanes) * apart
  const frame = to.frame ?? to.box
  const start = { x: from.x + from.width, y: from.y + 14 + shift }
  const end = { x: to.box.x + to.box.width, y: to.box.y + Math.min(to.box.height, 44) / 2 }
  const up = start.x + 12 + shift
  const over = cluster.y - sizes.tunnel / 2 - shift
  const down = frame.x + frame.width + spansFor(narrow).padding / 2 - shift / 2
  const points = [
    start,
    { x: up, y: start.y },
    { x: up, y: over },
    { x: down, y: over },
    ...lastTurns(layout, to.box, { down, end }),
    end,
  ]
  return rounded(points, corner)
}

/** Straight to a Pod that stands last in its row, else by the aisles between those that do. */
function lastTurns(
  { density, placed }: Layout,
  box: Box,
  { down, end }: { readonly down: number; readonly end: Point },
): readonly Point[] {
  const isHidden = [...placed.values()].some(
    ({ shape, x, y }) => shape === 'pod' && y === box.y && x > box.x && x < down,
  )
  if (!isHidden || density !== 'full') return [{ x: down, y: end.y }]
  const [y, x] = [aisleAbove(box), aisleBeside(box)]
  return [
    { x: down, y },
    { x, y },
    { x, y: end.y },
  ]
}

/** Of the curves of a port-forward, those that lead along the border, and down from it. */
const ALONG = 4
const DOWN = 6

/** Where a port-forward comes in to the cluster: at its border, below the bend there. */
export function gateOf({ cluster }: Layout, curves: readonly Curve[]): Point | undefined {
  const x = curves[DOWN]?.[0].x
  return x === undefined ? undefined : { x, y: cluster.y }
}

/** Where a port-forward's ports are said: on its way along the cluster's border. */
export function labelAt({ cluster }: Layout, curves: readonly Curve[]): Point {
  const { x, y } = curves[ALONG]?.[0] ?? cluster
  return { x: Math.max(cluster.x + 16, x + 8), y }
}
