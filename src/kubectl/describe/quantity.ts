import { quantityValue } from '../quantity-order'

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const decimal = ['', 'k', 'M', 'G', 'T', 'P', 'E']
const fractions: readonly (readonly [scale: number, suffix: string])[] = [
  [1e3, 'm'],
  [1e6, 'u'],
  [1e9, 'n'],
]

/** An amount of a resource in Kubernetes' canonical form: `100m`, `1500m`, `170Mi`. */
export const quantityText = (amount: number, resource: string): string =>
  resource === 'cpu' ? decimalText(amount) : binaryText(amount)

/** A quantity as Go prints it: with the largest suffix that needs no fraction. */
export function canonical(text: string): string {
  const amount = quantityValue(text)
  if (amount === undefined || /[eE][-+]?\d/.test(text)) return text
  return /i$/.test(text) ? binaryText(amount) : decimalText(amount)
}

function binaryText(amount: number): string {
  if (amount === 0 || !Number.isInteger(amount)) return decimalText(amount)
  return scaled(amount, 1_024, binary)
}

function decimalText(amount: number): string {
  if (amount === 0) return '0'
  if (Number.isInteger(amount)) return scaled(amount, 1_000, decimal)
  const [scale, suffix] = fractions.find(([by]) => isWhole(amount * by)) ?? [1e9, 'n']
  return `${Math.round(amount * scale)}${suffix}`
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6

function scaled(amount: number, by: number, suffixes: readonly string[]): string {
  let value = amount
  let unit = 0
  while (value % by === 0 && unit < suffixes.length - 1) {
    value /= by
    unit++
  }
  return `${value}${suffixes[unit]}`
}
