import type { WebSocket } from 'ws'
import type { SessionChunk, SessionInput } from '../../engine/api/session'
import type { Transport } from './forwarded'
import type { OpenSession } from './session'
import { Spdy } from './spdy'

// The first byte of each message (k8s.io/apimachinery, pkg/util/remotecommand).
const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const

/** `exec` and `attach` over a WebSocket: a message is a channel's number and its bytes. */
export function channelsOverWebSocket(socket: WebSocket, session: OpenSession): void {
  const stdin = new TextDecoder()
  socket.on('message', (data: Buffer) => {
    const bytes = data.subarray(1)
    if (data[0] === channels.stdin) {
      session.send({ type: 'stdin', text: stdin.decode(bytes, { stream: true }) })
    } else if (data[0] === channels.close && bytes[0] === channels.stdin) {
      session.send({ type: 'end' })
    } else if (data[0] === channels.resize) resize(session, bytes)
  })
  session.follow(
    (chunk) => {
      const { channel, text } = outputOf(chunk)
      if (channel) socket.send(Buffer.concat([Buffer.of(channels[channel]), Buffer.from(text)]))
    },
    () => socket.close(1000),
  )
}

type Channel = 'stdout' | 'stderr' | 'error'

function outputOf(chunk: SessionChunk): { readonly channel?: Channel; readonly text: string } {
  if (chunk.type === 'status') return { channel: 'error', text: JSON.stringify(chunk.status) }
  return chunk.type === 'stdout' || chunk.type === 'stderr'
    ? { channel: chunk.type, text: chunk.text }
    : { text: '' }
}

function resize(session: OpenSession, bytes: Uint8Array): void {
  const input = resizeIn(new TextDecoder().decode(bytes))
  if (input) session.send(input)
}

function resizeIn(text: string): SessionInput | undefined {
  try {
    const { Width, Height } = JSON.parse(text)
    const isSize = Number.isInteger(Width) && Number.isInteger(Height)
    return isSize ? { type: 'resize', columns: Width, rows: Height } : undefined
  } catch {
    return undefined
  }
}

/**
 * The same over SPDY: a stream a channel, each opened by the client. Nothing is told before it has
 * opened all that it will (k8s.io/kubelet, remotecommand: waitStreams).
 */
export function channelsOverSpdy(
  session: OpenSession,
  { write, end }: Transport,
  expected: number,
): Spdy {
  const streams = new Map<string, number>()
  const names = new Map<number, string>()
  const stdin = new TextDecoder()
  const spdy = new Spdy(write, {
    opened(stream, headers) {
      const name = headers['streamtype'] ?? ''
      streams.set(name, stream)
      names.set(stream, name)
      spdy.reply(stream)
      if (streams.size === expected) begin()
    },
    data(stream, bytes) {
      const name = names.get(stream)
      if (name === 'resize') resize(session, bytes)
      else if (name === 'stdin') {
        session.send({ type: 'stdin', text: stdin.decode(bytes, { stream: true }) })
      }
    },
    finished(stream) {
      if (names.get(stream) === 'stdin') session.send({ type: 'end' })
    },
    reset: () => undefined,
  })
  const begin = (): void =>
    session.follow(
      (chunk) => {
        const { channel, text } = outputOf(chunk)
        const stream = streams.get(channel ?? '')
        if (stream !== undefined) spdy.data(stream, Buffer.from(text))
      },
      () => {
        for (const stream of streams.values()) spdy.data(stream, new Uint8Array(), true)
        end()
      },
    )
  return spdy
}
