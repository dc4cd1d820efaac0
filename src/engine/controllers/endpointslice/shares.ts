import { milliOf } from '../../api/quantity'
import type { Reader } from '../../apiserver/reader'
import type { Node, Service } from '../../resources'
import type { Endpoint } from '../../resources/endpointslice'
import { ZONE } from '../../resources/node'
import { compareStrings } from '../../sim'
import type { Family } from './endpoint'
import type { Group } from './plan'

/** What is to be said of a Service's hints. */
export interface Remark {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** Groups with hints, or without because there can be none. */
interface Shared {
  readonly groups: ReadonlyMap<string, Group>
  readonly remark?: Remark
}

/** How many endpoints of a Service a zone should have. */
interface Allocation {
  readonly desired: number
  readonly minimum: number
}

const MODES = [
  'service.kubernetes.io/topology-mode',
  'service.kubernetes.io/topology-aware-hints',
] as const
const EXCLUDED = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']
/** How much more than its share an endpoint may have to bear. */
const OVERLOAD = 0.2

/** Whether endpoints are shared out among zones by their processors: it precedes the field. */
export const isProportional = ({ metadata }: Service): boolean =>
  MODES.some((mode) => /^auto$/i.test(metadata.annotations?.[mode] ?? ''))

/**
 * Gives ready endpoints hints, so that each zone has as many as its share of the processors
 * (endpointslice/topologycache, AddHints). All endpoints are shared out at every look.
 */
export function sharedOut(
  groups: ReadonlyMap<string, Group>,
  { family, had }: { readonly family: Family; readonly had: boolean },
  cluster: Reader,
): Shared {
  const ready = [...groups.values()].flatMap(({ endpoints }) =>
    [...endpoints.values()].filter(({ endpoint }) => endpoint.conditions?.ready === true),
  )
  const allocations = allocationsFor(ready.length, processorsByZone(cluster.list('Node')))
  if (typeof allocations === 'string') return { groups, remark: disabled(allocations, family) }
  const zones = ready.map(({ endpoint }) => endpoint.zone ?? '')
  if (zones.includes('')) {
    return {
      groups,
      remark: disabled('One or more endpoints do not have a zone specified', family),
    }
  }
  const hinted = redistributed(zones, allocations)
  const hints = new Map<Endpoint, string>(
    ready.map(({ endpoint }, index) => [endpoint, hinted[index] ?? '']),
  )
  const enabled = remark('Normal', 'TopologyAwareHintsEnabled', ENABLED, family)
  return { groups: withHints(groups, hints), ...(had ? {} : { remark: enabled }) }
}

const ENABLED = 'Topology Aware Hints has been enabled'

const remark = (type: Remark['type'], reason: string, message: string, family: Family): Remark => ({
  type,
  reason,
  message: `${message}, addressType: ${family}`,
})

const disabled = (message: string, family: Family): Remark =>
  remark('Warning', 'TopologyAwareHintsDisabled', message, family)

/** Thousandths of processors that each zone has; undefined where not every node tells. */
function processorsByZone(nodes: readonly Node[]): ReadonlyMap<string, number> | undefined {
  const zones = new Map<string, number>()
  for (const { metadata, status } of nodes) {
    const { labels = {} } = metadata
    const isReady = status.conditions?.some(
      (each) => each.type === 'Ready' && each.status === 'True',
    )
    if (!isReady || EXCLUDED.some((label) => label in labels)) continue
    const zone = labels[ZONE] ?? ''
    const processors = milliOf(status.allocatable?.['cpu'] ?? '0')
    if (zone === '' || processors === 0) return undefined
    zones.set(zone, (zones.get(zone) ?? 0) + processors)
  }
  return zones.size < 2 ? undefined : zones
}

function allocationsFor(
  count: number,
  processors: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, Allocation> | string {
  if (!processors) {
    const what = 'allocatable CPU or zone not specified on one or more nodes'
    return `Insufficient Node information: ${what}`
  }
  const counts = `(${count} endpoints, ${processors.size} zones)`
  if (processors.size > count) return `Insufficient number of endpoints ${counts}`
  const total = [...processors.values()].reduce((sum, each) => sum + each, 0)
  const allocations = new Map<string, Allocation>()
  let left = count
  for (const zone of [...processors.keys()].sort(compareStrings)) {
    const share = ((processors.get(zone) ?? 0) / total) * count
    const minimum = Math.ceil(share * (1 / (1 + OVERLOAD)))
    allocations.set(zone, { minimum, desired: Math.max(share, minimum) })
    left -= minimum
  }
  if (left >= 0) return allocations
  return (
    'Unable to allocate minimum required endpoints to each zone without exceeding overload ' +
    `threshold ${counts}`
  )
}

// Endpoints stay in their own zone, but for those that it has too many of.
function redistributed(
  zones: readonly string[],
  allocations: ReadonlyMap<string, Allocation>,
): readonly string[] {
  const { giving, receiving } = transfers(zones, allocations)
  return zones.map((zone) => {
    const toGive = giving.get(zone) ?? 0
    const [receiver] = [...receiving].find(([, wanted]) => wanted > 0) ?? []
    if (toGive === 0 || receiver === undefined) return zone
    giving.set(zone, toGive - 1)
    receiving.set(receiver, (receiving.get(receiver) ?? 0) - 1)
    return receiver
  })
}

/** Whole endpoints that zones give, and that others get. */
function transfers(zones: readonly string[], allocations: ReadonlyMap<string, Allocation>) {
  const surplus = new Map<string, number>()
  for (const [zone, { desired }] of allocations) {
    surplus.set(zone, zones.filter((each) => each === zone).length - desired)
  }
  const giving = new Map<string, number>()
  const receiving = new Map<string, number>()
  for (;;) {
    const [giver, most] = greatest(surplus, 1)
    const [receiver, least] = greatest(surplus, -1)
    const isWorthIt = (most >= 1 || least >= 1) && most >= 0.5 && least >= 0.5
    if (giver === '' || receiver === '' || !isWorthIt) return { giving, receiving }
    giving.set(giver, (giving.get(giver) ?? 0) + 1)
    receiving.set(receiver, (receiving.get(receiver) ?? 0) + 1)
    surplus.set(giver, (surplus.get(giver) ?? 0) - 1)
    surplus.set(receiver, (surplus.get(receiver) ?? 0) + 1)
  }
}

function greatest(surplus: ReadonlyMap<string, number>, sign: 1 | -1): [string, number] {
  let found: [string, number] = ['', 0]
  for (const [zone, value] of surplus) if (value * sign > found[1]) found = [zone, value * sign]
  return found
}

function withHints(
  groups: ReadonlyMap<string, Group>,
  hints: ReadonlyMap<Endpoint, string>,
): ReadonlyMap<string, Group> {
  return new Map(
    Array.from(groups, ([key, group]) => {
      const endpoints = Array.from(group.endpoints, ([identity, { endpoint }]) => {
        const name = hints.get(endpoint)
        const hinted =
          name === undefined ? endpoint : { ...endpoint, hints: { forZones: [{ name }] } }
        return [identity, { endpoint: hinted }] as const
      })
      return [key, { ...group, endpoints: new Map(endpoints) }]
    }),
  )
}
