/** An IP address of either family. */
export interface Ip {
  readonly family: 'IPv4' | 'IPv6'
  /** Four numbers of 8 bits, or eight of 16. */
  readonly parts: readonly number[]
}

/** What is said of a text that is no address. */
export const NOT_AN_IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
/** What is said of a text that is no block of addresses. */
export const NOT_A_CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'

const DECIMAL = /^\d{1,10}$/
const GROUP = /^[\da-fA-F]{1,4}$/

/** Reads an address; as the API server still does, it lets leading zeros in IPv4 pass. */
export function parseIp(text: string): Ip | undefined {
  const isV6 = text.includes(':')
  const parts = isV6 ? groups(text) : quads(text)
  return parts && { family: isV6 ? 'IPv6' : 'IPv4', parts }
}

// Read digit by digit: thousands of endpoints are read at a time.
function quads(text: string): readonly number[] | undefined {
  const parts: number[] = []
  let value = -1
  for (let index = 0; index <= text.length; index++) {
    const digit = index < text.length ? text.charCodeAt(index) - ZERO : DOT - ZERO
    if (digit >= 0 && digit <= 9) {
      value = Math.max(value, 0) * 10 + digit
      if (value > 255) return undefined
    } else {
      if (digit !== DOT - ZERO || value < 0) return undefined
      parts.push(value)
      value = -1
    }
  }
  return parts.length === 4 ? parts : undefined
}

const ZERO = 48
const DOT = 46

// `::` stands for as many zeros as are missing; the last two groups may be written as IPv4.
function groups(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = halfGroups(halves[0] ?? '')
  const tail = halfGroups(halves[1] ?? '')
  if (!head || !tail) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1) return missing === 0 ? head : undefined
  return missing >= 1 ? [...head, ...Array.from({ length: missing }, () => 0), ...tail] : undefined
}

function halfGroups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const numbers: number[] = []
  for (const [index, part] of text.split(':').entries()) {
    if (GROUP.test(part)) {
      numbers.push(Number.parseInt(part, 16))
      continue
    }
    const [first, second, third, fourth] = quads(part) ?? []
    const isLast = index === text.split(':').length - 1
    if (first === undefined || !isLast) return undefined
    numbers.push(first * 256 + (second ?? 0), (third ?? 0) * 256 + (fourth ?? 0))
  }
  return numbers
}

/** Whether an IPv4 address is written with leading zeros, which some read as octal. */
export const hasLeadingZeros = (text: string): boolean =>
  !text.includes(':') && text.split('.').some((part) => part.length > 1 && part.startsWith('0'))

const NOTHING_SPECIAL: readonly string[] = []

/** Why an address cannot be that of a server that others reach (ValidateNonSpecialIP). */
export function specialUse(text: string): readonly string[] {
  const ip = parseIp(text)
  if (!ip) return ['must be a valid IP address']
  const { parts } = asIpv4(ip)
  const isV4 = parts.length === 4
  const [first = 0, second = 0, third = 0] = parts
  if (isV4 && first !== 0 && first !== 127 && first !== 169 && first !== 224) return NOTHING_SPECIAL
  const isNull = parts.slice(0, -1).every((part) => part === 0)
  const found: string[] = []
  if (isNull && parts.at(-1) === 0) found.push(`may not be unspecified (${text})`)
  if (isV4 ? first === 127 : isNull && parts.at(-1) === 1) {
    found.push('may not be in the loopback range (127.0.0.0/8, ::1/128)')
  }
  if (isV4 ? first === 169 && second === 254 : (first & 0xffc0) === 0xfe80) {
    found.push('may not be in the link-local range (169.254.0.0/16, fe80::/10)')
  }
  if (isV4 ? first === 224 && second === 0 && third === 0 : (first & 0xff0f) === 0xff02) {
    found.push('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')
  }
  return found
}

// An IPv4 address in IPv6's clothes, `::ffff:127.0.0.1`, is what it is.
function asIpv4(ip: Ip): Ip {
  const { parts } = ip
  const isMapped = parts.length === 8 && parts.slice(0, 5).every((part) => part === 0)
  if (!isMapped || parts[5] !== 0xffff) return ip
  const bytes = parts.slice(6).flatMap((part) => [part >> 8, part & 255])
  return { family: 'IPv4', parts: bytes }
}

/** A block of addresses of either family. */
interface IpBlock {
  readonly ip: Ip
  readonly length: number
}

/** Reads a block; undefined when it is none. */
export function parseIpBlock(text: string): IpBlock | undefined {
  const slash = text.indexOf('/')
  const ip = slash < 0 ? undefined : parseIp(text.slice(0, slash))
  const digits = text.slice(slash + 1)
  if (!ip || !DECIMAL.test(digits) || (digits.length > 1 && digits.startsWith('0')))
    return undefined
  const length = Number(digits)
  return length <= (ip.family === 'IPv4' ? 32 : 128) ? { ip, length } : undefined
}

/**
 * A block's first address, with its length; the same text unless the block has bits beyond its
 * mask.
 */
export function maskedBlock({ ip, length }: IpBlock): string {
  const bits = ip.family === 'IPv4' ? 8 : 16
  const parts = ip.parts.map((part, index) => {
    const kept = Math.max(0, Math.min(bits, length - index * bits))
    return part & ~((1 << (bits - kept)) - 1)
  })
  return `${ipText({ family: ip.family, parts })}/${length}`
}

/** An address in its canonical form: without leading zeros, and as RFC 5952 has it. */
export function ipText({ family, parts }: Ip): string {
  if (family === 'IPv4') return parts.join('.')
  const texts = parts.map((part) => part.toString(16))
  const { start, length } = longestZeros(parts)
  if (length < 2) return texts.join(':')
  return `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`
}

function longestZeros(parts: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < parts.length; start++) {
    let length = 0
    while (parts[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  return best
}
