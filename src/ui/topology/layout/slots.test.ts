import { describe, expect, it } from 'vitest'
import { assignSlots, closedUp, stepsFromMiddle } from './slots'

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

  it('in rows have nobody beside an empty one, and no row too many', () => {
    const none = undefined
    expect(closedUp([none, 'b'], 2)).toEqual(['b'])
    expect(closedUp(['a', 'b', none, 'd', 'e'], 2)).toEqual(['a', 'b', 'e', 'd'])
    expect(closedUp(['a', none, none, none, 'e', 'f'], 2)).toEqual(['a', 'f', 'e'])
    expect(closedUp(['a', 'b', 'c', none, 'e'], 2)).toEqual(['a', 'b', 'c', 'e'])
    expect(closedUp([none, none, 'c'], 1)).toEqual(['c'])
    expect(closedUp(['a', none, 'c'], 1)).toEqual(['a', none, 'c'])
    expect(closedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'b', 'c'])
  })

  it('lie around the middle, one after the other below and above', () => {
    expect([0, 1, 2, 3, 4].map(stepsFromMiddle)).toEqual([-0, 1, -1, 2, -2])
  })
})
