import { addressText, type Cidr, parseAddress, parseCidr, sizeOf } from '../api/address'
import type { Pod } from '../resources'
import type { KubeletMemory, PodRecord } from './memory'

/** A node's Pod addresses, as the host-local plugin hands them out. */
export interface AddressPool {
  readonly block: Cidr
  /** The place in the block of the address that was given last. */
  readonly last: number
  /** The places that are taken. */
  readonly taken: readonly number[]
}

// The block's own address comes first, then the node's end of every Pod's interface.
const GATEWAY = 1

/** All addresses of a block, none given yet; undefined when the text names no block. */
export function addressPool(podCIDR: string): AddressPool | undefined {
  const block = parseCidr(podCIDR)
  return block && { block, last: GATEWAY, taken: [] }
}

/**
 * The next free address after the last one given, from the start again at the end of the block: so
 * an address that was given back is not given out again at once. Undefined when none is left.
 */
export function allocate(
  pool: AddressPool,
): { readonly address: string; readonly pool: AddressPool } | undefined {
  const { block, last, taken } = pool
  const end = sizeOf(block) - 1
  const room = end - GATEWAY - 1
  for (let step = 0; step < room; step++) {
    const place = GATEWAY + 1 + ((last - GATEWAY + step) % room)
    if (taken.includes(place)) continue
    const next = { block, last: place, taken: [...taken, place] }
    return { address: addressText(block.base + place), pool: next }
  }
  return undefined
}

/** Gives an address back. */
export function release(pool: AddressPool, address: string): AddressPool {
  const place = (parseAddress(address) ?? 0) - pool.block.base
  if (!pool.taken.includes(place)) return pool
  return { ...pool, taken: pool.taken.filter((each) => each !== place) }
}

/** All addresses of a Pod, the one that it was given first (generatePodIPs). */
export function podIPsOf(
  { ip, pod }: Pick<PodRecord, 'ip' | 'pod'>,
  { hostIPs, secondPrefix }: Pick<KubeletMemory, 'hostIPs' | 'secondPrefix'>,
): NonNullable<Pod['status']['podIPs']> {
  if (pod.spec.hostNetwork) return hostIPs
  return secondPrefix === undefined ? [{ ip }] : [{ ip }, { ip: secondAddress(secondPrefix, ip) }]
}

// A Pod's IPv6 address has the same place in its node's block as its other one. (The plugin hands
// out places of the two blocks apart, which drift once the smaller one has wrapped.)
const secondAddress = (prefix: string, address: string): string =>
  `${prefix}${Number(address.split('.').at(-1)).toString(16)}`
