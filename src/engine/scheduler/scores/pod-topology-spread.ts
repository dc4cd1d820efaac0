import type { NodeInfo } from '../node-info'
import { BEST, type Cycle, type ScorePlugin } from '../plugin'
import { HOSTNAME, type Spread, softSpreads } from '../spread'
import { countsByValue } from '../tally'
import { naturalLogarithm } from './natural-logarithm'

/** Prefers nodes where fewer of a Pod's fellows are: on the node itself, and in its zone. */
export const podTopologySpread: ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  score(cycle, nodes) {
    const spreads = softSpreads(cycle)
    if (spreads.length === 0) return undefined
    const isIgnored = ({ labels }: NodeInfo): boolean =>
      spreads.some(({ needsLabel, topologyKey }) => needsLabel && labels[topologyKey] === undefined)
    const scored = nodes.filter((node) => !isIgnored(node))
    const costs = spreads.map((spread) => costOf(spread, cycle, scored))
    const totals = nodes.map((node) =>
      isIgnored(node) ? undefined : Math.round(costs.reduce((sum, cost) => sum + cost(node), 0)),
    )
    return reversed(totals)
  },
}

// How much a constraint speaks against a node. The more domains there are, the more each Pod
// weighs.
function costOf(
  { topologyKey, maxSkew, counted }: Spread,
  cycle: Cycle,
  scored: readonly NodeInfo[],
): (node: NodeInfo) => number {
  const tally = cycle.tally(counted)
  if (topologyKey === HOSTNAME) {
    const weight = weightOf(scored.length)
    return ({ name }) => (tally.counts.get(name) ?? 0) * weight + maxSkew - 1
  }
  const domains = new Set(scored.map(({ labels }) => labels[topologyKey] ?? ''))
  domains.delete('')
  const weight = weightOf(domains.size)
  const counts = countsByValue(tally, topologyKey, cycle.nodes)
  return ({ labels }) => {
    const value = labels[topologyKey]
    return value === undefined ? 0 : (counts.get(value) ?? 0) * weight + maxSkew - 1
  }
}

// Asked for with every Pod, and there are no more of them than nodes.
const weights: number[] = []

function weightOf(domains: number): number {
  weights[domains] ??= naturalLogarithm(domains + 2)
  return weights[domains]
}

function reversed(totals: readonly (number | undefined)[]): readonly number[] {
  const known = totals.filter((total) => total !== undefined)
  const most = Math.max(...known)
  const least = Math.min(...known)
  return totals.map((total) => {
    if (total === undefined) return 0
    return most === 0 ? BEST : Math.trunc((BEST * (most + least - total)) / most)
  })
}
