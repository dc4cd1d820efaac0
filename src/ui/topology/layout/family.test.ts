import { describe, expect, it } from 'vitest'
import type { PodSummary, ServiceSummary, Summary } from '../../../projection/summary'
import { byId, client, node, outside, pod, service, sliceOf } from '../../fixture/summaries'
import { trackOf } from '../ways/curve'
import { linesOf } from '../ways/lines'
import { layOut } from './layout'
import { type Layout, type Lens, type Placed, trayId } from './picture'

/** What tells the clusters of the family apart. */
interface Member {
  readonly namespaces: number
  readonly services: number
  readonly nodes: number
  readonly pods: number
  readonly outside: boolean
  readonly lens: Lens
  readonly narrow: boolean
}

const shapes = [
  { namespaces: 1, services: 1, nodes: 1 },
  { namespaces: 1, services: 2, nodes: 3 },
  { namespaces: 2, services: 4, nodes: 6 },
  { namespaces: 3, services: 7, nodes: 10 },
]
const members: readonly Member[] = shapes.flatMap((shape) =>
  [1, 9, 30].flatMap((pods) =>
    [false, true].flatMap((outside) =>
      (['network', 'service'] as const).flatMap((lens) =>
        [false, true].map((narrow) => ({ ...shape, pods, outside, lens, narrow })),
      ),
    ),
  ),
)

const told = (member: Member): string =>
  Object.entries(member)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')

/** Pods are dealt to Services and nodes in turn; some are taken by none, some stand nowhere. */
function clusterOf({ namespaces, services, nodes, pods, outside: world }: Member) {
  const spaces = ['default', 'shop', 'team-of-payments'].slice(0, namespaces)
  const all = Array.from({ length: pods }, (_, index): PodSummary => {
    const app = `app-${index % (services + 1)}`
    const namespace = spaces[(index % (services + 1)) % spaces.length] ?? 'default'
    const { node: home, ...homeless } = pod(`${app}-6d5f7c9b8d-${10_000 + index}`, {
      namespace,
      labels: { app },
      node: `node-${(index % nodes) + 1}`,
      state: index % 7 === 6 ? 'pending' : 'ready',
    })
    return index % 7 === 6 || home === undefined ? homeless : { ...homeless, node: home }
  })
  const doors = Array.from({ length: services }, (_, index): ServiceSummary => {
    const namespace = spaces[index % spaces.length] ?? 'default'
    const own = all.filter(({ labels }) => labels['app'] === `app-${index}`)
    const listed = own.filter(({ state }) => state !== 'pending')
    const isOpen = world && index === 0
    return service(`door-${index}`, {
      namespace,
      selector: { app: `app-${index}` },
      serviceType: isOpen ? 'LoadBalancer' : index === 1 ? 'NodePort' : 'ClusterIP',
      endpoints: listed.map(({ id }) => {
        return { pod: id, address: '10.244.0.9', ready: true, serving: true, terminating: false }
      }),
      misses: [],
    })
  })
  const book = service('kube-dns', { namespace: 'kube-system', system: true })
  const asking = all.find(({ labels }) => labels['app'] === `app-${services}`)
  const summaries: readonly Summary[] = [
    ...Array.from({ length: nodes }, (_, index) => node(index + 1)),
    ...all,
    ...[...doors, book].flatMap<Summary>((each) => [each, sliceOf(each)]),
    ...(asking ? [client('inner', { host: asking.id })] : []),
    ...(world
      ? [
          client('visitor'),
          client('second'),
          outside('balancer/default/door-0', { services: [doors[0]?.id ?? ''] }),
          outside('external/db.example.com', { services: [doors.at(-1)?.id ?? ''] }),
        ]
      : []),
  ]
  return { summaries, pods: all, doors, asking }
}

const laidOut = (summaries: readonly Summary[], { lens, narrow }: Member, before?: Layout) =>
  layOut({ summaries: byId(summaries), memory: before?.memory, system: false, lens, narrow })

const isApart = (a: Placed, b: Placed): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

const holds = (frame: Omit<Placed, 'id' | 'shape'>, { x, y, width, height }: Placed): boolean =>
  x >= frame.x &&
  y >= frame.y &&
  x + width <= frame.x + frame.width &&
  y + height <= frame.y + frame.height

const isWorld = ({ id, shape }: Placed): boolean =>
  shape === 'host' || shape === 'balancer' || id === 'client/visitor' || id === 'client/second'

/** Every two things that lie over each other, and everything that is not where it belongs. */
function faultsOf({ placed, cluster }: Layout): readonly string[] {
  const things = [...placed.values()]
  const faults: string[] = []
  things.forEach((thing, index) => {
    for (const other of things.slice(index + 1)) {
      const isFrame = thing.id === other.inside || other.id === thing.inside
      if (!isFrame && !isApart(thing, other)) faults.push(`${thing.id} lies over ${other.id}`)
    }
    const frame = thing.inside === undefined ? undefined : placed.get(thing.inside)
    if (thing.inside !== undefined && !(frame && holds(frame, thing))) {
      faults.push(`${thing.id} is not in ${thing.inside}`)
    }
    const border: Placed = { ...cluster, id: 'cluster', shape: 'tray' }
    if (isWorld(thing) ? !isApart(border, thing) : !holds(cluster, thing)) {
      faults.push(`${thing.id} is on the wrong side of the border`)
    }
  })
  return faults
}

/** Lines that go through a thing that they neither begin nor end at. */
function strayLines(layout: Layout, member: Member): readonly string[] {
  const { summaries, doors } = clusterOf(member)
  const asks = new Map(
    summaries.flatMap((each) => {
      if (each.type !== 'client') return []
      const to = each.host.startsWith('external/')
        ? each.name === 'visitor'
          ? 'balancer/default/door-0'
          : 'node/node-1'
        : (doors[0]?.id ?? '')
      const service = doors[0]?.id ?? ''
      return [[each.id, { from: each.host, url: each.url, to, service }] as const]
    }),
  )
  const things = [...layout.placed.values()].filter(({ shape }) => shape !== 'node')
  return linesOf({ summaries: byId(summaries), layout, asks }).flatMap(
    ({ id, curves, from, to }) => {
      const own = new Set([from, to])
      const listing = new Set(
        doors.filter((door) => door.id === from).map((door) => sliceOf(door).id),
      )
      const { points } = trackOf(curves)
      const met = new Set<string>()
      for (let at = 0; at < points.length; at += 2) {
        const [px = 0, py = 0] = points.subarray(at, at + 2)
        for (const { id: thing, shape, inside, x, y, width, height } of things) {
          if (own.has(thing) || thing === trayId) continue
          // Ways lie beside each other before those that stand close, and lead by a slice's lines.
          if (
            (shape === 'slice' && listing.has(thing)) ||
            (inside !== undefined && layout.density !== 'full')
          )
            continue
          if (layout.density !== 'full' && shape === 'pod') continue
          if (px > x + 1 && px < x + width - 1 && py > y + 1 && py < y + height - 1) met.add(thing)
        }
      }
      return [...met].map((thing) => `${id} goes through ${thing}`)
    },
  )
}

describe('every cluster of up to 30 Pods', () => {
  it('has nothing over anything else, and everything on its side of each border', () => {
    const faults = members.flatMap((member) => {
      const layout = laidOut(clusterOf(member).summaries, member)
      return faultsOf(layout).map((fault) => `${told(member)}: ${fault}`)
    })
    expect(faults).toEqual([])
  })

  it('has no line through what it has nothing to do with', () => {
    const faults = members.flatMap((member) => {
      if (member.pods === 1) return []
      const layout = laidOut(clusterOf(member).summaries, member)
      return strayLines(layout, member).map((fault) => `${told(member)}: ${fault}`)
    })
    expect(faults).toEqual([])
  })

  it('moves nothing when a Pod goes, nor when it comes back', () => {
    const moved = members.flatMap((member) => {
      const { summaries, pods, asking } = clusterOf(member)
      const gone = pods.find((each, index) => index >= pods.length / 2 && each !== asking)
      if (!gone) return []
      const before = laidOut(summaries, member)
      const fewer = summaries.filter(({ id }) => id !== gone.id).map((each) => without(each, gone))
      const without_ = laidOut(fewer, member, before)
      const after = laidOut(summaries, member, without_)
      return [
        ...differences(before, without_, gone.id),
        ...differences(before, after, undefined),
      ].map((id) => `${told(member)}: ${id}`)
    })
    expect(moved).toEqual([])
  })

  it('moves nobody but down when a Pod comes', () => {
    const moved = members.flatMap((member) => {
      const { summaries, pods } = clusterOf(member)
      const before = laidOut(summaries, member)
      // With its Service, they stand about one middle.
      const beside = new Set(
        member.lens === 'service'
          ? pods.filter(({ labels }) => labels['app'] === 'app-0').map(({ id }) => id)
          : [],
      )
      const late = pod('late', { labels: { app: 'app-0' } })
      const after = laidOut([...summaries, late], member, before)
      // Where they become too many, all are drawn smaller, or side by side.
      if (before.density !== after.density) return []
      if (before.cluster.width !== after.cluster.width) return []
      return [...before.placed.values()].flatMap(({ id, x, y }) => {
        const now = after.placed.get(id)
        return now && now.x === x && (now.y >= y || beside.has(id))
          ? []
          : [`${told(member)}: ${id}`]
      })
    })
    expect(moved).toEqual([])
  })

  it('is the same when its lens was another meanwhile', () => {
    const moved = members.flatMap((member) => {
      const { summaries } = clusterOf(member)
      const before = laidOut(summaries, member)
      const lens = member.lens === 'network' ? 'service' : 'network'
      const other = laidOut(summaries, { ...member, lens }, before)
      const after = laidOut(summaries, member, other)
      return differences(before, after, undefined).map((id) => `${told(member)}: ${id}`)
    })
    expect(moved).toEqual([])
  })
})

const without = (each: Summary, { id }: PodSummary): Summary =>
  each.type === 'service'
    ? { ...each, endpoints: each.endpoints.filter((endpoint) => endpoint.pod !== id) }
    : each

/** What stands elsewhere than before; a slice that lists one less is smaller. */
const differences = (before: Layout, after: Layout, gone: string | undefined): readonly string[] =>
  [...before.placed.values()].flatMap(({ id, shape, x, y }) => {
    if (id === gone || shape === 'slice') return []
    const now = after.placed.get(id)
    return now?.x === x && now.y === y ? [] : [`${id} moved`]
  })
