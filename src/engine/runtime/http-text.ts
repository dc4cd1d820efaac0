import { byteLength, headerName } from '../images/http'
import type { HttpResponse } from '../images/image'
import { reason } from '../images/reason'

/** A request as it stands in a stream of bytes. */
export interface ParsedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly isLast: boolean
  /** What follows it. */
  readonly rest: string
}

/**
 * The first request of a stream; undefined while it is not whole, `nonsense` when it is none of
 * HTTP/1.
 */
export function parseRequest(text: string): ParsedRequest | 'nonsense' | undefined {
  const start = text.replace(/^(\r?\n)+/, '')
  const end = /\r?\n\r?\n/.exec(start)
  const line = /^([A-Z]+) (\S+) HTTP\/1\.([01])$/.exec(start.split(/\r?\n/, 1)[0] ?? '')
  if (!line) return end || !isBeginning(start) ? 'nonsense' : undefined
  if (!end) return undefined
  const [, method = '', target = '', minor] = line
  const headers: Record<string, string> = Object.create(null)
  for (const field of start.slice(0, end.index).split(/\r?\n/).slice(1)) {
    const colon = field.indexOf(':')
    if (colon > 0)
      headers[field.slice(0, colon).trim().toLowerCase()] = field.slice(colon + 1).trim()
  }
  const after = start.slice(end.index + end[0].length)
  const body = bodyOf(after, headers)
  if (!body) return undefined
  const connection = (headers['connection'] ?? '').toLowerCase()
  const isLast = connection === 'close' || (minor === '0' && connection !== 'keep-alive')
  const path = target.replace(/^https?:\/\/[^/]*/i, '') || '/'
  return { method, path, headers: { ...headers }, isLast, ...body }
}

const MOST_START = 8_192
const isBeginning = (text: string): boolean =>
  text.length < MOST_START && /^[A-Z]{0,20}( [^\r\n]*)?\r?$/.test(text)

function bodyOf(
  after: string,
  headers: Readonly<Record<string, string>>,
): Pick<ParsedRequest, 'body' | 'rest'> | undefined {
  if (/chunked/i.test(headers['transfer-encoding'] ?? '')) return unchunked(after)
  const length = Number(headers['content-length'] ?? 0)
  return cut(after, Number.isInteger(length) ? length : 0)
}

// A length counts bytes, and the text is made of characters.
function cut(text: string, bytes: number): Pick<ParsedRequest, 'body' | 'rest'> | undefined {
  let end = 0
  let count = 0
  while (count < bytes) {
    const char = text.codePointAt(end)
    if (char === undefined) return undefined
    const step = char > 0xffff ? 2 : 1
    count += byteLength(text.slice(end, end + step))
    end += step
  }
  return { body: text.slice(0, end), rest: text.slice(end) }
}

function unchunked(text: string): Pick<ParsedRequest, 'body' | 'rest'> | undefined {
  let body = ''
  let rest = text
  for (;;) {
    const size = /^([0-9a-f]+)[^\r\n]*\r?\n/i.exec(rest)
    if (!size) return undefined
    const chunk = cut(rest.slice(size[0].length), Number.parseInt(size[1] ?? '0', 16))
    const end = chunk && /^\r?\n/.exec(chunk.rest)
    if (!chunk || !end) return undefined
    body += chunk.body
    rest = chunk.rest.slice(end[0].length)
    if (chunk.body === '') return { body, rest }
  }
}

/** A request as it goes into a stream of bytes. */
export function requestText({ method, path, headers, body = '' }: SentRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${headerName(name)}: ${value}`)
  if (body !== '' && !/^content-length:/im.test(lines.join('\n'))) {
    lines.push(`Content-Length: ${byteLength(body)}`)
  }
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n')
}

/** What of a request stands in the stream. */
interface SentRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * The response in a stream; undefined while it is not whole, `nonsense` when it is none of HTTP/1.
 */
export function parseResponse(
  text: string,
  { hasEnded, isHead }: { readonly hasEnded: boolean; readonly isHead: boolean },
): HttpResponse | 'nonsense' | undefined {
  const start = 'HTTP/1.'
  if (!text.startsWith(start.slice(0, text.length))) return 'nonsense'
  const end = /\r?\n\r?\n/.exec(text)
  const line = /^HTTP\/1\.[01] (\d{3})/.exec(text)
  if (!end || !line) return hasEnded ? 'nonsense' : undefined
  const headers: Record<string, string> = Object.create(null)
  for (const field of text.slice(0, end.index).split(/\r?\n/).slice(1)) {
    const colon = field.indexOf(':')
    if (colon > 0) headers[field.slice(0, colon).trim()] = field.slice(colon + 1).trim()
  }
  const after = text.slice(end.index + end[0].length)
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const status = Number(line[1])
  const isEmpty = isHead || status === 204 || status === 304
  const isSized = 'content-length' in lower || 'transfer-encoding' in lower
  const body = isEmpty ? '' : isSized ? bodyOf(after, lower)?.body : undefined
  if (body === undefined && !hasEnded) return undefined
  return { status, headers: { ...headers }, body: body ?? after }
}

/** A response as it goes into a stream of bytes. */
export function responseText(
  { status, headers = {}, body }: HttpResponse,
  isHead: boolean,
): string {
  const names = Object.keys(headers)
  const has = (name: string) => names.some((each) => each.toLowerCase() === name)
  const lines = names.map((name) => `${name}: ${headers[name]}`)
  if (!has('content-length') && !has('transfer-encoding')) {
    lines.push(`Content-Length: ${byteLength(body)}`)
  }
  const head = [`HTTP/1.1 ${status} ${reason(status)}`, ...lines, '', ''].join('\r\n')
  return isHead ? head : head + body
}
