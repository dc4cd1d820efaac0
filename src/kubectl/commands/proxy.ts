import type { ApiRequest } from '../../engine/api/request'
import type { SessionChunk, SessionInput } from '../../engine/api/session'
import type { Channel } from '../client'
import type { Call, Command } from '../command'
import { failed } from '../errors'
import { open } from '../sessions/session'

/**
 * `kubectl proxy`: the API on a port of the laptop (kubectl's proxy.go). What comes there is handed
 * to this program, which asks the API server in its own name.
 */
export const proxy: Command = {
  name: 'proxy',
  use: '[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]',
  short: 'Run a proxy to the Kubernetes API server',
  long: 'Run a proxy to the Kubernetes API server on a port of this machine.',
  examples: ['kubectl proxy --port=8001'],
  flags: [
    { name: 'address', type: 'string', default: '127.0.0.1', usage: 'Address to listen on.' },
    {
      name: 'api-prefix',
      type: 'string',
      default: '/',
      usage: 'Where the API begins in the paths of the proxy.',
    },
    { name: 'port', shorthand: 'p', type: 'int', default: '8001', usage: 'Port to listen on.' },
    { name: 'www', shorthand: 'w', type: 'string', usage: 'A directory to serve, too.' },
    {
      name: 'www-prefix',
      shorthand: 'P',
      type: 'string',
      default: '/static/',
      usage: 'Where that directory is served.',
    },
  ],
  completes: 'nothing',
  run,
}

const SERVER = '/playground/v1/hosts/laptop/serve'
const ADDRESS = '127.0.0.1'
/** What is not passed on, by default (kubectl's proxy_server.go). */
const FORBIDDEN = /^\/api\/.*\/pods\/.*\/(exec|attach)/

async function run(call: Call): Promise<number> {
  const { world, flags, session } = call
  if (flags.string('www') !== '') {
    throw failed('proxy --www is not supported here: this kubectl serves the API alone')
  }
  const channel = await open(call, { method: 'POST', path: SERVER })
  channel.send({ type: 'listen', localPort: flags.integer('port'), port: 0 })
  try {
    const chunks = session.server.until(channel.chunks, Number.POSITIVE_INFINITY)
    for await (const chunk of chunks) await hear(call, channel, chunk)
    return world.signal.aborted ? INTERRUPTED : 0
  } finally {
    channel.send({ type: 'close' })
  }
}

const INTERRUPTED = 130

async function hear(call: Call, channel: Channel, chunk: SessionChunk): Promise<void> {
  const { stdout } = call.world
  if (chunk.type === 'listening') {
    stdout.write(`Starting to serve on ${ADDRESS}:${chunk.localPort}\n`)
  } else if (chunk.type === 'refused') {
    const place = `${ADDRESS}:${chunk.localPort}`
    throw failed(`listen tcp ${place}: ${chunk.error}`)
  } else if (chunk.type === 'request') {
    const { request } = chunk
    channel.send({ type: 'respond', request, ...(await answer(call, chunk)) })
  }
}

type Asked = Extract<SessionChunk, { type: 'request' }>
type Answered = Omit<Extract<SessionInput, { type: 'respond' }>, 'type' | 'request'>

async function answer({ session, flags }: Call, asked: Asked): Promise<Answered> {
  const prefix = flags.string('api-prefix').replace(/\/*$/, '/')
  const [path = '', query = ''] = asked.path.split('?')
  if (!path.startsWith(prefix)) return text(404, '404 page not found\n')
  const own = `/${path.slice(prefix.length)}`
  if (FORBIDDEN.test(own)) return text(403, 'Forbidden\n')
  if (/(^|&)(watch|follow)=(1|true)(&|$)/.test(query)) {
    return text(501, 'kubectl proxy here answers requests that end, and no watches\n')
  }
  const response = await session.server.client.request({
    method: asked.method as ApiRequest['method'],
    path: own,
    query: pairsOf(query),
    headers: asked.headers,
    ...(asked.body === '' ? {} : { body: parsed(asked.body) }),
  })
  const { body } = 'body' in response ? response : { body: '' }
  if (typeof body === 'string') return text(response.status, body)
  const shown = `${JSON.stringify(body, undefined, 2)}\n`
  return { status: response.status, headers: { 'Content-Type': 'application/json' }, body: shown }
}

const text = (status: number, body: string): Answered => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body,
})

const pairsOf = (query: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(query))

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
