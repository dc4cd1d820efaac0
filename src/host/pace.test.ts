import { describe, expect, it } from 'vitest'
import { Pace } from './pace'

/** Lets real milliseconds pass in steps; `able` is how much of a step's time the cluster can do. */
function drive(pace: Pace, steps: readonly number[], able = 1): number {
  let real = 0
  let now = pace.target(real, 0)
  for (const step of steps) {
    real += step
    const target = pace.target(real, now)
    const came = now + Math.floor((target - now) * able)
    pace.came(now, came, target)
    now = came
  }
  return now
}
const steps = (count: number, millis = 16) => Array.from({ length: count }, () => millis)

describe('simulated time', () => {
  it.each([0.1, 1, 3.3, 20])('passes %d times as fast as real time', (speed) => {
    const pace = new Pace()
    pace.restart(speed)
    expect(drive(pace, steps(1_000))).toBe(Math.floor(16_000_000 * speed))
    expect(pace.reached).toBe(speed)
  })

  it('loses nothing to fractions', () => {
    const pace = new Pace()
    pace.restart(0.1)
    expect(drive(pace, steps(10_000, 0.333))).toBeCloseTo(333_000, -1)
  })

  it('slows down when the cluster cannot keep up, and says by how much', () => {
    const pace = new Pace()
    pace.restart(10)
    drive(pace, steps(100), 0.25)
    expect(pace.reached).toBeCloseTo(2.5)
    pace.restart()
    expect(pace.reached).toBe(10)
  })

  it('does not make up for a long gap', () => {
    expect(drive(new Pace(), [16, 3_600_000, 16])).toBe(16_000 + 250_000 + 16_000)
  })

  it('is held between the slowest and the fastest', () => {
    const pace = new Pace()
    pace.restart(1_000)
    expect(pace.speed).toBe(20)
    pace.restart(0)
    expect(pace.speed).toBe(0.1)
  })
})
