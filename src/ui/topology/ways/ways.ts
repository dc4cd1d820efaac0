import type { Box } from '../layout/inside-node'
import { bookId, type Layout, type Placed } from '../layout/layout'
import { sizes } from '../layout/sizes'
import type { Curve, Point } from './curve'

/** Where a way may begin or end. */
interface Place {
  readonly box: Box
  readonly shape: Placed['shape'] | 'strip'
}

/** The box that a place of a request's leg stands for: `pod/…`, `node/…`, `external/…`, `service/…`. */
export function placeOf(layout: Layout, id: string): Place | undefined {
  const { placed } = layout
  const found = placed.get(id)
  if (found) return found.shape === 'node' ? strip(found) : whole(found)
  const client = placed.get(id.replace(/^external\//, 'client/'))
  if (client) return whole(client)
  // The name server's Pods may be out of sight: the book answers for them.
  const book = /^pod\/kube-system\/coredns-/.test(id) ? placed.get(bookId) : undefined
  return book && whole(book)
}

const whole = (thing: Placed): Place => ({ box: thing, shape: thing.shape })

const strip = (node: Placed): Place => ({
  box: { x: node.x, y: node.y, width: sizes.strip, height: node.height },
  shape: 'strip',
})

/** The way between two places, or nothing when one of them is not in the picture. */
export function wayBetween(layout: Layout, from: string, to: string): readonly Curve[] {
  const start = placeOf(layout, from)
  const end = placeOf(layout, to)
  if (!start || !end || start.box === end.box) return []
  const away = leaves(start, end)
  const back = leaves(end, start)
  const begin = port(start, away, end)
  const finish = port(end, back, start)
  return [bend(begin, away, finish, back)]
}

type Side = -1 | 1

const inNode = ({ shape }: Place): boolean => shape === 'pod' || shape === 'strip'

/** By which side a way leaves: Pods have their door to the left, where kube-proxy's strip is. */
function leaves(place: Place, other: Place): Side {
  if (inNode(place)) return other.shape === 'host' ? 1 : -1
  const middle = place.box.x + place.box.width / 2
  return other.box.x + (inNode(other) ? 0 : other.box.width / 2) < middle ? -1 : 1
}

function port({ box, shape }: Place, side: Side, other: Place): Point {
  const x = side < 0 ? box.x : box.x + box.width
  if (shape === 'strip') {
    // A line meets the strip at its own height, if the strip reaches so far.
    const wanted = other.box.y + other.box.height / 2
    return { x, y: Math.max(box.y + 16, Math.min(box.y + box.height - 16, wanted)) }
  }
  return {
    x,
    y: shape === 'service' ? box.y + serviceDoor(box) : box.y + Math.min(box.height, 44) / 2,
  }
}

// The capsule's middle: the selector's tag hangs below it.
const serviceDoor = ({ height }: Box): number => (height - sizes.selector) / 2

function bend(begin: Point, away: Side, finish: Point, back: Side): Curve {
  const reach = Math.max(48, Math.abs(finish.x - begin.x) * 0.5)
  return [
    begin,
    { x: begin.x + away * reach, y: begin.y },
    { x: finish.x + back * reach, y: finish.y },
    finish,
  ]
}
