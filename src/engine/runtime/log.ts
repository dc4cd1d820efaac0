import type { Instant } from '../sim'

/** One line that a container printed. */
export interface LogLine {
  /** Counts from 0 for each process. */
  readonly number: number
  readonly at: Instant
  readonly text: string
}
