import { parseAddress } from '../api/address'
import type { Answer } from '../api/dns'
import { UDP } from '../network/packet'
import { milliseconds } from '../sim'
import { connect } from './connecting'
import { closeQuestions, fail } from './ending'
import type { Exchange } from './exchange'
import type { UdpArrival } from './message'
import { addressesIn, answeredBy, decide, nameserverOf } from './resolver'
import { localKey, localPort, sendDatagram, sourceAddress } from './sockets'
import type { World } from './world'

const DNS_PORT = 53
/** musl asks again half-way through its five seconds. */
const QUESTION_PATIENCE = milliseconds(2_500)
const QUESTION_REPEATS = 1

/** Finds out the addresses of a request's host, and goes on to connect. */
export function resolve(world: World, exchange: Exchange): void {
  const { url, client } = exchange.call
  const known = url.address ?? addressInHostsFile(world, exchange)
  if (known !== undefined) {
    exchange.addresses = [known]
    connect(world, exchange)
    return
  }
  // A name that cannot be sent fails as late as any other: its owner has no number for the request
  // yet.
  if (exchange.call.questions.length === 0) {
    world.lookAgain(exchange, world.now)
    return
  }
  const port = localPort(world, client.host, UDP)
  world.state.sockets.set(localKey(client.host.address, port, UDP), 0, exchange.id)
  exchange.port = port
  ask(world, exchange, 0)
}

// /etc/hosts: everybody knows localhost; nodes, and the visitor's machine, know the nodes by name.
function addressInHostsFile(world: World, { call }: Exchange): number | undefined {
  const { url, client } = call
  if (url.host === 'localhost') return parseAddress('127.0.0.1')
  const { hosts } = client.resolver
  if (hosts && Object.hasOwn(hosts, url.host)) return parseAddress(hosts[url.host] ?? '')
  if (client.host.kind === 'pod') return undefined
  return world.state.network.nodeNamed(url.host)?.address
}

// Both questions leave by one socket at once, as musl does it; one nameserver is asked.
function ask(world: World, exchange: Exchange, repeats: number): void {
  const { client, questions, deadline } = exchange.call
  const asked = questions[exchange.candidate]
  const server = nameserverOf(client.resolver)
  if (!asked) return
  exchange.repeats = repeats
  world.lookAgain(exchange, Math.min(deadline, world.now + QUESTION_PATIENCE))
  const ends = {
    source: sourceAddress(world, client.host, server),
    sourcePort: exchange.port,
    destination: server,
    destinationPort: DNS_PORT,
  }
  if (exchange.v4 === 'open') {
    const packet = sendDatagram(world, client.host, ends, asked.v4)
    world.records?.sent(world, exchange, 'query')
    exchange.because = packet.stopper?.because ?? exchange.because
  }
  if (exchange.v6 === 'open') sendDatagram(world, client.host, ends, asked.v6)
}

/** An answer has come. */
export function answered(world: World, exchange: Exchange, arrival: UdpArrival): void {
  const answer = arrival.payload as Answer
  const { type } = answer.question
  const isV4 = type === 'A'
  if (exchange.phase !== 'resolving' || (isV4 ? exchange.v4 : exchange.v6) !== 'open') return
  const result = answeredBy(answer, type)
  if (isV4) {
    exchange.v4 = result
    exchange.addresses = addressesIn(answer)
  } else exchange.v6 = result
  if (exchange.v4 !== 'open' && exchange.v6 !== 'open') conclude(world, exchange)
}

function conclude(world: World, exchange: Exchange): void {
  const decision = decide(exchange.v4, exchange.v6)
  switch (decision) {
    case 'connect':
      closeQuestions(world, exchange)
      connect(world, exchange)
      return
    case 'next':
      askNext(world, exchange)
      return
    default:
      fail(world, exchange, { reason: 'name', rcode: decision })
  }
}

function askNext(world: World, exchange: Exchange): void {
  exchange.candidate++
  if (exchange.candidate >= exchange.call.questions.length) {
    fail(world, exchange, { reason: 'name', rcode: 'NXDOMAIN' })
    return
  }
  exchange.v4 = 'open'
  exchange.v6 = 'open'
  ask(world, exchange, 0)
}

/** No answer has come in time: asks once more, then gives up. */
export function askAgain(world: World, exchange: Exchange): void {
  const isOver = exchange.repeats >= QUESTION_REPEATS || world.now >= exchange.call.deadline
  if (exchange.port === 0) fail(world, exchange, { reason: 'name', rcode: 'NXDOMAIN' })
  else if (isOver) fail(world, exchange, { reason: 'name', rcode: 'TIMEOUT' })
  else ask(world, exchange, exchange.repeats + 1)
}
