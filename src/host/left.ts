import type { Cluster } from '../engine'
import type { DroppedFuture } from '../engine/cluster'
import type { Instant } from '../engine/sim'
import type { Changes } from './history'
import type { Change, History } from './protocol'
import { Scene } from './scene'

/** A cluster with what can be undone in it. */
export interface Place {
  readonly scene: Scene
  readonly changes: Changes
}

/** A place that was left: whole, or as the inputs from which it comes about again. */
type Left =
  | Place
  | {
      readonly changes: Changes
      readonly bare: Cluster
      readonly future: DroppedFuture
      /** The instant at which it was left. */
      readonly at: Instant
    }

/** Between two clusters: what lies on the far side, and the changes that lead there. */
interface Step {
  readonly place: Left
  readonly changes: readonly Change[]
}

/** Where a step has led, and the instant to which time is to hurry on there. */
export interface Arrived {
  readonly place: Place
  readonly changes: readonly Change[]
  readonly to: Instant
}

/** As many that were left are kept. */
const kept = 2
/** Larger ones take hundreds of megabytes: they are run again. */
const wholeObjects = 5_000
/** So long a run is not run again, however large it is. */
const longestRun = 1_000_000

/** Clusters that were left by opening others: opening is undone, and done again, like the rest. */
export class LeftPlaces {
  private behind: readonly Step[] = []
  private ahead: readonly Step[] = []

  constructor(private readonly most = wholeObjects) {}

  /**
   * Notes that something is opened. Without a place, what was there was itself only being opened:
   * one undo then goes back over both. Without a change, nothing leads back.
   */
  leave(place: Place | undefined, change: Change | undefined): void {
    this.ahead = []
    const last = this.behind.at(-1)
    if (!change) this.behind = []
    else if (place)
      this.behind = [...this.behind, { place: this.put(place), changes: [change] }].slice(-kept)
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
  back(here: Place): Arrived | undefined {
    const step = this.behind.at(-1)
    if (!step) return undefined
    this.behind = this.behind.slice(0, -1)
    this.ahead = [...this.ahead, { place: this.put(here), changes: step.changes }]
    return arrived(step)
  }

  /** To the cluster from which one last went back. */
  forth(here: Place): Arrived | undefined {
    const step = this.ahead.at(-1)
    if (!step) return undefined
    this.ahead = this.ahead.slice(0, -1)
    this.behind = [...this.behind, { place: this.put(here), changes: step.changes }]
    return arrived(step)
  }

  private put({ scene, changes }: Place): Left {
    const { cluster } = scene
    const { now: at, size, steps } = cluster
    const future = size > this.most && steps < longestRun ? cluster.dropFrom(0) : undefined
    // A fork has nothing of what the other remembers of its run.
    return future ? { changes, bare: cluster.fork(), future, at } : { scene, changes }
  }
}

function arrived({ place, changes }: Step): Arrived {
  if ('scene' in place) return { place, changes, to: place.scene.cluster.now }
  const { bare, future, at } = place
  const scene = new Scene(bare)
  scene.recall(future)
  return { place: { scene, changes: place.changes }, changes, to: at }
}
