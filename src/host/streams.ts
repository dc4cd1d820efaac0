import type { Cluster } from '../engine'
import type { Cursor } from '../engine/api/request'
import type { SessionInput } from '../engine/api/session'
import { failure } from '../engine/api/status'
import type { Report } from './protocol'

/** The growing answers that the page follows: asked for news after each advance. */
export class Streams {
  private readonly cursors = new Map<number, Cursor>()

  constructor(private readonly post: (report: Report) => void) {}

  open(id: number, cursor: Cursor): void {
    this.cursors.set(id, cursor)
  }
  /** Passes on what the page sends into a session. */
  send(id: number, input: SessionInput, cluster: Cluster): void {
    const cursor = this.cursors.get(id)
    if (cursor?.type === 'session') cluster.send(cursor.session, input)
  }
  cancel(id: number): void {
    this.cursors.delete(id)
  }

  poll(cluster: Cluster): void {
    for (const [id, cursor] of this.cursors) {
      const { events, cursor: next } = cluster.poll(cursor)
      for (const chunk of events) this.post({ type: 'chunk', id, chunk })
      if (next) this.cursors.set(id, next)
      else this.end(id)
    }
  }

  /**
   * Time was turned: whoever watches has to list again, as when a real API server compacts, and
   * sessions are over.
   */
  expire(): void {
    for (const [id, cursor] of this.cursors) {
      if (cursor.type === 'watch') {
        const { status } = failure(410, 'Expired', `too old resource version: ${cursor.revision}`)
        this.post({ type: 'chunk', id, chunk: { type: 'ERROR', object: status } })
      }
      if (cursor.type === 'session') {
        const { status } = failure(410, 'Expired', 'the session has ended: time was turned')
        this.post({ type: 'chunk', id, chunk: { type: 'status', status } })
      }
      this.end(id)
    }
  }

  private end(id: number): void {
    this.cursors.delete(id)
    this.post({ type: 'end', id })
  }
}
