import type { KubeObject } from '../api/object'
import type { SortedMap } from '../sim'

/** What etcd holds: every object, the indexes over them, and what changed. A value; old versions stay whole. */
export interface Store {
  /** The counter that `resourceVersion` shows; each write takes the next number. */
  readonly revision: number
  /** By `plural/namespace/name` (namespace empty for cluster-scoped kinds). */
  readonly objects: SortedMap<KubeObject>
  /** By `plural/index/value/namespace/name`, to the key in `objects`. */
  readonly indexes: SortedMap<string>
  /** By revision, ten digits; compacted from the front. */
  readonly changes: SortedMap<Change>
}

/** One write. */
export interface Change {
  readonly revision: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly kind: string
  /** As it is after the write; for a deletion, as it was last. */
  readonly object: KubeObject
  readonly previous?: KubeObject
}
