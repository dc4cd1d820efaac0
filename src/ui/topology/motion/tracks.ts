import type { RequestRecord } from '../../store'
import type { Layout } from '../layout/layout'
import { type Track, trackOf } from '../ways/curve'
import type { Line } from '../ways/lines'
import { type End, wayBetween } from '../ways/ways'

type Leg = RequestRecord['legs'][number]

/** The ways of one layout, each measured when it is first used. */
export interface Tracks {
  /** The way of a leg, of a request that a client at this place sent. */
  of(leg: Leg, client: string): Track | undefined
}

/** The ways of a layout: along its lines, where there is one, else as a line would go. */
export function createTracks(layout: Layout, lines: readonly Line[]): Tracks {
  const known = new Map<string, Track | undefined>()
  const drawn = new Map(
    lines.map(({ kind, from, to, curves }) => [`${kind === 'asks'} ${from} ${to}`, curves]),
  )
  return {
    of({ from, to }, client) {
      const key = `${from} ${to} ${client}`
      if (known.has(key)) return known.get(key)
      const ends = [from, to].map((id) => ({ id, asks: id === client })) as [End, End]
      const curves = drawn.get(`${from === client} ${from} ${to}`) ?? wayBetween(layout, ...ends)
      const track = curves.length > 0 ? trackOf(curves) : undefined
      known.set(key, track)
      return track
    },
  }
}
