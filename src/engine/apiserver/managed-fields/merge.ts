import type { ListSchema, Schema } from '../../api/schema'
import { elementsOf, type FieldSet, isMember, nodeOf, noFields } from './field-set'
import {
  below,
  elementFor,
  granularityOf,
  isHollow,
  isObject,
  type Json,
  type JsonObject,
  partsOf,
} from './shape'

/** A live object with what a configuration says put into it (structured-merge-diff, Merge). */
export function merged(live: Json, configuration: Json, schema: Schema | undefined): Json {
  if (configuration === undefined) return live
  const granularity = granularityOf(schema)
  if (granularity === 'whole' || live === undefined || live === null) return configuration
  if (granularity === 'items' && schema?.type === 'list') {
    if (!Array.isArray(live) || !Array.isArray(configuration)) return configuration
    return mergedList(live, configuration, schema)
  }
  if (!isObject(live) || !isObject(configuration)) return configuration
  const result: Record<string, Json> = { ...live }
  for (const [name, value] of Object.entries(configuration)) {
    result[name] = merged(live[name], value, below(schema, `f:${name}`))
  }
  return result
}

// The items that both have stand as the configuration has them; those that only the live list has
// stay where they are between them, and new ones come where the configuration has them.
function mergedList(
  live: readonly Json[],
  configuration: readonly Json[],
  schema: ListSchema,
): readonly Json[] {
  const [old, fresh] = [partsOf(schema, live), partsOf(schema, configuration)]
  const shared = [...fresh.keys()].filter((element) => old.has(element))
  const left = live.map((item) => elementFor(schema, item))
  const right = [...fresh.keys()]
  const done = new Set<string>()
  const result: Json[] = []
  const take = (element: string): void => {
    done.add(element)
    const item = old.get(element)
    result.push(fresh.has(element) ? merged(item, fresh.get(element), schema.items) : item)
    if (shared[0] === element) shared.shift()
  }
  while (left.length > 0 || right.length > 0) {
    const [mine, theirs] = [left[0], right[0]]
    if (mine !== undefined && mine === theirs) {
      take(mine)
      left.shift()
      right.shift()
    } else if (mine !== undefined && !fresh.has(mine)) {
      take(mine)
      left.shift()
    } else if (mine !== undefined && (done.has(mine) || theirs === undefined)) left.shift()
    else if (mine !== undefined && shared.length > 0 && shared[0] !== mine) left.shift()
    else if (theirs !== undefined) {
      if (!done.has(theirs)) take(theirs)
      right.shift()
    }
  }
  return result
}

/** A value without what a set says; what is left empty by that is gone (RemoveItems). */
export function without(value: Json, removed: FieldSet, schema: Schema | undefined): Json {
  if (granularityOf(schema) === 'whole' || isHollow(value)) return value
  if (Array.isArray(value) && schema?.type === 'list') {
    const kept = value.flatMap((item) => {
      const node = removed[elementFor(schema, item)]
      if (isMember(node)) return []
      return [node ? without(item, node, schema.items) : item]
    })
    return kept.length > 0 ? kept : undefined
  }
  return isObject(value) ? withoutFields(value, removed, schema) : value
}

function withoutFields(value: JsonObject, removed: FieldSet, schema: Schema | undefined): Json {
  const kept: Record<string, Json> = {}
  for (const [name, part] of Object.entries(value)) {
    const node = removed[`f:${name}`]
    if (isMember(node)) continue
    const left = node ? without(part, node, below(schema, `f:${name}`)) : part
    if (left !== undefined) kept[name] = left
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

/** A set with the structs on its paths in it, too (EnsureNamedFieldsAreMembers). */
export function withStructs(set: FieldSet, schema: Schema | undefined): FieldSet {
  const result: Record<string, FieldSet> = {}
  for (const element of elementsOf(set)) {
    const node = set[element] ?? noFields
    const isField = schema?.type === 'object' && Object.hasOwn(schema.fields, element.slice(2))
    const inner = withStructs(node, below(schema, element))
    const whole = nodeOf(isMember(node) || isField, inner)
    if (whole) result[element] = whole
  }
  return result
}
