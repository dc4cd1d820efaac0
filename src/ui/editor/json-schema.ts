import {
  asExplained,
  type FieldDocs,
  fieldDoc,
  kindDoc,
  valueDoc,
} from '../../field-docs/field-docs'
import type { Model, ObjectModel, Shape } from '../fields/openapi'

/** JSON Schema, as far as monaco-yaml is told it. */
export interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly markdownDescription?: string
  readonly markdownEnumDescriptions?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly if?: JsonSchema
  readonly then?: JsonSchema
  readonly $ref?: string
  readonly definitions?: Readonly<Record<string, JsonSchema>>
  /** Allowed, but not offered. */
  readonly doNotSuggest?: boolean
}

/** Kinds that people write come first in lists; the others follow. */
const usual = ['Service', 'Deployment', 'Pod', 'Namespace', 'ConfigMap', 'Secret', 'EndpointSlice']

/** Only the server writes these. */
const written = new Set(
  [
    'creationTimestamp deletionTimestamp deletionGracePeriodSeconds generateName generation',
    'managedFields ownerReferences resourceVersion selfLink status uid',
  ].flatMap((names) => names.split(' ')),
)

/**
 * One schema for every document of the pane. `kind` picks what else must hold: with `if` and `then`
 * a wrong field is named as such, where a `oneOf` would only say that no kind fits.
 */
export function jsonSchemaOf(model: Model, docs: FieldDocs): JsonSchema {
  const rank = (kind: string): number =>
    (usual.indexOf(kind) + usual.length + 1) % (usual.length + 1)
  const kinds = model.kinds.toSorted((a, b) => rank(a.kind) - rank(b.kind))
  return {
    type: 'object',
    properties: {
      apiVersion: {
        enum: [...new Set(kinds.map(({ apiVersion }) => apiVersion))],
        markdownDescription: docs['TypeMeta.apiVersion'],
      },
      kind: {
        enum: kinds.map(({ kind }) => kind),
        markdownDescription: docs['TypeMeta.kind'],
        markdownEnumDescriptions: kinds.map(({ kind }) => kindDoc(docs, kind) ?? ''),
      },
      metadata: { type: 'object', markdownDescription: docs['TypeMeta.metadata'] },
    },
    required: ['apiVersion', 'kind', 'metadata'],
    allOf: kinds.map(({ kind, apiVersion, name }) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema has this word.
      then: {
        properties: { apiVersion: { enum: [apiVersion] } },
        allOf: [{ $ref: `#/definitions/${name}` }],
      },
    })),
    definitions: Object.fromEntries(
      [...model.objects].map(([name, object]) => [name, definitionOf(object, docs)]),
    ),
  }
}

function definitionOf({ goType, fields }: ObjectModel, docs: FieldDocs): JsonSchema {
  const required = [...fields].filter(([, field]) => field.required).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      asExplained(goType, fields.keys()).flatMap((name) => {
        const field = fields.get(name)
        return field ? [[name, propertyOf(goType, name, field.shape, docs)]] : []
      }),
    ),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  }
}

function propertyOf(goType: string, name: string, shape: Shape, docs: FieldDocs): JsonSchema {
  const doc = fieldDoc(docs, goType, name)
  return {
    ...explainedSchema(shape, docs, goType, name),
    ...(doc === undefined ? {} : { markdownDescription: doc }),
    ...(written.has(name) ? { doNotSuggest: true } : {}),
  }
}

/** What a field may hold: of single values, also those of a list, it tells what they mean. */
function explainedSchema(shape: Shape, docs: FieldDocs, goType: string, name: string): JsonSchema {
  if (shape.type === 'list') {
    return { type: 'array', items: explainedSchema(shape.of, docs, goType, name) }
  }
  if (shape.type !== 'string' || !shape.values) return shapeSchema(shape)
  const values = asExplained(`${goType}.${name}`, shape.values)
  return {
    ...shapeSchema({ type: 'string', values }),
    markdownEnumDescriptions: values.map((value) => valueDoc(docs, goType, name, value) ?? ''),
  }
}

function shapeSchema(shape: Shape): JsonSchema {
  switch (shape.type) {
    case 'string':
      return { type: 'string', ...(shape.values ? { enum: shape.values } : {}) }
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: shape.type }
    case 'int-or-string':
      return { anyOf: [{ type: 'integer' }, { type: 'string' }] }
    case 'quantity':
      return { anyOf: [{ type: 'number' }, { type: 'string' }] }
    case 'list':
      return { type: 'array', items: shapeSchema(shape.of) }
    case 'map':
      return { type: 'object', additionalProperties: shapeSchema(shape.of) }
    case 'object':
      return { $ref: `#/definitions/${shape.name}` }
    case 'any':
      return {}
  }
}
