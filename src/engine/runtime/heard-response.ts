import { addressText } from '../api/address'
import { FIN } from '../network/packet'
import type { Connection } from './connection'
import { fail, release, succeed } from './ending'
import type { Exchange } from './exchange'
import { parseResponse } from './http-text'
import { closeConnection } from './sockets'
import type { World } from './world'

/** Text that a client's connection brings, and whether the other end has closed with it. */
interface Heard {
  readonly text: string
  readonly flags: number
}

/** An HTTP client hears text: a response, once it is whole, or something else altogether. */
export function heardResponse(
  world: World,
  exchange: Exchange,
  connection: Connection,
  { text, flags }: Heard,
): void {
  const hasEnded = (flags & FIN) !== 0
  connection.received += text
  const isHead = exchange.call.request.method === 'HEAD'
  const response = parseResponse(connection.received, { hasEnded, isHead })
  if (response === undefined) return
  if (response === 'nonsense') {
    const address = addressText(connection.peer)
    const [line = ''] = connection.received.split(/\r?\n/, 1)
    closeConnection(world, connection)
    fail(world, exchange, { reason: 'not-http', address, line })
    return
  }
  connection.received = ''
  connection.isLast ||= hasEnded
  exchange.localPort = connection.port
  release(world, exchange, connection)
  succeed(world, exchange, response)
}
