import { sameJson } from '../../api/equality'
import type { Schema } from '../../api/schema'
import { type FieldSet, nodeOf, noFields } from './field-set'
import { below, granularityOf, isHollow, isObject, type Json, partsOf } from './shape'

/** What became of an object's fields. */
export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

type Found = { readonly [Name in keyof Comparison]?: FieldSet | undefined }

const NOTHING: Found = {}

/** Compares two versions of an object, field by field (structured-merge-diff, typed.Compare). */
export function compared(before: Json, after: Json, schema: Schema): Comparison {
  const { added, modified, removed } = found(before, after, schema)
  return {
    added: added ?? noFields,
    modified: modified ?? noFields,
    removed: removed ?? noFields,
  }
}

function found(before: Json, after: Json, schema: Schema | undefined): Found {
  if (before === after) return NOTHING
  const isWhole = granularityOf(schema) === 'whole' || (isHollow(before) && isHollow(after))
  return isWhole ? leaf(before, after) : inside(before, after, schema)
}

function leaf(before: Json, after: Json): Found {
  if (before === undefined) return { added: noFields }
  if (after === undefined) return { removed: noFields }
  return sameJson(before, after) ? NOTHING : { modified: noFields }
}

// What comes or goes as a whole is itself a path, beside those to all that is in it.
function inside(before: Json, after: Json, schema: Schema | undefined): Found {
  const [old, fresh] = [partsOf(schema, before, after), partsOf(schema, after, before)]
  const added: Record<string, FieldSet> = {}
  const modified: Record<string, FieldSet> = {}
  const removed: Record<string, FieldSet> = {}
  const look = (element: string): void => {
    const parts = found(old.get(element), fresh.get(element), below(schema, element))
    if (parts.added) added[element] = parts.added
    if (parts.modified) modified[element] = parts.modified
    if (parts.removed) removed[element] = parts.removed
  }
  for (const element of old.keys()) look(element)
  for (const element of fresh.keys()) if (!old.has(element)) look(element)
  return {
    added: nodeOf(before === undefined, added),
    modified: nodeOf(false, modified),
    removed: nodeOf(after === undefined, removed),
  }
}

/** The fields that a configuration speaks of (structured-merge-diff, typed.ToFieldSet). */
export const fieldsOf = (configuration: Json, schema: Schema): FieldSet =>
  spoken(configuration, schema) ?? noFields

function spoken(value: Json, schema: Schema | undefined): FieldSet | undefined {
  const granularity = granularityOf(schema)
  if (granularity === 'whole') return noFields
  if (granularity === 'items' && Array.isArray(value)) return nodeOf(false, itemsOf(value, schema))
  if (!isObject(value) || isHollow(value)) return noFields
  const fields: Record<string, FieldSet> = {}
  for (const [element, part] of partsOf(schema, value)) {
    const node = spoken(part, below(schema, element))
    const isKey = schema?.type === 'map'
    const whole = node && isKey ? nodeOf(true, node) : node
    if (whole) fields[element] = whole
  }
  return nodeOf(false, fields)
}

function itemsOf(list: readonly Json[], schema: Schema | undefined): FieldSet {
  const items: Record<string, FieldSet> = {}
  for (const [element, item] of partsOf(schema, list)) {
    const node = spoken(item, below(schema, element)) ?? noFields
    items[element] = nodeOf(true, node) ?? noFields
  }
  return items
}
