/** A point, in the picture's own units. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A cubic Bézier curve. */
export type Curve = readonly [from: Point, leaving: Point, arriving: Point, to: Point]

/** The same way, back. */
export const reversed = (curves: readonly Curve[]): readonly Curve[] =>
  curves.map(([from, leaving, arriving, to]) => [to, arriving, leaving, from] as const).reverse()

/** A curve that is none. */
export const straight = (from: Point, to: Point): Curve => [
  from,
  { x: from.x + (to.x - from.x) / 3, y: from.y + (to.y - from.y) / 3 },
  { x: from.x + (2 * (to.x - from.x)) / 3, y: from.y + (2 * (to.y - from.y)) / 3 },
  to,
]

/** From one height to another, level where it begins and where it ends. */
export const bent = (from: Point, to: Point, part = 0.5): Curve => {
  const reach = (to.x - from.x) * part
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to]
}

/** Whether it leads anywhere. */
export const hasLength = ([from, , , to]: Curve): boolean => from.x !== to.x || from.y !== to.y

/** A way as points at short, known distances, for what moves along it. */
export interface Track {
  /** x and y of each point in turn. */
  readonly points: Float64Array
  /** How far each point is from the first. */
  readonly distances: Float64Array
  readonly length: number
}

/** Straight from point to point, around corners in arcs that begin so far before them. */
export function rounded(points: readonly Point[], corner: number): readonly Curve[] {
  const curves: Curve[] = []
  let from = points[0] ?? { x: 0, y: 0 }
  points.forEach((at, index) => {
    const next = points[index + 1]
    if (index === 0) return
    if (!next) {
      curves.push(straight(from, at))
      return
    }
    const before = towards(at, from, corner)
    const after = towards(at, next, corner)
    curves.push(straight(from, before), [before, at, at, after])
    from = after
  })
  return curves
}

/** A little way from a corner, half the way at most. */
function towards(at: Point, other: Point, corner: number): Point {
  const length = Math.hypot(other.x - at.x, other.y - at.y)
  const part = length === 0 ? 0 : Math.min(corner / length, 0.5)
  return { x: at.x + (other.x - at.x) * part, y: at.y + (other.y - at.y) * part }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** The `d` of an SVG path. */
export const pathOf = (curves: readonly Curve[]): string =>
  curves
    .map(([from, leaving, arriving, to], index) => {
      const start = index === 0 ? `M${round(from.x)} ${round(from.y)}` : ''
      const rest = [leaving, arriving, to].map(({ x, y }) => `${round(x)} ${round(y)}`)
      return `${start}C${rest.join(' ')}`
    })
    .join('')

const stepsPerCurve = 24

/** A way measured once, so that moving along it is a search and a blend. */
export function trackOf(curves: readonly Curve[]): Track {
  const count = curves.length * stepsPerCurve + 1
  const points = new Float64Array(count * 2)
  const distances = new Float64Array(count)
  for (let index = 0; index < count; index++) {
    const at = Math.min(Math.floor(index / stepsPerCurve), curves.length - 1)
    const curve = curves[at]
    if (!curve) continue
    const { x, y } = onCurve(curve, index / stepsPerCurve - at)
    points[index * 2] = x
    points[index * 2 + 1] = y
    if (index === 0) continue
    const dx = x - (points[index * 2 - 2] ?? 0)
    const dy = y - (points[index * 2 - 1] ?? 0)
    distances[index] = (distances[index - 1] ?? 0) + Math.hypot(dx, dy)
  }
  return { points, distances, length: distances.at(-1) ?? 0 }
}

/** The point a part of the way along, 0 to 1, and which way it looks there, in radians. */
export function along(track: Track, part: number): Point & { readonly angle: number } {
  const { x, y, step } = spotOn(track, part)
  return { x, y, angle: angleAt(track, step) }
}

/** Which way a track looks on one of its steps, in radians. */
export function angleAt({ points }: Track, step: number): number {
  const [x0 = 0, y0 = 0] = [points[step * 2], points[step * 2 + 1]]
  const [x1 = 0, y1 = 0] = [points[step * 2 + 2], points[step * 2 + 3]]
  return Math.atan2(y1 - y0, x1 - x0)
}

/** The point a part of the way along, 0 to 1, and on which of its steps that is. */
export function spotOn(track: Track, part: number): Point & { readonly step: number } {
  const { points, distances, length } = track
  const wanted = Math.max(0, Math.min(1, part)) * length
  let low = 0
  let high = distances.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((distances[middle] ?? 0) <= wanted) low = middle
    else high = middle
  }
  const from = distances[low] ?? 0
  const step = (distances[high] ?? 0) - from
  const blend = step > 0 ? (wanted - from) / step : 0
  const x = points[low * 2] ?? 0
  const y = points[low * 2 + 1] ?? 0
  return {
    x: x + ((points[high * 2] ?? 0) - x) * blend,
    y: y + ((points[high * 2 + 1] ?? 0) - y) * blend,
    step: low,
  }
}

function onCurve([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t
  const [w0, w1, w2, w3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return {
    x: w0 * a.x + w1 * b.x + w2 * c.x + w3 * d.x,
    y: w0 * a.y + w1 * b.y + w2 * c.y + w3 * d.y,
  }
}
