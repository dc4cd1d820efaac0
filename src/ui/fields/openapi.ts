/** A schema as the API server publishes it in OpenAPI v3, as far as the editor reads it. */
export interface OpenApiSchema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, OpenApiSchema>>
  readonly items?: OpenApiSchema
  readonly additionalProperties?: OpenApiSchema | boolean
  readonly $ref?: string
  readonly allOf?: readonly OpenApiSchema[]
  readonly oneOf?: readonly OpenApiSchema[]
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
}

interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** What `/openapi/v3/…` answers with. */
export interface OpenApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> }
}

/** What a field may hold. */
export type Shape =
  | { readonly type: 'string'; readonly values?: readonly string[] }
  | { readonly type: 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity' | 'any' }
  | { readonly type: 'list' | 'map'; readonly of: Shape }
  /** `name` is the key in `Model.objects`. */
  | { readonly type: 'object'; readonly name: string }

/** A struct: its Go name and its fields. */
export interface ObjectModel {
  readonly goType: string
  readonly fields: ReadonlyMap<string, { readonly shape: Shape; readonly required: boolean }>
}

/** A kind that may stand at the top of a document. */
export interface KindModel {
  readonly kind: string
  readonly apiVersion: string
  /** The key of its struct in `Model.objects`. */
  readonly name: string
}

/** All that an API server has told about its kinds. */
export interface Model {
  readonly kinds: readonly KindModel[]
  readonly objects: ReadonlyMap<string, ObjectModel>
}

/**
 * Reads OpenAPI documents, one a group version. Lists and what is no object of its own are left
 * out.
 */
export function readOpenApi(documents: readonly OpenApiDocument[]): Model {
  const schemas = new Map(
    documents.flatMap(({ components }) => Object.entries(components?.schemas ?? {})),
  )
  const names = modelNames([...schemas.keys()])
  const objects = new Map<string, ObjectModel>()
  const kinds: KindModel[] = []
  for (const [published, schema] of schemas) {
    if (!schema.properties) continue
    const name = names(published)
    objects.set(name, objectOf(goTypeOf(published), schema, { schemas, names }))
    const named = schema['x-kubernetes-group-version-kind'] ?? []
    const [only] = named
    if (!only || named.length > 1 || only.kind.endsWith('List')) continue
    if (!schema.properties['metadata']) continue
    const apiVersion = only.group === '' ? only.version : `${only.group}/${only.version}`
    kinds.push({ kind: only.kind, apiVersion, name })
  }
  return { kinds, objects }
}

/** `io.k8s.api.core.v1.ServicePort` is Go's `ServicePort`. */
const goTypeOf = (published: string): string => published.slice(published.lastIndexOf('.') + 1)

/** People read these names in messages: the Go type, unless two packages have one of that name. */
function modelNames(published: readonly string[]): (name: string) => string {
  const goTypes = published.map(goTypeOf)
  const isOnly = (goType: string) => goTypes.indexOf(goType) === goTypes.lastIndexOf(goType)
  return (name) => (isOnly(goTypeOf(name)) ? goTypeOf(name) : name)
}

interface Published {
  readonly schemas: ReadonlyMap<string, OpenApiSchema>
  readonly names: (published: string) => string
}

const objectOf = (goType: string, schema: OpenApiSchema, published: Published): ObjectModel => ({
  goType,
  fields: new Map(
    Object.entries(schema.properties ?? {}).map(([field, each]) => [
      field,
      { shape: shapeOf(each, published), required: schema.required?.includes(field) ?? false },
    ]),
  ),
})

function shapeOf(schema: OpenApiSchema, published: Published): Shape {
  const [inner] = schema.allOf ?? []
  const reference = schema.$ref ?? inner?.$ref
  if (reference !== undefined) return referredShape(reference, published)
  if (schema.oneOf) return looseShape(schema.oneOf)
  if (schema.format === 'int-or-string') return { type: 'int-or-string' }
  switch (schema.type) {
    case 'array':
      return { type: 'list', of: shapeOf(schema.items ?? {}, published) }
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? { type: 'map', of: shapeOf(schema.additionalProperties, published) }
        : { type: 'any' }
    case 'string':
      return schema.enum ? { type: 'string', values: schema.enum } : { type: 'string' }
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: schema.type }
    default:
      return { type: 'any' }
  }
}

function referredShape(reference: string, published: Published): Shape {
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  if (name.endsWith('.IntOrString')) return { type: 'int-or-string' }
  if (name.endsWith('.Quantity')) return { type: 'quantity' }
  const schema = published.schemas.get(name)
  if (!schema) return { type: 'any' }
  return schema.properties
    ? { type: 'object', name: published.names(name) }
    : shapeOf(schema, published)
}

const looseShape = (choices: readonly OpenApiSchema[]): Shape => {
  const types = choices.map(({ type }) => type)
  if (types.includes('integer') && types.includes('string')) return { type: 'int-or-string' }
  return types.includes('number') && types.includes('string')
    ? { type: 'quantity' }
    : { type: 'any' }
}
