import { type RequestRecord, type Trip, tripsOf } from '../../store'

/** When a trip is drawn, in simulated microseconds since its request began. */
export interface Phase {
  readonly trip: Trip
  readonly begin: number
  readonly end: number
}

/** What a request is drawn as at one instant: a mark, a part of the way along a trip. */
export interface Moment {
  readonly trip: Trip
  readonly part: number
  /** 1 when fresh, 0 when gone. */
  readonly strength: number
}

/**
 * A request takes microseconds. Drawn, each of its trips takes this long at least, so that an eye
 * can follow.
 */
export const leastPerTrip = 600_000
/** How long a failure stays where it happened. */
export const lingers = 900_000
const fades = 500_000

/** Stretches a request: its order and its true waits are kept, its speed is not. */
export function phasesOf(record: RequestRecord): readonly Phase[] {
  let shift = 0
  return tripsOf(record).map((trip) => {
    const begin = trip.left - record.started + shift
    shift += leastPerTrip
    return { trip, begin, end: trip.due - record.started + shift }
  })
}

/** Whether a request came to a bad end, which is then shown for a while. */
export const isFailure = ({ outcome }: RequestRecord): boolean =>
  outcome !== undefined && outcome !== 'ok'

/** What to draw of a request so long after it began; nothing before it, nor when it is over. */
export function momentOf(
  record: RequestRecord,
  phases: readonly Phase[],
  elapsed: number,
): Moment | undefined {
  if (elapsed < 0) return undefined
  const phase = phases.findLast(({ begin }) => begin <= elapsed)
  if (!phase) return undefined
  const { trip, begin, end } = phase
  if (elapsed <= end) return { trip, part: (elapsed - begin) / (end - begin), strength: 1 }
  const rested = elapsed - end
  if (trip.what === 'lost') return fading(trip, rested)
  const isLast = phase === phases.at(-1)
  // Under way still, or between two trips: it waits where it is.
  if (!isLast || record.ended === undefined) return { trip, part: 1, strength: 1 }
  return isFailure(record) ? fading(trip, rested) : undefined
}

function fading(trip: Trip, rested: number): Moment | undefined {
  const strength = Math.min(1, (lingers - rested) / fades)
  return strength > 0 ? { trip, part: 1, strength } : undefined
}

/** How long after its beginning a request may still be on screen. */
export const lastsFor = (phases: readonly Phase[]): number => (phases.at(-1)?.end ?? 0) + lingers

/**
 * Of so many requests at once, every how-manieth is drawn: a power of two, so that those drawn
 * stay.
 */
export function sampling(count: number, most = 300): number {
  let every = 1
  while (count / every > most) every *= 2
  return every
}

/**
 * How many requests there are at once, of which only those are known that began within `span`,
 * when each is on screen for `life`: the older ones of a rush are forgotten before they are over.
 */
export const crowdOf = (known: number, life: number, span: number): number =>
  span < life ? Math.ceil((known * life) / Math.max(1, span)) : known

/**
 * Whether a request is drawn when every so-manieth is. Their numbers are strewn first: clients that
 * take turns would else be drawn all or not at all.
 */
export const isDrawn = (id: number, every: number): boolean =>
  (Math.imul(id, 0x9e3779b1) >>> 0) * every < 2 ** 32
