import { sameJson } from '../../api/equality'
import { goValue } from '../../api/go-format'
import type { ObjectSchema, Schema } from '../../api/schema'
import { badRequest, failure, type StatusError } from '../../api/status'
import { entriesOf, isObject, type Json, type JsonObject } from './json-value'
import { inOrder } from './order'

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
  const base = isObject(target) ? target : {}
  const result: Record<string, Json> = Object.assign({}, retained(base, patch[RETAIN_KEYS]))
  for (const [key, value] of entriesOf(patch)) {
    if (key.startsWith(SET_ORDER)) checkOrder(patch, key, value, schema)
    if (key === RETAIN_KEYS || key === DIRECTIVE || key.startsWith(SET_ORDER)) continue
    if (key.startsWith(DELETE_FROM_LIST)) removePrimitives(result, key, value)
    else if (value === null) delete result[key]
    else result[key] = mergeField(result[key], value, fieldSchema(schema, key))
  }
  reorder(result, base, patch, schema)
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
  if (!merged) return value
  // Plain values that are merged: what is not there yet is added.
  const all = [...new Set([...before, ...value])]
  return before.length === 0 ? all : inOrder(all, { wanted: value, before, key })
}

function mergeList(
  before: readonly Json[],
  patch: readonly Json[],
  { key, items }: { readonly key: string; readonly items: Schema },
): readonly Json[] {
  const directiveOf = (item: Json): Json => (isObject(item) ? item[DIRECTIVE] : undefined)
  if (patch.some((item) => directiveOf(item) === 'replace')) {
    return patch.filter((item) => directiveOf(item) !== 'replace')
  }
  let result = before
  for (const item of patch.filter(isObject)) {
    const id = item[key]
    if (id === undefined) throw unmergeable(item, key)
    const index = result.findIndex((each) => isObject(each) && each[key] === id)
    if (item[DIRECTIVE] === 'delete') result = result.filter((_, at) => at !== index)
    else if (index < 0) result = [...result, strategicMergePatch({}, item, items)]
    else result = result.with(index, strategicMergePatch(result[index], item, items))
  }
  const wanted = patch.filter((item) => directiveOf(item) !== 'delete')
  return before.length === 0 ? result : inOrder(result, { wanted, before, key })
}

// An error of Go's without a reason: 500, though it is the client's.
const unmergeable = (item: JsonObject, key: string): StatusError =>
  failure(500, '', `map: ${goValue(item)} does not contain declared merge key: ${key}`)

const notAnOrder = (): StatusError => badRequest('invalid patch format of setElementOrder list')

// What a patch says of a list has to stand in the order that it asks for itself
// (validatePatchWithSetOrderList).
function checkOrder(
  patch: JsonObject,
  directive: string,
  order: Json,
  schema: Schema | undefined,
): void {
  if (!Array.isArray(order)) throw notAnOrder()
  const field = directive.slice(SET_ORDER.length)
  const { [field]: list } = patch
  if (list === undefined || list === null) return
  if (!Array.isArray(list)) throw notAnOrder()
  const listSchema = fieldSchema(schema, field)
  const key = listSchema?.type === 'list' ? listSchema.mergeKey : undefined
  const idOf = (item: Json): Json => (key !== undefined && isObject(item) ? item[key] : item)
  const kept = list.filter((item) => !isObject(item) || item[DIRECTIVE] === undefined)
  let next = 0
  for (const item of order) {
    if (next < kept.length && sameJson(idOf(kept[next]), idOf(item))) next++
  }
  if (next === kept.length) return
  throw failure(
    500,
    '',
    `The order in patch list:\n${goValue(list)}\n doesn't match $setElementOrder list:\n` +
      `${goValue(order)}\n`,
  )
}

// `$setElementOrder/ports: [{port: 80}, …]` says in which order the merged list shall stand.
function reorder(
  result: Record<string, Json>,
  target: JsonObject,
  patch: JsonObject,
  schema: Schema | undefined,
): void {
  for (const [directive, wanted] of entriesOf(patch)) {
    if (!directive.startsWith(SET_ORDER) || !Array.isArray(wanted)) continue
    const field = directive.slice(SET_ORDER.length)
    const { [field]: list } = result
    const { [field]: old } = target
    const listSchema = fieldSchema(schema, field)
    const key = listSchema?.type === 'list' ? listSchema.mergeKey : undefined
    if (!Array.isArray(list)) continue
    const before: readonly Json[] = Array.isArray(old) ? old : []
    result[field] = inOrder(list, { wanted, before, key })
  }
}
