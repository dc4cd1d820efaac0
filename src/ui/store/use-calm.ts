import { useEffect, useRef, useState } from 'react'
import { usePlayground } from './PlaygroundProvider'
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
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      setFound(latest.current(playground.getState()))
    }
    look()
    const stop = playground.subscribe(() => {
      timer ??= setTimeout(look, millis)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [playground, millis, held])
  return found
}
