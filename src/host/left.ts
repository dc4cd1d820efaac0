import type { Changes } from './history'
import type { Change, History } from './protocol'
import type { Scene } from './scene'

/** A cluster with what can be undone in it. */
export interface Place {
  readonly scene: Scene
  readonly changes: Changes
}

/** Between two clusters: what lies on the far side, and the changes that lead there. */
interface Step {
  readonly place: Place
  readonly changes: readonly Change[]
}

/** As many that were left are kept whole: they may be large. */
const kept = 2

/** Clusters that were left by opening others: opening is undone, and done again, like the rest. */
export class LeftPlaces {
  private behind: readonly Step[] = []
  private ahead: readonly Step[] = []

  /**
   * Notes that something is opened. Without a place, what was there was itself only being opened:
   * one undo then goes back over both. Without a change, nothing leads back.
   */
  leave(place: Place | undefined, change: Change | undefined): void {
    this.ahead = []
    const last = this.behind.at(-1)
    if (!change) this.behind = []
    else if (place) this.behind = [...this.behind, { place, changes: [change] }].slice(-kept)
    else if (last) {
      const longer = { place: last.place, changes: [...last.changes, change] }
      this.behind = [...this.behind.slice(0, -1), longer]
    }
  }

  /** Something else was done: what was ahead will not come. */
  stay(): void {
    this.ahead = []
  }

  /** What going back and forth would undo and do again. */
  history(): History {
    const undo = this.behind.at(-1)?.changes.at(-1)
    const redo = this.ahead.at(-1)?.changes.at(-1)
    return { ...(undo && { undo }), ...(redo && { redo }) }
  }

  /** Back to the cluster that was left last; undefined when there is none. */
  back(here: Place): Step | undefined {
    const step = this.behind.at(-1)
    if (!step) return undefined
    this.behind = this.behind.slice(0, -1)
    this.ahead = [...this.ahead, { place: here, changes: step.changes }]
    return step
  }

  /** To the cluster from which one last went back. */
  forth(here: Place): Step | undefined {
    const step = this.ahead.at(-1)
    if (!step) return undefined
    this.ahead = this.ahead.slice(0, -1)
    this.behind = [...this.behind, { place: here, changes: step.changes }]
    return step
  }
}
