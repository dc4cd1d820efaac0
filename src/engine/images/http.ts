import { utf8Size } from '../api/base64'
import { type Duration, milliseconds, minutes, seconds } from '../sim'
import type { HttpRequest, HttpResponse } from './image'

/** How long a body is, as `Content-Length` counts it. */
export const byteLength = utf8Size

/** A request's path without its query: `/echo`. */
export function pathOf({ path }: HttpRequest): string {
  const query = path.indexOf('?')
  return query < 0 ? path : path.slice(0, query)
}

/** One value of a request's query, decoded; `''` when there is none. */
export function queryOf({ path }: HttpRequest, key: string): string {
  const start = path.indexOf('?')
  if (start < 0) return ''
  for (const pair of path.slice(start + 1).split('&')) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    if (decode(name) === key) return equals < 0 ? '' : decode(pair.slice(equals + 1))
  }
  return ''
}

/** All values of a query, or of a form, decoded. */
export function pairsIn(text: string): Readonly<Record<string, string>> {
  const pairs = text.split('&').filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      const [name, value] =
        equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
      return [decode(name), decode(value)]
    }),
  )
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

/** A header of a request, whatever the case of its name; `''` when it is absent. */
export function headerOf({ headers }: HttpRequest, name: string): string {
  const wanted = name.toLowerCase()
  for (const key in headers) if (key.toLowerCase() === wanted) return headers[key] ?? ''
  return ''
}

/**
 * The request as it came over the wire, as Go writes it: Host and User-Agent, then the rest by
 * name.
 */
export function requestText(request: HttpRequest): string {
  const first = ['host', 'user-agent']
  const names = Object.keys(request.headers).filter((name) => !first.includes(name.toLowerCase()))
  const lines = [
    `${request.method} ${request.path} HTTP/1.1`,
    `Host: ${headerOf(request, 'host')}`,
    `User-Agent: ${headerOf(request, 'user-agent')}`,
    ...names.map((name) => `${headerName(name)}: ${request.headers[name]}`).sort(),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** `user-agent` as HTTP/1.1 servers spell it: `User-Agent`. */
export const headerName = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())

/** What a handler adds to its page. */
export interface GoHeaders {
  readonly status?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** What a Go server sends: the handler's headers, then Date, Content-Length and Content-Type. */
export function goResponse(body: string, date: string, own?: GoHeaders): HttpResponse {
  const length = String(byteLength(body))
  const status = own?.status ?? 200
  const sent =
    body === ''
      ? { Date: date, 'Content-Length': length }
      : { Date: date, 'Content-Length': length, 'Content-Type': 'text/plain; charset=utf-8' }
  // Most pages have no headers of their own: merging would cost more than all the rest.
  const headers = own?.headers
  return { status, headers: headers ? { ...headers, ...sent, ...headers } : sent, body }
}

/** What Go's client says to an answer that is not HTTP, of which this is the first line. */
export const malformed = (line: string): string =>
  `net/http: HTTP/1.x transport connection broken: malformed HTTP response ${JSON.stringify(line)}`

const UNITS: Readonly<Record<string, Duration>> = {
  ms: milliseconds(1),
  s: seconds(1),
  m: minutes(1),
  h: minutes(60),
}

/** A duration as Go programs take it, `1m30s`; undefined when it is not one. */
export function parseGoDuration(text: string): Duration | undefined {
  if (text === '0') return 0
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined
  let span = 0
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    span += Math.round(Number(count) * (UNITS[unit ?? ''] ?? 0))
  }
  return span
}
