import type { Address } from '../api/address'
import type { Host } from '../network/host'
import { ACK, FIN, type Packet, RST, TCP, UDP } from '../network/packet'
import { miss, send } from '../network/walk'
import type { Connection } from './connection'
import type { Exchange } from './exchange'
import type { TcpArrival, UdpArrival } from './message'
import type { World } from './world'

// Linux gives local ports from this range (net.ipv4.ip_local_port_range).
const FIRST_PORT = 32_768
const PORTS = 28_232

/** The local end of a socket, as one number. */
export const localKey = (address: Address, port: number, protocol: number): number =>
  (address * 65_536 + port) * 4 + protocol

/**
 * The local end of a connection, as one number. Every host has a loopback of its own: there its own
 * address stands for it.
 */
export const connectionKey = (host: Host, address: Address, port: number): number =>
  localKey(address >>> 24 === 127 ? host.address : address, port, TCP)

/** The remote end of a socket, as one number. */
export const remoteKey = (address: Address, port: number): number => address * 65_536 + port

/** What listens on a port of a host, as one number beside the host's. */
export const portKey = (port: number, protocol: number): number => port * 4 + protocol

/** The next local port of a host. */
export function localPort(world: World, host: Host, protocol: number): number {
  const { ports } = world.state
  const given = ports.get(host.id, protocol) ?? 0
  ports.set(host.id, protocol, given + 1)
  return FIRST_PORT + (given % PORTS)
}

/**
 * The address a host sends from: a node has one towards its own Pods and another towards the rest.
 */
export function sourceAddress(world: World, host: Host, destination: Address): Address {
  if (destination >>> 24 === 127) return destination
  if (host.kind !== 'node') return host.address
  // An address that virtual servers have is the node's own, too: that is where it sends from.
  if (world.state.network.node(host.node)?.ipvs?.isBound(destination)) return destination
  const target = world.state.network.hosts.get(destination)
  if (target?.kind !== 'pod' || target.node !== host.node) return host.address
  return world.state.network.node(host.node)?.gateway ?? host.address
}

/** What is known of a packet besides what it says itself. */
export interface Sending {
  readonly payload: unknown
  /** The end of the connection that sends it, when it has one. */
  readonly connection?: Connection
  /** The request whose ping it is. */
  readonly exchange?: number
}

/** Walks the packet that stands ready from a host; whoever follows it is told. */
export function launch(world: World, from: Host, sending: Sending): void {
  const { tracer, walk } = world
  walk.sink = tracer?.sinkFor(world, from, sending)
  send(walk, from)
  if (walk.sink !== undefined) tracer?.sent(world, from, sending)
}

/** Sends a segment of a connection; the packet tells what became of it. */
export function sendSegment(
  world: World,
  connection: Connection,
  flags: number,
  payload: unknown,
): Packet {
  const { now } = world
  const { packet } = world.walk
  packet.reset(TCP, flags)
  packet.source = connection.address
  packet.sourcePort = connection.port
  packet.destination = connection.peer
  packet.destinationPort = connection.peerPort
  packet.bytes += lengthOf(payload)
  launch(world, connection.host, { payload, connection })
  if (packet.fate === 'delivered') {
    // A FIN or a reset must not overtake what was sent before it, nor one part of a stream another.
    const isEnd = connection.isStream || (flags & (FIN | RST)) !== 0
    if (isEnd && now + packet.latency <= connection.arrives) {
      packet.latency = connection.arrives - now + 1
    }
    if (connection.isStream) connection.arrives = now + packet.latency
    arrive(world, packet, payload)
  } else if ((flags & (FIN | ACK)) !== 0) miss(world.walk)
  return packet
}

/** Sends a datagram; the packet tells what became of it. */
export function sendDatagram(
  world: World,
  from: Host,
  ends: Pick<UdpArrival, 'source' | 'sourcePort' | 'destination' | 'destinationPort'>,
  payload: unknown,
): Packet {
  const { packet } = world.walk
  packet.reset(UDP, 0)
  packet.source = ends.source
  packet.sourcePort = ends.sourcePort
  packet.destination = ends.destination
  packet.destinationPort = ends.destinationPort
  if (typeof payload === 'string') packet.bytes += payload.length
  launch(world, from, { payload })
  if (packet.fate === 'delivered') arrive(world, packet, payload)
  return packet
}

/**
 * The datagram that has just been walked may have been rejected by a rule, or have come where
 * nobody listens, whose kernel says so: its sender hears of either by ICMP, the way back.
 */
export function tellUnreachable(world: World, { id }: Exchange): void {
  const { fate, latency } = world.walk.packet
  const isUnheard = fate === 'delivered' && !isHeard(world)
  if (fate !== 'rejected' && !isUnheard) return
  world.context.after(2 * latency, { to: 'network', type: 'unreachable', exchange: id })
}

function isHeard({ state, walk }: World): boolean {
  const { host, destination, destinationPort } = walk.packet
  const listener = host && state.listeners.get(host.id, portKey(destinationPort, UDP))
  return listener !== undefined && (!listener.isLoopbackOnly || destination >>> 24 === 127)
}

// Of what a packet carries, the part that has a length of its own: a body, or text.
function lengthOf(payload: unknown): number {
  if (typeof payload === 'string') return payload.length
  const body = (payload as { readonly body?: unknown } | undefined)?.body
  return typeof body === 'string' ? body.length : 0
}

/** Answers a segment that belongs to no connection with a reset. */
export function refuse(world: World, arrival: TcpArrival): void {
  if ((arrival.flags & RST) !== 0) return
  const { packet } = world.walk
  packet.reset(TCP, RST)
  packet.source = arrival.destination
  packet.sourcePort = arrival.destinationPort
  packet.destination = arrival.source
  packet.destinationPort = arrival.sourcePort
  launch(world, arrival.host, { payload: undefined })
  if (packet.fate === 'delivered') arrive(world, packet, undefined)
  recordReturn(world, arrival.host.place, 'refusal')
}

/** Tells the recorder, if there is one, of the packet that is on its way back to a client. */
export function recordReturn(
  world: World,
  from: string,
  what: 'answer' | 'response' | 'refusal',
  stream = 0,
): void {
  const { records, state, walk } = world
  if (records === undefined) return
  const { host, source, sourcePort, destination, destinationPort, protocol } = walk.packet
  if (host === undefined) return
  const isTcp = protocol === TCP
  const local = isTcp
    ? connectionKey(host, destination, destinationPort)
    : localKey(host.address, destinationPort, protocol)
  const found = state.sockets.get(local, isTcp ? remoteKey(source, sourcePort) : 0)
  const own = isTcp ? state.connections.get(found ?? 0)?.exchange : found
  const exchange = state.exchanges.get(stream || (own ?? 0))
  if (exchange) records.returned(world, exchange, from, what)
}

function arrive(world: World, packet: Packet, payload: unknown): void {
  const { host, source, sourcePort, destination, destinationPort, flags, latency } = packet
  if (!host) return
  const message: TcpArrival | UdpArrival =
    packet.protocol === TCP
      ? {
          to: 'network',
          type: 'tcp',
          host,
          source,
          sourcePort,
          destination,
          destinationPort,
          flags,
          payload,
        }
      : {
          to: 'network',
          type: 'udp',
          host,
          source,
          sourcePort,
          destination,
          destinationPort,
          payload,
        }
  world.context.after(latency, message)
}

/** Keeps a connection, and lets packets find it. */
export function openConnection(world: World, connection: Connection): void {
  const { state } = world
  state.connections.add(connection.id, connection)
  const { host, address, port, peer, peerPort } = connection
  state.sockets.set(connectionKey(host, address, port), remoteKey(peer, peerPort), connection.id)
}

/** Forgets a connection, without a word to its other end. */
export function dropConnection(world: World, connection: Readonly<Connection>): void {
  const { state } = world
  state.connections.delete(connection.id)
  const { host, address, port, peer, peerPort } = connection
  state.sockets.delete(connectionKey(host, address, port), remoteKey(peer, peerPort))
}

/** Ends a connection in an orderly way. */
export function closeConnection(world: World, connection: Connection): void {
  sendSegment(world, connection, FIN, undefined)
  dropConnection(world, connection)
}

/** The connection that a segment belongs to. */
export function connectionAt(world: World, arrival: TcpArrival): Connection | undefined {
  const { host, destination, destinationPort, source, sourcePort } = arrival
  const { sockets, connections } = world.state
  const local = connectionKey(host, destination, destinationPort)
  const id = sockets.get(local, remoteKey(source, sourcePort))
  return id === undefined ? undefined : connections.edit(id)
}
