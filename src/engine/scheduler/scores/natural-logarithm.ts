const TERMS = 24

// ln 2, as twice the area tangent of a third.
const LN_2 = twiceAreaTangent(1 / 3)

/**
 * The natural logarithm of a number of 1 or more. `Math.log` may differ in its last digit from
 * browser to browser; the four basic operations never do. For 1 ≤ m < 2, ln m is twice the area
 * tangent of (m − 1) / (m + 1), whose series converges fast.
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value
  let logarithm = 0
  while (mantissa >= 2) {
    mantissa /= 2
    logarithm += LN_2
  }
  return logarithm + twiceAreaTangent((mantissa - 1) / (mantissa + 1))
}

function twiceAreaTangent(ratio: number): number {
  let sum = 0
  let power = ratio
  for (let odd = 1; odd < 2 * TERMS; odd += 2) {
    sum += (2 * power) / odd
    power *= ratio * ratio
  }
  return sum
}
