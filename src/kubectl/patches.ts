import { failed } from './errors'
import { isList, isObject, type Json, type JsonObject, own, same } from './json'
import { type PatchSchema, plainSchema } from './patch-schema'
import { threeWayPatch } from './three-way-patch'

/** Applies a JSON merge patch (RFC 7386). */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const result: { [key: string]: Json } = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(own(result, key), value)
  }
  return result
}

/** The strategic merge patch that makes `after` of `before` (CreateTwoWayMergePatch). */
export const twoWayPatch = (
  before: JsonObject,
  after: JsonObject,
  schema: PatchSchema,
): JsonObject => threeWayPatch({ applied: before, wanted: after, live: before }, schema)

/** The JSON merge patch that makes `after` of `before`. */
export function twoWayMergePatch(before: JsonObject, after: JsonObject): JsonObject {
  const patch: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(after)) {
    const old = own(before, key)
    if (isObject(old) && isObject(value)) {
      const inner = twoWayMergePatch(old, value)
      if (Object.keys(inner).length > 0) patch[key] = inner
    } else if (!same(old, value)) patch[key] = value
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null
  return patch
}

/** Applies a strategic merge patch here, without a server: `--local`, `--dry-run=client`. */
export function strategicPatch(
  target: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
): JsonObject {
  if (patch['$patch'] === 'replace') return withoutDirectives(patch)
  if (patch['$patch'] === 'delete') return {}
  const result: { [key: string]: Json } = { ...target }
  const keep = own(patch, '$retainKeys')
  if (isList(keep)) {
    for (const key of Object.keys(result)) if (!keep.includes(key)) delete result[key]
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) applyDirective(result, key, value)
    else if (value === null) delete result[key]
    else result[key] = strategicValue(own(result, key), value, key, schema)
  }
  return result
}

function applyDirective(result: { [key: string]: Json }, key: string, value: Json): void {
  const [directive, field = ''] = key.split('/')
  const list = own(result, field)
  if (directive !== '$deleteFromPrimitiveList' || !isList(value) || !isList(list)) return
  result[field] = list.filter((each) => !value.includes(each))
}

function strategicValue(
  target: Json | undefined,
  value: Json,
  key: string,
  within: PatchSchema,
): Json {
  const field = within.field(key)
  const schema = field?.schema ?? plainSchema
  if (isObject(value)) return strategicPatch(isObject(target) ? target : {}, value, schema)
  if (!isList(value) || field?.strategy !== 'merge' || !isList(target)) {
    return isList(value) ? value.filter((each) => !isObject(each) || !('$patch' in each)) : value
  }
  const { mergeKey } = field
  if (mergeKey === undefined) return [...new Set([...target, ...value])]
  return mergedItems(target, value, { mergeKey, schema })
}

function mergedItems(
  target: readonly Json[],
  patch: readonly Json[],
  { mergeKey, schema }: { readonly mergeKey: string; readonly schema: PatchSchema },
): readonly Json[] {
  let items = [...target]
  for (const each of patch) {
    if (!isObject(each)) continue
    const key = own(each, mergeKey)
    const at = items.findIndex((item) => isObject(item) && same(own(item, mergeKey), key))
    const old = items[at]
    if (each['$patch'] === 'delete') items = items.filter((_, index) => index !== at)
    else if (at < 0) items.push(withoutDirectives(each))
    else items[at] = strategicPatch(isObject(old) ? old : {}, each, schema)
  }
  return items
}

const withoutDirectives = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !key.startsWith('$')))

/** Applies a JSON patch (RFC 6902). */
export function jsonPatch(target: Json, operations: readonly Json[]): Json {
  return operations.reduce<Json>((document, each) => {
    if (!isObject(each)) throw failed('Invalid JSON Patch')
    const place = placeOf(own(each, 'path'))
    switch (own(each, 'op')) {
      case 'add':
        return changed(document, place, () => own(each, 'value') ?? null, 'add')
      case 'replace':
        return changed(document, place, () => own(each, 'value') ?? null, 'replace')
      case 'remove':
        return changed(document, place, () => undefined, 'remove')
      case 'test':
        if (same(found(document, place.path), own(each, 'value') ?? null)) return document
        throw failed(`testing value ${String(own(each, 'path'))} failed: test failed`)
      case 'copy':
        return changed(document, place, () => found(document, pointer(own(each, 'from'))), 'add')
      case 'move': {
        const from = placeOf(own(each, 'from'))
        const value = found(document, from.path)
        const without = changed(document, from, () => undefined, 'remove')
        return changed(without, place, () => value, 'add')
      }
      default:
        throw failed(`Unexpected kind: ${String(own(each, 'op'))}`)
    }
  }, target)
}

const pointer = (path: Json | undefined): readonly string[] =>
  typeof path === 'string' && path !== ''
    ? path
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    : []

const placeOf = (path: Json | undefined): Place => ({ path: pointer(path), whole: String(path) })

function found(document: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document
  for (const part of path) {
    if (isList(value)) value = value[Number(part)]
    else value = isObject(value) ? own(value, part) : undefined
  }
  return value
}

type Operation = 'add' | 'replace' | 'remove'

interface Place {
  readonly path: readonly string[]
  /** The pointer from the document's root, for messages. */
  readonly whole: string
}

function changed(
  document: Json,
  { path, whole }: Place,
  value: () => Json | undefined,
  operation: Operation,
): Json {
  const [part, ...rest] = path
  if (part === undefined) return value() ?? null
  const child = found(document, [part])
  const missing = (what: string) =>
    failed(`${operation} operation does not apply: doc is missing ${what}: ${whole}: missing value`)
  if (rest.length > 0) {
    if (child === undefined) throw missing('path')
    return put(document, part, changed(child, { path: rest, whole }, value, operation))
  }
  if (operation !== 'add' && child === undefined) throw missing('key')
  const made = value()
  if (!isList(document)) return put(document, part, made)
  const list = [...document]
  const at = part === '-' ? list.length : Number(part)
  if (operation === 'replace') list[at] = made ?? null
  else
    list.splice(at, operation === 'remove' ? 1 : 0, ...(operation === 'add' ? [made ?? null] : []))
  return list
}

function put(document: Json, part: string, value: Json | undefined): Json {
  if (isList(document))
    return document.map((each, at) => (at === Number(part) ? (value ?? null) : each))
  const { [part]: _, ...rest } = isObject(document) ? document : {}
  return value === undefined ? rest : { ...(isObject(document) ? document : {}), [part]: value }
}
