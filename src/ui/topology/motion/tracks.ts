import type { Layout } from '../layout/layout'
import { type Track, trackOf } from '../ways/curve'
import { wayBetween } from '../ways/ways'

/** The ways of one layout, each measured when it is first used. */
export interface Tracks {
  between(from: string, to: string): Track | undefined
}

/** The ways of a layout. */
export function createTracks(layout: Layout): Tracks {
  const known = new Map<string, Track | undefined>()
  return {
    between(from, to) {
      const key = `${from} ${to}`
      if (known.has(key)) return known.get(key)
      const curves = wayBetween(layout, from, to)
      const track = curves.length > 0 ? trackOf(curves) : undefined
      known.set(key, track)
      return track
    },
  }
}
