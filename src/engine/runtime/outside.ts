import { type Address, addressText } from '../api/address'
import type { HttpResponse } from '../images/image'
import { TCP, UDP } from '../network/packet'
import type { Connection, WireRequest } from './connection'
import type { DataPlaneOptions } from './data-plane'
import type { ResolverConfig } from './runtime'
import { portKey } from './sockets'
import type { DataPlaneState } from './state'

/** The name server that nodes, and everybody outside, ask: the router of their network. */
export const nameServer: Address = 0xc0a8_0101

// Name servers that anybody may ask, by what they are known as.
const publicResolvers: readonly (readonly [name: string, address: Address])[] = [
  ['dns.google', 0x0808_0808],
  ['dns2.google', 0x0808_0404],
  ['one.one.one.one', 0x0101_0101],
  ['dns.quad9.net', 0x0909_0909],
  ['dns.alidns.com', 0xdf05_0505],
  ['dns.114dns.com', 0x7272_7272],
]

/** How nodes, and hosts outside, resolve names: without a search list. */
export const outsideResolver: ResolverConfig = {
  nameservers: [addressText(nameServer)],
  search: [],
  ndots: 1,
}

/** Where the visitor's requests begin. */
export const visitorPlace = 'external/visitor'

/** Puts the hosts outside the cluster into place. */
export function addOutside(state: DataPlaneState, options: DataPlaneOptions): void {
  const { network, listeners } = state
  const add = (name: string, address: Address): number =>
    network.addHost({ kind: 'outside', place: `external/${name}`, address, node: -1 }).id
  const serve = (host: number, port: number, protocol: number): void =>
    listeners.set(host, portKey(port, protocol), { process: 0, isLoopbackOnly: false })
  add('visitor', options.visitor)
  for (const [name, address] of [['resolver', nameServer] as const, ...publicResolvers]) {
    const host = add(name, address)
    serve(host, 53, UDP)
    serve(host, 53, TCP)
  }
  for (const { name, address } of options.sites) {
    if (network.hosts.get(address)) continue
    const host = add(name, address)
    serve(host, 80, TCP)
    serve(host, 443, TCP)
  }
}

/**
 * What the network itself answers: sites outside have a page, the API server lets nobody in
 * unknown.
 */
export function builtInResponse(
  { host }: Connection,
  { isTls, headers }: WireRequest,
): HttpResponse {
  if (host.kind === 'outside') {
    const name = headers['host'] ?? ''
    return html(200, `<!doctype html><title>${name}</title><h1>${name}</h1>\n`)
  }
  if (!isTls) return { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }
  return { status: 403, headers: { 'Content-Type': 'application/json' }, body: FORBIDDEN }
}

const html = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body,
})

const FORBIDDEN = `${JSON.stringify(
  {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'forbidden: User "system:anonymous" cannot get path "/"',
    reason: 'Forbidden',
    details: {},
    code: 403,
  },
  undefined,
  2,
)}\n`
