import type { PacketTrace, Pass, Step } from '../../engine/api/trace'
import type { RequestRecord } from './picture'
import { type Trip, tripsOf } from './trips'

/** A step of a traced request as the picture draws it: one packet, on its way. */
export interface Stepped {
  readonly record: RequestRecord
  readonly trip: Trip
  /** The part of its way that it has gone already, when it is looked at on a node. */
  readonly gone?: Trip
  /** What is said where it is: the rule, the tracked connection, the DNS message. */
  readonly said: readonly string[]
}

/** A step that is looked at, and the node on its packet's way at which it is. */
export interface Stop {
  readonly step: Step
  /** The place of the node among those that the packet passes. */
  readonly pass?: number
  readonly said?: readonly string[]
}

/** What is drawn of a step; nothing for one that no packet belongs to. */
export function steppedOf({ step, pass, said = [] }: Stop, client: string): Stepped | undefined {
  if (!('packet' in step)) return undefined
  const { packet } = step
  const { places, service } = wayOf(packet)
  const legs = places.slice(1).map((to, index) => {
    return { from: places[index] ?? to, to, left: index, due: index + 1, what: 'request' } as const
  })
  const record: RequestRecord = {
    id: 0,
    client,
    url: '',
    started: 0,
    legs,
    ...(service ? { service } : {}),
  }
  const [trip] = tripsOf(record)
  if (!trip) return undefined
  const isOnItsWay = pass !== undefined && pass < packet.passes.length - 1
  const gone = isOnItsWay ? upTo(trip, packet, pass) : undefined
  return { record, trip, said, ...(gone && { gone }) }
}

// As far as the last place that the packet has come to on its way through that node.
function upTo(trip: Trip, packet: PacketTrace, pass: number): Trip | undefined {
  const { to: _, ...sent } = packet
  const reached = wayOf({ ...sent, passes: packet.passes.slice(0, pass + 1) }).places
  const last = trip.places.findLastIndex((place) => reached.includes(place))
  return last > 0 ? { ...trip, places: trip.places.slice(0, last + 1) } : undefined
}

/** The places that a packet passes: a Service where a node gives it the address of a Pod. */
function wayOf({ from, to, passes }: PacketTrace) {
  const places = [from]
  let service: RequestRecord['service']
  for (const pass of passes) {
    const translated = translatedBy(pass)
    const node = `node/${pass.node}`
    if (translated) {
      const { kind, key } = translated
      if (kind === 'Service') {
        service = key
        places.push(`service/${key.namespace}/${key.name}`)
      }
    }
    places.push(node)
  }
  if (to !== undefined) places.push(to)
  return { places: places.filter((place, index) => place !== places[index - 1]), service }
}

// The rule that gives the new destination is the last of those that matched and tell of a Service.
const translatedBy = ({ arrived, left, rules }: Pass) =>
  arrived.destination === left.destination
    ? undefined
    : rules.findLast(({ matched, because }) => matched && because?.kind === 'Service')?.because
