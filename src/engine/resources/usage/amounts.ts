import { nanosOf, parseQuantity, quantityText } from '../../api/quantity'

/** Amounts by the name of the resource (core/v1 ResourceList). */
export type Amounts = Readonly<Record<string, string>>

/** Two lists of amounts together, name by name (apiserver/pkg/quota Add). */
export const sum = (left: Amounts, right: Amounts): Amounts =>
  combined(left, right, (one, other) => one + other)

/** What a list has more than another: never less than nothing (SubtractWithNonNegativeResult). */
export function beyond(left: Amounts, right: Amounts): Amounts {
  const only = Object.fromEntries(Object.entries(right).filter(([name]) => name in left))
  return combined(left, only, (one, other) => (one > other ? one - other : 0n))
}

/** The larger of two amounts, name by name. */
export const largest = (left: Amounts, right: Amounts): Amounts =>
  combined(left, right, (one, other) => (one > other ? one : other))

/** The amounts of some names only. */
export const only = (amounts: Amounts, isMeant: (name: string) => boolean): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => isMeant(name)))

/** As messages list amounts: `pods=1,requests.cpu=100m`. */
export const amountsText = (amounts: Amounts): string =>
  Object.entries(amounts)
    .map(([name, amount]) => `${name}=${amount}`)
    .sort()
    .join(',')

/** Whether nothing is asked for. */
export const isNothing = (amounts: Amounts): boolean =>
  Object.values(amounts).every((amount) => nanosOf(amount) === 0n)

function combined(
  left: Amounts,
  right: Amounts,
  combine: (one: bigint, other: bigint) => bigint,
): Amounts {
  const result: Record<string, string> = { ...left }
  for (const [name, amount] of Object.entries(right)) {
    const before = result[name]
    result[name] = before === undefined ? amount : joined(before, amount, combine)
  }
  return result
}

// What is added to nothing brings its own notation.
function joined(
  left: string,
  right: string,
  combine: (one: bigint, other: bigint) => bigint,
): string {
  const [one, other] = [parseQuantity(left), parseQuantity(right)]
  if (typeof one === 'string') return right
  if (typeof other === 'string') return left
  const { format } = one.nanos === 0n ? other : one
  return quantityText({ nanos: combine(one.nanos, other.nanos), format })
}
