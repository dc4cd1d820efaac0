import type { NodeFault } from '../api/fault'
import { compacted, emptyStore, type Store, withoutMemory } from '../apiserver/store'
import type { DataPlaneState } from '../runtime'
import {
  type Instant,
  randomStreams,
  type SortedMap,
  type State,
  type Streams,
  sortedMap,
  stringTable,
  type Table,
} from '../sim'
import type { ClusterMessage } from './message'

/** What a process had been shown of the cluster when it last heard of it. */
export interface LastShown {
  readonly store: Store
  readonly at: Instant
}

/** Everything that changes in a cluster: edited in place, forked in no time. */
export class ClusterState implements State<ClusterState> {
  readonly streams: Streams
  /** How often each stream of chance has been drawn from. */
  readonly drawn: Table<string, number>
  /** What the API server holds. */
  store: Store
  /** What was written before is old enough to be forgotten: as of a second ago, and of now. */
  old: { readonly revision: number; readonly next: number; readonly at: Instant }
  /** What each component remembers, by its number. */
  readonly memories: unknown[]
  /**
   * By the number of a component to which something is on its way: the store as it was before the
   * first change that it has not been shown. A component without one has seen all that it watches:
   * it needs no old store, and reads what is.
   */
  readonly caches: (Store | undefined)[]
  /** What is wrong with nodes. */
  faults: SortedMap<NodeFault>
  /** By node that is cut off: what the informers of CoreDNS there had been shown until then. */
  lastShown: SortedMap<LastShown>
  /** By component: what it is to be told as soon as it hears again. */
  unheard: SortedMap<readonly ClusterMessage[]>

  constructor(
    private readonly seed: number,
    readonly plane: DataPlaneState,
    from?: ClusterState,
  ) {
    this.drawn = from ? from.drawn.fork() : stringTable()
    this.store = from ? compacted(from.store, from.shownUpTo()) : emptyStore
    this.old = from ? from.old : { revision: 0, next: 0, at: 0 }
    this.memories = from ? from.memories.slice() : []
    this.caches = from ? from.caches.map((cache) => cache && withoutMemory(cache)) : []
    this.faults = from ? from.faults : sortedMap()
    this.lastShown = from ? from.lastShown : sortedMap()
    this.unheard = from ? from.unheard : sortedMap()
    this.streams = randomStreams(seed, this.drawn)
  }

  /** A fork remembers of what was written only what is still on its way to a component. */
  fork(): ClusterState {
    return new ClusterState(this.seed, this.plane.fork(), this)
  }

  /** The revision up to which every component has been shown what was written. */
  shownUpTo(): number {
    let revision = this.store.revision
    for (const cache of this.caches) if (cache) revision = Math.min(revision, cache.revision)
    return revision
  }
}
