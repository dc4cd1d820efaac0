import { expect, it } from 'vitest'
import { spanInWords } from './span'

it('a span of the clock is said as shortly as it is still true', () => {
  const micros = [1_000, 420_000, 9_949_999, 12_300_000, 59_600_000, 125_000_000]
  expect(micros.map(spanInWords)).toEqual(['0.1 s', '0.4 s', '9.9 s', '12 s', '1 min', '2 min 5 s'])
})
