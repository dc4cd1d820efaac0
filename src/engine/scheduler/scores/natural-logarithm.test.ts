import { expect, it } from 'vitest'
import { naturalLogarithm } from './natural-logarithm'

it('agrees with Math.log to the last digits that matter', () => {
  for (let value = 1; value <= 1_000; value++) {
    expect(naturalLogarithm(value)).toBeCloseTo(Math.log(value), 12)
  }
})
