import { useEffect, useRef, useState } from 'react'
import { usePlayground } from './PlaygroundProvider'
import { paced } from './paced'
import type { PlaygroundState } from './playground'

/** What a selector finds, looked up so often at most: for what changes faster than anyone reads. */
export function useCalm<Found>(
  selector: (state: PlaygroundState) => Found,
  { millis = 250, held = false }: { readonly millis?: number; readonly held?: boolean } = {},
): Found {
  const playground = usePlayground()
  const latest = useRef(selector)
  latest.current = selector
  const [found, setFound] = useState(() => selector(playground.getState()))
  useEffect(() => {
    if (held) return
    return paced(playground, () => setFound(latest.current(playground.getState())), millis)
  }, [playground, millis, held])
  return found
}
