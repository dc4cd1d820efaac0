import { describe, expect, it } from 'vitest'
import { Branches } from './branches'
import { fraction, nothing, over, plus, times } from './fraction'

describe('branches', () => {
  it('go every way once, with shares that come to one', () => {
    const seen: string[] = []
    let sum = nothing
    Branches.each((branches) => {
      const way = branches.oneIn(3) ? 'first' : branches.oneIn(2) ? 'second' : 'third'
      const side = branches.below(2)
      seen.push(`${way} ${side} ${branches.share.part}/${branches.share.of}`)
      sum = plus(sum, branches.share)
    })
    expect(seen).toEqual([
      'first 0 1/6',
      'first 1 1/6',
      'second 0 1/6',
      'second 1 1/6',
      'third 0 1/6',
      'third 1 1/6',
    ])
    expect(sum).toEqual({ part: 1, of: 1 })
  })

  it('without a draw are one way', () => {
    let runs = 0
    Branches.each(() => runs++)
    expect(runs).toBe(1)
  })
})

describe('fractions', () => {
  it('stay in lowest terms', () => {
    expect(plus(fraction(1, 6), fraction(1, 3))).toEqual({ part: 1, of: 2 })
    expect(times(fraction(4, 6), fraction(3, 4))).toEqual({ part: 1, of: 2 })
    expect(over(fraction(1, 6), fraction(1, 2))).toEqual({ part: 1, of: 3 })
    expect(plus(nothing, fraction(5, 7))).toEqual({ part: 5, of: 7 })
  })
})
