import type { Beyond } from './elsewhere'
import type { Finding } from './findings'
import type { Change, Outcome } from './outcomes'

/** How the manifest stands to the cluster. */
export interface SessionState {
  /** `broken`: the text cannot be read. `idle`: nothing has been done yet. */
  readonly phase: 'idle' | 'broken' | 'working' | 'settled'
  /** Of the latest time that something was applied. */
  readonly outcomes: readonly Outcome[]
  /** What applying would do; empty while 'live' is on. */
  readonly changes: readonly Change[]
  readonly findings: readonly Finding[]
  /** What others have done to the cluster. */
  readonly beyond: Beyond
}
