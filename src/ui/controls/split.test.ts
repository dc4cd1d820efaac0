import { describe, expect, it } from 'vitest'
import { folded, stepOf } from './Split'

const bounds = { least: 200, most: 600 }
const before = { size: 300, folded: false }

describe('a pane', () => {
  it('is as large as it is dragged, within bounds', () => {
    expect([250.4, 150, 900].map((wanted) => folded(wanted, bounds, before).size)).toEqual([
      250, 200, 600,
    ])
  })

  it('folds when it is dragged to nothing, and keeps the size it comes back to', () => {
    expect(folded(90, bounds, before)).toEqual({ size: 300, folded: true })
  })

  it('grows and shrinks by the arrow keys along its line', () => {
    expect(stepOf('ArrowRight', 'row', 16)).toBe(16)
    expect(stepOf('ArrowUp', 'column', 16)).toBe(-16)
    expect(stepOf('ArrowUp', 'row', 16)).toBeUndefined()
  })
})
