import type { Box } from './inside-node'
import type { Placed } from './picture'
import { type Spans, sizes } from './sizes'
import { type Slots, stepsFromMiddle } from './slots'
import type { Things } from './things'

/** Puts a thing into the picture, or where it was dragged to. */
export type Put = (box: Placed) => void

/** The cluster's border: around all that is inside, with room for its name. */
export function around(boxes: readonly Box[], { padding: pad }: Spans): Box {
  const x = Math.min(0, ...boxes.map((box) => box.x - pad))
  const y = Math.min(0, ...boxes.map((box) => box.y - sizes.clusterHeader))
  const right = Math.max(...boxes.map((box) => box.x + box.width + pad))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height + pad), 200)
  return { x, y, width: right - x, height: bottom - y }
}

/** Places what is outside of the cluster: who asks to its left, hosts to its right. */
export function placeOutside(
  { clients, outside }: Things,
  slots: Slots,
  context: {
    readonly cluster: Box
    readonly middle: number
    readonly narrow: boolean
    readonly placed: ReadonlyMap<string, Placed>
    readonly put: Put
  },
): void {
  const { cluster, middle, narrow, placed, put } = context
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
    if (type === 'laptop' && narrow) {
      // Beside the cluster it would take the room that Pods need.
      const y = cluster.y - sizes.tunnel - sizes.client.height - 14
      put({ id, shape: type, x: cluster.x, y, ...sizes.client })
      continue
    }
    const steps = stepsFromMiddle(slots.indexOf(id))
    const y = level + steps * (sizes.client.height + 18) - sizes.client.height / 2
    put({ id, shape: type, x: clientX, y: Math.round(y), ...sizes.client })
  }
  const hosts = outside.filter(({ kind }) => kind === 'host')
  hosts.forEach(({ id }, index) => {
    const y = cluster.y + sizes.clusterHeader + index * (sizes.host.height + 18)
    put({ id, shape: 'host', x: cluster.x + cluster.width + sizes.shore, y, ...sizes.host })
  })
}
