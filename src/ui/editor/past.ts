import type { Identity } from '../../kubectl'

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
}

/** Before anything was applied. */
export const nothingYet: Moment = { at: 0, text: '', applied: new Map(), owned: [] }

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
  const before = past.filter(({ at }) => at < moment.at)
  const after = wrote ? [] : past.filter(({ at }) => at > moment.at)
  return [...before, moment, ...after].slice(-momentsKept)
}

/** The past when what came after an instant will come differently. */
export const withoutFuture = (past: readonly Moment[], now: number): readonly Moment[] =>
  past.filter(({ at }) => at <= now)
