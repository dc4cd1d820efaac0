import type { HttpResponse } from '../images/image'
import type { Connection } from './connection'
import type { Exchange } from './exchange'
import type { World } from './world'

/**
 * The connection that an owner's requests to one place share, if there is one: many are under way
 * on it at a time, as HTTP/2 has them.
 */
export function sharedBy(world: World, { call }: Exchange): Connection | undefined {
  const { idle, connections } = world.state
  const { owner } = call.client
  const entry = idle.get(owner.id)?.find(({ authority }) => authority === call.url.authority)
  const connection = entry && connections.edit(entry.connection)
  // One that was kept for one request after the other carries many from now on.
  if (connection) connection.streams ??= []
  return connection
}

/** From now on an owner's requests to one place share this connection. */
export function share(world: World, { id, call }: Exchange, connection: Connection): void {
  const { idle } = world.state
  const { authority } = call.url
  const { id: owner } = call.client.owner
  connection.streams = [id]
  const others = (idle.get(owner) ?? []).filter((each) => each.authority !== authority)
  idle.set(owner, 0, [...others, { authority, connection: connection.id }])
}

/** A request that is over is no stream of its connection any more. */
export function leaveShared(connection: Connection, exchange: number): void {
  connection.streams = connection.streams?.filter((each) => each !== exchange)
}

/** The requests that a connection carries, or that wait for it; none but its own if it has one. */
export function streamsOf(world: World, { streams = [] }: Readonly<Connection>): Exchange[] {
  return streams.flatMap((id) => world.state.exchanges.edit(id) ?? [])
}

/** A response that says which request it answers. */
export type StreamResponse = HttpResponse & { readonly stream: number }

/**
 * The request that a response on a shared connection is for: the oldest, where the server does not
 * say.
 */
export const answeredBy = (
  world: World,
  { streams = [] }: Readonly<Connection>,
  { stream }: Partial<StreamResponse>,
): Exchange | undefined => {
  const id = stream ?? streams[0] ?? 0
  return streams.includes(id) ? world.state.exchanges.edit(id) : undefined
}
