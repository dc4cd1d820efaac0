import type { ObjectSchema, Schema } from '../api/schema'
import { failure } from '../api/status'

type Json = unknown
type JsonObject = Readonly<Record<string, Json>>

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// `__proto__` in a patch is a key like any other, and no Kubernetes field: it is left out.
const entriesOf = (object: JsonObject): [string, Json][] =>
  Object.entries(object).filter(([key]) => key !== '__proto__')

/** RFC 7386: objects are merged, `null` removes, everything else replaces. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch
  const result: Record<string, Json> = isObject(target) ? { ...target } : {}
  for (const [key, value] of entriesOf(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(result[key], value)
  }
  return result
}

const DIRECTIVE = '$patch'
const DELETE_FROM_LIST = '$deleteFromPrimitiveList/'
const SET_ORDER = '$setElementOrder/'
const RETAIN_KEYS = '$retainKeys'

/**
 * Kubernetes' own patch: as a merge patch, but lists that have a merge key in the schema are merged
 * item by item, and directives can delete or replace (apimachinery's strategicpatch).
 */
export function strategicMergePatch(target: Json, patch: Json, schema: Schema | undefined): Json {
  if (!isObject(patch)) return patch
  if (patch[DIRECTIVE] === 'replace') return without(patch, DIRECTIVE)
  if (patch[DIRECTIVE] === 'delete') return {}
  const base = retained(isObject(target) ? target : {}, patch[RETAIN_KEYS])
  const result: Record<string, Json> = { ...base }
  for (const [key, value] of entriesOf(patch)) {
    if (key === RETAIN_KEYS || key === DIRECTIVE || key.startsWith(SET_ORDER)) continue
    if (key.startsWith(DELETE_FROM_LIST)) removePrimitives(result, key, value)
    else if (value === null) delete result[key]
    else result[key] = mergeField(result[key], value, fieldSchema(schema, key))
  }
  reorder(result, patch, schema)
  return result
}

const without = (object: JsonObject, left: string): JsonObject =>
  Object.fromEntries(entriesOf(object).filter(([key]) => key !== left))

const retained = (object: JsonObject, keys: Json): JsonObject =>
  Array.isArray(keys)
    ? Object.fromEntries(entriesOf(object).filter(([key]) => keys.includes(key)))
    : object

function removePrimitives(result: Record<string, Json>, key: string, values: Json): void {
  const field = key.slice(DELETE_FROM_LIST.length)
  const current = result[field]
  if (!Array.isArray(current) || !Array.isArray(values)) return
  result[field] = current.filter((each) => !values.includes(each))
}

function fieldSchema(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.type === 'object') return (schema as ObjectSchema).fields[key]?.schema
  return schema?.type === 'map' ? schema.values : undefined
}

function mergeField(current: Json, value: Json, schema: Schema | undefined): Json {
  if (!Array.isArray(value)) return strategicMergePatch(current, value, schema)
  if (schema?.type !== 'list') return value
  const before: readonly Json[] = Array.isArray(current) ? current : []
  const { mergeKey: key, merged, items } = schema
  if (key !== undefined) return mergeList(before, value, { key, items })
  // Plain values that are merged: what is not there yet is added.
  return merged ? [...before, ...value.filter((each) => !before.includes(each))] : value
}

function mergeList(
  current: readonly Json[],
  patch: readonly Json[],
  { key, items }: { readonly key: string; readonly items: Schema },
): readonly Json[] {
  if (patch.some((item) => isObject(item) && item[DIRECTIVE] === 'replace')) {
    return patch.filter((item) => !(isObject(item) && item[DIRECTIVE] === 'replace'))
  }
  let result = [...current]
  for (const item of patch) {
    if (!isObject(item)) continue
    const id = item[key]
    if (id === undefined) throw unmergeable(item, key)
    const index = result.findIndex((each) => isObject(each) && each[key] === id)
    if (item[DIRECTIVE] === 'delete') result = result.filter((_, at) => at !== index)
    else if (index < 0) result.push(strategicMergePatch({}, item, items))
    else result[index] = strategicMergePatch(result[index], item, items)
  }
  return result
}

const unmergeable = (item: JsonObject, key: string): Error =>
  failure(
    400,
    'BadRequest',
    `map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`,
  )

// `$setElementOrder/ports: [{port: 80}, …]` says in which order the merged list shall stand.
function reorder(
  result: Record<string, Json>,
  patch: JsonObject,
  schema: Schema | undefined,
): void {
  for (const [directive, order] of entriesOf(patch)) {
    if (!directive.startsWith(SET_ORDER) || !Array.isArray(order)) continue
    const field = directive.slice(SET_ORDER.length)
    const list = result[field]
    const listSchema = fieldSchema(schema, field)
    const key = listSchema?.type === 'list' ? listSchema.mergeKey : undefined
    if (!Array.isArray(list)) continue
    const idOf = (item: Json): Json => (key !== undefined && isObject(item) ? item[key] : item)
    const places = order.map(idOf)
    const placeOf = (item: Json): number => {
      const place = places.indexOf(idOf(item))
      return place < 0 ? places.length : place
    }
    result[field] = list
      .map((item, index) => ({ item, index }))
      .sort((a, b) => placeOf(a.item) - placeOf(b.item) || a.index - b.index)
      .map(({ item }) => item)
  }
}
