import { termsOf } from '../affinity-terms'
import { BEST, type Cycle, type ScorePlugin } from '../plugin'
import { type AskedTerm, countsByValue, matchesPod, type Tally } from '../tally'

// What a placed Pod's required affinity weighs for those that it wants near.
const REQUIRED_WEIGHT = 1

/** Prefers nodes near the Pods that a Pod likes or that like it, and far from those that do not. */
export const interPodAffinity: ScorePlugin = {
  name: 'InterPodAffinity',
  weight: 2,
  score(cycle, nodes) {
    const pulls = [...ownPulls(cycle), ...othersPulls(cycle)]
    if (pulls.length === 0) return undefined
    const sums = nodes.map(({ labels }) =>
      pulls.reduce((sum, { topologyKey, weight, values }) => {
        return sum + weight * (values.get(labels[topologyKey] ?? '') ?? 0)
      }, 0),
    )
    const least = Math.min(...sums)
    const range = Math.max(...sums) - least
    return sums.map((sum) => (range === 0 ? 0 : Math.trunc((BEST * (sum - least)) / range)))
  },
}

/** A force towards some places, or away from them. */
interface Pull {
  readonly topologyKey: string
  readonly weight: number
  readonly values: ReadonlyMap<string, number>
}

const pull = (
  { topologyKey }: AskedTerm,
  weight: number,
  tally: Tally,
  { nodes }: Cycle,
): Pull => ({ topologyKey, weight, values: countsByValue(tally, topologyKey, nodes) })

const ownPulls = (cycle: Cycle): readonly Pull[] =>
  termsOf(cycle.pod, cycle.reader)
    .filter(({ rule }) => rule === 'preferred')
    .map((term) => {
      const { namespaces, selector } = term
      const tally = cycle.tally({ type: 'selected', namespaces, selector, all: true })
      return pull(term, term.weight, tally, cycle)
    })

const othersPulls = (cycle: Cycle): readonly Pull[] =>
  Array.from(cycle.asked())
    .filter(({ term }) => term.rule !== 'forbidden' && matchesPod(term, cycle.pod.metadata))
    .map(({ term, tally }) => {
      const weight = term.rule === 'required' ? REQUIRED_WEIGHT : term.weight
      return pull(term, weight, tally, cycle)
    })
