/** An IPv4 address as a whole number, 0 to 2^32 − 1. */
export type Address = number

/** Reads `10.96.0.1`; undefined for anything else, leading zeros included. */
export function parseAddress(text: string): Address | undefined {
  let value = 0
  let part = NO_DIGITS
  let dots = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === DOT) {
      if (part === NO_DIGITS) return undefined
      value = value * 256 + part
      part = NO_DIGITS
      dots++
      continue
    }
    const digit = code - ZERO
    if (digit < 0 || digit > 9 || part === 0) return undefined
    part = part === NO_DIGITS ? digit : part * 10 + digit
    if (part > 255) return undefined
  }
  return dots === 3 && part !== NO_DIGITS ? value * 256 + part : undefined
}

const ZERO = 48
const DOT = 46
const NO_DIGITS = -1

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
