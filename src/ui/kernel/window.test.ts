import { describe, expect, it } from 'vitest'
import { windowAt } from './window'

describe('the window of a long list', () => {
  it('has all rows of a screen of 80, wherever one has scrolled to', () => {
    for (const first of [0, 1, 39, 40, 79, 1_234, 99_999]) {
      const { offset, limit } = windowAt(first * 20, 20)
      expect(offset).toBeLessThanOrEqual(first)
      expect(offset + limit).toBeGreaterThanOrEqual(first + 80)
    }
  })
  it('stays where it is while one scrolls a little', () => {
    expect(windowAt(401, 20)).toEqual(windowAt(440, 20))
  })
})
