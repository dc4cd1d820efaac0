import type { TrafficSource } from '../api/traffic'
import { limits } from '../limits'
import { seconds } from '../sim'
import { begin } from './client'
import type { TrafficClient } from './data-plane'
import type { Client, Exchange } from './exchange'
import { outsideResolver, visitorPlace } from './outside'
import type { TrafficState } from './traffic-state'
import type { World } from './world'

const SECOND = seconds(1)
const AGENT = { 'user-agent': 'curl/8.17.0', accept: '*/*' }

/** Replaces all traffic clients; one that stays the same goes on as it was. */
export function setTraffic(world: World, clients: readonly TrafficClient[]): void {
  const { traffic, trafficNames } = world.state
  const wanted = new Map(clients.map((client) => [client.name, client]))
  for (const [name, id] of [...trafficNames.entries()]) {
    if (wanted.has(name)) continue
    trafficNames.delete(name)
    traffic.delete(id)
  }
  for (const client of wanted.values()) {
    const before = traffic.get(trafficNames.get(client.name) ?? 0)
    if (before && JSON.stringify(before.client) === JSON.stringify(client)) continue
    startTraffic(world, client, before)
  }
}

function startTraffic(world: World, client: TrafficClient, before: TrafficState | undefined): void {
  const { url, timeoutSeconds, keepAlive } = client
  const id = before?.id ?? world.number()
  const state: TrafficState = {
    client,
    request: { url, headers: AGENT, timeout: seconds(timeoutSeconds), keepAlive },
    owner: { type: 'traffic', id, name: client.name },
    sender: undefined,
    sourceKey: sourceKey(client.from),
    id,
    turn: (before?.turn ?? 0) + 1,
    underWay: before?.underWay ?? 0,
    waiting: 0,
    started: before?.started ?? 0,
    succeeded: before?.succeeded ?? 0,
    failed: before?.failed ?? 0,
  }
  world.state.trafficNames.set(client.name, id)
  world.state.traffic.set(id, 0, state)
  tick(world, id, state.turn)
}

const sourceKey = (from: TrafficSource): string =>
  from.type === 'pod' ? `${from.namespace}/${from.name}` : ''

/** A traffic client's next request is due; a turn that is over has none. */
export function tick(world: World, id: number, turn: number): void {
  const state = world.state.traffic.get(id)
  if (state?.turn !== turn) return
  const { closedLoop, ratePerSecond, concurrency } = state.client
  if (closedLoop) {
    fill(world, state)
    return
  }
  if (ratePerSecond <= 0) return
  again(world, state, Math.max(1, Math.round(SECOND / ratePerSecond)))
  if (state.underWay < concurrency) start(world, state)
  else if (state.waiting < limits.requestsUnderWay) {
    world.state.traffic.set(id, 0, { ...state, waiting: state.waiting + 1 })
  }
}

// A closed loop has as many requests under way as it may; without its Pod it looks again later.
function fill(world: World, before: TrafficState): void {
  let state = before
  while (state.underWay < state.client.concurrency) {
    const next = start(world, state)
    if (next === state) {
      if (state.underWay === 0) again(world, state, SECOND)
      return
    }
    state = next
  }
}

const again = (world: World, { id, turn }: TrafficState, after: number): void =>
  world.context.after(after, { to: 'network', type: 'tick', client: id, turn })

// Begins a request and returns how the client then stands: as before, when it could not.
function start(world: World, state: TrafficState): TrafficState {
  const sender = senderOf(world, state)
  if (!sender) return state
  const next: TrafficState = {
    ...state,
    sender,
    underWay: state.underWay + 1,
    started: state.started + 1,
  }
  world.state.traffic.set(state.id, 0, next)
  begin(world, sender, state.request)
  return next
}

function senderOf(world: World, state: TrafficState): Client | undefined {
  const { sender } = state
  const { hosts } = world.state.network
  // A Pod on a node's network may go while the node stays.
  const isOwnHost = sender?.host.kind !== 'node' || state.client.from.type === 'node'
  const isThere = sender && hosts.get(sender.host.address)?.id === sender.host.id
  return isThere && isOwnHost ? sender : clientOf(world, state)
}

// Where the requests begin may come and go: without its Pod a client is silent.
function clientOf(
  { state: { sandboxes, network }, options }: World,
  { owner, client: { from }, sourceKey: key }: TrafficState,
): Client | undefined {
  if (from.type === 'pod') {
    const pod = sandboxes.get(key)
    return pod && { owner, host: pod.host, place: pod.place, resolver: pod.sandbox.resolver }
  }
  const address = from.type === 'node' ? network.nodeNamed(from.name)?.address : options.visitor
  const host = address === undefined ? undefined : network.hosts.get(address)
  if (!host) return undefined
  const place = from.type === 'node' ? host.place : visitorPlace
  return { owner, host, place, resolver: outsideResolver }
}

/** A traffic client's request has ended; another may have waited for that. */
export function trafficEnded(world: World, { call }: Exchange, isOk: boolean): void {
  const { id } = call.client.owner
  const state = world.state.traffic.get(id)
  if (!state) return
  const next: TrafficState = {
    ...state,
    underWay: state.underWay - 1,
    waiting: Math.max(0, state.waiting - 1),
    succeeded: state.succeeded + (isOk ? 1 : 0),
    failed: state.failed + (isOk ? 0 : 1),
  }
  const { closedLoop, concurrency } = next.client
  const goesOn = closedLoop === true || state.waiting > 0
  const after = goesOn && next.underWay < concurrency ? start(world, next) : next
  if (after === next) world.state.traffic.set(id, 0, next)
  if (closedLoop) fill(world, after)
}
