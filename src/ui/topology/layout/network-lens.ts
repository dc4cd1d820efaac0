import { type Box, fillingFor, fillNode, nodeWidth, type Tenants } from './inside-node'
import { around, type Put, placeOutside } from './outside'
import {
  type Layout,
  type LayoutInput,
  type Memory,
  noMemory,
  type Placed,
  trayId,
} from './picture'
import { type Crowd, serviceHeight, sizes, spansFor } from './sizes'
import { assignSlots, closedUp, type Slots, steady, stepsFromMiddle } from './slots'
import { idsOf, type Things } from './things'

/**
 * The network lens: who is where. In columns: outside clients, the cluster's Services, its nodes,
 * outside hosts.
 */
export function layOutNetwork(
  things: Things,
  { memory = noMemory, narrow = false }: LayoutInput,
  { placed, put }: { readonly placed: ReadonlyMap<string, Placed>; readonly put: Put },
): Layout {
  const nodes = placeNodes(things, { memory, narrow, placed, put })
  const services = assignSlots(memory.services, idsOf(things.services))
  const { header } = spansFor(narrow)
  const middle = steady(memory.middle, header + nodes.height / 2, middleSlack)
  placeServices(things, services, { middle, bottom: header + nodes.height, narrow, put })
  const cluster = around([...placed.values()], spansFor(narrow))
  const clients = assignSlots(memory.clients, idsOf(things.clients))
  placeOutside(things, clients, { cluster, middle, narrow, placed, put })
  const remembered = { ...memory, services, clients, nodes: nodes.slots, middle }
  return { lens: 'network', cluster, density: nodes.density, narrow, placed, memory: remembered }
}

/** So far off the middle of the nodes Services may be before they are moved there. */
const middleSlack = 64

function placeNodes(
  things: Things,
  context: {
    readonly memory: Memory
    readonly narrow: boolean
    readonly placed: ReadonlyMap<string, Placed>
    readonly put: Put
  },
) {
  const { memory, narrow, placed, put } = context
  const opened = framesOf(things, memory)
  const filling = fillingFor(crowdIn(opened, things.passing), narrow)
  const frames = opened.map((frame): Frame => {
    const slots = closedUp(frame.tenants.slots, filling.columns)
    return { ...frame, tenants: { ...frame.tenants, slots } }
  })
  const width = nodeWidth(filling)
  const { padding, service, gutter, header, nodeGap } = spansFor(narrow)
  const left = padding + service + gutter
  // Few nodes have the workloads shown as one below them, not beside them.
  const below = things.nodes.length <= 4 ? Math.min(8, frames.length) : 0
  const rows = narrow ? frames.length : Math.max(4, below, Math.ceil(frames.length / 3))
  const filled = frames.map(({ shape, tenants }) =>
    shape === 'group' ? { boxes: [], height: sizes.group } : fillNode(tenants, filling),
  )
  // Nodes side by side begin at one height, so that ways lead between them.
  let y: number = header
  for (let row = 0; row < Math.min(rows, frames.length); row++) {
    let highest = 0
    for (let index = row; index < frames.length; index += rows) {
      const [frame, filling] = [frames[index], filled[index]]
      if (!frame || !filling) continue
      const x = left + Math.floor(index / rows) * (width + sizes.betweenNodes)
      placeFrame(frame, { x, y, width, ...filling }, { placed, put })
      highest = Math.max(highest, filling.height)
    }
    y += highest + nodeGap
  }
  const height = Math.max(0, y - header - nodeGap)
  const slots = Object.fromEntries(frames.map(({ id, tenants }) => [id, tenants.slots]))
  return { height, density: filling.density, slots }
}

/** Those who are there to stay, frame by frame. */
function crowdIn(frames: readonly Frame[], passing: ReadonlySet<string>): Crowd {
  const count = ({ tenants: { slots } }: Frame) =>
    slots.filter((id) => id !== undefined && !passing.has(id)).length
  const pods = frames.reduce((sum, frame) => sum + count(frame), 0)
  const own = frames.filter(({ shape }) => shape === 'node')
  const nodes = Math.max(1, own.length)
  // Who stands in no node yet will stand in one: a tray that is full for a moment widens nothing.
  const fullest = Math.max(Math.ceil(pods / nodes), ...own.map(count))
  const frameCount = frames.filter(({ shape }) => shape !== 'tray').length
  return { pods, fullest, nodes, frames: frameCount }
}

/** Places a node, and what stands in it where the node stands. */
function placeFrame(
  { id, shape }: Frame,
  { boxes, ...box }: Box & { readonly boxes: Iterable<readonly [tenant: string, box: Box]> },
  { placed, put }: { readonly placed: ReadonlyMap<string, Placed>; readonly put: Put },
): void {
  put({ id, shape, ...box })
  const corner = placed.get(id) ?? box
  for (const [tenant, own] of boxes) {
    const at = { x: corner.x + own.x, y: corner.y + own.y }
    const what = tenant.startsWith('client/') ? 'client' : 'pod'
    put({ ...own, ...at, id: tenant, shape: what, inside: id })
  }
}

/** A frame of the nodes' column, and what stands in it. */
interface Frame {
  readonly id: string
  readonly shape: 'node' | 'tray' | 'group'
  readonly tenants: Tenants
}

/** Each node with what stands in it, a tray for what stands in none, and workloads shown as one. */
function framesOf(things: Things, memory: Memory): readonly Frame[] {
  const { nodes, pods, system, inner, groups } = things
  const known = new Set(idsOf(nodes))
  const podIds = new Set(idsOf(pods))
  const frameOf = (name?: string) => (name && known.has(`node/${name}`) ? `node/${name}` : trayId)
  const clientLines = new Map<string, number>()
  for (const { host } of inner) clientLines.set(host, (clientLines.get(host) ?? 0) + 1)
  const homeless = inner.filter(({ host }) => !podIds.has(host))
  const frames = [...known, trayId].map((id): Frame => {
    const own = [
      ...idsOf(pods.filter(({ node }) => frameOf(node) === id)),
      ...idsOf(homeless.filter(({ host }) => frameOf(/^node\/(.+)$/.exec(host)?.[1]) === id)),
    ]
    const tenants: Tenants = {
      slots: assignSlots(memory.nodes[id] ?? [], own),
      system: idsOf(system.filter(({ node }) => frameOf(node) === id)),
      clientLines,
    }
    return { id, shape: id === trayId ? 'tray' : 'node', tenants }
  })
  // While Pods come and go, some stand in no node every now and then.
  const isRestless = pods.some(({ state }) => state === 'creating' || state === 'terminating')
  const isWanted = ({ id, tenants }: Frame) =>
    id !== trayId ||
    tenants.system.length > 0 ||
    (isRestless ? tenants.slots.length > 0 : tenants.slots.some((tenant) => tenant !== undefined))
  const nobody: Tenants = { slots: [], system: [], clientLines }
  return [
    ...frames.filter(isWanted),
    ...groups.map(({ id }): Frame => ({ id, shape: 'group', tenants: nobody })),
  ]
}

function placeServices(
  { services, book }: Things,
  slots: Slots,
  context: {
    readonly middle: number
    readonly bottom: number
    readonly narrow: boolean
    readonly put: Put
  },
): void {
  const { middle, bottom, narrow, put } = context
  const { service: width, padding: x, header, serviceGap } = spansFor(narrow)
  const step = Math.max(0, ...services.map((each) => serviceHeight(each, narrow))) + serviceGap
  // Above the middle there is only so much room: what does not fit goes below.
  const above = Math.max(0, Math.floor((middle - header) / step - 0.5))
  let lowest = 0
  for (const service of services) {
    const slot = slots.indexOf(service.id)
    const steps = slot <= 2 * above ? stepsFromMiddle(slot) : slot - above
    const height = serviceHeight(service, narrow)
    const y = Math.round(middle + steps * step - height / 2)
    put({ id: service.id, shape: 'service', x, y, width, height })
    lowest = Math.max(lowest, y + height)
  }
  if (!book) return
  const y = Math.max(bottom - sizes.book.height, lowest + serviceGap)
  const own = Math.min(width, sizes.book.width)
  const left = x + (width - own) / 2
  put({ id: book.id, shape: 'book', ...sizes.book, x: left, y, width: own })
}
