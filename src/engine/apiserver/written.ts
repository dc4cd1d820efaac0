import type { KubeObject } from '../api/object'
import type { Change, Store } from './store'

/** What a write came to. */
export interface Written {
  readonly store: Store
  readonly object: KubeObject
  /** What was written, in order; empty when nothing had to be. */
  readonly changes: readonly Change[]
  /** Texts of `Warning` headers. */
  readonly warnings?: readonly string[]
}
