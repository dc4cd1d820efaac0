import type { ServerResponse } from 'node:http'
import type { ApiResponse, ConnectRequest } from '../../engine/api/request'
import type { Live } from './live'
import { sessionAt } from './session'

type Plain = Extract<ApiResponse, { body: unknown }>

/** Answers a request that the API server passes on, once whoever it went to has answered. */
export function passOn(
  live: Live,
  request: ConnectRequest,
  response: ServerResponse,
  send: (plain: Plain) => void,
): void {
  live.catchUp()
  const answered = live.cluster.request(request)
  if ('body' in answered) {
    send(answered)
    return
  }
  const { stream } = answered
  if (stream.type !== 'session') return
  const session = sessionAt(live, stream)
  response.on('close', () => session.close())
  session.follow(
    (chunk) => {
      if (chunk.type === 'status') send({ status: chunk.status.code, body: chunk.status })
      if (chunk.type !== 'response') return
      const { body, headers, status } = chunk
      // The body goes out as it is: its length is what it is here.
      const kept = Object.entries(headers).filter(([name]) => !LENGTHS.test(name))
      response.writeHead(status, Object.fromEntries(kept))
      response.end(body)
    },
    () => undefined,
  )
}

const LENGTHS = /^(content-length|transfer-encoding|connection)$/i
