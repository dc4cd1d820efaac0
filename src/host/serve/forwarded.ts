import type { OpenSession } from './session'
import { Spdy } from './spdy'

/** What carries SPDY frames: a socket, or messages of a WebSocket. */
export interface Transport {
  write(bytes: Uint8Array): void
  end(): void
}

/** One connection of a client: it opens two streams for each. */
interface Connection {
  readonly number: number
  error?: number
  data?: number
  readonly decoder: InstanceType<typeof TextDecoder>
}

/**
 * `port-forward`: every connection that the client accepts is a pair of streams, one for its bytes
 * and one for an error (k8s.io/kubelet, pkg/cri/streaming/portforward).
 */
export function forwarded(session: OpenSession, { write, end }: Transport): Spdy {
  const byRequest = new Map<string, Connection>()
  const byStream = new Map<number, Connection>()
  const byNumber = new Map<number, Connection>()
  const spdy = new Spdy(write, {
    opened(stream, headers) {
      const { requestid = '', streamtype, port } = headers
      const known = byRequest.get(requestid)
      const connection = known ?? { number: byNumber.size, decoder: new TextDecoder() }
      byRequest.set(requestid, connection)
      byNumber.set(connection.number, connection)
      byStream.set(stream, connection)
      spdy.reply(stream)
      if (streamtype === 'error') connection.error = stream
      else {
        connection.data = stream
        session.send({ type: 'connect', connection: connection.number, port: Number(port) })
      }
    },
    data(stream, bytes) {
      const connection = byStream.get(stream)
      if (connection?.data !== stream) return
      const text = connection.decoder.decode(bytes, { stream: true })
      session.send({ type: 'data', connection: connection.number, text })
    },
    finished: (stream) => finish(stream),
    reset: (stream) => finish(stream),
  })
  const finish = (stream: number): void => {
    const connection = byStream.get(stream)
    if (connection?.data === stream) session.send({ type: 'finish', connection: connection.number })
  }
  session.follow((chunk) => {
    const connection = 'connection' in chunk ? byNumber.get(chunk.connection) : undefined
    if (connection?.data === undefined) return
    if (chunk.type === 'data') spdy.data(connection.data, Buffer.from(chunk.text))
    if (chunk.type !== 'closed') return
    // Bytes on the error stream are an error's text; none at all is success.
    if (connection.error !== undefined) {
      spdy.data(connection.error, Buffer.from(chunk.error ?? ''), true)
    }
    spdy.data(connection.data, new Uint8Array(), true)
  }, end)
  return spdy
}
