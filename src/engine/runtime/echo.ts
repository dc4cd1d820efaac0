import { type Address, addressText } from '../api/address'
import { ICMP } from '../network/packet'
import { fail } from './ending'
import type { Exchange } from './exchange'
import type { EchoArrival } from './message'
import { launch, sourceAddress } from './sockets'
import { endWith } from './telling'
import type { World } from './world'

/** How many nodes a packet may pass, as Linux sends it. */
const TIME_TO_LIVE = 64
const NUMBERS = 65_536

/** Sends an ICMP echo request to the first address of its host. */
export function sendEcho(world: World, exchange: Exchange): void {
  const { call, id } = exchange
  const { host } = call.client
  const destination = exchange.addresses[0] ?? 0
  const { packet } = world.walk
  packet.reset(ICMP, 0)
  packet.source = sourceAddress(world, host, destination)
  packet.destination = destination
  packet.sourcePort = id % NUMBERS
  packet.destinationPort = id % NUMBERS
  launch(world, host, { payload: undefined, exchange: id })
  world.records?.sent(world, exchange, 'request')
  exchange.phase = 'pinging'
  exchange.because = packet.stopper?.because ?? exchange.because
  world.lookAgain(exchange, call.deadline)
  const limit = call.request.ttl ?? TIME_TO_LIVE
  if (limit <= packet.passed) {
    tellExceeded(world, exchange, limit)
    return
  }
  if (packet.fate === 'rejected') {
    world.context.after(2 * packet.latency, { to: 'network', type: 'unreachable', exchange: id })
  }
  if (packet.fate === 'delivered') arrive(world, exchange.id, false)
}

// The node that would pass it on tells its sender: the first by the address that its Pods know.
function tellExceeded(world: World, { id, call }: Exchange, limit: number): void {
  const { packet } = world.walk
  const node = world.state.network.node(packet.nodes[limit - 1] ?? -1)
  if (!node) return
  const from = limit === 1 && call.client.host.kind === 'pod' ? node.gateway : node.address
  const way = Math.floor((2 * packet.latency * limit) / (packet.passed + 1))
  world.context.after(way, { to: 'network', type: 'exceeded', exchange: id, from })
}

function arrive(world: World, exchange: number, isReply: boolean): void {
  const { host, source, sourcePort, destination, latency, passed } = world.walk.packet
  if (!host) return
  const message: EchoArrival = {
    to: 'network',
    type: 'echo',
    host,
    source,
    destination,
    number: sourcePort,
    exchange,
    isReply,
    passed,
  }
  world.context.after(latency, message)
}

/** A host's kernel answers an echo request; the reply comes to who sent it. */
export function receiveEcho(world: World, arrival: EchoArrival): void {
  const { host, exchange: id, isReply } = arrival
  if (world.state.network.hosts.get(host.address)?.id !== host.id) return
  const exchange = world.state.exchanges.edit(id)
  if (!isReply) {
    reply(world, arrival, exchange)
    return
  }
  if (!exchange) return
  endWith(world, exchange, {
    type: 'echo',
    id,
    from: addressText(arrival.source),
    ttl: TIME_TO_LIVE - arrival.passed,
  })
}

function reply(world: World, arrival: EchoArrival, exchange: Exchange | undefined): void {
  const { packet } = world.walk
  packet.reset(ICMP, 0)
  packet.source = arrival.destination
  packet.destination = arrival.source
  packet.sourcePort = arrival.number
  packet.destinationPort = arrival.number
  launch(world, arrival.host, { payload: undefined, exchange: arrival.exchange })
  if (exchange) world.records?.returned(world, exchange, arrival.host.place, 'response')
  if (packet.fate === 'delivered') arrive(world, arrival.exchange, true)
}

/** An echo request has passed as many nodes as it may. */
export function exceeded(world: World, id: number, from: Address): void {
  const exchange = world.state.exchanges.edit(id)
  if (exchange) endWith(world, exchange, { type: 'exceeded', id, from: addressText(from) })
}

/** An ICMP port unreachable has come for an echo request. */
export const echoRejected = (world: World, exchange: Exchange): void =>
  fail(world, exchange, {
    reason: 'rejected',
    address: addressText(exchange.addresses[0] ?? 0),
  })
