import { describe, expect, it } from 'vitest'
import { ceilingOf, courseOf, rateText, shareText, timeText } from './figures'

describe('the course of the last minute', () => {
  const points = [
    { second: 4, figures: { 'client/a': { rate: 5, failed: 0.5, p50: 900, p95: 1_000 } } },
    { second: 5, figures: {} },
  ]
  it('has a value each second, and none where nothing was measured', () => {
    expect(courseOf(points, 'client/a', 'rate')).toEqual({ seconds: [4, 5], lines: [[5, 0]] })
    expect(courseOf(points, 'client/a', 'failed').lines).toEqual([[0.5, null]])
    expect(courseOf(points, 'client/a', 'latency').lines).toEqual([
      [1_000, null],
      [900, null],
    ])
  })

  it('has a round ceiling above all of its values', () => {
    expect(ceilingOf([0.3, null, 4.2], 1)).toBe(5)
    expect(ceilingOf([null], 1)).toBe(1)
    expect(ceilingOf([1_000], 1)).toBe(1_000)
    expect(ceilingOf([13_000], 1)).toBe(20_000)
  })
})

describe('figures', () => {
  it('are as exact as one can read', () => {
    expect([0, 4.96, 12.4].map(rateText)).toEqual(['0.0', '5.0', '12'])
    expect([0, 0.004, 0.5, 0.995, 1].map(shareText)).toEqual(['0%', '<1%', '50%', '>99%', '100%'])
    expect([undefined, 940, 12_340, 230_000, 5e6].map(timeText)).toEqual([
      '–',
      '0.94 ms',
      '12.3 ms',
      '230 ms',
      '5.00 s',
    ])
  })
})
