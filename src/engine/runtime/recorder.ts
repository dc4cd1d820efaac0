import { addressText } from '../api/address'
import type { FieldRef, ObjectKey } from '../api/object'
import type { RequestOutcome } from '../api/traffic'
import type { FetchFailure } from '../images/image'
import type { NetworkState } from '../network/network-state'
import type { Packet } from '../network/packet'
import type { Leg, Observer, RequestRecord } from '../network/record'
import type { Rule } from '../network/rules'
import type { Instant } from '../sim'
import type { Connection } from './connection'
import type { Call, Client, Exchange } from './exchange'

/** Where a packet is, as far as the recorder needs to know. */
interface Surroundings {
  readonly now: Instant
  readonly state: { readonly network: NetworkState; readonly connections: Lookup }
  readonly walk: { readonly packet: Packet }
}

interface Lookup {
  get(id: number): Connection | undefined
}

/** Above this many records under way, those that nobody ended are dropped. */
const MOST_UNDER_WAY = 5_000

/**
 * Tells an observer what becomes of each request. It keeps the records of those under way itself:
 * they are no part of the cluster, and one that began before the observer came has only its later
 * legs.
 */
export class Recorder {
  observer: Observer | undefined
  private readonly underWay = new Map<number, RequestRecord>()

  began(exchange: Exchange): void {
    if (this.underWay.size >= MOST_UNDER_WAY) this.underWay.clear()
    this.put(newRecord(exchange))
  }

  /** The packet that has just been walked belongs to a request. */
  sent(world: Surroundings, exchange: Exchange, what: 'query' | 'connect' | 'request'): void {
    const { packet } = world.walk
    const record = this.recordOf(exchange)
    const connection = world.state.connections.get(exchange.connection)
    const rule = packet.translation ?? (what === 'request' ? connection?.translation : undefined)
    const by = packet.translation
      ? packet.nodes[packet.translatedAt]
      : what === 'request'
        ? connection?.translatedBy
        : undefined
    const places = forth(world, exchange.call.client, { rule, by })
    const legs = legsAlong(places, what, { now: world.now, latency: packet.latency })
    const service = what === 'connect' ? serviceOf(rule) : undefined
    const server = packet.host?.place
    this.put({
      ...record,
      legs: [...record.legs, ...legs, ...lostLeg(world, places), ...refusal(world, places)],
      ...(service ? { service } : {}),
      ...(server && what !== 'query' ? { server } : {}),
    })
  }

  /** A connection of an earlier request serves this one. */
  reused(exchange: Exchange, { translation }: Connection): void {
    const service = serviceOf(translation)
    if (service) this.put({ ...this.recordOf(exchange), service })
  }

  /** The packet that has just been walked is on its way back to a request's client. */
  returned(
    world: Surroundings,
    exchange: Exchange,
    from: string,
    what: 'answer' | 'response' | 'refusal',
  ): void {
    const record = this.recordOf(exchange)
    const { packet } = world.walk
    if (packet.fate !== 'delivered') return
    const connection = world.state.connections.get(exchange.connection)
    const isDns = what === 'answer'
    const rule = isDns ? undefined : connection?.translation
    const by = isDns ? undefined : connection?.translatedBy
    const places = back(world, from, exchange.call.client, { rule, by })
    const legs = legsAlong(places, what, { now: world.now, latency: packet.latency })
    this.put({ ...record, legs: [...record.legs, ...legs] })
  }

  ended(now: Instant, exchange: Exchange, end: End): void {
    this.end({ ...this.recordOf(exchange), ended: now, ...end })
  }

  private recordOf(exchange: Exchange): RequestRecord {
    return this.underWay.get(exchange.id) ?? newRecord(exchange)
  }

  // What stays on the learner's own machine is nobody's concern: its place is empty.
  private put(record: RequestRecord): void {
    if (record.client === '') return
    this.underWay.set(record.id, record)
    this.observer?.request(record)
  }

  private end(record: RequestRecord): void {
    if (record.client === '') return
    this.underWay.delete(record.id)
    this.observer?.request(record)
  }
}

const PROBE = { isProbe: true } as const

const newRecord = ({ id, call }: Exchange): RequestRecord => ({
  id,
  client: call.client.place,
  ...(call.client.owner.type === 'traffic' ? { traffic: call.client.owner.name } : undefined),
  ...(call.client.owner.type === 'probe' ? PROBE : undefined),
  ...sessionOf(call.client),
  ...whatFor(call),
  started: call.started,
  legs: [],
})

function sessionOf({ owner }: Client): Pick<RequestRecord, 'session'> | undefined {
  const session = owner.type === 'process' ? owner.session : undefined
  return session === undefined ? undefined : { session }
}

// A port-forward sends on what came to a port of the laptop: that is what was asked for.
function whatFor({
  client: { owner },
  url: { text },
}: Call): Pick<RequestRecord, 'url' | 'forward'> {
  if (owner.type !== 'session') return { url: text }
  const { localPort } = owner.forward
  const asked = `http://localhost:${localPort}`
  const url = localPort === undefined ? text : text.replace(/^http:\/\/[^/]+/, asked)
  return { url, forward: owner.forward }
}

const serviceOf = (rule: Rule | undefined): ObjectKey | undefined =>
  rule?.because?.kind === 'Service' ? rule.because.key : undefined

const servicePlace = ({ namespace, name }: ObjectKey): string => `service/${namespace}/${name}`

/** The rule that translates, and the node that has it. */
interface Translation {
  readonly rule: Rule | undefined
  readonly by: number | undefined
}

// The nodes passed, with the Service before (or after) the node whose kube-proxy translates.
function nodePlaces(world: Surroundings, { rule, by }: Translation, isForth: boolean): string[] {
  const { packet } = world.walk
  const service = serviceOf(rule)
  const places: string[] = []
  for (const index of packet.nodes.slice(0, packet.passed)) {
    const node = `node/${world.state.network.node(index)?.name}`
    const isHere = service !== undefined && index === by
    if (isHere && isForth) places.push(servicePlace(service), node)
    else if (isHere) places.push(node, servicePlace(service))
    else places.push(node)
  }
  return places
}

function forth(
  world: Surroundings,
  { place, via = [] }: Client,
  translation: Translation,
): readonly string[] {
  const { packet } = world.walk
  const end = packet.fate === 'delivered' && packet.host ? [packet.host.place] : []
  const passed = nodePlaces(world, translation, true)
  return withoutRepeats([place, ...via, ...balancerPlaces(world), ...passed, ...end])
}

const balancerPlaces = ({ walk: { packet } }: Surroundings): readonly string[] =>
  packet.balancer === undefined ? [] : [`balancer/${packet.balancer}`]

const back = (
  world: Surroundings,
  from: string,
  { place, via = [] }: Client,
  translation: Translation,
): readonly string[] => {
  const passed = nodePlaces(world, translation, false)
  return withoutRepeats([from, ...passed, ...balancerPlaces(world), ...[...via].reverse(), place])
}

const withoutRepeats = (places: readonly string[]): readonly string[] =>
  places.filter((place, index) => place !== places[index - 1])

function legsAlong(
  places: readonly string[],
  what: Leg['what'],
  { now, latency }: { readonly now: Instant; readonly latency: number },
): readonly Leg[] {
  const stretches = places.length - 1
  const at = (index: number): Instant =>
    now + Math.floor((latency * index) / Math.max(1, stretches))
  return places.slice(1).map((to, index) => {
    const from = places[index] ?? to
    return { from, to, left: at(index), due: at(index + 1), what }
  })
}

// A packet that is lost goes one step further than the last place it passed, and vanishes.
function lostLeg(world: Surroundings, places: readonly string[]): readonly Leg[] {
  const { packet } = world.walk
  const from = places.at(-1)
  if (from === undefined || packet.fate === 'delivered' || packet.fate === 'rejected') return []
  const service = serviceOf(packet.stopper)
  const to = service ? servicePlace(service) : `address/${addressText(packet.destination)}`
  const left = world.now + packet.latency
  return [{ from, to, left, due: left + Math.max(1, packet.latency), what: 'lost' }]
}

// A rejected packet's sender is told at once: the same way back.
function refusal(world: Surroundings, places: readonly string[]): readonly Leg[] {
  const { packet } = world.walk
  if (packet.fate !== 'rejected') return []
  const { latency } = packet
  return legsAlong([...places].reverse(), 'refusal', { now: world.now + latency, latency })
}

/** How a request has ended. */
export interface End {
  readonly outcome: RequestOutcome
  /** HTTP status, when there was a response. */
  readonly status?: number
  /** What stopped it, when it failed. */
  readonly because?: FieldRef
}

/** How a request ends that has this response. */
export const answeredWith = (status: number): End => ({
  outcome: status < 400 ? 'ok' : 'http-error',
  status,
})

/** How a request ends that fails so. */
export const failedBy = ({ because }: Exchange, failure: FetchFailure): End => ({
  outcome: outcomeOf(failure),
  ...(because ? { because } : {}),
})

function outcomeOf(failure: FetchFailure): RequestOutcome {
  switch (failure.reason) {
    case 'name':
      return failure.rcode === 'TIMEOUT' ? 'name-timeout' : 'name-not-found'
    case 'empty':
      return 'reset'
    case 'url':
      return 'bad-url'
    case 'not-http':
      return 'http-error'
    default:
      return failure.reason
  }
}
