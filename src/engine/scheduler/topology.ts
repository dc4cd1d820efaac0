import type { NodeInfo } from './node-info'
import type { Tally } from './tally'

/** The label that makes each node a domain of its own. */
export const HOSTNAME = 'kubernetes.io/hostname'

/** Sums a tally by the values that a label has on the nodes. Nodes without it count nowhere. */
export function countsByValue(
  { counts }: Tally,
  topologyKey: string,
  nodes: readonly NodeInfo[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  if (counts.size === 0) return sums
  for (const { name, labels } of nodes) {
    const value = labels[topologyKey]
    if (value === undefined) continue
    const here = counts.get(name)
    if (here !== undefined) sums.set(value, (sums.get(value) ?? 0) + here)
  }
  return sums
}
