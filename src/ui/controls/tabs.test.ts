import { describe, expect, it } from 'vitest'
import { neighbour } from './Tabs'

describe('arrow keys', () => {
  it('go round the tabs', () => {
    expect(neighbour('ArrowRight', 2, 3)).toBe(0)
    expect(neighbour('ArrowLeft', 0, 3)).toBe(2)
    expect(neighbour('End', 0, 3)).toBe(2)
    expect(neighbour('a', 0, 3)).toBeUndefined()
  })
})
