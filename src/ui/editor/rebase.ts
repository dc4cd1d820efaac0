import type { Json, JsonObject } from '../../kubectl/json'
import { isList, isObject, own, same } from '../../kubectl/json'

/**
 * Takes into `mine` what changed from `before` to `after`, and nothing else. Lists are compared
 * place by place; one that has become longer or shorter is taken whole.
 */
export function rebase(
  mine: Json | undefined,
  before: Json | undefined,
  after: Json | undefined,
): Json | undefined {
  if (same(before, after)) return mine
  if (isObject(mine) && isObject(before) && isObject(after)) return objects(mine, before, after)
  if (isList(mine) && isList(before) && isList(after)) return lists(mine, before, after)
  return after
}

/** The same for objects, which stay objects. */
export function objects(mine: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const made: { [key: string]: Json } = {}
  for (const key of new Set([...Object.keys(mine), ...Object.keys(after)])) {
    const value = rebase(own(mine, key), own(before, key), own(after, key))
    if (value !== undefined) made[key] = value
  }
  return made
}

// What was put behind the others, or taken from the end, leaves the others as they are.
function lists(mine: readonly Json[], before: readonly Json[], after: readonly Json[]): Json {
  if (mine.length !== before.length) return after
  return after.map((each, at) =>
    at < before.length ? (rebase(mine[at], before[at], each) ?? each) : each,
  )
}
