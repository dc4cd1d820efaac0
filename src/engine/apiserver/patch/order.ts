import { isObject, type Json } from './json-value'

/** What decides how a merged list stands. */
interface ListOrder {
  /** How the patch wants it: its own items, or what `$setElementOrder` lists. */
  readonly wanted: readonly Json[]
  /** How the list stood. */
  readonly before: readonly Json[]
  /** Tells objects apart; plain values are what they are. */
  readonly key: string | undefined
}

/**
 * A merged list in its order: what the patch speaks of stands as the patch has it, the rest as it
 * stood. Of two that cannot be compared the patch's comes first, so that an item which a patch adds
 * stands before those that it does not mention (strategicpatch, normalizeElementOrder).
 */
export function inOrder(merged: readonly Json[], order: ListOrder): readonly Json[] {
  const idOf = (item: Json): Json =>
    order.key !== undefined && isObject(item) ? item[order.key] : item
  const wanted = order.wanted.map(idOf)
  const before = order.before.map(idOf)
  const named = sortedBy(merged, (item) => wanted.indexOf(idOf(item)))
  const unnamed = merged.filter((item) => !wanted.includes(idOf(item)))
  const rest = sortedBy(unnamed, (item) => before.indexOf(idOf(item)))
  return interleaved(rest, named, (item) => before.indexOf(idOf(item)))
}

type PlaceOf = (item: Json) => number

/** The items that have a place, by it; those of one place stay as they are. */
const sortedBy = (items: readonly Json[], placeOf: PlaceOf): readonly Json[] =>
  items.filter((item) => placeOf(item) >= 0).sort((left, right) => placeOf(left) - placeOf(right))

function interleaved(
  rest: readonly Json[],
  named: readonly Json[],
  placeOf: PlaceOf,
): readonly Json[] {
  const result: Json[] = []
  let next = 0
  for (const item of named) {
    const place = placeOf(item)
    while (next < rest.length && place >= 0 && placeOf(rest[next]) < place) {
      result.push(rest[next++])
    }
    result.push(item)
  }
  return [...result, ...rest.slice(next)]
}
