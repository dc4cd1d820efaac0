import type { Address } from '../api/address'
import { limits } from '../limits'
import { type FlowTable, field, portsOf, setWord, VIRTUAL_EXPIRES, wordOf } from './flow-table'
import {
  ACK,
  DATA,
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
import type { Timeouts } from './settings'

// Bits of a flow's kind above the protocol.
const ANSWERED = 4
const READDRESSED = 8
const RESOURCED = 16
const CLOSED_FORTH = 32
const CLOSED_BACK = 64
const RESET = 128
/** Its first packet was a SYN: it was seen from its start. */
const OPENED = 256
const CLOSED = CLOSED_FORTH | CLOSED_BACK
const TRANSLATED = READDRESSED | RESOURCED
/** A connection that a virtual server has taken: IPVS translates its packets, while it knows it. */
export const VIRTUAL = 512

/** Its packets have gone both ways for longer than a question and its answer take (UDP). */
const STREAM = 1024

/** Seconds until IPVS forgets a connection whose opening sees no answer. */
const VIRTUAL_OPENING = 60
/** Seconds after which a UDP flow that has been answered counts as a stream. */
const STREAM_AFTER = 2

// Seconds until an entry that sees no packet is forgotten; those that kube-proxy may set are the
// table's.
const timeout = { synSent: 120, timeWait: 120, reset: 10 }

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
  const page = flows.own(flow)
  const isResourced = packet.source !== firstSource || packet.sourcePort !== packet.firstSourcePort
  const readdressed = packet.readdressed ? READDRESSED : 0
  const opened = packet.flags === SYN ? OPENED : 0
  const resourced = isResourced ? RESOURCED : 0
  const virtual = packet.virtual ? VIRTUAL : 0
  setWord(page, flow, field.kind, packet.protocol | readdressed | opened | resourced | virtual)
  const isTcp = packet.protocol === TCP
  const patience = isTcp ? VIRTUAL_OPENING : timeouts.virtualUdp
  const later = packet.virtual ? patience : STREAM_AFTER
  setWord(page, flow, VIRTUAL_EXPIRES, second + later)
  setWord(page, flow, field.expires, second + (isTcp ? timeout.synSent : timeouts.udp))
  if (isNew) {
    setWord(page, flow, field.source, firstSource)
    setWord(page, flow, field.destination, firstDestination)
    setWord(page, flow, field.ports, ports)
    flows.link(flow, 0)
  }
  expectReply(flows, flow, packet, isNew)
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
    const endpoint =
      (flows.get(flow, field.replySource) >>> 0) * 65_536 +
      (flows.get(flow, field.replyPorts) >>> 16)
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

const isOver = (kind: number): boolean =>
  (kind & 3) === TCP && ((kind & RESET) !== 0 || (kind & CLOSED) === CLOSED)

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
  let kind = wordOf(page, flow, field.kind)
  const { timeouts } = flows
  let lifetime = timeouts.udp
  if (isReply) kind |= ANSWERED
  if (packet.protocol === TCP) {
    if ((packet.flags & FIN) !== 0) kind |= isReply ? CLOSED_BACK : CLOSED_FORTH
    if ((packet.flags & RST) !== 0) kind |= RESET
    lifetime = patience(kind, packet.flags, timeouts)
  } else if ((kind & (ANSWERED | VIRTUAL)) === ANSWERED) {
    if (second > wordOf(page, flow, VIRTUAL_EXPIRES)) kind |= STREAM
    if ((kind & STREAM) !== 0) lifetime = timeouts.udpStream
  }
  setWord(page, flow, field.kind, kind)
  setWord(page, flow, field.expires, second + lifetime)
  if ((kind & VIRTUAL) !== 0) refreshVirtual(flows, flow, second)
  return kind
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

function virtualPatience(kind: number, timeouts: Timeouts): number {
  if ((kind & 3) !== TCP) return timeouts.virtualUdp
  if ((kind & (RESET | CLOSED)) !== 0) return timeouts.virtualClosing
  return (kind & ANSWERED) === 0 ? VIRTUAL_OPENING : timeouts.virtualTcp
}

/** Whether a connection counts as active for IPVS: a TCP one that is open both ways. */
export const isActive = (kind: number): boolean =>
  (kind & 3) === TCP && (kind & ANSWERED) !== 0 && (kind & (RESET | CLOSED)) === 0

/** Whether a reply has come. */
export const isAnswered = (kind: number): boolean => (kind & ANSWERED) !== 0

/** Whether connection tracking keeps it when it has to make room. */
export const isAssured = (kind: number): boolean =>
  (kind & 3) === TCP ? isAnswered(kind) : (kind & STREAM) !== 0

/** What connection tracking calls the state of a TCP connection. */
export function stateOf(kind: number): string {
  if ((kind & RESET) !== 0) return 'CLOSE'
  if ((kind & CLOSED) === CLOSED) return 'TIME_WAIT'
  if ((kind & CLOSED) !== 0) return 'CLOSE_WAIT'
  return (kind & ANSWERED) === 0 ? 'SYN_SENT' : 'ESTABLISHED'
}

function patience(kind: number, flags: number, timeouts: Timeouts): number {
  if ((kind & RESET) !== 0) return timeout.reset
  if ((kind & CLOSED) === CLOSED) return timeout.timeWait
  if ((kind & CLOSED) !== 0) return timeouts.closeWait
  if ((kind & ANSWERED) === 0) return timeout.synSent
  return (flags & (ACK | DATA)) !== 0 ? timeouts.established : timeout.synSent
}
