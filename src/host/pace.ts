/** How fast simulated time may go, in simulated microseconds a real one. */
export const speeds = { least: 0.1, most: 20 } as const

/** After a longer gap (a sleeping machine, a stopped tab) time goes on from where it was. */
const longestGapMillis = 250
/** Over how long it is judged whether the cluster keeps up. */
const windowMillis = 500

/**
 * From real time to simulated time. What the cluster could not do in time is not made up for:
 * simulated time is then slower, and `reached` says by how much.
 */
export class Pace {
  speed = 1
  /** The speed of late, at most the one asked for. */
  reached = 1
  private last: number | undefined
  private debt = 0
  private window = { began: 0, real: 0, simulated: 0, late: false }

  /** How far the cluster should come now; `undefined` right after a pause. */
  target(realMillis: number, now: number): number {
    const elapsed = this.last === undefined ? 0 : Math.min(realMillis - this.last, longestGapMillis)
    this.last = realMillis
    const wanted = elapsed * 1_000 * this.speed + this.debt
    const whole = Math.floor(wanted)
    this.debt = wanted - whole // parts of a microsecond, for the next time
    this.window.real += elapsed * 1_000
    return now + whole
  }

  /** Where it came to. */
  came(from: number, to: number, target: number): void {
    const { window } = this
    window.simulated += to - from
    if (to < target) window.late = true
    if (window.real < windowMillis * 1_000) return
    this.reached = window.late ? Math.min(window.simulated / window.real, this.speed) : this.speed
    this.window = { began: to, real: 0, simulated: 0, late: false }
  }

  /** Time stands still, or was turned, or goes at another speed. */
  restart(speed = this.speed): void {
    this.speed = Math.min(Math.max(speed, speeds.least), speeds.most)
    this.reached = this.speed
    this.last = undefined
    this.debt = 0
    this.window = { began: 0, real: 0, simulated: 0, late: false }
  }
}
