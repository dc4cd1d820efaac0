import type { FetchFailure, HttpResponse } from '../images/image'
import { UDP } from '../network/packet'
import type { Connection } from './connection'
import type { Exchange } from './exchange'
import { answeredWith, failedBy } from './recorder'
import { closeConnection, localKey } from './sockets'
import type { World } from './world'

/** Ends a request with its response. */
export function succeed(world: World, exchange: Exchange, response: HttpResponse): void {
  forget(world, exchange)
  world.ended(exchange, answeredWith(response.status))
  world.owners.succeeded(world, exchange, response)
}

/** Ends a request that got none. */
export function fail(world: World, exchange: Exchange, failure: FetchFailure): void {
  forget(world, exchange)
  world.ended(exchange, failedBy(exchange, failure))
  world.owners.failed(world, exchange, failure)
}

function forget(world: World, exchange: Exchange): void {
  const { state } = world
  state.exchanges.delete(exchange.id)
  closeQuestions(world, exchange)
}

/** Closes the socket of a request's questions, if it is open. */
export function closeQuestions(world: World, { port, call }: Exchange): void {
  if (port !== 0) world.state.sockets.delete(localKey(call.client.host.address, port, UDP))
}

/** What a client does with a connection that has served its request. */
export function release(world: World, exchange: Exchange, connection: Connection): void {
  const { call } = exchange
  if (call.request.keepAlive !== true || connection.isLast) {
    closeConnection(world, connection)
    return
  }
  const { idle } = world.state
  const { id } = call.client.owner
  connection.exchange = 0
  const entry = { authority: call.url.authority, connection: connection.id }
  idle.set(id, 0, [...(idle.get(id) ?? []), entry])
}

/** Takes an idle connection out of its owner's hands. */
export function takeIdle(world: World, owner: number, authority: string): Connection | undefined {
  const { idle, connections } = world.state
  const entries = idle.get(owner)
  if (!entries) return undefined
  const entry = entries.find((each) => each.authority === authority)
  if (!entry) return undefined
  idle.set(
    owner,
    0,
    entries.filter((each) => each !== entry),
  )
  return connections.edit(entry.connection)
}
