import { addressText } from '../api/address'
import type { Answer } from '../api/dns'
import type { FieldRef } from '../api/object'
import type { FetchFailure, FetchRequest, HttpResponse } from '../images/image'
import { DATA, FIN, type Packet, SYN, TCP } from '../network/packet'
import { type Duration, seconds } from '../sim'
import { Connection, type WireRequest } from './connection'
import { sendEcho } from './echo'
import { fail, release, succeed, takeIdle } from './ending'
import type { Call, Exchange } from './exchange'
import { found } from './found'
import { heardResponse } from './heard-response'
import type { TcpArrival } from './message'
import {
  answeredBy,
  leaveShared,
  type StreamResponse,
  share,
  sharedBy,
  streamsOf,
} from './multiplexing'
import { failsProbe } from './pod-faults'
import {
  closeConnection,
  connectionKey,
  dropConnection,
  localPort,
  openConnection,
  remoteKey,
  sendSegment,
  sourceAddress,
} from './sockets'
import { streamOpened } from './streams'
import type { World } from './world'

/**
 * The kernel repeats an unanswered SYN after one second, then two, four … (tcp_syn_retries is 6).
 */
const SYN_PATIENCE = seconds(1)
const SYN_REPEATS = 6
const PORT_TRIES = 64
/** The kernel gives up a connection that answers nothing after so long (tcp_retries2 is 15). */
const DEAF = seconds(924)

/** Opens a connection to the address that is to be tried, or takes one that is still open. */
export function connect(world: World, exchange: Exchange): void {
  const { call } = exchange
  if (call.url.purpose === 'addresses' || call.url.purpose === 'datagrams') {
    found(world, exchange)
    return
  }
  if (call.url.purpose === 'echo') {
    sendEcho(world, exchange)
    return
  }
  const shared = call.request.multiplexed ? sharedBy(world, exchange) : undefined
  if (shared) {
    join(world, exchange, shared)
    return
  }
  const idle = call.request.keepAlive
    ? takeIdle(world, call.client.owner.id, call.url.authority)
    : undefined
  if (idle?.streams) join(world, exchange, idle)
  else if (idle) reuse(world, exchange, idle)
  else open(world, exchange)
}

// Before the connection is there, its later requests wait with the first.
function join(world: World, exchange: Exchange, connection: Connection): void {
  exchange.port = 0
  exchange.connection = connection.id
  connection.streams = [...(connection.streams ?? []), exchange.id]
  if (connection.isEstablished) {
    exchange.isReused = true
    world.reused(exchange, connection)
    request(world, exchange, connection)
    return
  }
  exchange.phase = 'connecting'
  world.lookAgain(exchange, exchange.call.deadline)
}

function reuse(world: World, exchange: Exchange, connection: Connection): void {
  exchange.port = 0
  exchange.connection = connection.id
  exchange.isReused = true
  connection.exchange = exchange.id
  world.reused(exchange, connection)
  request(world, exchange, connection)
}

function open(world: World, exchange: Exchange): void {
  const { call } = exchange
  const { host } = call.client
  const peer = exchange.addresses[exchange.address] ?? 0
  const address = isBalanced(world, peer, call.url.port)
    ? host.address
    : sourceAddress(world, host, peer)
  const port = freeLocalPort(world, exchange, address, peer)
  const ends = { host, address, port, peer, peerPort: call.url.port }
  const connection = new Connection(world.number(), true, ends)
  connection.exchange = exchange.id
  if (call.request.multiplexed) share(world, exchange, connection)
  sendSyn(world, exchange, connection, 0)
}

// `localhost` of a laptop may be a balancer's address: what goes there leaves the laptop.
const isBalanced = ({ state }: World, peer: number, port: number): boolean =>
  peer >>> 24 === 127 && state.network.balancerAt(peer, port, TCP) !== undefined

// A port that is still in use towards the same peer would mix two connections up.
function freeLocalPort(world: World, exchange: Exchange, address: number, peer: number): number {
  const { sockets } = world.state
  const { url, client } = exchange.call
  for (let tries = 0; ; tries++) {
    const port = localPort(world, client.host, TCP)
    const local = connectionKey(client.host, address, port)
    const taken = sockets.get(local, remoteKey(peer, url.port)) !== undefined
    if (!taken || tries === PORT_TRIES) return port
  }
}

/** Sends a connection's SYN, for the first time or again. */
export function sendSyn(
  world: World,
  exchange: Exchange,
  connection: Connection,
  repeats: number,
): void {
  const { call } = exchange
  const packet = sendSegment(world, connection, SYN, undefined)
  world.records?.sent(world, exchange, 'connect')
  if (repeats === 0) {
    keepTranslation(connection, packet)
    openConnection(world, connection)
  }
  tellRejected(world, exchange, packet)
  const patience = repeats < SYN_REPEATS ? SYN_PATIENCE * 2 ** repeats : call.deadline
  exchange.phase = 'connecting'
  exchange.port = 0
  exchange.connection = connection.id
  exchange.isReused = false
  exchange.repeats = repeats
  exchange.because = blame(packet) ?? exchange.because
  world.lookAgain(exchange, Math.min(call.deadline, world.now + patience))
}

// The first SYN meets the rules that choose the server; what they said is kept for the record.
function keepTranslation(connection: Connection, packet: Packet): void {
  if (packet.translation === undefined) return
  connection.translation = packet.translation
  connection.translatedBy = packet.nodes[packet.translatedAt] ?? -1
}

const blame = (packet: Packet): FieldRef | undefined => packet.stopper?.because

// The ICMP message takes as long back as the packet took.
function tellRejected({ context }: World, { id }: Exchange, packet: Packet): void {
  if (packet.fate !== 'rejected') return
  context.after(2 * packet.latency, { to: 'network', type: 'unreachable', exchange: id })
}

/** The connection is there: a TCP probe has what it wanted, all others send their request. */
export function established(world: World, connection: Connection): void {
  const exchange = world.state.exchanges.edit(connection.exchange)
  connection.isEstablished = true
  if (connection.streams) {
    connection.expires = world.now + DEAF
    for (const each of streamsOf(world, connection)) request(world, each, connection)
    return
  }
  if (!exchange) {
    closeConnection(world, connection)
    return
  }
  const { owner } = exchange.call.client
  if (owner.type === 'probe' && owner.isTcp) {
    closeConnection(world, connection)
    succeed(world, exchange, { status: 200, body: '' })
    return
  }
  if (exchange.call.url.purpose === 'stream') streamOpened(world, exchange, connection)
  else request(world, exchange, connection)
}

function request(world: World, exchange: Exchange, connection: Connection): void {
  const { call } = exchange
  const wire = isFailing(world, call)
    ? { ...wireRequest(call), isUnready: true }
    : wireRequest(call)
  const { streams } = connection
  const payload = streams ? { ...wire, isLast: false, stream: exchange.id } : wire
  const packet = sendSegment(world, connection, DATA, payload)
  world.records?.sent(world, exchange, 'request')
  exchange.phase = 'waiting'
  exchange.because = blame(packet) ?? exchange.because
  world.lookAgain(exchange, call.deadline)
}

function isFailing({ state }: World, { client: { owner } }: Call): boolean {
  if (owner.type !== 'probe' || state.podFaults.size === 0) return false
  const probe = state.probes.get(owner.id)
  return probe !== undefined && failsProbe(state, probe)
}

const bareWire: WireRequest = { method: '', path: '', headers: {}, isLast: true, isTls: false }

// A client that repeats itself sends the same object over and over.
const wireRequests = new WeakMap<
  FetchRequest,
  { readonly url: Call['url']; readonly wire: WireRequest }
>()

function wireRequest({ url, request, question }: Call): WireRequest {
  if (question) return { ...bareWire, question }
  const known = wireRequests.get(request)
  if (known?.url === url) return known.wire
  const wire: WireRequest = {
    method: request.method ?? 'GET',
    path: url.path,
    headers: headersOf(url.authority, request),
    ...(request.body === undefined ? undefined : { body: request.body }),
    isLast: asksToClose(request),
    isTls: url.isTls,
  }
  wireRequests.set(request, { url, wire })
  return wire
}

// A client may name another host than the one that it asks.
const headersOf = (host: string, { headers = {} }: FetchRequest): WireRequest['headers'] => {
  const own = Object.keys(headers).find((name) => name.toLowerCase() === 'host')
  if (own === undefined) return { host, ...headers }
  const { [own]: named = '', ...others } = headers
  return { host: named, ...others }
}

// wget and probes have the server close the connection; curl says nothing, and closes it itself.
const asksToClose = ({ headers = {} }: FetchRequest): boolean =>
  Object.keys(headers).some(
    (name) => name.toLowerCase() === 'connection' && headers[name] === 'close',
  )

/** A segment with something in it reaches a client: the response. */
export function responded(world: World, connection: Connection, arrival: TcpArrival): void {
  if (connection.streams && typeof arrival.payload !== 'string') {
    const response = arrival.payload as StreamResponse
    const answered = answeredBy(world, connection, response)
    connection.expires = world.now + DEAF
    // Whoever has given up does not hear it any more.
    if (!answered) return
    answered.localPort = connection.port
    leaveShared(connection, answered.id)
    succeed(world, answered, response)
    return
  }
  const exchange = world.state.exchanges.edit(connection.exchange)
  if (!exchange) {
    closeConnection(world, connection)
    return
  }
  if (typeof arrival.payload === 'string') {
    heardResponse(world, exchange, connection, { text: arrival.payload, flags: arrival.flags })
    return
  }
  if ((arrival.flags & FIN) !== 0) connection.isLast = true
  exchange.localPort = connection.port
  release(world, exchange, connection)
  if (exchange.call.question) world.owners.answered(world, exchange, arrival.payload as Answer)
  else succeed(world, exchange, arrival.payload as HttpResponse)
}

/** The other end has closed or reset a client's connection. */
export function broken(world: World, connection: Connection, isReset: boolean): void {
  const exchange = world.state.exchanges.edit(connection.exchange)
  if (!isReset && exchange && connection.received !== '') {
    heardResponse(world, exchange, connection, { text: '', flags: FIN })
    return
  }
  if (isReset) dropConnection(world, connection)
  else closeConnection(world, connection)
  for (const each of streamsOf(world, connection)) ended(world, each, connection, isReset)
  if (exchange && !connection.streams) ended(world, exchange, connection, isReset)
}

function ended(world: World, exchange: Exchange, connection: Connection, isReset: boolean): void {
  const address = addressText(connection.peer)
  // A kept connection may have ended just before it was used again: clients then open a new one.
  const hasWaited = connection.exchange !== exchange.id && !connection.isEstablished
  if (connection.streams && (exchange.isReused || hasWaited)) connect(world, exchange)
  else if (exchange.isReused) open(world, exchange)
  else if (!isReset) fail(world, exchange, { reason: 'empty', address })
  else if (connection.isEstablished) fail(world, exchange, { reason: 'reset', address })
  else tryNext(world, exchange, { reason: 'refused', address })
}

/** An ICMP port unreachable has come: the kernel gives a connection up that is not established. */
export function rejected(world: World, exchange: Exchange): void {
  const connection = world.state.connections.edit(exchange.connection)
  if (exchange.phase !== 'connecting' || !connection || connection.isEstablished) return
  dropConnection(world, connection)
  tryNext(world, exchange, { reason: 'rejected', address: addressText(connection.peer) })
  connectAgain(world, exchange, connection)
}

// Requests that have waited for another's connection look for one of their own.
function connectAgain(world: World, { id }: Exchange, connection: Connection): void {
  for (const each of streamsOf(world, connection)) if (each.id !== id) connect(world, each)
}

// A name may have several addresses: the next one is tried where one refuses.
function tryNext(world: World, exchange: Exchange, failure: FetchFailure): void {
  const address = exchange.address + 1
  if (address >= exchange.addresses.length) fail(world, exchange, failure)
  else {
    exchange.address = address
    open(world, exchange)
  }
}

/** Gives a request up that has waited for long enough. */
export function giveUp(world: World, exchange: Exchange): void {
  const connection = world.state.connections.edit(exchange.connection)
  const peer = connection?.peer ?? exchange.addresses[exchange.address] ?? 0
  const connected = connection?.isEstablished === true
  const failure = { reason: 'timeout', address: addressText(peer), connected } as const
  if (connection?.streams) {
    giveUpShared(world, exchange, connection)
    fail(world, exchange, failure)
    return
  }
  if (connection && connected) closeConnection(world, connection)
  else if (connection) dropConnection(world, connection)
  fail(world, exchange, failure)
}

// A stream that is given up leaves the others alone, and the connection open, however dead it is:
// that is for TCP to find out.
function giveUpShared(world: World, exchange: Exchange, connection: Connection): void {
  leaveShared(connection, exchange.id)
  if (connection.isEstablished) {
    if (connection.expires <= world.now) closeConnection(world, connection)
    return
  }
  if (connection.exchange !== exchange.id) return
  dropConnection(world, connection)
  connectAgain(world, exchange, connection)
}

/** How long a client waits, unless it says otherwise: until the kernel stops repeating the SYN. */
export const defaultPatience: Duration = seconds(127)
