import { addressText } from '../api/address'
import { type Answer, answerOutside, type Question } from '../api/dns'
import { fitted } from '../api/dns-wire'
import type { HttpRequest, HttpResponse } from '../images/image'
import { ACK, DATA, FIN, RST, SYN, TCP, UDP } from '../network/packet'
import { type Duration, hashText, milliseconds, minutes, seconds } from '../sim'
import { toldBy } from './asking'
import { broken, established, responded } from './connecting'
import { Connection, connectionOf, requestNumber, type WireRequest } from './connection'
import { datagramArrived } from './datagrams'
import { parseRequest, responseText } from './http-text'
import type { TcpArrival, UdpArrival } from './message'
import { builtInResponse } from './outside'
import { hangs, slowness } from './pod-faults'
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
import { streamAccepted, streamArrived } from './streams'
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
  if (connection?.isStream && connection.isEstablished && (flags & SYN) === 0) {
    streamArrived(world, connection, arrival)
  } else if (connection?.isClient) toClient(world, connection, arrival)
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
  } else if (typeof arrival.payload === 'string') heardRequest(world, connection, arrival.payload)
  else if ((flags & DATA) !== 0) take(world, connection, arrival.payload as WireRequest)
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
  const connection = before ?? serverConnection(world, arrival, listener)
  if (!before) openConnection(world, connection)
  sendSegment(world, connection, SYN | ACK, undefined)
  if (connection.isStream && !before) streamAccepted(world, connection)
}

function serverConnection(
  world: World,
  arrival: TcpArrival,
  { process, isStream = false }: Listener,
): Connection {
  const { host, destination, destinationPort, source, sourcePort } = arrival
  const connection = new Connection(world.number(), false, {
    host,
    address: destination,
    port: destinationPort,
    peer: source,
    peerPort: sourcePort,
  })
  connection.isEstablished = true
  connection.process = process
  connection.isStream = isStream
  connection.expires = world.now + SILENCE
  return connection
}

// What a program is told of a request; the client's address becomes text only if it is looked at.
class ReceivedRequest implements HttpRequest {
  constructor(
    private readonly wire: WireRequest,
    private readonly peer: number,
    private readonly peerPort: number,
    readonly port: number,
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
  get body(): string {
    return this.wire.body ?? ''
  }
  get remote(): string {
    return `${addressText(this.peer)}:${this.peerPort}`
  }
}

function take(world: World, connection: Connection, wire: WireRequest): void {
  const pending = requestNumber(connection)
  const isOwn = wire.stream === undefined || connection.process < 0
  if (isOwn) connection.pending = pending
  else {
    const waiting = { request: pending, stream: wire.stream ?? 0 }
    connection.unanswered = [...connection.unanswered, waiting]
  }
  connection.served++
  connection.isLast = wire.isLast
  connection.expires = world.now + SILENCE
  if (connection.process < 0) {
    world.owners.forwarded(world, connection, wire)
    return
  }
  if (wire.question) {
    takeQuestion(world, connection, wire.question)
    return
  }
  const process = world.state.processes.get(connection.process)
  if (connection.process === 0) respond(world, pending, builtInResponse(connection, wire))
  else if (process && wire.isTls) closeConnection(world, connection)
  else if (process && wire.isUnready && !hangs(world.state, process)) {
    const after = slowness(world.state, process)
    const response = { status: 503, body: '' }
    world.context.after(after, { to: 'network', type: 'respond', request: pending, response })
  } else if (process) {
    const request = new ReceivedRequest(wire, connection.peer, connection.peerPort, connection.port)
    deliver(world, process, { type: 'request', id: pending, request })
  }
}

// What a Go server says to a line that is no request; nginx and Apache have pages of their own.
const BAD_REQUEST =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n' +
  'Connection: close\r\n\r\n400 Bad Request'

/**
 * An HTTP server hears text, as `nc` and `telnet` send it: what is a whole request is taken as one,
 * one after the other.
 */
function heardRequest(world: World, connection: Connection, text: string): void {
  connection.received += text
  if (connection.pending !== 0) return
  const request = parseRequest(connection.received)
  if (request === undefined) return
  if (request === 'nonsense') {
    sendSegment(world, connection, DATA | FIN, BAD_REQUEST)
    dropConnection(world, connection)
    return
  }
  const { rest, ...wire } = request
  connection.received = rest
  connection.textMethod = wire.method
  take(world, connection, { ...wire, isTls: false })
}

// What comes by a connection is answered by it: its number is the request's, turned round.
function takeQuestion(world: World, connection: Connection, question: Question): void {
  const { pending, peer, peerPort, port } = connection
  if (connection.process === 0) {
    const response = fitted(answerOutside(world.options.upstream, question), 'TCP')
    world.context.after(thinkingTime(question), {
      to: 'network',
      type: 'respond',
      request: pending,
      response,
    })
    return
  }
  const process = world.state.processes.get(connection.process)
  const from = `${addressText(peer)}:${peerPort}`
  const heard = { type: 'datagram', port, from, payload: question, protocol: 'TCP' } as const
  if (process) deliver(world, process, { ...heard, id: -pending })
}

// A name server on the internet is some milliseconds away, for each name as many every time.
const thinkingTime = ({ name }: Question): Duration => milliseconds(4) + (hashText(name) % 12_000)

/** Sends a response back, if its connection is still there. */
export function respond(world: World, request: number, response: HttpResponse | Answer): void {
  const { state, now } = world
  const connection = state.connections.edit(connectionOf(request))
  const stream = connection?.unanswered.find((each) => each.request === request)?.stream
  if (!connection || (stream === undefined && connection.pending !== request)) return
  if (stream !== undefined) {
    respondOn(world, connection, { request, stream, response })
    return
  }
  const closes = 'headers' in response && response.headers?.['Connection'] === 'close'
  const isLast = connection.isLast || closes
  const { textMethod } = connection
  const isText = textMethod !== '' && 'status' in response
  const payload = isText ? responseText(response, textMethod === 'HEAD') : response
  const packet = sendSegment(world, connection, isLast ? DATA | FIN : DATA, payload)
  if (world.records) {
    const place = state.processes.get(connection.process)?.place
    recordReturn(world, place ?? connection.host.place, 'response')
  }
  connection.pending = 0
  connection.isLast = isLast
  connection.arrives = now + packet.latency
  connection.expires = now + (isLast ? HALF_CLOSED : SILENCE)
  if (connection.received !== '') heardRequest(world, connection, '')
}

// One of many requests of a connection is answered, in whatever order.
function respondOn(
  world: World,
  connection: Connection,
  {
    request,
    stream,
    response,
  }: { readonly request: number; readonly stream: number; readonly response: object },
): void {
  const { state, now } = world
  connection.unanswered = connection.unanswered.filter((each) => each.request !== request)
  const packet = sendSegment(world, connection, DATA, { ...response, stream })
  const place = state.processes.get(connection.process)?.place ?? connection.host.place
  recordReturn(world, place, 'response', stream)
  connection.arrives = now + packet.latency
  connection.expires = now + SILENCE
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
  // A host's ports are its own, whichever of its addresses a datagram comes to.
  const waiting = state.sockets.get(localKey(host.address, destinationPort, UDP), 0)
  const exchange = waiting === undefined ? undefined : state.exchanges.edit(waiting)
  if (exchange) {
    if (exchange.phase === 'open') datagramArrived(world, exchange, arrival)
    else if (exchange.phase === 'asking') toldBy(world, exchange, arrival.payload as Answer)
    else answered(world, exchange, arrival)
    return
  }
  const listener = listenerAt(world, arrival)
  if (!listener) return
  const { process: owner } = listener
  const process = state.processes.get(owner)
  if (owner === 0) {
    if (typeof arrival.payload === 'string') return
    const question = arrival.payload as Question
    const payload = fitted(answerOutside(world.options.upstream, question), 'UDP')
    const datagram = world.number()
    const ends = { host, ...backwards(arrival), expires: world.now + SILENCE }
    state.datagrams.set(datagram, 0, { id: datagram, process: 0, ...ends })
    world.context.after(thinkingTime(question), { to: 'network', type: 'reply', datagram, payload })
  } else if (process) {
    const id = world.number()
    world.datagram = {
      id,
      process: owner,
      host,
      source: destination,
      sourcePort: destinationPort,
      destination: arrival.source,
      destinationPort: arrival.sourcePort,
      expires: world.now + SILENCE,
    }
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
  if (id < 0) {
    respond(world, -id, payload as Answer)
    return
  }
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
