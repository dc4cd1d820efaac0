import type { Instant } from '../../sim'
import { parseTimestamp, seconds } from '../../sim'
import type { View } from '../trace/view'

interface Conditioned {
  readonly type: string
  readonly status: string
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly lastTransitionTime?: string | undefined
}

/** A time of the API as an instant of the cluster. */
export function instantOf(
  text: string | undefined,
  { options }: Pick<View, 'options'>,
): Instant | undefined {
  const unix = text === undefined ? undefined : parseTimestamp(text)
  return unix === undefined ? undefined : Math.max(0, seconds(unix - options.epoch))
}

/** `{ since }`, where a time is known. */
export function sinceOf(
  text: string | undefined,
  view: Pick<View, 'options'>,
): { readonly since?: Instant } {
  const since = instantOf(text, view)
  return since === undefined ? {} : { since }
}

/** A condition of an object by its type. */
export const conditionOf = <Condition extends Conditioned>(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined => conditions?.find((each) => each.type === type)
