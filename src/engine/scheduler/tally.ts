import { type LabelSelector, matchesSelector } from '../api/labels'
import type { Labels } from '../api/object'
import { type SortedMap, sortedMap } from '../sim'
import type { NodeInfo } from './node-info'

/** Which Pods a tally counts. What it says is also its key. */
export type Counted =
  /** Those of one controller: how the default spread sees a workload. */
  | { readonly type: 'owned'; readonly uid: string }
  /** Those that a selector matches; terminating ones only if `all`. */
  | {
      readonly type: 'selected'
      /** Empty for every namespace. */
      readonly namespaces: readonly string[]
      readonly selector: LabelSelector
      readonly all: boolean
    }
  /** Those that themselves ask to be near some Pods, or far from them. */
  | { readonly type: 'asking'; readonly term: AskedTerm }

/** What a placed Pod demands of those that come after it. */
export interface AskedTerm {
  readonly rule: 'required' | 'forbidden' | 'preferred'
  readonly topologyKey: string
  /** Empty for every namespace. */
  readonly namespaces: readonly string[]
  readonly selector: LabelSelector
  /** Of a preference; below zero to be far. */
  readonly weight: number
}

/** How many of some Pods are on each node. */
export interface Tally {
  readonly counted: Counted
  readonly counts: SortedMap<number>
}

/** All tallies, by what they count. */
export type Tallies = SortedMap<Tally>

/** The key of a tally. */
export const tallyKey = (counted: Counted): string =>
  counted.type === 'owned' ? `owned ${counted.uid}` : JSON.stringify(counted)

/** What of a Pod tallies look at. */
export interface Countable {
  readonly namespace: string
  readonly labels: Labels | undefined
  /** The uid of its controller. */
  readonly owner: string | undefined
  /** Whether it is being deleted. */
  readonly isGoing: boolean
  readonly node: string
  readonly terms: readonly AskedTerm[]
}

/** Counts a Pod in (1) or out (−1) wherever it counts. */
export function count(tallies: Tallies, countable: Countable, step: 1 | -1): Tallies {
  let next = tallies
  const add = (counted: Counted, tally: Tally | undefined): void => {
    if (!tally) return
    const counts = stepped(tally.counts, countable.node, step)
    const key = tallyKey(counted)
    // A workload that is gone, or a term that nobody asks for any longer, need not be remembered.
    const isSpent = counts.size === 0 && counted.type !== 'selected'
    next = isSpent ? next.delete(key) : next.set(key, { counted, counts })
  }
  for (const term of countable.terms) {
    const counted = { type: 'asking', term } as const
    add(counted, next.get(tallyKey(counted)) ?? { counted, counts: sortedMap() })
  }
  const { owner, isGoing } = countable
  if (owner !== undefined && !isGoing) {
    const counted = { type: 'owned', uid: owner } as const
    add(counted, next.get(tallyKey(counted)))
  }
  for (const tally of tallies.values(SELECTED)) {
    if (isCounted(tally.counted, countable)) add(tally.counted, tally)
  }
  return next
}

// How the keys of tallies begin that have to be tried one by one, and of those that Pods ask for.
const SELECTED = '{"type":"selected"'
const ASKING = '{"type":"asking"'

/** What placed Pods demand, and where they are. */
export function* askedTerms(tallies: Tallies): Generator<{ term: AskedTerm; tally: Tally }> {
  for (const [, tally] of tallies.entries(ASKING)) {
    if (tally.counted.type === 'asking') yield { term: tally.counted.term, tally }
  }
}

function isCounted(counted: Counted, countable: Countable): boolean {
  if (counted.type !== 'selected' || (countable.isGoing && !counted.all)) return false
  return matchesPod(counted, countable)
}

/** Whether a Pod is in one of the namespaces and matches the selector. */
export function matchesPod(
  { namespaces, selector }: Pick<AskedTerm, 'namespaces' | 'selector'>,
  { namespace = '', labels }: { readonly namespace?: string; readonly labels?: Labels | undefined },
): boolean {
  const isNear = namespaces.length === 0 || namespaces.includes(namespace)
  return isNear && matchesSelector(selector, labels)
}

function stepped(counts: Tally['counts'], node: string, step: 1 | -1): Tally['counts'] {
  const sum = (counts.get(node) ?? 0) + step
  return sum === 0 ? counts.delete(node) : counts.set(node, sum)
}

/** A new tally of Pods that are placed already. */
export function tallied(counted: Counted, placed: Iterable<Countable>): Tally {
  let counts: Tally['counts'] = sortedMap()
  for (const each of placed) {
    const isOwned = counted.type === 'owned' && !each.isGoing && each.owner === counted.uid
    if (isOwned || isCounted(counted, each)) counts = stepped(counts, each.node, 1)
  }
  return { counted, counts }
}

/** What a term without a selector counts. */
export const NOTHING_SELECTED: LabelSelector = {
  matchExpressions: [{ key: 'none', operator: 'Never' }],
}

/** A selector that also demands what a Pod itself has under some keys (`matchLabelKeys`). */
export function withLabelKeys(
  selector: LabelSelector,
  keys: readonly string[] | undefined,
  labels: Labels = {},
): LabelSelector {
  const own = (keys ?? []).filter((key) => labels[key] !== undefined)
  if (own.length === 0) return selector
  const demanded = Object.fromEntries(own.map((key) => [key, labels[key] ?? '']))
  return { ...selector, matchLabels: { ...selector.matchLabels, ...demanded } }
}

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
