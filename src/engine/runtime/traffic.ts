import type { TrafficSource } from '../api/traffic'
import type { FetchRequest } from '../images/image'
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
  const { traffic } = world.state
  const wanted = new Map(clients.map((client) => [client.name, client]))
  for (const name of [...traffic.keys()]) if (!wanted.has(name)) traffic.delete(name)
  for (const client of wanted.values()) {
    const before = traffic.get(client.name)
    if (before && JSON.stringify(before.client) === JSON.stringify(client)) continue
    startTraffic(world, client, before)
  }
}

function startTraffic(world: World, client: TrafficClient, before: TrafficState | undefined): void {
  const turn = (before?.turn ?? world.number()) + 1
  const { url, timeoutSeconds, keepAlive } = client
  const request: FetchRequest = { url, headers: AGENT, timeout: seconds(timeoutSeconds), keepAlive }
  const fresh = { id: world.number(), underWay: 0, started: 0, succeeded: 0, failed: 0 }
  world.state.traffic.set(client.name, {
    ...(before ?? fresh),
    client,
    request,
    turn,
    waiting: 0,
    sourceKey: sourceKey(client.from),
  })
  tick(world, client.name, turn)
}

const sourceKey = (from: TrafficSource): string =>
  from.type === 'pod' ? `${from.namespace}/${from.name}` : ''

/** A traffic client's next request is due. */
export function tick(world: World, name: string, turn: number): void {
  const state = world.state.traffic.get(name)
  if (state?.turn !== turn) return
  const { closedLoop, ratePerSecond, concurrency } = state.client
  if (closedLoop) {
    for (let count = state.underWay; count < concurrency; count++) start(world, name)
    // A client whose Pod is not there yet looks again.
    if (world.state.traffic.get(name)?.underWay === 0) again(world, state, SECOND)
    return
  }
  if (ratePerSecond <= 0) return
  if (state.underWay < concurrency) start(world, name)
  else if (state.waiting < limits.requestsUnderWay) {
    world.state.traffic.set(name, { ...state, waiting: state.waiting + 1 })
  }
  again(world, state, Math.max(1, Math.round(SECOND / ratePerSecond)))
}

const again = (world: World, { client, turn }: TrafficState, after: number): void =>
  world.context.after(after, { to: 'network', type: 'tick', client: client.name, turn })

function start(world: World, name: string): void {
  const state = world.state.traffic.get(name)
  const client = state && clientOf(world, state)
  if (!state || !client) return
  world.state.traffic.set(name, {
    ...state,
    underWay: state.underWay + 1,
    started: state.started + 1,
  })
  begin(world, client, state.request)
}

// Where the requests begin may come and go: without its Pod a client is silent.
function clientOf(
  { state: { sandboxes, network }, options }: World,
  { id, client: { name, from }, sourceKey: key }: TrafficState,
): Client | undefined {
  const owner = { type: 'traffic', id, name } as const
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
  const { owner } = call.client
  if (owner.type !== 'traffic') return
  const { traffic } = world.state
  const state = traffic.get(owner.name)
  if (state?.id !== owner.id) return
  const goesOn = state.client.closedLoop === true && state.underWay <= state.client.concurrency
  const next = {
    ...state,
    underWay: state.underWay - 1,
    waiting: Math.max(0, state.waiting - 1),
    succeeded: state.succeeded + (isOk ? 1 : 0),
    failed: state.failed + (isOk ? 0 : 1),
  }
  traffic.set(owner.name, next)
  if (goesOn) startOrLook(world, next)
  else if (state.waiting > 0 && next.underWay < state.client.concurrency) start(world, owner.name)
}

function startOrLook(world: World, state: TrafficState): void {
  start(world, state.client.name)
  if (world.state.traffic.get(state.client.name)?.underWay === 0) again(world, state, SECOND)
}
