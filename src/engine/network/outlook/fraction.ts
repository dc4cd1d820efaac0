/** An exact share of one whole, in lowest terms. */
export interface Fraction {
  readonly part: number
  readonly of: number
}

/** All of it. */
export const whole: Fraction = { part: 1, of: 1 }

/** None of it. */
export const nothing: Fraction = { part: 0, of: 1 }

/** A fraction in lowest terms. */
export function fraction(part: number, of: number): Fraction {
  const divisor = greatestDivisor(part, of)
  return { part: part / divisor, of: of / divisor }
}

const greatestDivisor = (left: number, right: number): number =>
  right === 0 ? left : greatestDivisor(right, left % right)

// What two have in common is taken out first: the numbers stay as small as they can be.
export const times = (left: Fraction, right: Fraction): Fraction => {
  const one = fraction(left.part, right.of)
  const other = fraction(right.part, left.of)
  return { part: one.part * other.part, of: one.of * other.of }
}

/** The sum of two fractions. */
export function plus(left: Fraction, right: Fraction): Fraction {
  const shared = greatestDivisor(left.of, right.of)
  const part = left.part * (right.of / shared) + right.part * (left.of / shared)
  return fraction(part, left.of * (right.of / shared))
}

/** How often the second goes into the first. */
export const over = (left: Fraction, right: Fraction): Fraction =>
  times(left, { part: right.of, of: right.part })
