import type { Playground, PlaygroundState } from './playground'

/**
 * Looks at once, and again after something has changed, but so many milliseconds apart at least:
 * while nothing changes, there is nothing to look at. Returns how to stop.
 */
export function paced(
  playground: Playground,
  look: () => void,
  millis: number,
  /** Whether a state is to be looked at without waiting. */
  isHurried: (state: PlaygroundState, before: PlaygroundState) => boolean = () => false,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    clearTimeout(timer)
    timer = undefined
    look()
  }
  const stop = playground.subscribe((state, before) => {
    if (isHurried(state, before)) now()
    else timer ??= setTimeout(now, millis)
  })
  look()
  return () => {
    stop()
    clearTimeout(timer)
  }
}
