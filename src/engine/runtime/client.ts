import type { FetchRequest } from '../images/image'
import { defaultPatience, giveUp, sendSyn } from './connecting'
import { fail } from './ending'
import { type Client, Exchange } from './exchange'
import { goOn } from './found'
import { type Questions, questionsFor } from './resolver'
import { askAgain, resolve } from './resolving'
import { dropConnection } from './sockets'
import { parseUrl, type Url } from './url'
import type { World } from './world'

/** Begins a request; its end is told to its owner. Returns its number. */
export function begin(world: World, client: Client, request: FetchRequest): number {
  const { now } = world
  const url = parseUrl(request.url)
  const exchange = new Exchange(world.number(), {
    client,
    url: url ?? unreadable(request.url),
    questions:
      url && !url.address ? questionsFor(url.host, client.resolver, client.libc) : noQuestions,
    request,
    started: now,
    deadline: now + (request.timeout ?? defaultPatience),
  })
  world.state.exchanges.add(exchange.id, exchange)
  world.began(exchange)
  // A process hears of a bad URL later, like of any other failure: it has no number for it yet.
  if (url) resolve(world, exchange)
  else world.lookAgain(exchange, now)
  return exchange.id
}

const noQuestions: readonly Questions[] = []

const unreadable = (text: string): Url => ({
  text,
  host: '',
  port: 0,
  path: '/',
  authority: '',
  address: undefined,
  isTls: false,
  purpose: 'page',
})

/**
 * Does what is due for requests that have waited, and drops connections nobody has used for long.
 */
export function alarm(world: World): void {
  const { state, now } = world
  state.alarm = 0
  const late = state.exchanges.values().filter(({ due }) => due <= now)
  late.sort((left, right) => left.due - right.due || left.id - right.id)
  for (const { id } of late) {
    const exchange = state.exchanges.edit(id)
    if (exchange && exchange.due <= now) beLate(world, exchange)
  }
  forgetSilent(world)
  let next = Number.POSITIVE_INFINITY
  for (const { due } of state.exchanges.values()) next = Math.min(next, due)
  if (next < Number.POSITIVE_INFINITY) world.remind(next)
}

// Connections whose client is gone without a word, and datagrams that nobody will answer.
function forgetSilent(world: World): void {
  const { state, now } = world
  for (const connection of state.connections.values()) {
    if (!connection.isClient && connection.expires <= now) dropConnection(world, connection)
  }
  for (const { id, expires } of state.datagrams.values()) {
    if (expires <= now) state.datagrams.delete(id)
  }
}

function beLate(world: World, exchange: Exchange): void {
  const { call, phase } = exchange
  if (call.url.host === '') {
    fail(world, exchange, { reason: 'url', url: call.url.text })
    return
  }
  if (phase === 'found') {
    goOn(world, exchange)
    return
  }
  if (phase === 'resolving') {
    askAgain(world, exchange)
    return
  }
  const connection = world.state.connections.edit(exchange.connection)
  const isOver = world.now >= call.deadline || phase === 'waiting' || !connection
  if (isOver) giveUp(world, exchange)
  else sendSyn(world, exchange, connection, exchange.repeats + 1)
}
