import { laptop } from '../../store'
import type { Layout } from '../layout/layout'
import { sizes, spansFor } from '../layout/sizes'
import type { Curve, Point } from './curve'
import { placeOf, straight } from './ways'

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
  return rounded([
    start,
    { x: up, y: start.y },
    { x: up, y: over },
    { x: down, y: over },
    { x: down, y: end.y },
    end,
  ])
}

/** Where a port-forward comes in to the cluster: at its border, below the last bend. */
export function gateOf({ cluster }: Layout, curves: readonly Curve[]): Point | undefined {
  const x = curves.at(-3)?.[0].x
  return x === undefined ? undefined : { x, y: cluster.y }
}

/** Where a port-forward's ports are said: on its way along the cluster's border. */
export function labelAt({ cluster }: Layout, curves: readonly Curve[]): Point {
  const { x, y } = curves[4]?.[0] ?? cluster
  return { x: Math.max(cluster.x + 16, x + 8), y }
}

/** Straight from point to point, around corners in an arc. */
function rounded(points: readonly Point[]): readonly Curve[] {
  const curves: Curve[] = []
  let from = points[0] ?? { x: 0, y: 0 }
  points.forEach((at, index) => {
    const next = points[index + 1]
    if (index === 0) return
    if (!next) {
      curves.push(straight(from, at))
      return
    }
    const before = towards(at, from)
    const after = towards(at, next)
    curves.push(straight(from, before), [before, at, at, after])
    from = after
  })
  return curves
}

/** A little way from a corner, half the way at most. */
function towards(at: Point, other: Point): Point {
  const length = Math.hypot(other.x - at.x, other.y - at.y)
  const part = length === 0 ? 0 : Math.min(corner / length, 0.5)
  return { x: at.x + (other.x - at.x) * part, y: at.y + (other.y - at.y) * part }
}
