import { isEndless } from '../commands/filters'
import { datesAt, datesOf } from '../dates'
import { byteLength, headerOf, pathOf } from '../http'
import type { FetchRequest, HttpRequest, HttpResponse, System } from '../image'
import type { Location, Server } from './config'
import { errorPage } from './pages'

/** When the pages of the image were made, in Unix seconds. */
const PAGES_MADE = 1_744_800_000
const PAGES_DATE = datesOf(PAGES_MADE).http

/** A response, or what another server has to be asked first. */
export type Answered = HttpResponse | Passed

/** What another server has to be asked; whether the client's connection ends with the answer. */
export interface Passed {
  readonly fetch: FetchRequest
  readonly closes: boolean
}

/** What the answer depends on besides the request. */
export interface Serving {
  readonly version: string
  readonly servers: readonly Server[]
  readonly connections: number
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  xml: 'text/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
}

/** What a request is answered with (ngx_http_core_module, ngx_http_static_module). */
export function answer(serving: Serving, request: HttpRequest, system: System): Answered {
  const { version } = serving
  const path = pathOf(request)
  const location = locationFor(serverFor(serving.servers, request), path)
  if (!location) return errorAnswer(404, version, system)
  const { closes, proxy } = location
  if (proxy && !location.answer) return { fetch: passOn(location, proxy, request), closes }
  const response = ownAnswer(location, serving, request, system)
  return closes ? closing(response) : response
}

/** An answer after which the connection is closed. */
export const closing = (response: HttpResponse): HttpResponse => ({
  ...response,
  headers: { ...response.headers, Connection: 'close' },
})

function ownAnswer(
  location: Location,
  serving: Serving,
  request: HttpRequest,
  system: System,
): HttpResponse {
  if (location.answer) return fixed(location, serving, request, system)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return errorAnswer(405, serving.version, system)
  return fromFile(location, serving, request, system)
}

function serverFor(servers: readonly Server[], request: HttpRequest): Server | undefined {
  const [only] = servers
  if (servers.length < 2) return only
  const host = headerOf(request, 'host').replace(/:\d+$/, '')
  const there = servers.filter(
    ({ ports }) => request.port === undefined || ports.includes(request.port),
  )
  return there.find(({ names }) => names.includes(host)) ?? there[0] ?? only
}

function locationFor(server: Server | undefined, path: string): Location | undefined {
  const { locations = [] } = server ?? {}
  const exact = locations.find((each) => each.modifier === '=' && each.path === path)
  if (exact) return exact
  const prefixes = locations.filter(
    (each) => /^(\^~)?$/.test(each.modifier) && path.startsWith(each.path),
  )
  const longest = prefixes.reduce<Location | undefined>(
    (best, each) => (best && best.path.length >= each.path.length ? best : each),
    undefined,
  )
  if (longest?.modifier === '^~') return longest
  const matching = locations.find((each) => each.modifier.startsWith('~') && matches(each, path))
  return matching ?? longest
}

function matches({ modifier, path: pattern }: Location, path: string): boolean {
  if (isEndless(pattern)) return false
  try {
    return new RegExp(pattern, modifier === '~*' ? 'i' : '').test(path)
  } catch {
    return false
  }
}

function fixed(
  { answer: what, headers, type }: Location,
  { version }: Serving,
  request: HttpRequest,
  system: System,
): HttpResponse {
  const { code = 200, text = '' } = what ?? {}
  const own = { Server: `nginx/${version}`, Date: datesAt(system).http }
  const filled = withVariables(text, request, system)
  if (code >= 300 && code < 400) {
    const { headers: page, body } = errorAnswer(code, version, system)
    return { status: code, headers: { ...page, Location: filled }, body }
  }
  if (text === '' && code >= 400) return errorAnswer(code, version, system)
  const all = {
    ...own,
    'Content-Type': type ?? 'text/plain',
    'Content-Length': String(byteLength(filled)),
    Connection: 'keep-alive',
    ...Object.fromEntries(
      headers.map(([name, value]) => [name, withVariables(value, request, system)]),
    ),
  }
  return { status: code, headers: all, body: request.method === 'HEAD' ? '' : filled }
}

const hex = (value: number): string => value.toString(16).padStart(4, '0')

function withVariables(text: string, request: HttpRequest, system: System): string {
  return text.replace(/\\n/g, '\n').replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
    switch (name) {
      case 'hostname':
        return system.hostname
      case 'host':
        return headerOf(request, 'host').replace(/:\d+$/, '')
      case 'remote_addr':
        return request.remote.replace(/:\d+$/, '')
      case 'request_uri':
        return request.path
      case 'uri':
        return pathOf(request)
      case 'server_addr':
        return system.address
      case 'server_port':
        return String(request.port ?? 80)
      case 'time_local':
        return datesAt(system).common
      case 'expires_now':
        return datesOf(system.epoch + Math.floor(system.now / 1_000_000) - 1).http
      case 'request_id':
        return Array.from({ length: 8 }, () => hex(system.random.below(65_536))).join('')
      case 'scheme':
        return 'http'
      case 'request_method':
        return request.method
      default:
        return name.startsWith('http_')
          ? headerOf(request, name.slice(5).replaceAll('_', '-'))
          : whole
    }
  })
}

// With a path of its own, the target's stands for the location's.
function passOn({ path: own }: Location, target: string, request: HttpRequest): FetchRequest {
  const [, base = target, path = ''] = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(target) ?? []
  const url = path === '' ? base + request.path : base + path + request.path.slice(own.length)
  const { host: _, connection: __, ...headers } = request.headers
  return {
    url,
    method: request.method,
    headers: { ...headers, connection: 'close' },
    ...(request.body ? { body: request.body } : {}),
  }
}

function fromFile(
  location: Location,
  { version, connections }: Serving,
  request: HttpRequest,
  system: System,
): HttpResponse {
  const path = pathOf(request)
  const found = fileFor(location, path, system)
  const dates = datesAt(system)
  if (!found) {
    const file = `${filePath(location, path)}${path.endsWith('/') ? (location.index[0] ?? '') : ''}`
    const why = `open() "${file}" failed (2: No such file or directory)`
    const what = `request: "${request.method} ${request.path} HTTP/1.1"`
    const who = `client: ${request.remote.replace(/:\d+$/, '')}, server: localhost`
    const host = `host: "${headerOf(request, 'host')}"`
    system.complain(
      `${dates.log} [error] 30#30: *${connections} ${why}, ${who}, ${what}, ${host}\n`,
    )
    return errorAnswer(404, version, system)
  }
  const { text, name, at } = found
  const length = byteLength(text)
  const modified = at === 0 ? PAGES_MADE : system.epoch + Math.floor(at / 1_000_000)
  const type = TYPES[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? location.type ?? 'text/plain'
  const headers = {
    Server: `nginx/${version}`,
    Date: dates.http,
    'Content-Type': type,
    'Content-Length': String(length),
    'Last-Modified': at === 0 ? PAGES_DATE : datesOf(modified).http,
    Connection: 'keep-alive',
    ETag: `"${modified.toString(16)}-${length.toString(16)}"`,
    'Accept-Ranges': 'bytes',
  }
  const all =
    location.headers.length === 0
      ? headers
      : { ...headers, ...Object.fromEntries(location.headers) }
  return { status: 200, headers: all, body: request.method === 'HEAD' ? '' : text }
}

const filePath = ({ root, alias, path: own }: Location, path: string): string =>
  alias === undefined ? root + path : alias + path.slice(own.length)

interface Found {
  readonly name: string
  readonly text: string
  readonly at: number
}

function fileFor(location: Location, path: string, { files }: System): Found | undefined {
  const at = (name: string): Found | undefined => {
    const entry = files.find(name)
    return entry?.type === 'file' ? { name, text: entry.text, at: entry.at } : undefined
  }
  const whole = filePath(location, path)
  if (!path.endsWith('/')) return at(whole) ?? fallback()
  for (const name of location.index) {
    const found = at(whole + name)
    if (found) return found
  }
  return fallback()

  function fallback(): Found | undefined {
    const { fallback: last } = location
    return last?.startsWith('/') ? at(filePath(location, last)) : undefined
  }
}

/** One of the server's own pages. */
export function errorAnswer(status: number, version: string, system: System): HttpResponse {
  const body = errorPage(status, version)
  const headers = {
    Server: `nginx/${version}`,
    Date: datesAt(system).http,
    'Content-Type': 'text/html',
    'Content-Length': String(byteLength(body)),
    Connection: 'keep-alive',
  }
  return { status, headers, body }
}
