import type { Scheduler } from '../api/proxy'
import { VIRTUAL, virtualStateOf } from './flow-kind'
import { type FlowTable, field, serverOf, VIRTUAL_EXPIRES } from './flow-table'
import type { Chance } from './interpreter'
import { keyOf, keyOfVirtual, type RealServer, type VirtualServer } from './ipvs'
import type { NodeState } from './node-state'
import { type Packet, UDP } from './packet'
import type { Rule } from './rules'
import { isByAddress, type Load, next } from './schedulers'
import { isKnown, NO_LOAD, VirtualLoads } from './virtual-loads'

/** A packet at a node's virtual servers. */
export interface AtIpvs {
  readonly node: NodeState
  readonly packet: Packet
  readonly second: number
  /** Decides in place of schedulers, for who wants to see every way a packet may go. */
  readonly chance: Chance | undefined
}

/** The real server for a new connection; undefined when none takes it. */
export function chosenServer(
  at: AtIpvs,
  scheduler: Scheduler,
  virtual: VirtualServer,
): RealServer | undefined {
  const { node, packet, second, chance } = at
  const kept = keptServer(at, virtual)
  const server =
    (kept < 0 ? undefined : usableAt(virtual, kept)) ??
    (chance && !isByAddress(scheduler) ? drawn(virtual, chance) : scheduled(at, scheduler, virtual))
  if (!server) return undefined
  const { persistence } = virtual
  if (keyOf(server) !== kept) node.virtual.take(virtual, server)
  if (persistence !== undefined) {
    const expires = second + persistence
    const client = packet.source
    node.virtual.keep({ client, virtual: keyOfVirtual(virtual), server: keyOf(server), expires })
  }
  return server
}

function drawn({ servers }: VirtualServer, chance: Chance): RealServer | undefined {
  const usable = servers.filter(({ weight }) => weight > 0)
  return usable[usable.length > 1 ? chance.below(usable.length) : 0]
}

function scheduled(
  { node, packet, second }: AtIpvs,
  scheduler: Scheduler,
  virtual: VirtualServer,
): RealServer | undefined {
  const { source, sourcePort, destination } = packet
  const keys = node.virtual.given(virtual)
  const places = keys.servers.map((key) => placeOf(virtual, key)).filter((place) => place >= 0)
  const { server, given } = next(scheduler, {
    servers: virtual.servers,
    last: placeOf(virtual, node.virtual.last(virtual)),
    source,
    sourcePort,
    destination,
    load: () => loadOf(node.flows, virtual, second),
    given: { places, since: keys.since },
    second,
  })
  if (given) {
    const servers = given.places.flatMap((place) => virtual.servers[place] ?? []).map(keyOf)
    node.virtual.give(virtual, { servers, since: given.since })
  }
  return server
}

const placeOf = ({ servers }: VirtualServer, key: number): number =>
  servers.findIndex((each) => keyOf(each) === key)

const usableAt = ({ servers }: VirtualServer, key: number): RealServer | undefined =>
  servers.find((each) => each.weight > 0 && keyOf(each) === key)

// A client that persistence holds, or a UDP socket that IPVS remembers longer than others do.
function keptServer({ node, packet, second }: AtIpvs, virtual: VirtualServer): number {
  const { spare } = packet
  if (virtual.persistence !== undefined) {
    return node.virtual.template(virtual, packet.source, second)
  }
  if (spare === 0 || packet.protocol !== UDP) return -1
  const { flows } = node
  const isKept = (flows.get(spare, field.kind) & VIRTUAL) !== 0
  if (!isKept || flows.get(spare, VIRTUAL_EXPIRES) <= second) return -1
  return serverOf(flows, spare)
}

/**
 * How many connections each real server of a virtual one has, in their order. Whoever asks for
 * every new connection has them counted anew but once a second.
 */
export function loadOf(flows: FlowTable, virtual: VirtualServer, second: number): readonly Load[] {
  const loads = flows.loadsIn(second) ?? new VirtualLoads(flows, second)
  flows.loads = loads
  const own = loads.of(keyOfVirtual(virtual))
  return virtual.servers.map((each) => own.get(keyOf(each)) ?? NO_LOAD)
}

/** A connection that IPVS knows. */
export interface VirtualConnection {
  readonly flow: number
  readonly protocol: number
  readonly state: string
  readonly secondsLeft: number
}

/** The connections that a node's IPVS knows in a second. */
export function virtualConnections(flows: FlowTable, second: number): readonly VirtualConnection[] {
  const found: VirtualConnection[] = []
  for (let flow = 1; flow < flows.end; flow++) {
    if (!isKnown(flows, flow, second)) continue
    const kind = flows.get(flow, field.kind)
    const secondsLeft = flows.get(flow, VIRTUAL_EXPIRES) - second
    found.push({ flow, protocol: kind & 3, state: virtualStateOf(kind), secondsLeft })
  }
  return found
}

/** A real server with what it has to do. */
export interface BusyServer {
  readonly server: RealServer
  readonly load: Load
}

/** The real servers of a virtual one that have connections, by the connections there are. */
export type Busy = (virtual: VirtualServer) => readonly BusyServer[]

/** Looks once at all connections: who asks of every virtual server pays for them once. */
export function busyServers(flows: FlowTable, second: number): Busy {
  const loads = new VirtualLoads(flows, second)
  return (virtual) => {
    const own = loads.of(keyOfVirtual(virtual))
    if (own.size === 0) return []
    const known = new Map(virtual.servers.map((server) => [keyOf(server), server]))
    return Array.from(own, ([key, load]) => ({ server: known.get(key) ?? gone(key), load }))
  }
}

// One that the virtual server no longer has, whose connections go on (graceful termination).
const gone = (key: number): RealServer => ({
  address: Math.floor(key / 65_536),
  port: key % 65_536,
  weight: 0,
})

const rules = new WeakMap<VirtualServer, Rule>()

/** What a virtual server does, as a rule: for who asks which one it was. */
export function ruleOf(virtual: VirtualServer): Rule {
  const { because } = virtual
  const rule = rules.get(virtual) ?? { matches: [], ...(because && { because }) }
  rules.set(virtual, rule)
  return rule
}
