import type { Playground } from '../store'

/** Of more things than this, what stands where is not looked up with every frame. */
const manyThings = 120
/** So long it stays as it is at least: eyes do not follow hundreds of things faster. */
const betweenLooks = 120
/** And so many times as long as it took to draw what was seen last: there is more to do. */
const restPerWork = 4
/** A second, and no more: one must see that something goes on. */
const mostRest = 1_000

/** What is followed of a playground. */
interface Followed {
  getState(): Pick<ReturnType<Playground['getState']>, 'picture' | 'loading'>
  subscribe(listener: () => void): () => void
}

/** The count of changes to what stands where, as it is shown. */
export interface ShownShape {
  get(): string
  /** Calls back whenever it is another; returns how to stop. */
  listen(listener: () => void): () => void
}

/**
 * Follows a picture; one with many things in a while, another era at once, and what a cluster was
 * opened to: from that all goes on, whatever was seen of how it came to be.
 */
export function createShownShape({ getState, subscribe }: Followed): ShownShape {
  const latest = () => {
    const { picture, loading } = getState()
    return { era: `${picture.era} ${loading}`, text: `${picture.era}.${picture.shape} ${loading}` }
  }
  let shown = latest()
  let at = 0
  let rest = betweenLooks
  return {
    get: () => shown.text,
    listen(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const show = () => {
        clearTimeout(timer)
        timer = undefined
        shown = latest()
        at = performance.now()
        listener()
        // Drawn when all that waits for its turn now has had it.
        setTimeout(() => {
          const wanted = restPerWork * (performance.now() - at)
          rest = Math.min(mostRest, Math.max(betweenLooks, wanted))
        })
      }
      const look = () => {
        const { era, text } = latest()
        if (text === shown.text || (timer !== undefined && era === shown.era)) return
        const isMany = getState().picture.summaries.size > manyThings
        const wait = isMany && era === shown.era ? at + rest - performance.now() : 0
        if (wait > 0) timer = setTimeout(show, wait)
        else show()
      }
      look()
      const stop = subscribe(look)
      return () => {
        stop()
        clearTimeout(timer)
      }
    },
  }
}
