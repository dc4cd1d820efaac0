import type { Picture } from '../store'

/** Finds the requests of one terminal among all: by the sessions that it has opened. */
export class OwnRequests {
  private readonly sessions = new Set<number>()
  private era: number
  private last = 0

  constructor({ era }: Picture) {
    this.era = era
  }

  /** A program of this terminal runs in a session. */
  opened(session: number): void {
    this.sessions.add(session)
  }

  /** Those that no picture before this one had, by id. */
  newIn({ era, requests }: Picture): readonly number[] {
    if (era !== this.era) this.beginAnew(era, requests)
    const { last, sessions } = this
    if (sessions.size === 0) return []
    const found = [...requests.values()].flatMap(({ id, session }) =>
      id > last && session !== undefined && sessions.has(session) ? [id] : [],
    )
    this.last = Math.max(last, ...found)
    return found.sort((left, right) => left - right)
  }

  /** Another cluster, or another future of this one, counts sessions and requests anew. */
  private beginAnew(era: number, requests: Picture['requests']): void {
    this.era = era
    this.sessions.clear()
    this.last = Math.max(0, ...requests.keys())
  }
}
