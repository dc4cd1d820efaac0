import type { Trip } from '../../store'
import type { Layout } from '../layout/layout'
import { type Curve, type Track, trackOf } from '../ways/curve'
import type { Line } from '../ways/lines'
import { reversed, wayBetween } from '../ways/ways'

/** The ways of one layout, each measured when it is first used. */
export interface Tracks {
  /** The way of a trip, of a request that a client at this place sent. */
  of(trip: Trip, client: string): Track | undefined
}

/** The ways of a layout: along its lines, where there is one, else as a line would go. */
export function createTracks(layout: Layout, lines: readonly Line[]): Tracks {
  const known = new Map<string, Track | undefined>()
  const drawn = new Map(
    lines
      .filter(({ kind }) => kind !== 'misses')
      .map(({ kind, from, to, curves }) => [`${kind === 'asks'} ${from} ${to}`, curves]),
  )
  const back = new Map([...drawn].map(([key, curves]) => [key, reversed(curves)]))
  const between = (from: string, to: string, client: string): readonly Curve[] =>
    drawn.get(`${from === client} ${from} ${to}`) ??
    back.get(`${to === client} ${to} ${from}`) ??
    wayBetween(layout, { id: from, asks: from === client }, { id: to, asks: to === client })
  return {
    of({ places }, client) {
      const key = `${places.join(' ')} ${client}`
      if (known.has(key)) return known.get(key)
      const steps = places.slice(1).map((to, index) => between(places[index] ?? to, to, client))
      // A way of which a place is not in the picture is not drawn in part.
      const track = steps.every((curves) => curves.length > 0) ? trackOf(steps.flat()) : undefined
      known.set(key, track)
      return track
    },
  }
}
