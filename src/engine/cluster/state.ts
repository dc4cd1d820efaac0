import { type Change, emptyStore, type Store } from '../apiserver/store'
import type { DataPlaneState } from '../runtime'
import { randomStreams, type State, type Streams, stringTable, type Table } from '../sim'

/**
 * What is on its way to a component: while there is any, a delivery is scheduled. A component to
 * which nothing is on its way has seen all that it watches; it needs no old store, and reads what
 * is.
 */
export interface Informer {
  /** The store as the component has been shown it: as it was before the earliest of `pending`. */
  readonly cache: Store
  /** Changes not yet shown, latest first. */
  readonly pending: Pending
}

/** A list of changes, grown at its head: sharing it costs nothing. */
export interface Pending {
  readonly change: Change
  readonly earlier: Pending | undefined
}

/** Everything that changes in a cluster: edited in place, forked in no time. */
export class ClusterState implements State<ClusterState> {
  readonly streams: Streams

  constructor(
    private readonly seed: number,
    readonly plane: DataPlaneState,
    public store: Store = emptyStore,
    readonly memories: Table<string, unknown> = stringTable(),
    readonly informers: Table<string, Informer> = stringTable(),
    readonly drawn: Table<string, number> = stringTable(),
  ) {
    this.streams = randomStreams(seed, drawn)
  }

  fork(): ClusterState {
    return new ClusterState(
      this.seed,
      this.plane.fork(),
      this.store,
      this.memories.fork(),
      this.informers.fork(),
      this.drawn.fork(),
    )
  }
}

/** The pending changes in the order in which they were made. */
export function inOrder(pending: Pending | undefined): readonly Change[] {
  const changes: Change[] = []
  for (let each = pending; each; each = each.earlier) changes.push(each.change)
  return changes.reverse()
}
