import { termsOf } from '../affinity-terms'
import type { NodeInfo } from '../node-info'
import { type Cycle, type FilterPlugin, rejection } from '../plugin'
import { type AskedTerm, countsByValue, matchesPod, type Tally } from '../tally'

const LONELY = rejection("node(s) didn't match pod affinity rules", false)
const CROWDED = rejection("node(s) didn't match pod anti-affinity rules", true)
const UNWELCOME = rejection("node(s) didn't satisfy existing pods anti-affinity rules", true)

/** Keeps Pods near those, and far from those, that they or the others demand. */
export const interPodAffinity: FilterPlugin = {
  name: 'InterPodAffinity',
  prepare(cycle) {
    const terms = termsOf(cycle.pod, cycle.reader)
    const near = terms.filter(({ rule }) => rule === 'required').map((term) => place(term, cycle))
    const far = terms.filter(({ rule }) => rule === 'forbidden').map((term) => place(term, cycle))
    const unwelcome = Array.from(cycle.asked())
      .filter(({ term }) => term.rule === 'forbidden' && matchesPod(term, cycle.pod.metadata))
      .map(({ term, tally }) => placeOf(term, tally, cycle))
    if (near.length === 0 && far.length === 0 && unwelcome.length === 0) return undefined
    // The first of a group that wants to be together has nobody to be near to yet.
    const isFirst =
      near.every(({ values }) => values.size === 0) &&
      near.every(({ term }) => matchesPod(term, cycle.pod.metadata))
    return (node) => {
      const isNear = near.every((each) => has(each, node) || (isFirst && isLabelled(each, node)))
      if (!isNear) return LONELY
      if (far.some((each) => has(each, node))) return CROWDED
      return unwelcome.some((each) => has(each, node)) ? UNWELCOME : undefined
    }
  },
}

/** Where the Pods of a term are, by values of its topology key. */
interface Place {
  readonly term: AskedTerm
  readonly values: ReadonlyMap<string, number>
}

const place = (term: AskedTerm, cycle: Cycle): Place => {
  const { namespaces, selector } = term
  return placeOf(term, cycle.tally({ type: 'selected', namespaces, selector, all: true }), cycle)
}

const placeOf = (term: AskedTerm, tally: Tally, { nodes }: Cycle): Place => ({
  term,
  values: countsByValue(tally, term.topologyKey, nodes),
})

const isLabelled = ({ term }: Place, { labels }: NodeInfo): boolean =>
  labels[term.topologyKey] !== undefined

const has = ({ term, values }: Place, { labels }: NodeInfo): boolean =>
  values.has(labels[term.topologyKey] ?? '')
