import { describe, expect, it } from 'vitest'
import { chanceBand, judge } from './chance'

/** The chance of exactly so many heads, by Pascal's triangle. */
function exactly(trials: number, chance: number): readonly number[] {
  let row = [1]
  for (let trial = 0; trial < trials; trial++) {
    row = Array.from({ length: trial + 2 }, (_, count) => {
      const [without = 0, withOne = 0] = [row[count], row[count - 1]]
      return without * (1 - chance) + withOne * chance
    })
  }
  return row
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

describe('the band that chance allows', () => {
  it.each([
    [50, 3],
    [12, 2],
    [200, 10],
    [7, 5],
  ])('is the narrowest whose two tails are small enough: %d requests, %d Pods', (trials, among) => {
    const { least, most } = chanceBand(trials, among)
    const chances = exactly(trials, 1 / among)
    const tail = 0.025 / among
    expect(sum(chances.slice(0, least))).toBeLessThanOrEqual(tail)
    expect(sum(chances.slice(0, least + 1))).toBeGreaterThan(tail)
    expect(sum(chances.slice(most + 1))).toBeLessThanOrEqual(tail)
    expect(sum(chances.slice(most))).toBeGreaterThan(tail)
  })

  it('is as wide as a bell curve says, of very many', () => {
    const { least, most } = chanceBand(100_000, 2)
    const sigmas = (most - least) / 2 / Math.sqrt(100_000 / 4)
    expect(sigmas).toBeCloseTo(2.24, 1)
    expect(least + most).toBe(100_000)
  })

  it('is everything for a Pod that is alone, and nothing of nothing', () => {
    expect(chanceBand(9, 1)).toEqual({ least: 9, most: 9 })
    expect(chanceBand(0, 3)).toEqual({ least: 0, most: 0 })
  })
})

describe('how requests are shared out', () => {
  it.each([
    ['within', { counts: [12, 20, 18] }],
    ['beyond', { counts: [50, 0, 0] }],
    ['beyond', { counts: [30, 20, 0] }],
    ['few', { counts: [3, 0, 0] }],
    ['one', { counts: [50] }],
    ['nothing', { counts: [0, 0] }],
    ['changed', { counts: [20, 20, 5], among: 2, hasGone: true }],
    ['within', { counts: [5, 4, 3], others: 988, among: 240 }],
  ] as const)('is %s chance: %o', (verdict, given) => {
    expect(judge(given).verdict).toBe(verdict)
  })
})
