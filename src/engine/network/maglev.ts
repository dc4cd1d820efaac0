import type { Address } from '../api/address'
import type { RealServer } from './ipvs'
import { hsiphash } from './siphash'

/** How long a table is: the fifth of the primes that `ip_vs_mh` knows (IP_VS_MH_TAB_INDEX). */
const SIZE = 4_093
const KEYS = [2_654_435_761, 2_654_446_892] as const

const tables = new WeakMap<readonly RealServer[], readonly (RealServer | undefined)[]>()

/**
 * The server of a client's address and port, by Maglev hashing (net/netfilter/ipvs/ip_vs_mh.c):
 * each server takes the places of a table in an order of its own, and they take turns.
 */
export function byMaglev(
  servers: readonly RealServer[],
  address: Address,
  port: number,
): RealServer | undefined {
  const table = tables.get(servers) ?? tableOf(servers)
  tables.set(servers, table)
  return table[hashed(address, port, KEYS[0]) % SIZE]
}

const hashed = (address: Address, port: number, key: number): number =>
  hsiphash((address + port) >>> 0, key)

function tableOf(servers: readonly RealServer[]): readonly (RealServer | undefined)[] {
  const places = servers.flatMap((server) => {
    const { address, port, weight } = server
    if (weight === 0) return []
    const at = hashed(address, port, KEYS[0]) % SIZE
    const skip = (hashed(address, port, KEYS[1]) % (SIZE - 1)) + 1
    return [{ server, at, skip }]
  })
  const table = new Array<RealServer | undefined>(SIZE).fill(undefined)
  if (places.length === 0) return table
  for (let taken = 0; taken < SIZE; taken++) {
    const next = places[taken % places.length]
    if (!next) break
    while (table[next.at] !== undefined) next.at = (next.at + next.skip) % SIZE
    table[next.at] = next.server
  }
  return table
}
