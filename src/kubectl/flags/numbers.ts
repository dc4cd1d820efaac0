/** Why a value is none of its type, in the words of Go's strconv and time packages. */
export class ValueError extends Error {}

/** Go's `%q` of a plain text. */
export const quoted = (text: string): string => JSON.stringify(text)

/** strconv.ParseBool. */
export function parseBool(text: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false
  throw new ValueError(`strconv.ParseBool: parsing ${quoted(text)}: invalid syntax`)
}

const bases: Readonly<Record<string, number>> = { '0x': 16, '0o': 8, '0b': 2 }

/** strconv.ParseInt with base 0: a prefix tells the base. */
export function parseInteger(text: string, bits: 32 | 64): number {
  const found = /^([+-]?)(0[xXoObB])?([0-9a-fA-F_]+)$/.exec(text)
  const [, sign = '', prefix = '', digits = ''] = found ?? []
  const octal = prefix === '' && /^0\d/.test(digits)
  const base = prefix ? (bases[prefix.toLowerCase()] ?? 10) : octal ? 8 : 10
  const plain = digits.replaceAll('_', '')
  const valid = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-f]+$/i }[base]
  if (!found || !valid?.test(plain)) {
    throw new ValueError(`strconv.ParseInt: parsing ${quoted(text)}: invalid syntax`)
  }
  const value = (sign === '-' ? -1 : 1) * Number.parseInt(plain, base)
  const limit = 2 ** (bits - 1)
  if (value >= limit || value < -limit) {
    throw new ValueError(`strconv.ParseInt: parsing ${quoted(text)}: value out of range`)
  }
  return value
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
}

/** time.ParseDuration, to milliseconds. */
export function parseDuration(text: string): number {
  const invalid = () => new ValueError(`time: invalid duration ${quoted(text)}`)
  const negative = text.startsWith('-')
  let rest = text.replace(/^[+-]/, '')
  if (rest === '0') return 0
  if (rest === '') throw invalid()
  let total = 0
  while (rest !== '') {
    const [whole = '', number = ''] = /^(\d*\.?\d*)/.exec(rest) ?? []
    if (!/\d/.test(number)) throw invalid()
    rest = rest.slice(whole.length)
    const [unit = ''] = /^[^\d.]*/.exec(rest) ?? []
    if (unit === '') throw new ValueError(`time: missing unit in duration ${quoted(text)}`)
    const size = Object.hasOwn(units, unit) ? units[unit] : undefined
    if (size === undefined) {
      const what = `${quoted(unit)} in duration ${quoted(text)}`
      throw new ValueError(`time: unknown unit ${what}`)
    }
    total += Number(number) * size
    rest = rest.slice(unit.length)
  }
  return negative ? -total : total
}

/** Go's Duration.String, from milliseconds. */
export function durationText(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  const sign = milliseconds < 0 ? '-' : ''
  const size = Math.abs(milliseconds)
  if (size < 1) return `${sign}${Number((size * 1_000).toFixed(3))}µs`
  if (size < 1_000) return `${sign}${Number(size.toFixed(6))}ms`
  const hours = Math.floor(size / 3_600_000)
  const minutes = Math.floor((size % 3_600_000) / 60_000)
  const seconds = Number(((size % 60_000) / 1_000).toFixed(9))
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`
}
