import type { Chance } from '../interpreter'
import { type Fraction, fraction, times, whole } from './fraction'

/** One decision on the way: which of its outcomes is taken, and how likely each is. */
interface Decision {
  readonly taken: number
  readonly shares: readonly Fraction[]
}

/**
 * Chance that goes every way: whoever asks it runs again and again, and each run takes the next way
 * that the draws could fall, until there is none left.
 */
export class Branches implements Chance {
  private readonly decisions: Decision[] = []
  private met = 0
  private likely = whole

  /** How likely the draws of this run are, all together. */
  get share(): Fraction {
    return this.likely
  }
  /** How many draws this run has met. */
  get draws(): number {
    return this.met
  }

  /** Calls back for every way; the draws of a call are answered for that way. */
  static each(run: (branches: Branches) => void): void {
    const branches = new Branches()
    do {
      branches.met = 0
      branches.likely = whole
      run(branches)
    } while (branches.turn())
  }

  oneIn(of: number): boolean {
    return this.decide(() => [fraction(1, of), fraction(of - 1, of)]) === 0
  }

  below(limit: number): number {
    if (limit === 1) return 0
    return this.decide(() => Array.from({ length: limit }, () => fraction(1, limit)))
  }

  private decide(sharesOf: () => readonly Fraction[]): number {
    const place = this.met++
    const decision = this.decisions[place] ?? { taken: 0, shares: sharesOf() }
    this.decisions[place] = decision
    this.likely = times(this.likely, decision.shares[decision.taken] ?? whole)
    return decision.taken
  }

  // The last decision that could have gone another way does so; those after it are open again.
  private turn(): boolean {
    for (;;) {
      const last = this.decisions.pop()
      if (!last) return false
      const taken = last.taken + 1
      if (taken === last.shares.length) continue
      this.decisions.push({ ...last, taken })
      return true
    }
  }
}
