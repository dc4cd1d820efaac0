import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ApiRequest, ApiResponse, ConnectRequest } from '../../engine/api/request'
import { badRequest, internalError, type Status, StatusError } from '../../engine/api/status'
import { isProxied } from '../../engine/cluster/paths'
import { described } from '../../field-docs/described'
import { readBody, readText } from './body'
import { follow } from './follow'
import type { Live } from './live'
import { olderOpenApi } from './openapi'
import { passOn } from './passing'
import { warningHeaders } from './warning'

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

// As much as Go's server takes, in one address or in all headers.
const LONGEST_HEADER = 1 << 20

/** The API of a live cluster behind plain HTTP: what an unmodified kubectl speaks to. */
export function serveApi(live: Live): Server {
  const server = createServer({ maxHeaderSize: LONGEST_HEADER }, (request, response) => {
    answer(live, request, response).catch((error: unknown) => refuse(response, statusOf(error)))
  })
  // kubectl keeps connections open between requests; watches are quiet for long.
  server.requestTimeout = 0
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  return server
}

async function answer(
  live: Live,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const whole = await requestOf(incoming)
  const { query = {}, ...rest } = whole
  const request: ApiRequest = { ...rest, query: mapValues(query, firstOf) }
  if (STREAMED.test(request.path)) throw badRequest('Upgrade request required')
  if (isProxied(request.path)) {
    passOn(live, whole, response, (plain) => send(response, plain))
    return
  }
  if (request.path === '/openapi/v2' && request.method === 'GET') {
    send(response, olderOpenApi(live, request), wantsIndent(request))
    return
  }
  live.catchUp()
  const answered = live.cluster.request(request)
  if ('stream' in answered) {
    const { stream: cursor, warnings = [] } = answered
    follow(live, { cursor, incoming, response, warnings })
  } else {
    send(response, published(request, answered), wantsIndent(request))
  }
  if (request.method !== 'GET') live.changed()
}

/** A request as the engine takes it. Throws a StatusError when it is none. */
export async function requestOf(incoming: IncomingMessage): Promise<ConnectRequest> {
  const { method = '' } = incoming
  if (!METHODS.includes(method)) {
    throw badRequest(`the server does not take requests with method ${method}`)
  }
  const address = addressOf(incoming.url ?? '/')
  return {
    method: method as ApiRequest['method'],
    ...address,
    headers: headersOf(incoming),
    ...(isProxied(address.path) ? { body: await readText(incoming) } : await readBody(incoming)),
  }
}

// The texts are this program's own: the engine does without.
const published = ({ path }: ApiRequest, answered: Plain): Plain =>
  path.startsWith('/openapi/v3/') ? { ...answered, body: described(answered.body) } : answered

// What a client speaks to in both directions cannot be had with a plain request.
const STREAMED = /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/(exec|attach|portforward)$/

type Values = string | readonly string[]

const firstOf = (values: Values): string =>
  typeof values === 'string' ? values : (values[0] ?? '')

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

function addressOf(url: string): Pick<ConnectRequest, 'path' | 'query'> {
  if (!URL.canParse(url, 'http://localhost')) throw badRequest(`${url} is no path`)
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const names = [...new Set(searchParams.keys())]
  const query = names.map((name): [string, Values] => {
    const values = searchParams.getAll(name)
    return [name, values.length === 1 ? (values[0] ?? '') : values]
  })
  return { path: pathname, query: Object.fromEntries(query) }
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

// People read what these programs bring (apiserver, negotiation: isPrettyPrint).
const wantsIndent = ({ headers = {}, query = {} }: ApiRequest): boolean =>
  query['pretty'] === undefined
    ? /^(curl|Wget|Mozilla\/5\.0)/.test(headers['user-agent'] ?? '')
    : /^(|1|true)$/.test(query['pretty'])

function send(
  response: ServerResponse,
  { status, body, location, warnings = [], contentType = 'application/json' }: Plain,
  isIndented = false,
): void {
  const text =
    typeof body === 'string' || body instanceof Buffer
      ? body
      : `${JSON.stringify(body, null, isIndented ? 2 : undefined)}\n`
  response.writeHead(status, {
    'Cache-Control': 'no-cache, private',
    'Content-Type': contentType,
    ...(location === undefined ? {} : { Location: location }),
    ...warningHeaders(warnings),
  })
  response.end(text)
}

type Plain = Extract<ApiResponse, { body: unknown }>

/** What a client is told of something thrown: a fault of our own is an internal error. */
export function statusOf(error: unknown): Status {
  if (error instanceof StatusError) return error.status
  // What goes deeper than the program's stack is nobody's object.
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return badRequest('exceeded max depth').status
  }
  return internalError(error instanceof Error ? error.message : String(error)).status
}

function refuse(response: ServerResponse, status: Status): void {
  if (response.headersSent) response.end()
  else send(response, { status: status.code, body: status })
}
