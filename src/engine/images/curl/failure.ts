import type { FetchFailure } from '../image'

/** What curl's words for a failure depend on. */
export interface Circumstances {
  readonly url: string
  /** Milliseconds since the request began. */
  readonly elapsed: number
  readonly version: string
  /** Whether `--max-time` was given: it words a time-out in another way. */
  readonly limited: boolean
}

/** A failure in curl's words, and the code that it exits with. */
export function failureOf(
  failure: FetchFailure,
  { url, elapsed, version, limited }: Circumstances,
): { readonly text: string; readonly code: number } {
  const { host, port } = target(url)
  const where = isAtLeast(version, 8, 21) ? `${host}:${port}` : `${host} port ${port}`
  const connect = `Failed to connect to ${where} after ${elapsed} ms:`
  const couldNot = isAtLeast(version, 8, 9)
    ? 'Could not connect to server'
    : "Couldn't connect to server"
  switch (failure.reason) {
    case 'name':
      return { code: 6, text: `Could not resolve host: ${host}` }
    case 'refused':
    case 'rejected':
    case 'unreachable':
      return { code: 7, text: `${connect} ${couldNot}` }
    case 'timeout': {
      if (failure.connected) {
        const text = `Operation timed out after ${elapsed} milliseconds with 0 bytes received`
        return { code: 28, text }
      }
      if (limited) return { code: 28, text: `Connection timed out after ${elapsed} milliseconds` }
      const long = elapsed > 100_000
      const old = isAtLeast(version, 8, 12)
        ? `Connection timed out after ${elapsed} milliseconds`
        : `${connect} Timeout was reached`
      return { code: 28, text: long ? `${connect} ${couldNot}` : old }
    }
    case 'reset':
      return { code: 56, text: 'Recv failure: Connection reset by peer' }
    // The server took the handshake for something else, and hung up.
    case 'empty':
      if (/^https:/i.test(url)) return { code: 35, text: tlsProblem(version) }
      return { code: 52, text: 'Empty reply from server' }
    case 'not-http':
      return { code: 1, text: 'Received HTTP/0.9 when not allowed' }
    case 'url': {
      const text = isAtLeast(version, 8, 0)
        ? 'URL rejected: No host part in the URL'
        : 'URL using bad/illegal format or missing URL'
      return { code: 3, text }
    }
  }
}

// From 8.11 on, curl words a failed handshake alike for every TLS library.
const tlsProblem = (version: string): string =>
  `${isAtLeast(version, 8, 11) ? 'TLS connect error:' : 'OpenSSL/3.0.15:'} ` +
  'error:0A00010B:SSL routines::wrong version number'

function target(url: string): { host: string; port: string } {
  const match = /^(\w+):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/.exec(url)
  const [, scheme = 'http', host = '', port = scheme === 'https' ? '443' : '80'] = match ?? []
  return { host, port }
}

/** Whether a version of curl is at least another. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [has = 0, hasMinor = 0] = version.split('.').map(Number)
  return has > major || (has === major && hasMinor >= minor)
}
