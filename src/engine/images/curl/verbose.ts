import type { ConnectionEnds, FetchFailure, HttpResponse } from '../image'
import { reason } from '../reason'
import { isAtLeast } from './failure'

/** What `-v` tells of an exchange that had an answer. */
export interface Told {
  readonly url: string
  readonly version: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly response: HttpResponse
  readonly ends: ConnectionEnds | undefined
}

/** The host of a URL, its port, and its path. */
function partsOf(url: string): { host: string; port: string; path: string } {
  const match = /^(\w+):\/\/(?:[^@/]*@)?([^/:?#]*)(?::(\d+))?([^#]*)/.exec(url)
  const [, scheme = 'http', host = '', port = scheme === 'https' ? '443' : '80', path = ''] =
    match ?? []
  return { host, port, path: path.startsWith('/') ? path : `/${path}` }
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host)

function resolved(host: string, port: string, ends: ConnectionEnds | undefined, version: string) {
  if (!ends || isAddress(host) || !isAtLeast(version, 8, 5)) return []
  return [`* Host ${host}:${port} was resolved.`, '* IPv6: (none)', `* IPv4: ${ends.peer}`]
}

function connected(host: string, port: string, ends: ConnectionEnds, version: string): string {
  if (isAtLeast(version, 8, 16)) {
    const from = `${ends.address} port ${ends.port}`
    return `* Established connection to ${host} (${ends.peer} port ${port}) from ${from} `
  }
  const number = isAtLeast(version, 8, 5) ? '' : ' (#0)'
  return `* Connected to ${host} (${ends.peer}) port ${port}${number}`
}

/** The lines of `-v`: `*` tells, `>` is what was sent, `<` what has come. */
export function verboseExchange({ url, version, method, headers, response, ends }: Told): string {
  const { host, port, path } = partsOf(url)
  const isNew = isAtLeast(version, 8, 12)
  const authority = port === '80' ? host : `${host}:${port}`
  const sent = { Host: authority, ...headers }
  const where = isAtLeast(version, 8, 16) ? `${host}:${port}` : host
  return [
    ...resolved(host, port, ends, version),
    ...(ends ? [`*   Trying ${ends.peer}:${port}...`, connected(host, port, ends, version)] : []),
    ...(isNew ? ['* using HTTP/1.x'] : []),
    `> ${method} ${path} HTTP/1.1`,
    ...Object.entries(sent).map(([name, value]) => `> ${name}: ${value}`),
    '> ',
    ...(isNew ? ['* Request completely sent off'] : []),
    `< HTTP/1.1 ${response.status} ${reason(response.status)}`,
    ...Object.entries(response.headers ?? {}).map(([name, value]) => `< ${name}: ${value}`),
    '< ',
    `* Connection #0 to host ${where} left intact`,
  ]
    .map((line) => `${line}\n`)
    .join('')
}

/** The lines of `-v` before an error. */
export function verboseFailure(
  failure: FetchFailure,
  { url, version, text }: Pick<Told, 'url' | 'version'> & { readonly text: string },
): string {
  const { host, port } = partsOf(url)
  const isNew = isAtLeast(version, 8, 12)
  const lines: string[] = []
  if ('address' in failure) {
    lines.push(`*   Trying ${failure.address}:${port}...`)
    const isRefused = failure.reason === 'refused' || failure.reason === 'rejected'
    if (isRefused)
      lines.push(`* connect to ${failure.address} port ${port} failed: Connection refused`)
  }
  lines.push(`* ${text}`)
  if (failure.reason === 'name' && isAtLeast(version, 8, 16)) {
    lines.push(`* Store negative name resolve for ${host}:${port}`)
  }
  const closing = isNew ? '* closing connection #0' : '* Closing connection'
  lines.push(failure.reason === 'name' && isNew ? '* shutting down connection #0' : closing)
  return lines.map((line) => `${line}\n`).join('')
}
