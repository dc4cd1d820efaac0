import { describe, expect, it } from 'vitest'
import { blank } from '../../store/picture'
import { createShownClock } from './shown-clock'

const at = (now: number, more = {}) => ({
  ...blank,
  now,
  running: true,
  reached: 2,
  era: 1,
  ...more,
})

describe('the instant on screen', () => {
  it('goes on between frames, at the speed reached', () => {
    const clock = createShownClock()
    const frame = at(1_000_000)
    clock.shown(frame, 100)
    expect(clock.shown(frame, 110)).toBe(1_020_000)
  })

  it('does not go back when a frame is late', () => {
    const clock = createShownClock()
    const frame = at(1_000_000)
    clock.shown(frame, 100)
    const shown = clock.shown(frame, 150)
    expect(clock.shown(at(1_010_000), 151)).toBeGreaterThanOrEqual(shown)
  })

  it('waits for a cluster that says nothing more', () => {
    const clock = createShownClock()
    const frame = at(0)
    clock.shown(frame, 0)
    expect(clock.shown(frame, 60_000)).toBe(500_000)
  })

  it('is that of the frame while time is stopped, and after a seek', () => {
    const clock = createShownClock()
    clock.shown(at(5_000_000), 0)
    expect(clock.shown(at(5_000_000, { running: false }), 900)).toBe(5_000_000)
    expect(clock.shown(at(2_000_000, { era: 2 }), 901)).toBe(2_000_000)
  })
})
