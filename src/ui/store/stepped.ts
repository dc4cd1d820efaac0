import type { PacketTrace, Pass, Step } from '../../engine/api/trace'
import type { RequestRecord } from './picture'
import { type Trip, tripsOf } from './trips'

/** A step of a traced request as the picture draws it: one packet, on its way. */
export interface Stepped {
  readonly record: RequestRecord
  readonly trip: Trip
}

/** What is drawn of a step; nothing for one that no packet belongs to. */
export function steppedOf(step: Step, client: string): Stepped | undefined {
  if (!('packet' in step)) return undefined
  const { places, service } = wayOf(step.packet)
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
  return trip && { record, trip }
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
