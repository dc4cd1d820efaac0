import { addressText, contains, parseAddress, parseCidr, sizeOf } from '../../api/address'
import { ipText, maskedBlock, parseIp, parseIpBlock } from '../../api/ip'

/** The block of addresses that Services of one family have. */
export interface AddressRange {
  readonly family: 'IPv4' | 'IPv6'
  /** All addresses, those included that nobody can have. */
  readonly size: number
  /** The last place that can be given; the first is 1, after the block's own address. */
  readonly last: number
  at(place: number): string
  /** Whether a canonical text is that of an address that can be given. */
  contains(address: string): boolean
}

/** Reads a block as `--service-cluster-ip-range` takes it. */
export const rangeOf = (cidr: string): AddressRange =>
  cidr.includes(':') ? ipv6Range(cidr) : ipv4Range(cidr)

function ipv4Range(cidr: string): AddressRange {
  const range = parseCidr(cidr) ?? { base: 0, length: 0 }
  const size = sizeOf(range)
  // The last address is the network's broadcast.
  const last = size - 2
  return {
    family: 'IPv4',
    size,
    last,
    at: (place) => addressText(range.base + place),
    contains: (text) => {
      const address = parseAddress(text)
      if (address === undefined || !contains(range, address)) return false
      return address > range.base && address <= range.base + last
    },
  }
}

const GROUP = 65_536

// Of the larger blocks the first 65,536 addresses are given: as many as kubeadm's /112 has.
function ipv6Range(cidr: string): AddressRange {
  const block = parseIpBlock(cidr)
  const parts = block?.ip.parts.slice(0, -1) ?? []
  const length = Math.max(block?.length ?? 0, 112)
  const size = Math.min(GROUP, 2 ** (128 - length))
  const base = block?.ip.parts.at(-1) ?? 0
  const at = (place: number): string => ipText({ family: 'IPv6', parts: [...parts, base + place] })
  const network = maskedBlock({ ip: { family: 'IPv6', parts: [...parts, base] }, length })
  return {
    family: 'IPv6',
    size,
    last: size - 1,
    at,
    contains: (text) => {
      const ip = parseIp(text)
      if (ip?.family !== 'IPv6' || text === at(0)) return false
      return maskedBlock({ ip, length }) === network
    },
  }
}
