import { createStore, type StoreApi } from 'zustand/vanilla'

/** Whether the page works without a network. */
export type Kept =
  /** Nobody has looked yet. */
  | 'unknown'
  | 'keeping'
  | 'kept'
  | 'failed'
  /** Whoever pays for what is loaded is asked first. */
  | 'unasked'
  /** Within another page: whoever reads that has not asked for so much. */
  | 'embedded'
  /** No HTTPS, a private window, an old browser, the dev server. */
  | 'impossible'

/** What is known of the page as something that is kept on this machine. */
export interface Offline {
  readonly kept: Kept
  /** A new version is there, and waits. */
  readonly waits: boolean
  /** Asks the browser to install the page as an app, where it can. */
  readonly install?: (() => void) | undefined
}

/** Where the page is shown: all that this part of it asks of the browser. */
export interface Surroundings {
  readonly container: ServiceWorkerContainer | undefined
  readonly isEmbedded: boolean
  readonly savesData: boolean
  readonly reload: () => void
}

const script = 'sw.js'
/** How often a page that stays open asks for a new version. */
const hourMillis = 3_600_000

/** Keeps the page for when there is no network, and hears of new versions of it. */
export class Keeper {
  readonly state: StoreApi<Offline> = createStore(() => ({ kept: 'unknown', waits: false }))
  private registration: ServiceWorkerRegistration | undefined
  private asked = 0

  constructor(private readonly here: Surroundings) {}

  /** Begins, unless something speaks against it. */
  async begin(): Promise<void> {
    const { container, isEmbedded, savesData } = this.here
    if (isEmbedded) return this.is('embedded')
    if (!container) return this.is('impossible')
    const before = await container.getRegistration().catch(() => undefined)
    if (before && (await isGone())) {
      // Another page has this address now: it is not to be hidden by what is kept of ours.
      await before.unregister()
      return this.is('impossible')
    }
    if (savesData && !before) return this.is('unasked')
    await this.keep()
  }

  /** Fetches all that the page may need, if it is not there yet. */
  async keep(): Promise<void> {
    const { container } = this.here
    this.is('keeping')
    try {
      const registration = await container?.register(script, { updateViaCache: 'none' })
      if (!registration) return this.is('impossible')
      this.registration = registration
      this.asked = Date.now()
      registration.addEventListener('updatefound', this.look)
      this.look()
      registration.active?.postMessage('tidy')
    } catch {
      this.is('failed')
    }
  }

  /** Asks for a new version, if it is long ago that somebody did. */
  async refresh(): Promise<void> {
    if (!this.registration || Date.now() - this.asked < hourMillis) return
    this.asked = Date.now()
    await this.registration.update().catch(() => undefined) // no network: the next time, then
  }

  /** Lets the new version take over, and begins again with it; other windows go on as they are. */
  turn(): void {
    const { container, reload } = this.here
    const waiting = this.registration?.waiting
    if (!container || !waiting) return
    container.addEventListener('controllerchange', reload, { once: true })
    waiting.postMessage('take over')
  }

  private is(kept: Kept): void {
    this.state.setState({ kept })
  }

  private readonly look = (): void => {
    const { installing, waiting, active } = this.registration ?? {}
    const isKept = active?.state === 'activated'
    const under = [installing, waiting, active].find((each) => each && each.state !== 'activated')
    under?.addEventListener('statechange', this.look, { once: true })
    this.state.setState({
      kept: isKept ? 'kept' : under ? 'keeping' : 'failed',
      waits: isKept && waiting != null,
    })
  }
}

/** Whether the worker's script is no longer where it was; without a network, nobody knows. */
async function isGone(): Promise<boolean> {
  const response = await fetch(script, { cache: 'no-store' }).catch(() => undefined)
  if (!response || response.status >= 500) return false
  const type = response.headers.get('content-type') ?? ''
  return response.status === 404 || (response.ok && !type.includes('javascript'))
}
