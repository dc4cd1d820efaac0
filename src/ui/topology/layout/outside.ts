import type { Box } from './inside-node'
import type { Placed } from './picture'
import { type Spans, sizes } from './sizes'
import { type Slots, stepsFromMiddle } from './slots'
import type { Things } from './things'

/** Puts a thing into the picture, or where it was dragged to. */
export type Put = (box: Placed) => void

/** The cluster's border: around all that is inside, with room for its name. */
export function around(
  boxes: readonly Box[],
  { padding, header, side = padding }: Spans & { readonly side?: number },
): Box {
  const x = Math.min(0, ...boxes.map((box) => box.x - side))
  const y = Math.min(0, ...boxes.map((box) => box.y - header))
  const right = Math.max(...boxes.map((box) => box.x + box.width + padding))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height + padding), leastHeight)
  return { x, y, width: right - x, height: bottom - y }
}

const leastHeight = 160
/** How far below the cluster's upper border the first host stands. */
const firstHost = 30

interface Context {
  readonly cluster: Box
  readonly middle: number
  readonly placed: ReadonlyMap<string, Placed>
  readonly put: Put
}

/**
 * Places what is outside of the cluster: who asks to its left, hosts to its right; on a small
 * screen all of them above it.
 */
export function placeOutside(
  things: Things,
  slots: Slots,
  { narrow, ...context }: Context & { readonly narrow: boolean },
): void {
  if (narrow) placeAbove(things, slots, context)
  else placeBeside(things, slots, context)
}

function placeBeside(
  { clients, outside }: Things,
  slots: Slots,
  { cluster, middle, placed, put }: Context,
): void {
  const balancers = outside.filter(({ kind }) => kind === 'balancer')
  const balancerX = cluster.x - sizes.shore - sizes.balancer.width
  balancers.forEach((balancer, index) => {
    const service = placed.get(balancer.services[0] ?? '')
    const door = service ? service.y + (service.height - sizes.selector) / 2 : middle + index * 80
    const y = Math.round(door - sizes.balancer.height / 2)
    put({ id: balancer.id, shape: 'balancer', x: balancerX, y, ...sizes.balancer })
  })
  // A client that asks a balancer looks straight at it.
  const [first] = balancers
  const opposite = first && placed.get(first.id)
  const level = opposite ? opposite.y + sizes.balancer.height / 2 : middle
  const room = balancers.length > 0 ? sizes.balancer.width + sizes.shore / 2 : 0
  const clientX = cluster.x - sizes.shore - room - sizes.client.width
  for (const { id, type } of clients) {
    const steps = stepsFromMiddle(slots.indexOf(id))
    const y = level + steps * (sizes.client.height + sizes.outsideGap) - sizes.client.height / 2
    put({ id, shape: shapeOf(type), x: clientX, y: Math.round(y), ...sizes.client })
  }
  const hosts = outside.filter(({ kind }) => kind === 'host')
  hosts.forEach(({ id }, index) => {
    const y = cluster.y + firstHost + index * (sizes.host.height + sizes.outsideGap)
    put({ id, shape: 'host', x: cluster.x + cluster.width + sizes.shore, y, ...sizes.host })
  })
}

const shapeOf = (type: 'client' | 'laptop') => type

/** Two columns above the cluster: who asks; and whom one asks outside of it. */
function placeAbove({ clients, outside }: Things, slots: Slots, { cluster, put }: Context): void {
  const { client, balancer, host } = sizes
  const above = clients.some(({ type }) => type === 'laptop') ? sizes.tunnel : 0
  const bottom = cluster.y - sizes.landingAbove - above
  const step = client.height + sizes.outsideGap
  for (const { id, type } of clients) {
    const y = bottom - client.height - slots.indexOf(id) * step
    put({ id, shape: shapeOf(type), x: cluster.x, y, ...client })
  }
  const asked = [...outside].sort((a, b) => (a.kind === b.kind ? 0 : a.kind < b.kind ? -1 : 1))
  asked.forEach(({ id, kind }, index) => {
    const size = kind === 'balancer' ? balancer : host
    const x = cluster.x + cluster.width - host.width + (host.width - size.width) / 2
    const y = bottom - client.height / 2 - size.height / 2 - index * step
    put({ id, shape: kind, x, y, ...size })
  })
}
