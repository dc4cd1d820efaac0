/**
 * Amounts such as `100m`, `1.5Gi` and `2e3` (apimachinery's resource.Quantity), by integers alone:
 * an amount is a count of billionths, the finest that the API keeps.
 */
export interface Quantity {
  readonly nanos: bigint
  /** How it was written, which decides how it is shown: `Mi`, `M` or `e6`. */
  readonly format: 'binary' | 'decimal' | 'exponent'
}

/** Why a text is no quantity, in the API server's words. */
type QuantityProblem =
  | "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  | 'unable to parse numeric part of quantity'
  | "unable to parse quantity's suffix"

const WRONG_FORMAT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/
const EXPONENT = /^[eE]([-+]?\d{1,4})$/

const NANO = 1_000_000_000n
const MOST = (2n ** 63n - 1n) * NANO

const decimalExponents: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])
const decimalSuffixes: ReadonlyMap<number, string> = new Map(
  [...decimalExponents].map(([suffix, exponent]) => [exponent, suffix]),
)
const binarySuffixes: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** Reads an amount; a text that is none comes back as the problem with it. */
export function parseQuantity(text: string): Quantity | QuantityProblem {
  const match = SHAPE.exec(text)
  if (!match || text === '') return WRONG_FORMAT
  const [, sign, whole = '', fraction = '', suffix = ''] = match
  const scale = scaleOf(suffix)
  if (!scale) return "unable to parse quantity's suffix"
  if (whole === '' && fraction === '') return 'unable to parse numeric part of quantity'
  const numerator = BigInt(whole + fraction) * scale.multiplier * NANO
  const denominator = 10n ** BigInt(fraction.length) * scale.divisor
  const rounded = (numerator + denominator - 1n) / denominator
  const nanos = rounded > MOST ? MOST : rounded
  return { nanos: sign === '-' ? -nanos : nanos, format: scale.format }
}

interface Scale {
  readonly multiplier: bigint
  readonly divisor: bigint
  readonly format: Quantity['format']
}

function scaleOf(suffix: string): Scale | undefined {
  const binary = binarySuffixes.indexOf(suffix)
  if (binary > 0) {
    return { multiplier: 1024n ** BigInt(binary), divisor: 1n, format: 'binary' }
  }
  const exponent = decimalExponents.get(suffix)
  if (exponent !== undefined) return { ...powerOfTen(exponent), format: 'decimal' }
  const written = EXPONENT.exec(suffix)?.[1]
  return written === undefined ? undefined : { ...powerOfTen(Number(written)), format: 'exponent' }
}

const powerOfTen = (exponent: number): Pick<Scale, 'multiplier' | 'divisor'> =>
  exponent < 0
    ? { multiplier: 1n, divisor: 10n ** BigInt(-exponent) }
    : { multiplier: 10n ** BigInt(exponent), divisor: 1n }

/** An amount as the API server shows it: the largest suffix that leaves a whole number. */
export function quantityText({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0'
  return format === 'binary' && isWholeKibi(nanos) ? binaryText(nanos) : decimalText(nanos, format)
}

// Below 1024, or with a fraction of a byte, a binary suffix would round: such amounts are shown as
// decimals.
const isWholeKibi = (nanos: bigint): boolean =>
  nanos % NANO === 0n && (nanos >= 1024n * NANO || nanos <= -1024n * NANO)

function binaryText(nanos: bigint): string {
  let value = nanos / NANO
  let power = 0
  while (value % 1024n === 0n && power < binarySuffixes.length - 1) {
    value /= 1024n
    power++
  }
  return `${value}${binarySuffixes[power]}`
}

function decimalText(nanos: bigint, format: Quantity['format']): string {
  let value = nanos
  let exponent = -9
  while (value % 1000n === 0n && exponent < 18) {
    value /= 1000n
    exponent += 3
  }
  if (format !== 'exponent') return `${value}${decimalSuffixes.get(exponent)}`
  return exponent === 0 ? `${value}` : `${value}e${exponent}`
}

/** The billionths of an amount that is known to be one; 0 for a text that is none. */
export function nanosOf(text: string | undefined): bigint {
  const parsed = parseQuantity(text ?? '')
  return typeof parsed === 'string' ? 0n : parsed.nanos
}

/** Thousandths, rounded up: `100m` of CPU is 100. Absent is 0. */
export const milliOf = (text: string | undefined): number => Number(roundedUp(nanosOf(text), 6))

/** Whole units, rounded up: `64Mi` of memory is 67108864. Absent is 0. */
export const unitsOf = (text: string | undefined): number => Number(roundedUp(nanosOf(text), 9))

function roundedUp(nanos: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(digits)
  return nanos > 0n ? (nanos + unit - 1n) / unit : nanos / unit
}

/** Below zero when the left amount is smaller, above when it is larger. */
export function compareQuantities(left: string, right: string): number {
  const difference = nanosOf(left) - nanosOf(right)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
