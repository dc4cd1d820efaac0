import { useEffect, useRef, useState } from 'react'
import { usePlayground } from './PlaygroundProvider'
import { paced } from './paced'
import type { PlaygroundState } from './playground'

/**
 * What a selector finds, looked up so often at most: for what changes faster than anyone reads.
 * When time is turned, it is looked up at once, held or not: what it found may never have happened.
 */
export function useCalm<Found>(
  selector: (state: PlaygroundState) => Found,
  {
    millis = 250,
    held = false,
    hurried,
  }: {
    readonly millis?: number
    readonly held?: boolean
    /** Whether a state is to be shown at once. */
    readonly hurried?: (state: PlaygroundState) => boolean
  } = {},
): Found {
  const playground = usePlayground()
  const latest = useRef(selector)
  latest.current = selector
  const inHurry = useRef(hurried)
  inHurry.current = hurried
  const [found, setFound] = useState(() => selector(playground.getState()))
  useEffect(() => {
    const look = () => setFound(latest.current(playground.getState()))
    if (held) return playground.subscribe((state, before) => isTurned(state, before) && look())
    const isHurried = (state: PlaygroundState, before: PlaygroundState) =>
      isTurned(state, before) || (inHurry.current?.(state) ?? false)
    return paced(playground, look, millis, isHurried)
  }, [playground, millis, held])
  return found
}

const isTurned = ({ picture }: PlaygroundState, before: PlaygroundState): boolean =>
  picture.era !== before.picture.era
