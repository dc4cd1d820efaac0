import { describe, expect, it } from 'vitest'
import { along, type Curve, pathOf, trackOf } from './curve'

const line = (x0: number, x1: number): Curve => [
  { x: x0, y: 0 },
  { x: x0 + (x1 - x0) / 3, y: 0 },
  { x: x0 + (2 * (x1 - x0)) / 3, y: 0 },
  { x: x1, y: 0 },
]

describe('a way', () => {
  it('is as long as its curves', () => {
    expect(trackOf([line(0, 100), line(100, 400)]).length).toBeCloseTo(400)
  })

  it('is gone at one speed, however its curves are cut', () => {
    const track = trackOf([line(0, 100), line(100, 400)])
    expect([0, 0.25, 0.5, 1].map((part) => along(track, part).x)).toEqual([
      0,
      expect.closeTo(100),
      expect.closeTo(200),
      expect.closeTo(400),
    ])
  })

  it('ends where it ends', () => {
    const track = trackOf([line(0, 100)])
    expect(along(track, -1).x).toBe(0)
    expect(along(track, 2).x).toBeCloseTo(100)
  })

  it('looks where it goes', () => {
    expect(along(trackOf([line(0, 100)]), 0.5).angle).toBeCloseTo(0)
    expect(Math.abs(along(trackOf([line(100, 0)]), 0.5).angle)).toBeCloseTo(Math.PI)
  })

  it('is one path', () => {
    expect(pathOf([line(0, 3), line(3, 6)])).toBe('M0 0C1 0 2 0 3 0C4 0 5 0 6 0')
  })
})
