import type { PodState } from './summary'

/** A Pod's states, in the order in which they are told. */
export const podStates: readonly PodState[] = [
  'ready',
  'running',
  'creating',
  'pending',
  'terminating',
  'failing',
  'completed',
]

/**
 * Owners whose Pods are to be put together: the largest, until no more than `most` of all are left
 * one by one.
 */
export function largestTogether(
  owners: Iterable<readonly [owner: string, pods: number]>,
  { all, most }: { readonly all: number; readonly most: number },
): ReadonlySet<string> {
  const largestFirst = [...owners].sort(
    ([one, few], [other, many]) => many - few || (one < other ? -1 : 1),
  )
  const together = new Set<string>()
  let left = all
  for (const [owner, pods] of largestFirst) {
    if (left <= most) break
    together.add(owner)
    left -= pods
  }
  return together
}
