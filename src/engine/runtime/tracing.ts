import type { Address } from '../api/address'
import type { PacketTrace, TraceRequest } from '../api/trace'
import type { FetchFailure, HttpResponse } from '../images/image'
import type { Host } from '../network/host'
import { ICMP, type Packet, UDP } from '../network/packet'
import { send } from '../network/walk'
import { seconds } from '../sim'
import { begin } from './client'
import type { Client, Exchange, Owner } from './exchange'
import { outsideResolver, visitorPlace } from './outside'
import type { RuleWords } from './packet-tracer'
import { outcomeOf } from './recorder'
import { localKey, localPort, sendDatagram, sourceAddress } from './sockets'
import { Tracer } from './tracer'
import type { World } from './world'

const PATIENCE = 5
/** What a datagram says that has nothing to say; agnhost answers this. */
const HELLO = 'hostname\n'

/** Begins a request that is followed step by step; the tracer tells of it while time passes. */
export function startTrace(world: World, request: TraceRequest, words: RuleWords): Tracer {
  const tracer = new Tracer(words)
  world.tracer = tracer
  world.walk.sink = tracer.packets
  world.walk.chance = tracer.packets
  const { url, bare } = bareUrl(request.to)
  const client = clientFor(world, request.from, { type: 'trace', id: 0, bare })
  if (!client) {
    tracer.end(world.now, 'unreachable')
    return tracer
  }
  const { method, headers, body, timeoutSeconds = PATIENCE } = request
  const id = begin(world, client, {
    url,
    timeout: seconds(timeoutSeconds),
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  })
  if (!world.state.exchanges.get(id)) tracer.end(world.now, 'bad-url')
  return tracer
}

// Names of datagrams and pings are looked up as those of connections are.
function bareUrl(to: string): { readonly url: string; readonly bare: 'udp' | 'icmp' | undefined } {
  const [, scheme = '', rest = ''] = /^(udp|icmp):\/\/([^/]*)/i.exec(to.trim()) ?? []
  switch (scheme.toLowerCase()) {
    case 'udp':
      return { url: `tcp://${rest}`, bare: 'udp' }
    case 'icmp':
      return { url: `tcp://${rest.replace(/:\d*$/, '')}:1`, bare: 'icmp' }
    default:
      return { url: to, bare: undefined }
  }
}

function clientFor(
  { state, options }: World,
  from: TraceRequest['from'],
  owner: Owner,
): Client | undefined {
  const { network, sandboxes } = state
  if (from.type === 'pod') {
    const pod = sandboxes.get(`${from.namespace}/${from.name}`)
    if (!pod?.isUp) return undefined
    return { owner, host: pod.host, place: pod.place, resolver: pod.sandbox.resolver }
  }
  const address = from.type === 'node' ? network.nodeNamed(from.name)?.address : options.visitor
  const host = address === undefined ? undefined : network.hosts.get(address)
  if (!host) return undefined
  const place = from.type === 'node' ? host.place : visitorPlace
  return { owner, host, place, resolver: outsideResolver }
}

/** The address of a datagram's or a ping's target is known. */
export function sendBare(world: World, exchange: Exchange): void {
  const { owner } = exchange.call.client
  const to = exchange.addresses[exchange.address] ?? 0
  exchange.phase = 'open'
  exchange.due = Number.POSITIVE_INFINITY
  if (owner.type === 'trace' && owner.bare === 'icmp') ping(world, exchange, to)
  else sendHello(world, exchange, to)
}

function sendHello(world: World, exchange: Exchange, to: Address): void {
  const { client, url, request } = exchange.call
  const { host } = client
  const { tracer } = world
  const source = sourceAddress(world, host, to)
  exchange.port = localPort(world, host, UDP)
  world.state.sockets.set(localKey(host.address, exchange.port, UDP), 0, exchange.id)
  const ends = { source, sourcePort: exchange.port, destination: to, destinationPort: url.port }
  const { fate, latency } = sendDatagram(world, host, ends, request.body ?? HELLO)
  const { state, place } = tracer?.reached ?? {}
  if (state === 'nobody') {
    tracer?.add(world.now + latency, { code: 'unreachable', by: place ?? '' })
  }
  if (fate === 'rejected' || state === 'nobody') {
    tracer?.end(world.now + 2 * latency, 'rejected')
  }
}

// The kernel of whoever is there answers by itself, at once.
function ping(world: World, { call }: Exchange, to: Address): void {
  const { tracer, now } = world
  const { packet } = world.walk
  const { host } = call.client
  const number = localPort(world, host, ICMP)
  const forth = walkEcho(world, host, {
    source: sourceAddress(world, host, to),
    sourcePort: number,
    destination: to,
    destinationPort: 0,
  })
  const { fate, latency, host: reached } = packet
  tracer?.addForth(world, 'echo', forth)
  if (fate === 'rejected') tracer?.end(now + 2 * latency, 'rejected')
  if (fate !== 'delivered' || !reached) return
  const reply = walkEcho(world, reached, {
    source: packet.destination,
    sourcePort: packet.destinationPort,
    destination: packet.source,
    destinationPort: packet.sourcePort,
  })
  tracer?.add(now + latency, { code: 'reply', packet: reply })
  if (packet.fate === 'delivered') tracer?.end(now + latency + packet.latency, 'ok')
}

type Ends = Pick<Packet, 'source' | 'sourcePort' | 'destination' | 'destinationPort'>

function walkEcho({ walk, tracer }: World, from: Host, ends: Ends): PacketTrace {
  walk.packet.reset(ICMP, 0)
  Object.assign(walk.packet, ends)
  tracer?.packets.begin(walk.packet, from)
  send(walk, from)
  return (tracer ?? new Tracer(() => '')).packets.end(walk.packet)
}

/** A request that is followed has its response. */
export function traceAnswered(world: World, { status }: HttpResponse): void {
  world.tracer?.end(world.now, status < 400 ? 'ok' : 'http-error', status)
}

/** A request that is followed has failed. */
export function traceFailed(world: World, failure: FetchFailure): void {
  world.tracer?.end(world.now, outcomeOf(failure))
}
