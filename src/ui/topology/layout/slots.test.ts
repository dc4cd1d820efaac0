import { describe, expect, it } from 'vitest'
import { assignSlots, stepsFromMiddle } from './slots'

describe('places', () => {
  it('stay with those who have them', () => {
    expect(assignSlots(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c'])
  })

  it('go to newcomers where somebody left', () => {
    expect(assignSlots(['a', 'b', 'c'], ['a', 'c', 'd', 'e'])).toEqual(['a', 'd', 'c', 'e'])
  })

  it('are given up at the end, kept free in the middle', () => {
    expect(assignSlots(['a', 'b', 'c', 'd'], ['c'])).toEqual([undefined, undefined, 'c'])
  })

  it('lie around the middle, one after the other below and above', () => {
    expect([0, 1, 2, 3, 4].map(stepsFromMiddle)).toEqual([-0, 1, -1, 2, -2])
  })
})
