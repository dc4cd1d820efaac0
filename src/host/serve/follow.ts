import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cursor } from '../../engine/api/request'
import type { Live } from './live'
import { warningHeaders } from './warning'

/** A growing answer, and who waits for it. */
interface Following {
  readonly cursor: Cursor
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly warnings: readonly string[]
}

/**
 * Writes what a watch or a log brings, a line each, until it ends or the client goes. The headers
 * go out at once: clients wait for them before anything has happened.
 */
export function follow(live: Live, { cursor, incoming, response, warnings }: Following): void {
  const isLog = cursor.type === 'log'
  response.writeHead(200, {
    'Cache-Control': 'no-cache, private',
    'Content-Type': isLog ? 'text/plain' : 'application/json',
    ...warningHeaders(warnings),
  })
  response.flushHeaders()
  let next: Cursor | undefined = cursor
  const stop = live.onChange(() => {
    // A client that does not read is not written to: its place is kept, not its backlog.
    if (next === undefined || response.writableNeedDrain) return
    const polled = live.cluster.poll(next)
    for (const event of polled.events) {
      response.write(typeof event === 'string' ? event : `${JSON.stringify(event)}\n`)
    }
    next = polled.cursor
    if (next === undefined) response.end()
  })
  response.on('close', stop)
  incoming.on('error', stop)
  live.changed()
}
