import { describe, expect, it } from 'vitest'
import { assignSlots, closedUp, stepsFromMiddle } from './slots'

describe('places', () => {
  it('stay with those who have them', () => {
    expect(assignSlots(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c'])
  })

  it('go to newcomers where somebody left', () => {
    expect(assignSlots(['a', 'b', 'c'], ['a', 'c', 'd', 'e'])).toEqual(['a', 'd', 'c', 'e'])
  })

  it('stay free where somebody left, at the end, too', () => {
    const none = undefined
    expect(assignSlots(['a', 'b', 'c', 'd'], ['c'])).toEqual([none, none, 'c', none])
  })

  it('in rows stay as they are when one leaves, and close up when more than a row has', () => {
    const none = undefined
    expect(closedUp(['a', none, 'c'], 1)).toEqual(['a', none, 'c'])
    expect(closedUp(['a', 'b', none], 1)).toEqual(['a', 'b', none])
    expect(closedUp([none, none, 'c'], 1)).toEqual(['c', none])
    expect(closedUp(['a', 'b', none, 'd', 'e'], 2)).toEqual(['a', 'b', none, 'd', 'e'])
    expect(closedUp(['a', none, none, none, 'e', none], 2)).toEqual(['a', 'e', none, none])
    expect(closedUp([none, none, none, none], 2)).toEqual([none, none])
  })

  it('lie around the middle, one after the other below and above', () => {
    expect([0, 1, 2, 3, 4].map(stepsFromMiddle)).toEqual([-0, 1, -1, 2, -2])
  })
})
