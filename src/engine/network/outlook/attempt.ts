import type { Address } from '../../api/address'
import type { Host } from '../host'
import type { NetworkState } from '../network-state'
import { ACK, DATA, ICMP, type Packet, RST, SYN, TCP, UDP } from '../packet'
import { enter, send, type Walk } from '../walk'
import type { Listeners } from './terrain'

/** What is to be sent: from where, to where. */
export interface Attempt {
  readonly from: Origin
  /** The address the client sends from, when it has chosen one. */
  readonly bind?: Address
  readonly to: Address
  readonly port: number
  readonly protocol: 'tcp' | 'udp' | 'icmp'
}

/** Where a client is. */
export type Origin =
  | { readonly type: 'pod' | 'outside'; readonly address: Address }
  | { readonly type: 'node'; readonly name: string }

/** What becomes of an attempt, as its client sees it. */
export type Outcome =
  | 'ok'
  /** A reset: nobody listens. */
  | 'refused'
  /** An ICMP port unreachable, from a rule or (for a datagram) from a host where nobody listens. */
  | 'rejected'
  | 'timeout'

/** How one attempt ended. */
export interface Ending {
  readonly outcome: Outcome
  /** The Pod that answered; absent for a ping. */
  readonly pod?: string
  /** The address that it saw. */
  readonly source?: Address
  /** Whether it was the host itself that rejected a datagram, and no rule. */
  readonly isByHost?: true
}

/** Where attempts are made. */
export interface Place {
  readonly walk: Walk
  readonly listeners: Listeners
  /** The node that what comes from outside is routed to. */
  readonly entry: string | undefined
}

const protocols = { tcp: TCP, udp: UDP, icmp: ICMP } as const
const timeout: Ending = { outcome: 'timeout' }

/** The network stack that an attempt begins at. */
export const originOf = (network: NetworkState, from: Origin): Host | undefined => {
  const address = from.type === 'node' ? network.nodeNamed(from.name)?.address : from.address
  return address === undefined ? undefined : network.hosts.get(address)
}

/** Makes an attempt: there, back, and there again, as far as it comes. */
export function make(place: Place, attempt: Attempt, sourcePort: number): Ending {
  const client = originOf(place.walk.network, attempt.from)
  if (!client) return timeout
  const ends: Ends = { client, attempt, sourcePort, source: sourceOf(place, client, attempt) }
  const { packet } = place.walk
  goForth(place, ends, SYN)
  if (packet.fate === 'rejected') return turnedAway(packet, client)
  if (packet.fate !== 'delivered' || !packet.host) return timeout
  return answer(place, ends, packet.host)
}

// What a node's own rules turn away on its way out does not leave its socket. TCP goes by the ICMP
// message; who sends anything else is told that it may not (EPERM), as if a rule had dropped it.
const turnedAway = ({ passed, protocol }: Packet, { kind }: Host): Ending =>
  kind === 'node' && passed === 1 && protocol !== TCP ? timeout : { outcome: 'rejected' }

interface Ends {
  readonly client: Host
  readonly attempt: Attempt
  readonly source: Address
  readonly sourcePort: number
}

function answer(place: Place, ends: Ends, host: Host): Ending {
  const { protocol } = ends.attempt
  const { packet } = place.walk
  const { source, destination, destinationPort: port } = packet
  if (protocol === 'icmp') return comesBack(place, ends, host, 0) ? { outcome: 'ok' } : timeout
  const pod = place.listeners.at(host, destination, { port, protocol })
  if (pod === undefined) {
    if (!comesBack(place, ends, host, RST)) return timeout
    return protocol === 'udp' ? unheard(host) : { outcome: 'refused' }
  }
  if (!comesBack(place, ends, host, SYN | ACK)) return timeout
  if (protocol === 'tcp' && !goesOn(place, ends, host)) return timeout
  return { outcome: 'ok', pod, source }
}

// A kernel soon stops answering so; an oracle lifts that limit of its nodes.
const unheard = ({ kind }: Host): Ending =>
  kind === 'node' ? { outcome: 'rejected' } : { outcome: 'rejected', isByHost: true }

function goForth({ walk, entry }: Place, ends: Ends, flags: number): void {
  const { packet, network } = walk
  const { client, attempt, source, sourcePort } = ends
  packet.reset(protocols[attempt.protocol], flags)
  address(packet, source, sourcePort)
  packet.destination = attempt.to
  packet.destinationPort = attempt.protocol === 'icmp' ? 0 : attempt.port
  const node = client.kind === 'outside' && entry !== undefined && network.nodeNamed(entry)
  if (node) enter(walk, node)
  else send(walk, client)
}

function address(packet: Packet, source: Address, port: number): void {
  packet.source = source
  packet.sourcePort = port
}

// The answer has to come from where the client sent to, or the client does not know it.
function comesBack({ walk }: Place, ends: Ends, host: Host, flags: number): boolean {
  const { packet } = walk
  const { source, sourcePort, destination, destinationPort, protocol } = packet
  const { client, attempt } = ends
  packet.reset(protocol, flags)
  address(packet, destination, destinationPort)
  packet.destination = source
  packet.destinationPort = sourcePort
  send(walk, host)
  const isHome = packet.fate === 'delivered' && packet.host?.id === client.id
  const isKnown = packet.source === attempt.to && packet.destination === ends.source
  const isAsked = protocol === ICMP || packet.sourcePort === attempt.port
  return isHome && isKnown && isAsked && packet.destinationPort === ends.sourcePort
}

// A node that has not seen the answer takes what follows for invalid.
function goesOn(place: Place, ends: Ends, host: Host): boolean {
  const { packet } = place.walk
  goForth(place, ends, DATA)
  return packet.fate === 'delivered' && packet.host?.id === host.id
}

// The address of the interface that the packet leaves by.
function sourceOf({ walk }: Place, client: Host, { bind, to }: Attempt): Address {
  if (bind !== undefined) return bind
  if (client.kind === 'node') {
    const node = walk.network.node(client.node)
    if (node?.isLocal(to)) return to
    const target = walk.network.hosts.get(to)
    if (node && target?.kind === 'pod' && target.node === client.node) return node.gateway
    return client.address
  }
  return to >>> 24 === 127 ? to : client.address
}
