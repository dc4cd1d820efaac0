import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ConnectRequest } from '../../engine/api/request'
import { badRequest, type Status } from '../../engine/api/status'
import { channelsOverSpdy, channelsOverWebSocket } from './channels'
import { forwarded, type Transport } from './forwarded'
import type { Live } from './live'
import { requestOf, statusOf } from './server'
import { type OpenSession, openSession } from './session'
import type { Spdy } from './spdy'

const PORT_FORWARD = 'portforward.k8s.io'
const SPDY_IN_WEBSOCKET = `SPDY/3.1+${PORT_FORWARD}`
// The library holds names of protocols to RFC 6455, which knows no slash; kubectl's has one.
const WRITTEN_FOR_LIBRARY = SPDY_IN_WEBSOCKET.replace('/', '-')
const CHANNELS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']
const STREAMS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']

/**
 * Lets `exec`, `attach` and `port-forward` through: over WebSockets, as clients since 1.30 ask, and
 * over SPDY, as those before and as a second try.
 */
export function takeUpgrades(server: Server, live: Live): void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) =>
      [WRITTEN_FOR_LIBRARY, ...CHANNELS].find((each) => offered.has(each)) ?? false,
  })
  sockets.on('headers', (lines) => {
    for (const [index, line] of lines.entries()) {
      lines[index] = line.replace(WRITTEN_FOR_LIBRARY, SPDY_IN_WEBSOCKET)
    }
  })
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    upgrade({ incoming, socket, head, live, sockets }).catch((error: unknown) =>
      refuse(socket, statusOf(error)),
    )
  })
}

const protocolOf = (offered: ReadonlySet<string>): string | undefined =>
  [SPDY_IN_WEBSOCKET, ...CHANNELS].find((each) => offered.has(each))

interface Upgrade {
  readonly incoming: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly live: Live
  readonly sockets: WebSocketServer
}

async function upgrade({ incoming, socket, head, live, sockets }: Upgrade): Promise<void> {
  const wanted = (incoming.headers.upgrade ?? '').toLowerCase()
  const request = await requestOf(incoming)
  if (wanted === 'spdy/3.1') {
    const version = streamVersion(incoming)
    const expected = streamsOf(request)
    speakSpdy(openSession(live, request), { socket, head, version, expected })
    return
  }
  if (wanted !== 'websocket') throw badRequest(`unable to upgrade to ${wanted}`)
  const named = incoming.headers['sec-websocket-protocol'] ?? ''
  const offered = named.split(/,\s*/)
  const protocol = protocolOf(new Set(offered))
  if (!protocol)
    throw badRequest(`unable to upgrade: no protocol of ${offered.join(', ')} is known`)
  const session = openSession(live, request)
  incoming.headers['sec-websocket-protocol'] = named.replace(SPDY_IN_WEBSOCKET, WRITTEN_FOR_LIBRARY)
  sockets.handleUpgrade(incoming, socket, head, (webSocket) => {
    webSocket.on('close', () => session.close())
    webSocket.on('error', () => webSocket.terminate())
    if (protocol === SPDY_IN_WEBSOCKET) speakSpdyInside(webSocket, session)
    else channelsOverWebSocket(webSocket, session)
  })
}

// One for errors, one for each that is asked for, and a terminal's one for its size.
const streamsOf = ({ query = {} }: ConnectRequest): number =>
  1 + ['stdin', 'stdout', 'stderr', 'tty'].filter((name) => isSet(query[name])).length

const isSet = (value: unknown): boolean => value === 'true' || value === '1'

function streamVersion({ headers, url = '' }: IncomingMessage): string {
  const offered = String(headers['x-stream-protocol-version'] ?? '').split(/,\s*/)
  const known = url.includes('/portforward') ? [PORT_FORWARD] : STREAMS
  const version = known.find((each) => offered.includes(each))
  if (!version) throw badRequest(`unable to upgrade: no version of ${offered.join(', ')} is known`)
  return version
}

function speakSpdy(
  session: OpenSession,
  {
    expected,
    head,
    socket,
    version,
  }: Pick<Upgrade, 'socket' | 'head'> & {
    readonly version: string
    readonly expected: number
  },
): void {
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n' +
      `X-Stream-Protocol-Version: ${version}\r\n\r\n`,
  )
  const transport: Transport = {
    write: (bytes) => socket.writable && socket.write(bytes),
    end: () => socket.end(),
  }
  const spdy =
    version === PORT_FORWARD
      ? forwarded(session, transport)
      : channelsOverSpdy(session, transport, expected)
  socket.on('data', (bytes: Buffer) => receive(spdy, bytes, () => socket.destroy()))
  socket.on('close', () => session.close())
  if (head.length > 0) receive(spdy, head, () => socket.destroy())
}

function speakSpdyInside(webSocket: WebSocket, session: OpenSession): void {
  const spdy = forwarded(session, {
    write: (bytes) => webSocket.send(bytes),
    end: () => webSocket.close(),
  })
  webSocket.on('message', (bytes: Buffer) => receive(spdy, bytes, () => webSocket.terminate()))
}

// What is no SPDY ends its own connection, and nothing else.
function receive(spdy: Spdy, bytes: Uint8Array, end: () => void): void {
  try {
    spdy.receive(bytes)
  } catch {
    end()
  }
}

function refuse(socket: Duplex, status: Status): void {
  if (!socket.writable) return
  const body = `${JSON.stringify(status)}\n`
  socket.end(
    `HTTP/1.1 ${status.code} ${status.reason ?? 'Error'}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
