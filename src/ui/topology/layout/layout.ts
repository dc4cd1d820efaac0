import type {
  ClientSummary,
  LaptopSummary,
  NodeSummary,
  OutsideSummary,
  PodSummary,
  ServiceSummary,
  Summary,
  WorkloadSummary,
} from '../../../projection/summary'
import { type Box, fillingFor, fillNode, nodeWidth, type Tenants } from './inside-node'
import { type Density, densityFor, type Spans, serviceHeight, sizes, spansFor } from './sizes'
import { assignSlots, closedUp, type Slots, stepsFromMiddle } from './slots'

/** What a thing is drawn as. */
export type Shape =
  | 'node'
  | 'tray'
  | 'group'
  | 'pod'
  | 'service'
  | 'book'
  | 'client'
  | 'laptop'
  | 'host'
  | 'balancer'

/** Where one thing stands, and as what. */
export interface Placed extends Box {
  readonly id: string
  readonly shape: Shape
  /** The node whose frame it stands in, and moves with. */
  readonly inside?: string
}

/** Who had which place before: so that what stays, stays where it is. */
export interface Memory {
  readonly services: Slots
  readonly clients: Slots
  readonly nodes: Readonly<Record<string, Slots>>
}

/** Where everything stands. */
export interface Layout {
  readonly cluster: Box
  readonly density: Density
  readonly narrow: boolean
  readonly placed: ReadonlyMap<string, Placed>
  readonly memory: Memory
}

/** What is to be laid out. */
export interface LayoutInput {
  readonly summaries: ReadonlyMap<string, Summary>
  readonly positions?: Readonly<Record<string, readonly [x: number, y: number]>> | undefined
  readonly memory?: Memory | undefined
  /** Whether the cluster's own Pods and Services are wanted. */
  readonly system: boolean
  /** For a small screen: less is said of each Pod. */
  readonly narrow?: boolean
}

/** Before anything was laid out. */
export const noMemory: Memory = { services: [], clients: [], nodes: {} }

/** The frame for Pods that no node has. */
export const trayId = 'tray'
/** The name server, whose Service is not drawn as one. */
export const bookId = 'service/kube-system/kube-dns'

/**
 * Places everything, in columns: outside clients, the cluster's Services, its nodes, outside hosts.
 */
export function layOut(input: LayoutInput): Layout {
  const things = sorted(input)
  const { memory = noMemory, narrow = false } = input
  const placed = new Map<string, Placed>()
  const dragged = (box: Placed): Placed => {
    const at = input.positions?.[box.id]
    return at ? { ...box, x: at[0], y: at[1] } : box
  }
  const put = (box: Placed) => placed.set(box.id, dragged(box))

  const nodes = placeNodes(things, { memory, narrow, placed, put })
  const services = assignSlots(memory.services, idsOf(things.services))
  const middle = sizes.clusterHeader + nodes.height / 2
  placeServices(things, services, {
    middle,
    bottom: sizes.clusterHeader + nodes.height,
    narrow,
    put,
  })
  const cluster = around([...placed.values()], spansFor(narrow))
  const clients = assignSlots(memory.clients, idsOf(things.clients))
  placeOutside(things, clients, { cluster, middle, narrow, placed, put })
  return {
    cluster,
    density: nodes.density,
    narrow,
    placed,
    memory: { services, clients, nodes: nodes.slots },
  }
}

/** All things, by what they are drawn as, in the order in which they are placed. */
interface Things {
  readonly nodes: readonly NodeSummary[]
  readonly pods: readonly PodSummary[]
  readonly system: readonly PodSummary[]
  readonly services: readonly ServiceSummary[]
  readonly book: ServiceSummary | undefined
  readonly clients: readonly (ClientSummary | LaptopSummary)[]
  readonly inner: readonly ClientSummary[]
  readonly outside: readonly OutsideSummary[]
  readonly groups: readonly WorkloadSummary[]
}

function sorted({ summaries, system }: LayoutInput): Things {
  const all = [...summaries.values()].sort((a, b) => naturally(a.id, b.id))
  const pods = all.filter((each) => each.type === 'pod')
  const clients = all.filter((each) => each.type === 'client')
  const services = all.filter((each) => each.type === 'service')
  return {
    nodes: all.filter((each) => each.type === 'node'),
    pods: pods.filter((each) => !each.system),
    system: system ? pods.filter((each) => each.system) : [],
    services: services.filter((each) => !each.system || (system && isShown(each))),
    book: services.find(({ id }) => id === bookId),
    clients: [
      ...clients.filter(({ host }) => host.startsWith('external/')),
      ...all.filter((each) => each.type === 'laptop'),
    ],
    inner: clients.filter(({ host }) => !host.startsWith('external/')),
    outside: all.filter((each) => each.type === 'outside'),
    groups: all.filter((each) => each.type === 'workload').filter(({ grouped }) => grouped),
  }
}

// The name server has a shape of its own, and everybody has the API server's Service.
const isShown = ({ id }: ServiceSummary): boolean =>
  id !== bookId && id !== 'service/default/kubernetes'

/** By text, with numbers by their value: node-2 comes before node-10. */
const naturally = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

const idsOf = (things: readonly { readonly id: string }[]): readonly string[] =>
  things.map(({ id }) => id)

type Put = (box: Placed) => void

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
  const counts = opened.map(({ tenants }) => tenants.slots.length)
  const most = Math.max(0, ...counts)
  const density = densityFor(most, narrow)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const filling = fillingFor(density, { pods: most, all, narrow })
  const frames = opened.map((frame): Frame => {
    const slots = closedUp(frame.tenants.slots, filling.columns)
    return { ...frame, tenants: { ...frame.tenants, slots } }
  })
  const width = nodeWidth(filling)
  const { padding, service, gutter, nodeGap } = spansFor(narrow)
  const left = padding + service + gutter
  const rows = Math.max(4, Math.ceil(frames.length / 3))
  let height = 0
  for (let first = 0, column = 0; first < frames.length; first += rows, column++) {
    let y: number = sizes.clusterHeader
    for (const { id, shape, tenants } of frames.slice(first, first + rows)) {
      const filled =
        shape === 'group' ? { boxes: [], height: sizes.group } : fillNode(tenants, filling)
      const x = left + column * (width + sizes.shore)
      put({ id, shape, x, y, width, height: filled.height })
      const corner = placed.get(id) ?? { x, y }
      for (const [tenant, box] of filled.boxes) {
        const own = tenant.startsWith('client/') ? 'client' : 'pod'
        const at = { x: corner.x + box.x, y: corner.y + box.y }
        put({ ...box, ...at, id: tenant, shape: own, inside: id })
      }
      y += filled.height + nodeGap
    }
    height = Math.max(height, y - sizes.clusterHeader - nodeGap)
  }
  const slots = Object.fromEntries(frames.map(({ id, tenants }) => [id, tenants.slots]))
  return { height, density, slots }
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
  const isWanted = ({ id, tenants }: Frame) =>
    id !== trayId || tenants.slots.length + tenants.system.length > 0
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
  const { service: width, padding: x } = spansFor(narrow)
  const step =
    Math.max(0, ...services.map((each) => serviceHeight(each, narrow))) + sizes.serviceGap
  // Above the middle there is only so much room: what does not fit goes below.
  const above = Math.max(0, Math.floor((middle - sizes.clusterHeader) / step - 0.5))
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
  const y = Math.max(bottom - sizes.book.height, lowest + sizes.serviceGap)
  const own = Math.min(width, sizes.book.width)
  const left = x + (width - own) / 2
  put({ id: book.id, shape: 'book', ...sizes.book, x: left, y, width: own })
}

/** The cluster's border: around all that is inside, with room for its name. */
function around(boxes: readonly Box[], { padding: pad }: Spans): Box {
  const x = Math.min(0, ...boxes.map((box) => box.x - pad))
  const y = Math.min(0, ...boxes.map((box) => box.y - sizes.clusterHeader))
  const right = Math.max(...boxes.map((box) => box.x + box.width + pad))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height + pad), 200)
  return { x, y, width: right - x, height: bottom - y }
}

function placeOutside(
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
