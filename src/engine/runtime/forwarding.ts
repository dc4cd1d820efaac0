import type { FetchFailure, HttpResponse } from '../images/image'
import { TCP } from '../network/packet'
import { hashText, seconds } from '../sim'
import { begin } from './client'
import { type Connection, connectionOf, type WireRequest } from './connection'
import type { Client, Exchange, Owner } from './exchange'
import type { Forwarded, OpenForward } from './forwarded'
import { parseRequest, responseText } from './http-text'
import { visitorPlace } from './outside'
import { respond } from './server'
import { change, openSession, openSessions, type Session, sessionOf, tell } from './session'
import { closeConnection, portKey } from './sockets'
import type { DataPlaneState } from './state'
import type { World } from './world'

const PATIENCE = seconds(127)
const FIRST_LOCAL_PORT = 40_001

/** Opens a way to a Pod's own loopback (CRI PortForward). */
export const startForward = (world: World, pod: string, via: readonly string[]): number =>
  openSession(world, { type: 'portforward', pod, process: 0, root: 0, via }).id

/** Ports of the laptop that lead to Pods now. */
export const openForwards = (state: DataPlaneState): readonly OpenForward[] =>
  openSessions({ state }).flatMap(({ pod, listening }) =>
    listening.map((ports) => ({ pod: `pod/${pod}`, ...ports })),
  )

/** The client opens a connection to a port of the Pod. */
export function openForwarded(world: World, id: number, connection: number, port: number): void {
  const session = sessionOf(world, id)
  const sandbox = session && world.state.sandboxes.get(session.pod)
  if (!session || session.connections.some((each) => each.connection === connection)) return
  if (!sandbox || !world.state.listeners.get(sandbox.host.id, portKey(port, TCP))) {
    tell(world, id, { type: 'closed', connection, error: refusedText(world, session.pod, port) })
    return
  }
  const opened: Forwarded = {
    connection,
    port,
    received: '',
    exchange: 0,
    isLast: false,
    hasEnded: false,
  }
  change(world, id, { connections: [...session.connections, opened] })
}

// As the kubelet and its runtime word it.
function refusedText(world: World, pod: string, port: number): string {
  const sandbox = world.state.sandboxes.get(pod)?.sandbox
  const id = sandboxId(sandbox?.uid ?? pod)
  const netns = `/var/run/netns/cni-${uuidOf(id)}`
  return (
    `error forwarding port ${port} to pod ${id}, uid : failed to execute portforward in network ` +
    `namespace "${netns}": failed to connect to localhost:${port} inside namespace "${id}", ` +
    `IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused ` +
    'IPv6 dial tcp6: address localhost: no suitable address found '
  )
}

function sandboxId(uid: string): string {
  let text = ''
  for (let part = 0; text.length < 64; part++) {
    text += hashText(`sandbox/${uid}`, part).toString(16).padStart(8, '0')
  }
  return text
}

const uuidOf = (hex: string): string =>
  [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-')

/** Text that the client sends on a connection: as soon as a request is whole, it goes on. */
export function sendForwarded(world: World, id: number, connection: number, text: string): void {
  update(world, id, connection, (each) => ({ ...each, received: each.received + text }))
  proceed(world, id, connection)
}

/** The client closes its half of a connection. */
export function finishForwarded(world: World, id: number, connection: number): void {
  update(world, id, connection, (each) => ({ ...each, hasEnded: true }))
  proceed(world, id, connection)
}

function proceed(world: World, id: number, connection: number): void {
  const session = sessionOf(world, id)
  const forwarded = forwardedOf(world, id, connection)
  if (!session || !forwarded || forwarded.exchange !== 0) return
  const request = parseRequest(forwarded.received)
  if (request === undefined) {
    if (forwarded.hasEnded) close(world, id, connection)
    return
  }
  const client = clientOf(world, session, {
    type: 'session',
    id,
    connection,
    forward: { port: forwarded.port },
  })
  if (request === 'nonsense' || !client) {
    close(world, id, connection)
    return
  }
  const { method, path, headers, body, rest, isLast } = request
  const exchange = begin(world, client, {
    url: `http://127.0.0.1:${forwarded.port}${path}`,
    method,
    headers,
    body,
    timeout: PATIENCE,
  })
  const next = { received: rest, exchange, isLast }
  update(world, id, connection, (each) => ({ ...each, ...next }))
}

function clientOf(world: World, { pod, via }: Session, owner: Owner): Client | undefined {
  const sandbox = world.state.sandboxes.get(pod)
  if (!sandbox) return undefined
  const { host, sandbox: config } = sandbox
  return { owner, host, place: visitorPlace, via, resolver: config.resolver }
}

const forwardedOf = (world: World, id: number, connection: number): Forwarded | undefined =>
  sessionOf(world, id)?.connections.find((each) => each.connection === connection)

function update(
  world: World,
  id: number,
  connection: number,
  step: (before: Forwarded) => Forwarded,
): void {
  const connections = sessionOf(world, id)?.connections.map((each) =>
    each.connection === connection ? step(each) : each,
  )
  if (connections) change(world, id, { connections })
}

function close(world: World, id: number, connection: number, error?: string): void {
  const connections = sessionOf(world, id)?.connections.filter(
    (each) => each.connection !== connection,
  )
  if (!connections) return
  change(world, id, { connections })
  tell(world, id, { type: 'closed', connection, ...(error === undefined ? {} : { error }) })
}

/** A request that went through a session has been answered. */
export function forwardAnswered(world: World, exchange: Exchange, response: HttpResponse): void {
  const { owner } = exchange.call.client
  if (owner.type !== 'session') return
  const { id, connection, request } = owner
  if (request !== undefined) {
    respond(world, request, response)
    return
  }
  const forwarded = forwardedOf(world, id, connection)
  if (!forwarded) return
  const isHead = exchange.call.request.method === 'HEAD'
  tell(world, id, { type: 'data', connection, text: responseText(response, isHead) })
  update(world, id, connection, (each) => ({ ...each, exchange: 0 }))
  if (forwarded.isLast) close(world, id, connection)
  else proceed(world, id, connection)
}

/** A request that went through a session has failed. */
export function forwardFailed(world: World, exchange: Exchange, { reason }: FetchFailure): void {
  const { owner } = exchange.call.client
  if (owner.type !== 'session') return
  const { id, connection, request } = owner
  const session = sessionOf(world, id)
  const error =
    reason === 'refused' && session
      ? refusedText(world, session.pod, exchange.call.url.port)
      : undefined
  if (request === undefined) close(world, id, connection, error)
  else {
    if (error) tell(world, id, { type: 'closed', connection, error })
    hangUp(world, request)
  }
}

// The laptop's side of a connection that came to nothing ends without an answer.
function hangUp(world: World, request: number): void {
  const connection = world.state.connections.edit(connectionOf(request))
  if (connection?.pending === request) closeConnection(world, connection)
}

/** The laptop listens on a port that leads through a session; 0 takes any that is free. */
export function listenLocally(world: World, id: number, localPort: number, port: number): void {
  const session = sessionOf(world, id)
  const laptop = world.state.network.hosts.get(world.options.visitor)
  if (!session || !laptop) return
  const { listeners } = world.state
  const isTaken = (each: number) => listeners.get(laptop.id, portKey(each, TCP)) !== undefined
  let chosen = localPort
  if (localPort === 0) for (chosen = FIRST_LOCAL_PORT; isTaken(chosen); ) chosen++
  if (isTaken(chosen)) {
    tell(world, id, { type: 'refused', localPort, error: 'bind: address already in use' })
    return
  }
  listeners.set(laptop.id, portKey(chosen, TCP), { process: -id, isLoopbackOnly: true })
  change(world, id, { listening: [...session.listening, { localPort: chosen, port }] })
  tell(world, id, { type: 'listening', localPort: chosen, port })
}

/** A request has come to a port of the laptop that leads through a session. */
export function forwardLocal(world: World, connection: Connection, wire: WireRequest): void {
  const id = -connection.process
  const session = sessionOf(world, id)
  const way = session?.listening.find(({ localPort }) => localPort === connection.port)
  const pending = connection.pending
  if (session?.type === 'server') {
    const { method, path, headers, body = '' } = wire
    tell(world, id, { type: 'request', request: pending, method, path, headers, body })
    return
  }
  const client =
    session &&
    way &&
    clientOf(world, session, {
      type: 'session',
      id,
      connection: -1,
      forward: way,
      request: pending,
    })
  if (!client) {
    closeConnection(world, connection)
    return
  }
  if (connection.served === 1) tell(world, id, { type: 'accepted', localPort: way.localPort })
  const { method, path, headers, body } = wire
  const sent = { method, headers, ...(body === undefined ? {} : { body }), timeout: PATIENCE }
  begin(world, client, { url: `http://localhost:${way.port}${path}`, ...sent })
}
