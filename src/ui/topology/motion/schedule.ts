import type { RequestRecord } from '../../store'

type Leg = RequestRecord['legs'][number]

/** When a leg is drawn, in simulated microseconds since its request began. */
export interface Phase {
  readonly leg: Leg
  readonly begin: number
  readonly end: number
}

/** What a request is drawn as at one instant: a mark, a part of the way along a leg. */
export interface Moment {
  readonly leg: Leg
  readonly part: number
  /** 1 when fresh, 0 when gone. */
  readonly strength: number
}

/**
 * A request takes microseconds. Drawn, each leg takes this long at least, so that an eye can
 * follow, and the whole request at least `shortest`.
 */
export const leastPerLeg = 320_000
export const shortest = 1_200_000
/** How long a failure stays where it happened. */
export const lingers = 900_000
const fades = 500_000

/** Stretches the legs of a request: their order and proportions are kept, their speed is not. */
export function phasesOf({ started, ended, legs }: RequestRecord): readonly Phase[] {
  const last = legs.at(-1)
  if (!last) return []
  const span = Math.max(last.due, ended ?? 0) - started
  const spare = Math.max(shortest - legs.length * leastPerLeg, span)
  // What the legs' least lengths leave over is shared by true durations, waiting included.
  const scale = span > 0 ? spare / span : 0
  let shift = 0
  return legs.map((leg) => {
    const begin = (leg.left - started) * scale + shift
    shift += leastPerLeg
    return { leg, begin, end: (leg.due - started) * scale + shift }
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
  const { leg, begin, end } = phase
  if (elapsed <= end) return { leg, part: (elapsed - begin) / (end - begin), strength: 1 }
  const rested = elapsed - end
  if (leg.what === 'lost') return fading(leg, rested, lingers)
  const isLast = phase === phases.at(-1)
  // Under way still, or between two legs: it waits where it is.
  if (!isLast || record.ended === undefined) return { leg, part: 1, strength: 1 }
  return isFailure(record) ? fading(leg, rested, lingers) : undefined
}

function fading(leg: Leg, rested: number, stays: number): Moment | undefined {
  const strength = Math.min(1, (stays - rested) / fades)
  return strength > 0 ? { leg, part: 1, strength } : undefined
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
