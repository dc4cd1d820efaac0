import { epoch, type Playground } from '../store'

/** The cluster's clock as the page sees it: from frame to frame. */
export class ClusterClock {
  constructor(private readonly playground: Playground) {}

  now(): number {
    return epoch + this.playground.getState().picture.now / 1_000
  }

  /** Waits for so much time to pass; time turned back does not count. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || milliseconds <= 0) return Promise.resolve()
    let left = milliseconds * 1_000
    return new Promise((done) => {
      const stop = this.playground.subscribe(({ picture }, { picture: before }) => {
        if (picture.now === before.now) return
        if (picture.era === before.era) left -= Math.max(picture.now - before.now, 0)
        if (left <= 0) end()
      })
      const end = () => {
        stop()
        signal.removeEventListener('abort', end)
        done()
      }
      signal.addEventListener('abort', end, { once: true })
    })
  }
}
