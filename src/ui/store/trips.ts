import type { RequestRecord } from './picture'

type Leg = RequestRecord['legs'][number]

/** A part of a request that goes one way: there, or back. */
export interface Trip {
  readonly what: Leg['what']
  /** Where it goes along, in order. */
  readonly places: readonly string[]
  readonly left: number
  readonly due: number
}

/**
 * What is drawn of a request. Its legs are many: each packet of it, from host to host. One eye can
 * follow a few movements: what goes one way is one of them, and a connection's opening is part of
 * the request for which it is opened.
 */
export const tripsOf = (record: Pick<RequestRecord, 'legs'>): readonly Trip[] =>
  withoutOpenings(stretchesOf(record)).map((trip) => ({ ...trip, places: shown(trip.places) }))

/**
 * The legs of a request put together where one goes on from another, with every place on the way.
 */
export function stretchesOf({ legs }: Pick<RequestRecord, 'legs'>): readonly Trip[] {
  const trips: Trip[] = []
  for (const leg of legs) {
    const last = trips.at(-1)
    if (last && goesOn(last, leg)) trips[trips.length - 1] = joined(last, leg)
    else trips.push({ what: leg.what, places: [leg.from, leg.to], left: leg.left, due: leg.due })
  }
  return trips
}

const goesOn = ({ what, places }: Trip, leg: Leg): boolean =>
  places.at(-1) === leg.from && (what === leg.what || leg.what === 'lost')

const joined = (trip: Trip, { what, to, due }: Leg): Trip => ({
  ...trip,
  what,
  places: [...trip.places, to],
  due,
})

/** The request that follows a connection's opening, the same way, stands for both. */
const withoutOpenings = (trips: readonly Trip[]): readonly Trip[] =>
  trips.flatMap((trip, index) => {
    const next = trips[index + 1]
    if (trip.what === 'connect' && next?.what === 'request') return []
    const before = trips[index - 1]
    const opened = trip.what === 'request' && before?.what === 'connect'
    return [opened ? { ...trip, left: before.left } : trip]
  })

const isNode = (place: string | undefined): boolean => place?.startsWith('node/') ?? false
const isService = (place: string | undefined): boolean => place?.startsWith('service/') ?? false
const isOutside = (place: string | undefined): boolean =>
  (place?.startsWith('external/') || place?.startsWith('balancer/')) ?? false

/**
 * The places that a movement is drawn along. From outside, one comes to a node's port first, and
 * kube-proxy there knows the Service. Other nodes on the way need no mark of their own: lines to
 * what stands in them lead through their kube-proxy.
 */
function shown(places: readonly string[]): readonly string[] {
  const ordered = [...places]
  for (let index = 1; index < ordered.length - 1; index++) {
    const [before, here, after] = ordered.slice(index - 1, index + 2) as [string, string, string]
    if (!isService(here)) continue
    const entering = isOutside(before) && isNode(after)
    const leaving = isNode(before) && isOutside(after)
    if (entering) ordered.splice(index, 2, after, here)
    if (leaving) ordered.splice(index - 1, 2, here, before)
    if (entering || leaving) break
  }
  return ordered.filter(
    (place, index) =>
      !isNode(place) || index === 0 || index === ordered.length - 1 || isEntry(ordered, index),
  )
}

/** A node between the world outside and a Service: whose port was asked. */
const isEntry = (places: readonly string[], index: number): boolean => {
  const [before, after] = [places[index - 1], places[index + 1]]
  return (isOutside(before) && isService(after)) || (isService(before) && isOutside(after))
}
