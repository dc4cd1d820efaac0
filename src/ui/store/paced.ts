import type { Playground } from './playground'

/**
 * Looks at once, and again after something has changed, but so many milliseconds apart at least:
 * while nothing changes, there is nothing to look at. Returns how to stop.
 */
export function paced(playground: Playground, look: () => void, millis: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = playground.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      look()
    }, millis)
  })
  look()
  return () => {
    stop()
    clearTimeout(timer)
  }
}
