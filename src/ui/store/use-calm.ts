import { useEffect, useRef, useState } from 'react'
import { usePlayground } from './PlaygroundProvider'
import { paced } from './paced'
import type { PlaygroundState } from './playground'

/** What a selector finds, looked up so often at most: for what changes faster than anyone reads. */
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
    if (held) return
    const look = () => setFound(latest.current(playground.getState()))
    return paced(playground, look, millis, (state) => inHurry.current?.(state) ?? false)
  }, [playground, millis, held])
  return found
}
