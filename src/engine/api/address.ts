/** An IPv4 address as a whole number, 0 to 2^32 − 1. */
export type Address = number

/** Reads `10.96.0.1`; undefined for anything else, leading zeros included. */
export function parseAddress(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined
    value = value * 256 + Number(part)
  }
  return value
}

/** `10.96.0.1`. */
export const addressText = (address: Address): string =>
  `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`

/** A block of addresses: `10.244.0.0/16`. */
export interface Cidr {
  readonly base: Address
  readonly length: number
}

/** Reads a block; undefined when it is not one. Bits below the mask are dropped. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length = '', ...rest] = text.split('/')
  const base = parseAddress(address)
  if (base === undefined || rest.length > 0 || !/^(0|[1-9]\d?)$/.test(length)) return undefined
  const bits = Number(length)
  if (bits > 32) return undefined
  return { base: (base & mask(bits)) >>> 0, length: bits }
}

/** Whether an address lies in a block. */
export const contains = ({ base, length }: Cidr, address: Address): boolean =>
  (address & mask(length)) >>> 0 === base

/** How many addresses a block has. */
export const sizeOf = ({ length }: Cidr): number => 2 ** (32 - length)

/** `10.244.0.0/16`. */
export const cidrText = ({ base, length }: Cidr): string => `${addressText(base)}/${length}`

const mask = (length: number): number => (length === 0 ? 0 : (-1 << (32 - length)) >>> 0)
