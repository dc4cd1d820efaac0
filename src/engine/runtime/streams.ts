import { addressText } from '../api/address'
import type { ConnectionEnds, ProcessMessage } from '../images/image'
import { DATA, FIN, RST } from '../network/packet'
import { hours } from '../sim'
import type { Connection, WireRequest } from './connection'
import { sendDatagramOn } from './datagrams'
import { closeQuestions } from './ending'
import type { Exchange } from './exchange'
import { requestText } from './http-text'
import type { TcpArrival } from './message'
import { deliver } from './processes'
import { closeConnection, dropConnection, sendSegment } from './sockets'
import { tellOwner } from './telling'
import type { World } from './world'

/** The kernel asks after a silent end once in so long (tcp_keepalive_time). */
const SILENCE = hours(2)

/** A stream that a program asked for is there. Its exchange stays, to keep it by its number. */
export function streamOpened(world: World, exchange: Exchange, connection: Connection): void {
  exchange.phase = 'open'
  exchange.due = Number.POSITIVE_INFINITY
  connection.isStream = true
  world.ended(exchange, { outcome: 'ok' })
  tellOwner(world, exchange, { type: 'connected', id: exchange.id, ends: endsOf(connection) })
}

/** A server takes in a connection as a stream of text, whatever its client speaks. */
export function streamAccepted(world: World, connection: Connection): void {
  const { id, port, peer, peerPort } = connection
  const from = `${addressText(peer)}:${peerPort}`
  tell(world, connection, { type: 'accepted', id, port, from })
}

/** A segment of a stream reaches one of its ends. */
export function streamArrived(world: World, connection: Connection, arrival: TcpArrival): void {
  const { flags, payload } = arrival
  const id = numberOf(connection)
  connection.expires = world.now + SILENCE
  if ((flags & RST) !== 0) {
    dropConnection(world, connection)
    tell(world, connection, { type: 'broken', id })
    forget(world, connection)
    return
  }
  if ((flags & DATA) !== 0) tell(world, connection, { type: 'data', id, text: textOf(payload) })
  const current = world.state.connections.edit(connection.id)
  if ((flags & FIN) === 0 || !current) return
  current.isLast = true
  if (current.hasFinished) dropConnection(world, current)
  tell(world, current, { type: 'ended', id })
  if (current.hasFinished) forget(world, current)
}

/** Sends text on a stream, if it is still open. */
export function sendOn(world: World, stream: number, text: string): void {
  const socket = world.state.exchanges.get(stream)
  if (socket?.call.url.purpose === 'datagrams') {
    if (text !== '') sendDatagramOn(world, socket, text)
    return
  }
  const connection = connectionOf(world, stream)
  if (!connection || connection.hasFinished || text === '') return
  connection.expires = world.now + SILENCE
  sendSegment(world, connection, DATA, text)
}

/** Closes one's half of a stream; the connection goes when the other half is closed as well. */
export function finishStream(world: World, stream: number): void {
  const connection = connectionOf(world, stream)
  if (!connection || connection.hasFinished) return
  connection.hasFinished = true
  sendSegment(world, connection, FIN, undefined)
  if (!connection.isLast) return
  dropConnection(world, connection)
  forget(world, connection)
}

/** Closes a stream, or gives up opening it. */
export function closeStream(world: World, stream: number): void {
  const connection = connectionOf(world, stream)
  if (connection && !connection.hasFinished) closeConnection(world, connection)
  else if (connection) dropConnection(world, connection)
  const exchange = world.state.exchanges.get(stream)
  if (!exchange) return
  world.state.exchanges.delete(stream)
  closeQuestions(world, exchange)
}

const connectionOf = ({ state }: World, stream: number): Connection | undefined =>
  state.connections.edit(state.exchanges.get(stream)?.connection ?? stream)

// The client knows a stream by the number it was given when it asked, the server by another.
const numberOf = ({ isClient, exchange, id }: Connection): number => (isClient ? exchange : id)

function forget(world: World, { isClient, exchange }: Connection): void {
  if (isClient) world.state.exchanges.delete(exchange)
}

function tell(world: World, connection: Connection, message: ProcessMessage): void {
  const { state } = world
  const owner = state.exchanges.get(connection.exchange)?.call.client.owner
  const process = state.processes.get(connection.isClient ? (owner?.id ?? 0) : connection.process)
  if (process) deliver(world, process, message)
}

const endsOf = ({ address, port, peer, peerPort }: Connection): ConnectionEnds => ({
  address: addressText(address),
  port,
  peer: addressText(peer),
  peerPort,
})

// A client that speaks HTTP sends its request whole.
const textOf = (payload: unknown): string =>
  typeof payload === 'string' ? payload : wireText(payload as WireRequest)

// The beginning of a TLS record: a handshake that a server of plain text makes nothing of.
const wireText = (wire: WireRequest): string =>
  wire.isTls ? '\u0016\u0003\u0001' : requestText(wire)
