import type { ListSchema, Schema } from '../../api/schema'

/** Plain JSON. */
export type Json = unknown
/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json>>

/** Whether a value is a JSON object. */
export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How server-side apply takes a value: as one, by its fields, or by its items. */
export type Granularity = 'whole' | 'fields' | 'items'

/** How a schema's values are taken; what no schema knows is taken as one. */
export function granularityOf(schema: Schema | undefined): Granularity {
  switch (schema?.type) {
    case 'object':
    case 'map':
      return schema.atomic ? 'whole' : 'fields'
    case 'list':
      return schema.keys || schema.set ? 'items' : 'whole'
    default:
      return 'whole'
  }
}

/** The schema of what an element of a path leads to. */
export function below(schema: Schema | undefined, element: string): Schema | undefined {
  switch (schema?.type) {
    case 'object':
      return Object.hasOwn(schema.fields, element.slice(2))
        ? schema.fields[element.slice(2)]?.schema
        : undefined
    case 'map':
      return schema.values
    case 'list':
      return schema.items
    default:
      return undefined
  }
}

// The keys that have a default in Kubernetes' types: a port's protocol.
const KEY_DEFAULTS: Readonly<Record<string, Json>> = { protocol: 'TCP' }

/** The element of a path that leads to an item: by its keys, or by its value. */
export function elementFor(schema: ListSchema, item: Json): string {
  if (!schema.keys || !isObject(item)) return `v:${JSON.stringify(item)}`
  const values: Record<string, Json> = {}
  for (const key of [...schema.keys].sort()) {
    const value = item[key] ?? KEY_DEFAULTS[key]
    if (value !== undefined) values[key] = value
  }
  return `k:${JSON.stringify(values)}`
}

/**
 * A value's parts by the elements that lead to them; nothing, when it has none. Fields that are
 * the very same in another value may be left out, as most are of what is updated.
 */
export function partsOf(
  schema: Schema | undefined,
  value: Json,
  other?: Json,
): ReadonlyMap<string, Json> {
  const parts = new Map<string, Json>()
  if (Array.isArray(value) && schema?.type === 'list') {
    for (const item of value) parts.set(elementFor(schema, item), item)
  } else if (isObject(value)) {
    const known = isObject(other) ? other : NO_FIELDS
    for (const name in value) {
      const part = value[name]
      if (part !== undefined && part !== known[name]) parts.set(`f:${name}`, part)
    }
  }
  return parts
}

const NO_FIELDS: JsonObject = {}

/** Whether a value has no parts: then it counts as one, so that empty is not the same as absent. */
export const isHollow = (value: Json): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0)
