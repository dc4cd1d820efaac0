import { addressText } from '../api/address'
import { type Answer, answerOutside, type Question } from '../api/dns'
import type { HttpRequest, HttpResponse } from '../images/image'
import { ACK, DATA, FIN, RST, SYN, TCP, UDP } from '../network/packet'
import { minutes, seconds } from '../sim'
import { broken, established, responded } from './connecting'
import { type Connection, connectionOf, requestNumber, type WireRequest } from './connection'
import type { TcpArrival, UdpArrival } from './message'
import { builtInResponse } from './outside'
import type { Listener } from './process'
import { deliver } from './processes'
import { answered } from './resolving'
import {
  closeConnection,
  connectionAt,
  dropConnection,
  localKey,
  openConnection,
  portKey,
  recordReturn,
  refuse,
  sendDatagram,
  sendSegment,
} from './sockets'
import type { World } from './world'

/** A server forgets a connection that has been silent for so long. */
const SILENCE = minutes(10)
/** It waits so long for the client to close its half. */
const HALF_CLOSED = seconds(60)

/** Takes in a segment that has reached a host. */
export function receiveSegment(world: World, arrival: TcpArrival): void {
  const { host, flags } = arrival
  if (world.state.network.hosts.get(host.address)?.id !== host.id) return
  const connection = connectionAt(world, arrival)
  if (connection?.isClient) toClient(world, connection, arrival)
  else if (connection && flags !== SYN) toServer(world, connection, arrival)
  else if (flags === SYN) accept(world, arrival, connection)
  // A FIN without its connection has come after the other end's: both have closed.
  else if (flags !== FIN) refuse(world, arrival)
}

function toClient(world: World, connection: Connection, arrival: TcpArrival): void {
  const { flags } = arrival
  if ((flags & RST) !== 0) broken(world, connection, true)
  else if ((flags & SYN) !== 0) {
    if (!connection.isEstablished) established(world, connection)
  } else if ((flags & DATA) !== 0) responded(world, connection, arrival)
  else if ((flags & FIN) !== 0) broken(world, connection, false)
}

function toServer(world: World, connection: Connection, arrival: TcpArrival): void {
  const { flags } = arrival
  if ((flags & (RST | FIN)) !== 0) {
    // A client that has not been answered yet is owed a FIN of one's own; one that was has had it.
    if ((flags & FIN) !== 0 && !connection.isLast) closeConnection(world, connection)
    else dropConnection(world, connection)
  } else if ((flags & DATA) !== 0) take(world, connection, arrival.payload as WireRequest)
}

const listenerAt = (world: World, arrival: TcpArrival | UdpArrival): Listener | undefined => {
  const protocol = arrival.type === 'tcp' ? TCP : UDP
  const key = portKey(arrival.destinationPort, protocol)
  const listener = world.state.listeners.get(arrival.host.id, key)
  const isHidden = listener?.isLoopbackOnly && arrival.destination >>> 24 !== 127
  return isHidden ? undefined : listener
}

// A SYN that comes again is answered again, by the same connection.
function accept(world: World, arrival: TcpArrival, before: Connection | undefined): void {
  const listener = listenerAt(world, arrival)
  if (!listener) {
    refuse(world, arrival)
    return
  }
  const connection = before ?? serverConnection(world, arrival, listener.process)
  if (!before) openConnection(world, connection)
  sendSegment(world, connection, SYN | ACK, undefined)
}

const serverConnection = (world: World, arrival: TcpArrival, process: number): Connection => ({
  id: world.number(),
  host: arrival.host,
  address: arrival.destination,
  port: arrival.destinationPort,
  peer: arrival.source,
  peerPort: arrival.sourcePort,
  isClient: false,
  isEstablished: true,
  exchange: 0,
  process,
  pending: 0,
  served: 0,
  isLast: false,
  arrives: 0,
  expires: world.now + SILENCE,
  translation: undefined,
  translatedBy: -1,
})

// What a program is told of a request; the client's address becomes text only if it is looked at.
class ReceivedRequest implements HttpRequest {
  constructor(
    private readonly wire: WireRequest,
    private readonly peer: number,
    private readonly peerPort: number,
  ) {}

  get method(): string {
    return this.wire.method
  }
  get path(): string {
    return this.wire.path
  }
  get headers(): Readonly<Record<string, string>> {
    return this.wire.headers
  }
  get remote(): string {
    return `${addressText(this.peer)}:${this.peerPort}`
  }
}

// Most programs answer at once: what is to be kept of the request is kept only if this one does
// not.
function take(world: World, before: Connection, wire: WireRequest): void {
  const { state, now } = world
  const pending = requestNumber(before)
  const connection: Connection = {
    ...before,
    pending,
    served: before.served + 1,
    isLast: wire.isLast,
    expires: now + SILENCE,
  }
  const process = state.processes.get(before.process)
  world.serving = connection
  if (before.process === 0) respond(world, pending, builtInResponse(connection, wire))
  else if (process && !wire.isTls) {
    const request = new ReceivedRequest(wire, before.peer, before.peerPort)
    deliver(world, process, { type: 'request', id: pending, request })
  }
  const isLeft = world.serving === connection
  world.serving = undefined
  if (wire.isTls && process) closeConnection(world, connection)
  else if (isLeft && state.connections.get(before.id)) {
    state.connections.set(before.id, 0, connection)
  }
}

/** Sends a response back, if its connection is still there. */
export function respond(world: World, request: number, response: HttpResponse): void {
  const { state, now, serving } = world
  const isCurrent = serving?.pending === request
  const connection = isCurrent ? serving : state.connections.get(connectionOf(request))
  if (connection?.pending !== request) return
  if (isCurrent) world.serving = undefined
  const isLast = connection.isLast || response.headers?.['Connection'] === 'close'
  const packet = sendSegment(world, connection, isLast ? DATA | FIN : DATA, response)
  if (world.records) {
    const place = state.processes.get(connection.process)?.place
    recordReturn(world, place ?? connection.host.place, 'response')
  }
  const arrives = now + packet.latency
  const expires = now + (isLast ? HALF_CLOSED : SILENCE)
  state.connections.set(connection.id, 0, { ...connection, pending: 0, isLast, arrives, expires })
}

// What a program is told of a datagram.
class ReceivedDatagram {
  readonly type = 'datagram'

  constructor(
    readonly id: number,
    private readonly arrival: UdpArrival,
  ) {}

  get port(): number {
    return this.arrival.destinationPort
  }
  get from(): string {
    return `${addressText(this.arrival.source)}:${this.arrival.sourcePort}`
  }
  get payload(): unknown {
    return this.arrival.payload
  }
}

/** Takes in a datagram that has reached a host. */
export function receiveDatagram(world: World, arrival: UdpArrival): void {
  const { host, destination, destinationPort } = arrival
  const { state } = world
  if (state.network.hosts.get(host.address)?.id !== host.id) return
  const waiting = state.sockets.get(localKey(destination, destinationPort, UDP), 0)
  const exchange = waiting === undefined ? undefined : state.exchanges.get(waiting)
  if (exchange) {
    answered(world, exchange, arrival)
    return
  }
  const listener = listenerAt(world, arrival)
  if (!listener) return
  const { process: owner } = listener
  const process = state.processes.get(owner)
  if (owner === 0) {
    const question = arrival.payload as Question
    sendDatagram(world, host, backwards(arrival), answerOutside(world.options.upstream, question))
  } else if (process) {
    const id = world.number()
    const expires = world.now + SILENCE
    world.datagram = { id, process: owner, host, ...backwards(arrival), expires }
    deliver(world, process, new ReceivedDatagram(id, arrival))
    if (world.datagram) state.datagrams.set(id, 0, world.datagram)
    world.datagram = undefined
  }
}

const backwards = ({ source, sourcePort, destination, destinationPort }: UdpArrival) => ({
  source: destination,
  sourcePort: destinationPort,
  destination: source,
  destinationPort: sourcePort,
})

/** Sends the answer to a datagram: mostly the one that is being looked at. */
export function reply(world: World, id: number, payload: unknown): void {
  const { datagrams } = world.state
  const current = world.datagram?.id === id ? world.datagram : undefined
  const waiting = current ?? datagrams.get(id)
  if (!waiting) return
  if (current) world.datagram = undefined
  else datagrams.delete(id)
  sendDatagram(world, waiting.host, waiting, payload)
  if (isAddressAnswer(payload)) recordReturn(world, waiting.host.place, 'answer')
}

// Of the two answers to a look-up one is shown: the one with the address.
const isAddressAnswer = (payload: unknown): boolean =>
  (payload as Partial<Answer> | undefined)?.question?.type === 'A'
