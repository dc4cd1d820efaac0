import type { Address } from '../api/address'
import { limits } from '../limits'
import {
  ANSWERED,
  beganIn,
  isOver,
  kindAfter,
  OPENED,
  patience,
  READDRESSED,
  RESET,
  RESOURCED,
  TRANSLATED,
  UNHEARD,
  VIRTUAL,
  virtualPatience,
} from './flow-kind'
import {
  type FlowTable,
  field,
  portsOf,
  serverOf,
  setWord,
  VIRTUAL_EXPIRES,
  wordOf,
} from './flow-table'
import {
  ACK,
  DNAT,
  ESTABLISHED,
  FIN,
  INVALID,
  NEW,
  type Packet,
  RST,
  SYN,
  TCP,
  UDP,
} from './packet'

/** Tracked UDP connections that kube-proxy wants gone (pkg/proxy/conntrack). */
export interface StaleFlows {
  /** Where clients sent to: a Service's address; undefined means any address, for a node port. */
  readonly destination?: Address
  readonly port: number
  /** Endpoints that still serve, `address * 65536 + port`: flows to these stay. */
  readonly serving: readonly number[]
}

/**
 * Finds the connection a packet belongs to, and its state, as the hooks before all others do.
 * Whoever is not strict does not mind that the answers go another way.
 */
export function track(flows: FlowTable, packet: Packet, second: number, isStrict = true): void {
  packet.mark = 0
  packet.spare = 0
  packet.readdressed = false
  packet.virtual = false
  packet.masqueraded = false
  const reference = findLive(flows, packet, second)
  packet.tracked = reference
  if (reference === 0) {
    packet.firstSource = packet.source
    packet.firstSourcePort = packet.sourcePort
    packet.firstDestination = packet.destination
    packet.firstDestinationPort = packet.destinationPort
    packet.state = begins(packet) ? NEW : INVALID
    return
  }
  if (isStrict && isPremature(flows, packet)) {
    packet.tracked = 0
    packet.state = INVALID
    return
  }
  const kind = refresh(flows, packet, second)
  packet.state = (reference & 1) === 1 || (kind & ANSWERED) !== 0 ? ESTABLISHED : NEW
  if ((kind & READDRESSED) !== 0) packet.state |= DNAT
}

/** Gives a packet of a known connection the destination that its first packet got. */
export function translateDestination(flows: FlowTable, packet: Packet): void {
  const flow = packet.tracked >>> 1
  const page = flows.page(flow)
  const kind = wordOf(page, flow, field.kind)
  if ((kind & TRANSLATED) === 0) return
  const isReply = (packet.tracked & 1) === 1
  // What IPVS has forgotten goes no further than the node.
  if (!isReply && (kind & VIRTUAL) !== 0 && wordOf(page, flow, VIRTUAL_EXPIRES) === 0) return
  packet.destination = wordOf(page, flow, isReply ? field.source : field.replySource) >>> 0
  packet.destinationPort = wordOf(page, flow, isReply ? field.ports : field.replyPorts) >>> 16
}

/** Gives a packet of a known connection the source that its first packet got. */
export function translateSource(flows: FlowTable, packet: Packet): void {
  const flow = packet.tracked >>> 1
  const page = flows.page(flow)
  if ((wordOf(page, flow, field.kind) & TRANSLATED) === 0) return
  const isReply = (packet.tracked & 1) === 1
  packet.source = wordOf(page, flow, isReply ? field.destination : field.replyDestination) >>> 0
  packet.sourcePort = wordOf(page, flow, isReply ? field.ports : field.replyPorts) & 0xffff
}

/** Whether the reply to what a packet has become would be taken for another connection's. */
export function isTaken(flows: FlowTable, packet: Packet, second: number): boolean {
  const { spare } = packet
  // An entry that is over mostly expected the very same reply, and no two entries expect one.
  if (spare !== 0 && expects(flows, spare, packet)) return false
  const ports = portsOf(packet.destinationPort, packet.sourcePort)
  const reference = flows.find(packet.destination, packet.source, ports, packet.protocol)
  if (reference === 0) return false
  const flow = reference >>> 1
  if (flow === spare) return false
  if (flows.get(flow, field.expires) > second && !isOver(flows.get(flow, field.kind))) return true
  flows.remove(flow)
  return false
}

/** Keeps the connection whose first packet has passed all rules. False: there is no room. */
export function confirm(flows: FlowTable, packet: Packet, second: number): boolean {
  const { firstSource, firstDestination, spare } = packet
  const ports = portsOf(packet.firstSourcePort, packet.firstDestinationPort)
  const isNew = spare === 0
  if (isNew && flows.isCrowded) flows.clear(second)
  const { timeouts } = flows
  if (isNew && flows.size >= Math.min(timeouts.most, limits.trackedConnections)) return false
  const flow = isNew ? flows.allocate() : spare
  const loads = flows.loadsIn(second)
  if (!isNew) loads?.drop(flow)
  const page = flows.own(flow)
  const isResourced = packet.source !== firstSource || packet.sourcePort !== packet.firstSourcePort
  const readdressed = packet.readdressed ? READDRESSED : 0
  const opened = packet.flags === SYN ? OPENED : 0
  const resourced = isResourced ? RESOURCED : 0
  const virtual = packet.virtual ? VIRTUAL : 0
  const bits = readdressed | opened | resourced | virtual
  setWord(page, flow, field.kind, packet.protocol | bits | beganIn(second))
  if (packet.virtual) {
    setWord(page, flow, VIRTUAL_EXPIRES, second + virtualPatience(packet.protocol, timeouts))
  }
  setWord(page, flow, field.expires, second + patience(packet.protocol, 0, timeouts))
  if (isNew) {
    setWord(page, flow, field.source, firstSource)
    setWord(page, flow, field.destination, firstDestination)
    setWord(page, flow, field.ports, ports)
    flows.link(flow, 0)
  }
  expectReply(flows, flow, packet, isNew)
  loads?.add(flow)
  packet.tracked = flow * 2
  return true
}

// A connection whose entry had served an earlier one mostly expects its reply from the same place.
function expectReply(flows: FlowTable, flow: number, packet: Packet, isNew: boolean): void {
  if (!isNew && expects(flows, flow, packet)) return
  if (!isNew) flows.unlink(flow, 1)
  const page = flows.own(flow)
  const ports = portsOf(packet.destinationPort, packet.sourcePort)
  setWord(page, flow, field.replySource, packet.destination)
  setWord(page, flow, field.replyDestination, packet.source)
  setWord(page, flow, field.replyPorts, ports)
  flows.link(flow, 1)
}

// Whether an entry expects the reply to what a packet has become.
function expects(flows: FlowTable, flow: number, packet: Packet): boolean {
  const page = flows.page(flow)
  return (
    wordOf(page, flow, field.replySource) === (packet.destination | 0) &&
    wordOf(page, flow, field.replyDestination) === (packet.source | 0) &&
    wordOf(page, flow, field.replyPorts) === portsOf(packet.destinationPort, packet.sourcePort)
  )
}

/** Deletes UDP connections that lead to endpoints which no longer serve. */
export function forgetStale(flows: FlowTable, stale: readonly StaleFlows[]): void {
  for (let flow = 1; flow < flows.end; flow++) {
    if (flows.get(flow, field.expires) === 0) continue
    if ((flows.get(flow, field.kind) & 3) !== UDP) continue
    const destination = flows.get(flow, field.destination) >>> 0
    const port = flows.get(flow, field.ports) & 0xffff
    const endpoint = serverOf(flows, flow)
    const isStale = stale.some(
      (each) =>
        each.port === port &&
        (each.destination === undefined || each.destination === destination) &&
        !each.serving.includes(endpoint),
    )
    if (isStale) flows.remove(flow)
  }
}

function findLive(flows: FlowTable, packet: Packet, second: number): number {
  const ports = portsOf(packet.sourcePort, packet.destinationPort)
  const reference = flows.find(packet.source, packet.destination, ports, packet.protocol)
  if (reference === 0) return 0
  const flow = reference >>> 1
  const page = flows.page(flow)
  const isOld = wordOf(page, flow, field.expires) <= second
  // A client may use a port again: its SYN opens a new connection where the old one has ended.
  const isReopened = packet.flags === SYN && isOver(wordOf(page, flow, field.kind))
  if (!isOld && !isReopened) return reference
  // An entry that looked the other way cannot be the new connection's.
  if ((reference & 1) === 1) flows.remove(flow)
  else packet.spare = flow
  return 0
}

// A connection whose answer goes another way looks half open: what follows the SYN is invalid.
function isPremature(flows: FlowTable, { protocol, flags, tracked }: Packet): boolean {
  if (protocol !== TCP || (flags & (SYN | RST)) !== 0 || (tracked & 1) === 1) return false
  return (flows.get(tracked >>> 1, field.kind) & (ANSWERED | OPENED)) === OPENED
}

// Without having seen the start of it, the kernel still picks up a connection that is under way.
function begins({ protocol, flags }: Packet): boolean {
  if (protocol !== TCP) return true
  return flags === SYN || (flags & (SYN | RST | FIN)) === 0
}

function refresh(flows: FlowTable, packet: Packet, second: number): number {
  const flow = packet.tracked >>> 1
  const page = flows.own(flow)
  const isReply = (packet.tracked & 1) === 1
  const before = wordOf(page, flow, field.kind)
  const kind = kindAfter(before, packet, isReply, second)
  const loads = (kind & VIRTUAL) === 0 ? undefined : flows.loadsIn(second)
  loads?.drop(flow)
  setWord(page, flow, field.kind, kind)
  // A connection whose first answer is a reset is forgotten on the spot.
  const isRefused = (kind & RESET) !== 0 && isReply && (before & ANSWERED) === 0
  const lifetime = isRefused ? 0 : patience(kind, packet.flags, flows.timeouts)
  setWord(page, flow, field.expires, Math.max(second + lifetime, 1))
  if ((kind & VIRTUAL) !== 0) refreshVirtual(flows, flow, second)
  loads?.add(flow)
  return kind
}

/**
 * A packet that a connection's other end would have acknowledged at once has not come there: it
 * stays where it was before that. Of all other packets the acknowledgement is taken for granted.
 */
export function goesUnheard(flows: FlowTable, reference: number, second: number): void {
  const flow = reference >>> 1
  const kind = flows.get(flow, field.kind) | UNHEARD
  if (reference === 0 || (kind & RESET) !== 0) return
  flows.set(flow, field.kind, kind)
  flows.set(flow, field.expires, second + patience(kind, ACK, flows.timeouts))
}

// 0 says that it is forgotten; a packet does not bring it back.
function refreshVirtual(flows: FlowTable, flow: number, second: number): void {
  const page = flows.own(flow)
  const isForgotten = wordOf(page, flow, VIRTUAL_EXPIRES) <= second
  const left = isForgotten
    ? 0
    : second + virtualPatience(wordOf(page, flow, field.kind), flows.timeouts)
  setWord(page, flow, VIRTUAL_EXPIRES, left)
}
