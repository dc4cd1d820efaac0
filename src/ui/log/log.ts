import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Playground } from '../store'
import type { Happening } from './happening'
import { type Ear, listen } from './listen'

/** A happening, and when it was told. */
export interface Told {
  readonly key: number
  /** Simulated. */
  readonly at: number
  readonly happening: Happening
}

/** What has happened, the latest last. */
export interface LogState {
  readonly told: readonly Told[]
  /** What is new since the last look. */
  readonly news: readonly Told[]
  readonly aloud: boolean
}

/** As many are kept. */
const kept = 200
const place = 'service-playground.page.aloud'

/** The log of a playground: it goes on while nobody reads it. */
export class Log {
  readonly state: StoreApi<LogState> = createStore<LogState>(() => ({
    told: [],
    news: [],
    aloud: readAloud(),
  }))
  private ear: Ear | undefined
  private last = 0

  constructor(private readonly playground: Playground) {}

  /** Looks at the picture, and notes what is new. */
  look(): void {
    const { picture, loading } = this.playground.getState()
    if (loading) return
    const { ear, happened } = listen(this.ear, picture)
    this.ear = ear
    if (happened.length === 0) return
    const news = happened.map((happening) => ({ key: ++this.last, at: picture.now, happening }))
    const { told } = this.state.getState()
    this.state.setState({ told: [...told, ...news].slice(-kept), news })
  }

  setAloud(aloud: boolean): void {
    this.state.setState({ aloud })
    try {
      localStorage.setItem(place, String(aloud))
    } catch {
      return // full, or forbidden
    }
  }
}

function readAloud(): boolean {
  try {
    return localStorage.getItem(place) !== 'false'
  } catch {
    return true
  }
}

const all = new WeakMap<Playground, Log>()

/** The log of a playground; the first to ask makes it. */
export function logOf(playground: Playground): Log {
  const found = all.get(playground) ?? new Log(playground)
  all.set(playground, found)
  return found
}
