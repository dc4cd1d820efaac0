import { parseAddress } from '../api/address'
import type { Answer } from '../api/dns'
import type { AskRequest } from '../images/image'
import { UDP } from '../network/packet'
import { closeQuestions, fail } from './ending'
import { type Client, Exchange } from './exchange'
import type { UdpArrival } from './message'
import { deliver } from './processes'
import { localKey, localPort, sendDatagram, sourceAddress } from './sockets'
import type { World } from './world'

const DNS_PORT = 53

/**
 * Puts a program's own question to a name server: one datagram from a socket of its own. It is told
 * of as a request with a `dns:` URL (RFC 4501).
 */
export function ask(world: World, client: Client, request: AskRequest): number {
  const { question, server, timeout, port: peerPort = DNS_PORT } = request
  const { host } = client
  const name = question.name.replace(/\.$/, '')
  const text = `dns://${server}/${name}?type=${question.type}`
  const exchange = new Exchange(world.number(), {
    client,
    url: {
      text,
      host: server,
      port: peerPort,
      path: '/',
      authority: server,
      address: undefined,
      isTls: false,
      isStream: false,
    },
    questions: [],
    request: { url: text },
    started: world.now,
    deadline: world.now + timeout,
  })
  exchange.phase = 'asking'
  const port = localPort(world, host, UDP)
  exchange.port = port
  world.state.exchanges.add(exchange.id, exchange)
  world.records?.began(exchange)
  world.state.sockets.set(localKey(host.address, port, UDP), 0, exchange.id)
  const destination = parseAddress(server) ?? 0
  const source = sourceAddress(world, host, destination)
  const ends = { source, sourcePort: port, destination, destinationPort: peerPort }
  const packet = sendDatagram(world, host, ends, question)
  const { fate, latency } = packet
  world.records?.sent(world, exchange, 'query')
  if (fate === 'rejected') {
    world.context.after(2 * latency, { to: 'network', type: 'unreachable', exchange: exchange.id })
  }
  world.lookAgain(exchange, exchange.call.deadline)
  return exchange.id
}

/** An answer to a program's own question has come. */
export function toldBy(world: World, exchange: Exchange, { payload }: UdpArrival): void {
  const answer = payload as Answer
  const { owner } = exchange.call.client
  world.state.exchanges.delete(exchange.id)
  closeQuestions(world, exchange)
  const isThere = answer.rcode === 'NOERROR'
  world.records?.answered(world.now, exchange, isThere ? 'ok' : 'name-not-found')
  const process = world.state.processes.get(owner.id)
  if (process) deliver(world, process, { type: 'answer', id: exchange.id, answer })
}

/** An ICMP port unreachable has come for a question. */
export const unheard = (world: World, exchange: Exchange): void =>
  fail(world, exchange, { reason: 'rejected', address: exchange.call.url.host })
