import type { PodSummary, Summary } from '../../../projection/summary'
import { naturally } from '../layout/naturally'
import { toldOf } from './rows'

/** A thing that was sought, and the word by which it was found, when that is not its name. */
export interface Hit {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly by: string
  /** The owner that stands for it in the picture. */
  readonly inside?: string
}

/** More would not be read. */
const hitsShown = 8

/**
 * Things by parts of their name, kind, addresses and labels: each word must be found in one of
 * them. Whose name begins with the first word comes first.
 */
export function found(
  query: string,
  summaries: ReadonlyMap<string, Summary>,
  besides: readonly PodSummary[] = [],
): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const [first] = words
  if (first === undefined) return []
  const hits: (Hit & { readonly rank: number })[] = []
  const inside = new Map(besides.filter(({ id }) => !summaries.has(id)).map((pod) => [pod.id, pod]))
  for (const thing of [...summaries.values(), ...inside.values()]) {
    const { name, kind, address } = toldOf(thing)
    const texts = [name, kind, ...address.split(' '), ...labelsOf(thing), ...namespaceOf(thing)]
    const isFound = words.every((word) => texts.some((text) => has(text, word)))
    if (!isFound) continue
    const own = thing.name.toLowerCase()
    const rank = own.startsWith(first) ? 0 : own.includes(first) ? 1 : 2
    const owner = inside.get(thing.id)?.owner
    const aside = words.find((word) => !has(name, word) && !has(kind, word))
    const by = aside === undefined ? address : (texts.find((text) => has(text, aside)) ?? '')
    hits.push({ id: thing.id, name, kind, by, rank, ...(owner && { inside: owner }) })
  }
  return hits
    .sort((a, b) => a.rank - b.rank || aside(a) - aside(b) || naturally(a.id, b.id))
    .slice(0, hitsShown)
    .map(({ rank: _, ...hit }) => hit)
}

// There may be many slices of a Service: seldom is it they that are sought.
const aside = ({ kind }: Hit): number => (kind === 'EndpointSlice' ? 1 : 0)

const has = (text: string, word: string): boolean => text.toLowerCase().includes(word)

/** As a selector writes them. */
function labelsOf(thing: Summary): readonly string[] {
  const pairs =
    thing.type === 'pod' ? thing.labels : thing.type === 'service' ? (thing.selector ?? {}) : {}
  return Object.entries(pairs).map(([label, value]) => `${label}=${value}`)
}

const namespaceOf = (thing: Summary): readonly string[] =>
  'namespace' in thing ? [thing.namespace] : []
