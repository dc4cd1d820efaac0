import { isList, isObject, type Json, type JsonObject, own, same } from './json'
import { type FieldPatch, type PatchSchema, plainSchema } from './patch-schema'

/**
 * The strategic merge patch that makes of what is there what the file says: changed is what
 * differs between the live object and the file, deleted is what the file had when it was last
 * applied and has no more. What others have set is left alone (apimachinery's strategicpatch,
 * three-way merge).
 */
export function threeWayPatch(
  versions: {
    readonly applied: JsonObject
    readonly wanted: JsonObject
    readonly live: JsonObject
  },
  schema: PatchSchema,
): JsonObject {
  const { applied, wanted, live } = versions
  const deleted = differences(applied, wanted, { schema, looksFor: 'deletions' })
  const changed = differences(live, wanted, { schema, looksFor: 'changes' })
  return merged(deleted, changed, schema)
}

interface Look {
  readonly schema: PatchSchema
  readonly looksFor: 'changes' | 'deletions'
  /** Whether the patch must name the keys to keep. */
  readonly retainKeys?: boolean
}

type Draft = { [key: string]: Json }

function differences(from: JsonObject, to: JsonObject, look: Look): JsonObject {
  const patch: Draft = {}
  for (const [key, after] of Object.entries(to)) {
    const before = own(from, key)
    if (isObject(before) && isObject(after)) objectDifferences(patch, key, { before, after, look })
    else if (isList(before) && isList(after)) listDifferences(patch, key, { before, after, look })
    else if (look.looksFor === 'changes' && before !== after) patch[key] = after
  }
  const missing = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  if (look.looksFor === 'deletions') for (const key of missing) patch[key] = null
  const kept = Object.keys(to).filter((key) => to[key] !== null)
  if (look.retainKeys && kept.length > 0) {
    if (missing.length > 0 || Object.keys(patch).length > 0) patch.$retainKeys = kept.sort()
  }
  return patch
}

interface Pair<Of> {
  readonly before: Of
  readonly after: Of
  readonly look: Look
}

function objectDifferences(patch: Draft, key: string, { before, after, look }: Pair<JsonObject>) {
  const { schema = plainSchema, retainKeys = false } = look.schema.field(key) ?? {}
  const inner = differences(before, after, { ...look, schema, retainKeys })
  if (Object.keys(inner).length > 0) patch[key] = inner
}

function listDifferences(
  patch: Draft,
  key: string,
  { before, after, look }: Pair<readonly Json[]>,
): void {
  const field = look.schema.field(key)
  if (field?.strategy !== 'merge') {
    if (look.looksFor === 'changes' && !same(before, after)) patch[key] = after
    return
  }
  if (before.length === 0) {
    if (look.looksFor === 'changes' && after.length > 0) patch[key] = after
    return
  }
  if (field.mergeKey === undefined) valueDifferences(patch, key, { before, after, look })
  else
    itemDifferences(patch, key, {
      before,
      after,
      look: { ...look, ...field, mergeKey: field.mergeKey },
    })
}

// A list of plain values: what is new is listed, what is to go is listed beside it.
function valueDifferences(
  patch: Draft,
  key: string,
  { before, after, look }: Pair<readonly Json[]>,
): void {
  const added = after.filter((value) => !before.includes(value))
  const gone = before.filter((value) => !after.includes(value))
  if (look.looksFor === 'changes') {
    if (added.length > 0) patch[key] = added
    if (!same(before, after)) patch[`$setElementOrder/${key}`] = after
  } else if (gone.length > 0) {
    patch[`$deleteFromPrimitiveList/${key}`] = [...new Set(gone)]
    patch[`$setElementOrder/${key}`] = after
  }
}

function itemDifferences(
  patch: Draft,
  key: string,
  { before, after, look }: Pair<readonly Json[]> & { readonly look: Look & { mergeKey: string } },
): void {
  const { mergeKey, ...inner } = look
  const keyOf = (item: Json | undefined) => (isObject(item) ? own(item, mergeKey) : undefined)
  // Keys may stand in a list twice (53/UDP, 53/TCP): the first is then the first's, the second
  // the second's.
  const left = new Map<string, Json[]>()
  for (const item of before) {
    const text = String(keyOf(item))
    left.set(text, [...(left.get(text) ?? []), item])
  }
  const items: Json[] = []
  for (const item of after) {
    const old = left.get(String(keyOf(item)))?.shift()
    if (!isObject(item) || !isObject(old)) {
      if (look.looksFor === 'changes') items.push(item)
      continue
    }
    const difference = differences(old, item, inner)
    if (Object.keys(difference).length > 0) {
      items.push({ ...difference, [mergeKey]: keyOf(item) ?? null })
    }
  }
  if (look.looksFor === 'deletions') {
    const gone = [...left]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, all]) => all)
    for (const old of gone) items.push({ $patch: 'delete', [mergeKey]: keyOf(old) ?? null })
  }
  if (items.length > 0) patch[key] = items
  const moved =
    before.length !== after.length ||
    before.some((each, at) => !same(keyOf(each), keyOf(after[at])))
  if (items.length > 0 || (look.looksFor === 'changes' && moved)) {
    patch[`$setElementOrder/${key}`] = after.map((item) => ({ [mergeKey]: keyOf(item) ?? null }))
  }
}

/** One patch that does what two do; where both speak of a field, the changes win. */
function merged(deleted: JsonObject, changed: JsonObject, schema: PatchSchema): JsonObject {
  const patch: Draft = { ...deleted }
  for (const [key, change] of Object.entries(changed)) {
    const deletion = own(deleted, key)
    const field = schema.field(key)
    if (isObject(deletion) && isObject(change)) {
      patch[key] = merged(deletion, change, field?.schema ?? plainSchema)
    } else if (isList(deletion) && isList(change) && field?.mergeKey !== undefined) {
      patch[key] = mergedItems(deletion, change, { ...field, mergeKey: field.mergeKey })
    } else patch[key] = change
  }
  return patch
}

function mergedItems(
  deleted: readonly Json[],
  changed: readonly Json[],
  { mergeKey, schema }: FieldPatch & { readonly mergeKey: string },
): readonly Json[] {
  const keyOf = (item: Json) => (isObject(item) ? own(item, mergeKey) : undefined)
  const partner = (item: Json, others: readonly Json[]) =>
    others.find((other) => same(keyOf(other), keyOf(item)))
  const items = changed.map((item) => {
    const deletion = partner(item, deleted)
    return isObject(item) && isObject(deletion) ? merged(deletion, item, schema) : item
  })
  return [...items, ...deleted.filter((item) => partner(item, changed) === undefined)]
}
