import { addressText } from '../api/address'
import { UDP } from '../network/packet'
import type { Exchange } from './exchange'
import type { UdpArrival } from './message'
import { localKey, localPort, sendDatagram, sourceAddress, tellUnreachable } from './sockets'
import { tellOwner } from './telling'
import type { World } from './world'

/** Opens a socket for datagrams to one place. Nobody is asked: it is open at once. */
export function openDatagrams(world: World, exchange: Exchange): void {
  const { id, call } = exchange
  const { host } = call.client
  const peer = exchange.addresses[0] ?? 0
  exchange.phase = 'open'
  exchange.due = Number.POSITIVE_INFINITY
  exchange.port = localPort(world, host, UDP)
  world.state.sockets.set(localKey(host.address, exchange.port, UDP), 0, id)
  const ends = {
    address: addressText(host.address),
    port: exchange.port,
    peer: addressText(peer),
    peerPort: call.url.port,
  }
  tellOwner(world, exchange, { type: 'connected', id, ends })
}

/** Sends one datagram; when a rule rejects it, the next look at the socket tells so. */
export function sendDatagramOn(world: World, exchange: Exchange, text: string): void {
  const { call, port } = exchange
  const { host } = call.client
  const destination = exchange.addresses[0] ?? 0
  const source = sourceAddress(world, host, destination)
  const ends = { source, sourcePort: port, destination, destinationPort: call.url.port }
  sendDatagram(world, host, ends, text)
  world.records?.sent(world, exchange, 'request')
  tellUnreachable(world, exchange)
}

/** A datagram has come for a socket. */
export const datagramArrived = (world: World, exchange: Exchange, { payload }: UdpArrival): void =>
  tellOwner(world, exchange, { type: 'data', id: exchange.id, text: String(payload) })

/** An ICMP port unreachable has come for a socket. */
export const datagramsRefused = (world: World, exchange: Exchange): void =>
  tellOwner(world, exchange, { type: 'broken', id: exchange.id })
