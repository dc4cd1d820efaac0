import type { Random } from '../sim'
import { filters } from './filters'
import type { NodeInfo } from './node-info'
import type { Cycle, Rejection } from './plugin'
import { scores } from './scores'

/** What came of the search for a node. */
export type Decision =
  | { readonly node: string; readonly cursor: number }
  | { readonly rejections: readonly Rejection[]; readonly cursor: number }

/**
 * Searches a node for a Pod, from a place in the list of nodes on (schedule_one.go, schedulePod).
 */
export function decide(cycle: Cycle, cursor: number, random: Random): Decision {
  const { feasible, rejections, looked } = search(cycle, cursor)
  const next = cycle.nodes.length === 0 ? 0 : (cursor + looked) % cycle.nodes.length
  const node = best(cycle, feasible, random)
  return node ? { node: node.name, cursor: next } : { rejections, cursor: next }
}

function search(
  cycle: Cycle,
  cursor: number,
): {
  readonly feasible: readonly NodeInfo[]
  readonly rejections: readonly Rejection[]
  readonly looked: number
} {
  const { nodes } = cycle
  const checks = filters.flatMap((filter) => filter.prepare(cycle) ?? [])
  const enough = enoughOf(nodes.length)
  const feasible: NodeInfo[] = []
  const rejections: Rejection[] = []
  let looked = 0
  while (looked < nodes.length && feasible.length < enough) {
    const node = nodes[(cursor + looked) % nodes.length] as NodeInfo
    const rejected = firstRejection(checks, node)
    if (rejected) rejections.push(rejected)
    else feasible.push(node)
    looked++
  }
  return { feasible, rejections, looked }
}

function firstRejection(
  checks: readonly ((node: NodeInfo) => Rejection | undefined)[],
  node: NodeInfo,
): Rejection | undefined {
  for (const check of checks) {
    const rejected = check(node)
    if (rejected) return rejected
  }
  return undefined
}

// In a large cluster a part of the nodes has to do: half of them, less as they grow more, a hundred
// at least.
function enoughOf(count: number): number {
  if (count < 100) return count
  const percentage = Math.max(5, 50 - Math.trunc(count / 125))
  return Math.max(100, Math.trunc((count * percentage) / 100))
}

function best(cycle: Cycle, nodes: readonly NodeInfo[], random: Random): NodeInfo | undefined {
  if (nodes.length <= 1) return nodes[0]
  const totals = nodes.map(() => 0)
  for (const plugin of scores) {
    const scored = plugin.score(cycle, nodes)
    if (!scored) continue
    for (let index = 0; index < totals.length; index++) {
      totals[index] = (totals[index] ?? 0) + plugin.weight * (scored[index] ?? 0)
    }
  }
  const most = Math.max(...totals)
  const ties = nodes.filter((_, index) => totals[index] === most)
  return ties[random.below(ties.length)]
}
