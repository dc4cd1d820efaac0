import { isDemanded } from '../../resources/node-terms'
import type { NodeInfo } from '../node-info'
import { type Cycle, type FilterPlugin, rejection } from '../plugin'
import { ownSpreads, type Spread } from '../spread'
import { countsByValue } from '../tally'

const TEXT = "node(s) didn't match pod topology spread constraints"
const UNEVEN = rejection(TEXT, true)
const UNLABELLED = rejection(`${TEXT} (missing required label)`, false)

/** Keeps Pods from piling up where their constraints forbid it. */
export const podTopologySpread: FilterPlugin = {
  name: 'PodTopologySpread',
  prepare(cycle) {
    const spreads = ownSpreads(cycle.pod, 'DoNotSchedule')
    if (spreads.length === 0) return undefined
    const checks = spreads.map((spread) => checkOf(spread, cycle))
    return (node) => {
      for (const check of checks) {
        const rejected = check(node)
        if (rejected) return rejected
      }
      return undefined
    }
  },
}

function checkOf(spread: Spread, cycle: Cycle): (node: NodeInfo) => typeof UNEVEN | undefined {
  const { topologyKey, maxSkew, minDomains, counted, countsItself, honoursAffinity } = spread
  const { nodeSelector, affinity } = cycle.pod.spec
  const eligible = cycle.nodes.filter(
    (node) =>
      node.labels[topologyKey] !== undefined &&
      (!honoursAffinity || isDemanded(nodeSelector, affinity?.nodeAffinity, node)),
  )
  const domains = new Set(eligible.map(({ labels }) => labels[topologyKey]))
  const counts = countsByValue(cycle.tally(counted), topologyKey, eligible)
  const fewest = Math.min(...Array.from(domains, (value) => counts.get(value ?? '') ?? 0))
  const least = domains.size < minDomains ? 0 : fewest
  const own = countsItself ? 1 : 0
  return ({ labels }) => {
    const value = labels[topologyKey]
    if (value === undefined) return UNLABELLED
    return (counts.get(value) ?? 0) + own - least > maxSkew ? UNEVEN : undefined
  }
}
