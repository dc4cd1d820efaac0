import { isList, isObject, type Json, type JsonObject, own } from './json'

/** What a strategic merge patch needs to know of a type. */
export interface PatchSchema {
  /** How a field's old and new values become one; undefined for a field that is not known. */
  field(name: string): FieldPatch | undefined
}

/** How a field is patched. */
export interface FieldPatch {
  readonly strategy: 'merge' | 'replace'
  /** The field by which items of a merged list are told apart; absent for lists of plain values. */
  readonly mergeKey?: string
  /** A patch names the keys to keep, and all others go. */
  readonly retainKeys: boolean
  /** Of the value, or of a list's items. */
  readonly schema: PatchSchema
}

/** Knows nothing: maps are merged, lists replaced. */
export const plainSchema: PatchSchema = { field: () => undefined }

/** What a type is called. */
export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** Reads a kind's patch strategies from an OpenAPI v3 document, as kubectl does. */
export function openApiPatchSchema(document: unknown, kind: GroupVersionKind): PatchSchema {
  const schemas = schemasOf(document)
  const schema = Object.values(schemas).find((each) => isObject(each) && describes(each, kind))
  return isObject(schema) ? schemaOf(schema, schemas) : plainSchema
}

function schemasOf(document: unknown): JsonObject {
  const components = isObject(document) ? own(document, 'components') : undefined
  const schemas = isObject(components) ? own(components, 'schemas') : undefined
  return isObject(schemas) ? schemas : {}
}

function describes(schema: JsonObject, { group, version, kind }: GroupVersionKind): boolean {
  const names = own(schema, 'x-kubernetes-group-version-kind')
  return (
    isList(names) &&
    names.some(
      (each) =>
        isObject(each) && each.group === group && each.version === version && each.kind === kind,
    )
  )
}

function schemaOf(schema: JsonObject, schemas: JsonObject): PatchSchema {
  return {
    field: (name) => {
      const properties = own(schema, 'properties')
      const property = isObject(properties) ? own(properties, name) : undefined
      const field = property ?? own(schema, 'additionalProperties')
      return isObject(field) ? fieldOf(field, schemas) : undefined
    },
  }
}

function fieldOf(field: JsonObject, schemas: JsonObject): FieldPatch {
  const named = own(field, 'x-kubernetes-patch-strategy')
  const strategies = typeof named === 'string' ? named.split(',') : []
  const mergeKey = own(field, 'x-kubernetes-patch-merge-key')
  const inner = own(field, 'items') ?? field
  return {
    strategy: strategies.includes('merge') ? 'merge' : 'replace',
    ...(typeof mergeKey === 'string' ? { mergeKey } : {}),
    retainKeys: strategies.includes('retainKeys'),
    schema: schemaOf(resolved(inner, schemas), schemas),
  }
}

// A reference stands alone, or wrapped so that it can have a default.
function resolved(schema: Json, schemas: JsonObject): JsonObject {
  if (!isObject(schema)) return {}
  const parts = own(schema, 'allOf')
  const wrapped = isList(parts) && isObject(parts[0]) ? parts[0] : schema
  const reference = own(wrapped, '$ref')
  if (typeof reference !== 'string') return wrapped
  const found = own(schemas, reference.slice(reference.lastIndexOf('/') + 1))
  return isObject(found) ? found : {}
}
