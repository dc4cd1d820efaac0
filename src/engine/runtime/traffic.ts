import { limits } from '../limits'
import { seconds } from '../sim'
import { begin } from './client'
import type { TrafficClient } from './data-plane'
import type { Client, Exchange } from './exchange'
import { clientAt } from './source'
import { TrafficState } from './traffic-state'
import type { World } from './world'

const SECOND = seconds(1)

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

function startTraffic(
  world: World,
  client: TrafficClient,
  before: Readonly<TrafficState> | undefined,
): void {
  const { traffic, trafficNames } = world.state
  const id = before?.id ?? world.number()
  const state = new TrafficState(id, client)
  if (before) {
    const { underWay, started, succeeded, failed } = before
    Object.assign(state, { turn: before.turn + 1, underWay, started, succeeded, failed })
  }
  trafficNames.set(client.name, id)
  traffic.add(id, state)
  tick(world, id, state.turn)
}

/** A traffic client's next request is due; a turn that is over has none. */
export function tick(world: World, id: number, turn: number): void {
  const state = world.state.traffic.edit(id)
  if (state?.turn !== turn) return
  const { closedLoop, ratePerSecond, concurrency } = state.client
  if (closedLoop) {
    fill(world, state)
    return
  }
  if (ratePerSecond <= 0) return
  again(world, state, Math.max(1, Math.round(SECOND / ratePerSecond)))
  if (state.underWay < concurrency) start(world, state)
  else if (state.waiting < limits.requestsUnderWay) state.waiting++
}

// A closed loop has as many requests under way as it may; without its Pod it looks again later.
function fill(world: World, state: TrafficState): void {
  while (state.underWay < state.client.concurrency) {
    if (start(world, state)) continue
    if (state.underWay === 0) again(world, state, SECOND)
    return
  }
}

const again = (world: World, { id, turn }: TrafficState, after: number): void =>
  world.context.after(after, { to: 'network', type: 'tick', client: id, turn })

// Begins a request, if there is somewhere to begin it.
function start(world: World, state: TrafficState): boolean {
  const sender = senderOf(world, state)
  if (!sender) return false
  state.sender = sender
  state.underWay++
  state.started++
  begin(world, sender, state.request)
  return true
}

// Where the requests begin may come and go: without its Pod a client is silent.
function senderOf(world: World, state: TrafficState): Client | undefined {
  const { sender } = state
  const { hosts } = world.state.network
  // A Pod on a node's network may go while the node stays.
  const isOwnHost = sender?.host.kind !== 'node' || state.client.from.type === 'node'
  const isThere = sender && hosts.get(sender.host.address)?.id === sender.host.id
  return isThere && isOwnHost ? sender : clientAt(world, state.client.from, state.owner)
}

/** A traffic client's request has ended; another may have waited for that. */
export function trafficEnded(world: World, { call }: Exchange, isOk: boolean): void {
  const { id } = call.client.owner
  const state = world.state.traffic.edit(id)
  if (!state) return
  const { closedLoop, concurrency } = state.client
  const goesOn = closedLoop === true || state.waiting > 0
  state.underWay--
  if (isOk) state.succeeded++
  else state.failed++
  if (state.waiting > 0) state.waiting--
  if (goesOn && state.underWay < concurrency) start(world, state)
  if (closedLoop) fill(world, state)
}
