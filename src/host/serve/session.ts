import type { ConnectRequest, Cursor } from '../../engine/api/request'
import type { SessionChunk, SessionInput } from '../../engine/api/session'
import { badRequest, type Status, StatusError } from '../../engine/api/status'
import type { Live } from './live'

/** An open `exec`, `attach` or `portforward`, from the adapter's side. */
export interface OpenSession {
  send(input: SessionInput): void
  /** Calls back with all that has come and all that comes; `ended` after the last of it. */
  follow(heard: (chunk: SessionChunk) => void, ended: () => void): void
  /** The client is gone. */
  close(): void
}

type SessionCursor = Extract<Cursor, { type: 'session' }>

const isStatus = (body: unknown): body is Status =>
  typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'Status'

/** Asks the cluster for a session; throws a StatusError when it is refused. */
export function openSession(live: Live, request: ConnectRequest): OpenSession {
  live.catchUp()
  const answered = live.cluster.request(request)
  if (!('stream' in answered) || answered.stream.type !== 'session') {
    const body = 'body' in answered ? answered.body : undefined
    throw isStatus(body) ? new StatusError(body) : badRequest('there is nothing to upgrade to here')
  }
  return sessionAt(live, answered.stream)
}

/** An open session, from a cursor in it on. */
export function sessionAt(live: Live, from: SessionCursor): OpenSession {
  const { session } = from
  let cursor: SessionCursor | undefined = from
  let stop = (): void => undefined
  const send = (input: SessionInput): void => {
    live.catchUp()
    live.cluster.send(session, input)
    live.changed()
  }
  const poll = (heard: (chunk: SessionChunk) => void, ended: () => void): void => {
    if (!cursor) return
    const polled = live.cluster.poll(cursor)
    cursor = polled.cursor as SessionCursor | undefined
    for (const chunk of polled.events) heard(chunk as SessionChunk)
    if (cursor) return
    stop()
    ended()
  }
  return {
    send,
    follow(heard, ended) {
      stop = live.onChange(() => poll(heard, ended))
      poll(heard, ended)
    },
    close() {
      stop()
      if (cursor) send({ type: 'close' })
      cursor = undefined
    },
  }
}
