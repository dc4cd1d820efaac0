import type { Playground } from '../store'

/** Of more things than this, what stands where is not looked up with every frame. */
const manyThings = 120
/** So long it stays as it is: eyes do not follow hundreds of things faster. */
const betweenLooks = 120

/** The count of changes to what stands where, as it is shown. */
export interface ShownShape {
  get(): string
  /** Calls back whenever it is another; returns how to stop. */
  listen(listener: () => void): () => void
}

/** Follows a picture; one with many things in a while, another era at once. */
export function createShownShape({ getState, subscribe }: Playground): ShownShape {
  const latest = (): { readonly era: number; readonly text: string } => {
    const { era, shape } = getState().picture
    return { era, text: `${era}.${shape}` }
  }
  let shown = latest()
  let at = 0
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
      }
      const look = () => {
        const { era, text } = latest()
        if (text === shown.text || (timer !== undefined && era === shown.era)) return
        const isMany = getState().picture.summaries.size > manyThings
        const wait = isMany && era === shown.era ? at + betweenLooks - performance.now() : 0
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
