import { malformed } from '../http'
import type { ConnectionEnds, FetchFailure, System } from '../image'
import { resolversOf } from '../nslookup/query'

/** Why a name has no address, as Go's resolver words it. */
export function lookupError(
  host: string,
  failure: FetchFailure & { readonly reason: 'name' },
  system: System,
): string {
  const [server = '127.0.0.1'] = resolversOf(system).nameservers
  const lookup = `lookup ${host} on ${server}:53:`
  switch (failure.rcode) {
    case 'SERVFAIL':
      return `${lookup} server misbehaving`
    case 'TIMEOUT':
      return `${lookup} read udp ${system.address}->${server}:53: i/o timeout`
    default:
      return `${lookup} no such host`
  }
}

/** Why a connection did not come about, as Go's `net.Dial` words it. */
export function dialError(place: string, failure: FetchFailure): string {
  switch (failure.reason) {
    case 'unreachable':
      return `dial tcp ${place}: connect: no route to host`
    case 'timeout':
      return `dial tcp ${place}: i/o timeout`
    default:
      return `dial tcp ${place}: connect: connection refused`
  }
}

/** Why a request has no response, as Go's HTTP client words it. */
export function getError(url: string, failure: FetchFailure): string {
  const place = /\/\/([^/]+)/.exec(url)?.[1] ?? ''
  const get = `Get "${url}":`
  switch (failure.reason) {
    case 'timeout':
      return failure.connected
        ? `${get} context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
        : `${get} ${dialError(place, failure)}`
    case 'reset':
      return `${get} read tcp ${place}: read: connection reset by peer`
    case 'empty':
      return `${get} EOF`
    case 'not-http':
      return `${get} ${malformed(failure.line)}`
    case 'url':
      return `parse "${url}": invalid URL`
    default:
      return `${get} ${dialError(place, failure)}`
  }
}

/** Both ends of a socket, as Go names them in errors. */
export const endsText = ({ address, port, peer, peerPort }: ConnectionEnds): string =>
  `${address}:${port}->${peer}:${peerPort}`
