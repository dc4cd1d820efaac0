import { parseAddress } from '../api/address'
import type { Answer } from '../api/dns'
import type { AskRequest } from '../images/image'
import { UDP } from '../network/packet'
import { connect } from './connecting'
import { closeQuestions, fail } from './ending'
import { type Client, Exchange } from './exchange'
import { deliver } from './processes'
import { localKey, localPort, sendDatagram, sourceAddress, tellUnreachable } from './sockets'
import type { World } from './world'

const DNS_PORT = 53

/**
 * Puts a program's own question to a name server, from a socket of its own. It is told of as a
 * request with a `dns:` URL (RFC 4501).
 */
export function ask(world: World, client: Client, request: AskRequest): number {
  const { question, server, timeout, port = DNS_PORT } = request
  const name = question.name.replace(/\.$/, '')
  const text = `dns://${server}/${name}?type=${question.type}`
  const authority = `${server}:${port}`
  const exchange = new Exchange(world.number(), {
    client,
    url: {
      text,
      host: server,
      port,
      path: '/',
      authority,
      address: undefined,
      isTls: false,
      purpose: 'page',
    },
    questions: [],
    request: { url: text },
    question,
    started: world.now,
    deadline: world.now + timeout,
  })
  world.state.exchanges.add(exchange.id, exchange)
  world.began(exchange)
  if (request.protocol === 'TCP') {
    exchange.addresses = [parseAddress(server) ?? 0]
    connect(world, exchange)
  } else send(world, exchange)
  return exchange.id
}

function send(world: World, exchange: Exchange): void {
  const { client, url, question, deadline } = exchange.call
  const { host } = client
  exchange.phase = 'asking'
  const port = localPort(world, host, UDP)
  exchange.port = port
  const destination = parseAddress(url.host) ?? 0
  const source = sourceAddress(world, host, destination)
  world.state.sockets.set(localKey(host.address, port, UDP), 0, exchange.id)
  const ends = { source, sourcePort: port, destination, destinationPort: url.port }
  sendDatagram(world, host, ends, question)
  world.records?.sent(world, exchange, 'query')
  tellUnreachable(world, exchange)
  world.lookAgain(exchange, deadline)
}

/** An answer to a program's own question has come. */
export function toldBy(world: World, exchange: Exchange, answer: Answer): void {
  const { owner } = exchange.call.client
  world.state.exchanges.delete(exchange.id)
  closeQuestions(world, exchange)
  const isThere = answer.rcode === 'NOERROR'
  world.ended(exchange, { outcome: isThere ? 'ok' : 'name-not-found' })
  const process = world.state.processes.get(owner.id)
  if (process) deliver(world, process, { type: 'answer', id: exchange.id, answer })
}

/** An ICMP port unreachable has come for a question. */
export const unheard = (world: World, exchange: Exchange): void =>
  fail(world, exchange, { reason: 'rejected', address: exchange.call.url.host })
