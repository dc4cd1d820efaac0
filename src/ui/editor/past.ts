import type { Identity } from '../../kubectl/connection'
import type { Known } from './elsewhere'

/** How the manifest stood to its cluster from an instant on. */
export interface Moment {
  /** In simulated microseconds. */
  readonly at: number
  /** The text that was applied. */
  readonly text: string
  /** Documents as they were last applied, by what they name. */
  readonly applied: ReadonlyMap<string, string>
  /** What is the manifest's own: goes when its document goes. */
  readonly owned: readonly Identity[]
  /** Documents that the cluster took, and what it made of them, by what they name. */
  readonly known: ReadonlyMap<string, Known>
  /** The change that brought it about, and the latest that had been made by then. */
  readonly changes?: readonly string[]
}

/** Before anything was applied. */
export const nothingYet: Moment = {
  at: 0,
  text: '',
  applied: new Map(),
  owned: [],
  known: new Map(),
}

/** As many are remembered; each holds a text. */
const momentsKept = 200

/** The moment that an instant belongs to; undefined when that is no longer known. */
export const momentAt = (past: readonly Moment[], now: number): Moment | undefined =>
  past.findLast(({ at }) => at <= now)

/**
 * The past with a moment more. What was written in the past makes another future; where nothing was
 * written, the same one follows.
 */
export function withMoment(
  past: readonly Moment[],
  moment: Moment,
  { wrote }: { readonly wrote: boolean },
): readonly Moment[] {
  const before = past.filter(({ at }) => at <= moment.at)
  const after = wrote ? [] : past.filter(({ at }) => at > moment.at)
  return [...before, moment, ...after].slice(-momentsKept)
}

/** The past when what came after an instant will come differently. */
export const withoutFuture = (past: readonly Moment[], now: number): readonly Moment[] =>
  past.filter(({ at }) => at <= now)

/** The past as it was before the first of some changes, which were undone. */
export function withoutChanges(
  past: readonly Moment[],
  { changes, to }: { readonly changes: readonly string[]; readonly to: number },
): readonly Moment[] {
  const first = past.findIndex(
    ({ at, changes: of = [] }) => at > to || of.some((each) => changes.includes(each)),
  )
  return first < 0 ? past : past.slice(0, Math.max(first, 1))
}
