import { type Cluster, seconds } from '../../engine'

const TICK_MILLIS = 20
// How long one tick may work: requests are answered between ticks.
const BUDGET_MILLIS = 12
const BATCH = 200

/** A cluster whose time goes with the real clock, `speed` times as fast. */
export class Live {
  private readonly listeners = new Set<() => void>()
  private readonly timer: NodeJS.Timeout
  private at: number

  constructor(
    readonly cluster: Cluster,
    private readonly speed: number,
  ) {
    this.at = performance.now()
    this.timer = setInterval(() => this.tick(), TICK_MILLIS)
  }

  /** Calls back whenever time has passed or something was written; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Something was written: whoever watches is told at once. */
  changed(): void {
    for (const listener of [...this.listeners]) listener()
  }

  /** Lets time come as far as the real clock, if that is done in no time. */
  catchUp(): void {
    const now = performance.now()
    const { cluster } = this
    const from = cluster.now
    const target = from + Math.floor(((now - this.at) / 1_000) * this.speed * seconds(1))
    const until = now + BUDGET_MILLIS
    do cluster.advance(target, BATCH)
    while (cluster.now < target && performance.now() < until)
    // A cluster that cannot keep up goes slower; it does not fall ever further behind.
    this.at = now
  }

  close(): void {
    clearInterval(this.timer)
    this.listeners.clear()
  }

  private tick(): void {
    this.catchUp()
    this.changed()
  }
}
