import { type Address, parseAddress } from '../api/address'

/** A URL, taken apart. */
export interface Url {
  readonly text: string
  /** As it stands in the URL, in lower case. */
  readonly host: string
  readonly port: number
  /** Path and query. */
  readonly path: string
  /** What goes into the Host header: the port only when it is not the scheme's. */
  readonly authority: string
  /** When the host is an address and no name. */
  readonly address: Address | undefined
  readonly isTls: boolean
  readonly purpose: Purpose
}

/**
 * What is wanted of a host: a page; a bare connection (`tcp://db:5432`); a socket for datagrams
 * (`udp://db:53`); an answer to a ping (`icmp://db`); nothing but its addresses (`host://db`).
 */
export type Purpose = 'page' | 'stream' | 'datagrams' | 'echo' | 'addresses'

// Port 7 is that of echoes, and 1 stands for none.
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  tcp: 0,
  udp: 0,
  icmp: 7,
  host: 1,
}
const PURPOSES: Readonly<Record<string, Purpose>> = {
  tcp: 'stream',
  udp: 'datagrams',
  icmp: 'echo',
  host: 'addresses',
}
const PATTERN =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/?#]*@)?([^:/?#@]+)(?::(\d{1,5}))?([/?][^#]*)?(?:#.*)?$/i

// Clients ask for the same few URLs again and again. The memory of them is bounded by starting
// over.
const known = new Map<string, Url>()
const MOST_KNOWN = 1_000

/** Reads a URL; undefined when it is none that a web client could follow. */
export function parseUrl(text: string): Url | undefined {
  const already = known.get(text)
  if (already) return already
  const url = read(text)
  if (!url) return undefined
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, url)
  return url
}

function read(text: string): Url | undefined {
  const match = PATTERN.exec(text.trim())
  if (!match) return undefined
  const [, scheme = 'http', host = '', portText, path = '/'] = match
  const defaultPort = SCHEME_PORTS[scheme.toLowerCase()]
  if (defaultPort === undefined) return undefined
  const port = portText === undefined ? defaultPort : Number(portText)
  if (port < 1 || port > 65_535) return undefined
  return {
    text,
    host: host.toLowerCase(),
    port,
    path: path.startsWith('/') ? path : `/${path}`,
    authority: port === defaultPort ? host : `${host}:${port}`,
    address: parseAddress(host),
    isTls: defaultPort === 443,
    purpose: PURPOSES[scheme.toLowerCase()] ?? 'page',
  }
}
