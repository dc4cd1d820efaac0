import { addressText, parseAddress } from '../api/address'
import type { Answer, Question } from '../api/dns'
import type { FetchFailure } from '../images/image'
import { UDP } from '../network/packet'
import { type Duration, seconds } from '../sim'
import { ask as askServer } from './asking'
import { connect } from './connecting'
import { closeQuestions, fail } from './ending'
import type { Exchange } from './exchange'
import type { UdpArrival } from './message'
import {
  addressesIn,
  answeredBy,
  decide,
  goesOn,
  metAfter,
  nameserversOf,
  outcomeOf,
  patienceOf,
} from './resolver'
import { localKey, localPort, sendDatagram, sourceAddress, tellUnreachable } from './sockets'
import type { World } from './world'

const DNS_PORT = 53

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

// Both questions leave by one socket at once. musl puts them to all name servers, glibc to one.
function ask(world: World, exchange: Exchange, repeats: number): void {
  const { client, questions, deadline } = exchange.call
  const asked = questions[exchange.candidate]
  if (!asked) return
  const servers = nameserversOf(client.resolver)
  exchange.repeats = repeats
  world.lookAgain(exchange, Math.min(deadline, world.now + patience(exchange, servers.length)))
  if (client.libc === 'glibc') put(world, exchange, servers[exchange.nameserver] ?? 0)
  else for (const server of servers) put(world, exchange, server)
}

// musl shares its time out among its attempts; glibc gives the later servers more of it.
function patience({ call, nameserver }: Exchange, servers: number): Duration {
  const { seconds: span, attempts } = patienceOf(call.client.resolver)
  if (call.client.libc !== 'glibc') return Math.floor(seconds(span) / attempts)
  if (nameserver === 0) return seconds(span)
  return seconds(Math.max(1, Math.floor((span * 2 ** nameserver) / servers)))
}

function put(world: World, exchange: Exchange, server: number): void {
  const { client, questions } = exchange.call
  const asked = questions[exchange.candidate]
  if (!asked) return
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
    // musl's socket is not connected: it never hears that nobody listens.
    if (client.libc === 'glibc') tellUnreachable(world, exchange)
  }
  if (exchange.v6 === 'open') sendDatagram(world, client.host, ends, asked.v6)
}

/** A name server's port is not reachable: glibc turns to the next at once. */
export const refused = (world: World, exchange: Exchange): void => askAgain(world, exchange)

/** An answer has come. */
export function answered(world: World, exchange: Exchange, arrival: UdpArrival): void {
  const answer = arrival.payload as Answer
  if (!answersIt(exchange, answer.question)) return
  if (answer.truncated) askByTcp(world, exchange, answer.question, arrival.source)
  else take(world, exchange, answer)
}

// A late answer may be to a name that was given up.
function answersIt({ phase, call, candidate, v4, v6 }: Exchange, question: Question): boolean {
  if (phase !== 'resolving') return false
  const asked = call.questions[candidate]
  if (question.type === 'A') return v4 === 'open' && asked?.v4.name === question.name
  return v6 === 'open' && asked?.v6.name === question.name
}

function take(world: World, exchange: Exchange, answer: Answer): void {
  const { type } = answer.question
  const result = answeredBy(answer, type)
  if (type === 'A') {
    exchange.v4 = result
    exchange.addresses = addressesIn(answer)
    exchange.canonical = answer.answers.at(-1)?.name ?? ''
  } else exchange.v6 = result
  if (exchange.v4 !== 'open' && exchange.v6 !== 'open') conclude(world, exchange)
}

// Not all of the answer has come: a connection carries the whole.
function askByTcp(world: World, exchange: Exchange, question: Question, server: number): void {
  const { client, deadline } = exchange.call
  const owner = { type: 'resolver', id: exchange.id } as const
  const timeout = Math.min(exchange.due, deadline) - world.now
  const request = { question, server: addressText(server), timeout, protocol: 'TCP' } as const
  askServer(world, { ...client, owner, place: '' }, request)
}

/** The whole answer has come. */
export function answeredByTcp(world: World, by: Exchange, answer: Answer): void {
  world.state.exchanges.delete(by.id)
  const exchange = world.state.exchanges.edit(by.call.client.owner.id)
  if (exchange && answersIt(exchange, answer.question)) take(world, exchange, answer)
}

/** The connection for the whole answer has failed: the question is put again. */
export function withoutTcp(world: World, by: Exchange): void {
  const exchange = world.state.exchanges.edit(by.call.client.owner.id)
  if (exchange?.phase === 'resolving') askAgain(world, exchange)
}

function conclude(world: World, exchange: Exchange): void {
  const { libc = 'musl', resolver } = exchange.call.client
  const decision = decide(exchange.v4, exchange.v6, libc)
  if (decision === 'connect') {
    closeQuestions(world, exchange)
    connect(world, exchange)
    return
  }
  const hasOther = exchange.nameserver + 1 < nameserversOf(resolver).length
  if (decision === 'SERVFAIL' && libc === 'glibc' && hasOther) {
    exchange.nameserver++
    reopen(world, exchange)
    return
  }
  if (goesOn(decision, libc)) {
    exchange.met = metAfter(exchange.met, decision)
    askNext(world, exchange)
  } else giveUp(world, exchange, decision === 'next' ? 'NXDOMAIN' : decision)
}

function reopen(world: World, exchange: Exchange): void {
  exchange.v4 = 'open'
  exchange.v6 = 'open'
  ask(world, exchange, 0)
}

function askNext(world: World, exchange: Exchange): void {
  exchange.candidate++
  exchange.nameserver = 0
  if (exchange.candidate < exchange.call.questions.length) reopen(world, exchange)
  else giveUp(world, exchange, outcomeOf(exchange.met))
}

/** No answer has come in time: asks once more, or somebody else, then gives up. */
export function askAgain(world: World, exchange: Exchange): void {
  const { client, deadline } = exchange.call
  const { attempts } = patienceOf(client.resolver)
  const servers = client.libc === 'glibc' ? nameserversOf(client.resolver).length : 1
  if (exchange.port === 0) {
    giveUp(world, exchange, 'NXDOMAIN')
    return
  }
  let { repeats } = exchange
  if (++exchange.nameserver >= servers) {
    exchange.nameserver = 0
    repeats++
  }
  const isOver = repeats >= attempts || world.now >= deadline
  if (isOver) giveUp(world, exchange, 'TIMEOUT')
  else ask(world, exchange, repeats)
}

type Outcome = Extract<FetchFailure, { readonly reason: 'name' }>['rcode']

function giveUp(world: World, exchange: Exchange, rcode: Outcome): void {
  const { libc = 'musl' } = exchange.call.client
  fail(world, exchange, { reason: 'name', rcode, libc })
}
