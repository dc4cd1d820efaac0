import {
  asExplained,
  type FieldDocs,
  fieldDoc,
  kindDoc,
  valueDoc,
} from '../../field-docs/field-docs'
import type { Model, ObjectModel, Shape } from './openapi'

/** What can be said about one field of a document. */
export interface FieldDescription {
  readonly name: string
  readonly shape: Shape
  /** The Go name of the struct it holds, or holds a list of. */
  readonly goType?: string
  readonly required: boolean
  readonly doc?: string
  readonly values: readonly { readonly value: string; readonly doc?: string }[]
}

/** Which field is meant, as `fieldAt` finds it. */
export interface FieldPlace {
  readonly apiVersion: string
  readonly kind: string
  readonly path: readonly (string | number)[]
}

/** Describes a field in the language of `docs`; undefined for what the kind does not have. */
export function describeField(
  model: Model,
  docs: FieldDocs,
  { apiVersion, kind, path }: FieldPlace,
): FieldDescription | undefined {
  const found =
    model.kinds.find((each) => each.kind === kind && each.apiVersion === apiVersion) ??
    model.kinds.find((each) => each.kind === kind)
  const root = found && model.objects.get(found.name)
  if (!found || !root) return undefined
  const field = follow(model, root, path)
  if (!field) return undefined
  if (path.length === 1 && field.name === 'kind') return kindDescription(docs, kind)
  return describe(model, docs, field)
}

interface Followed {
  readonly owner: ObjectModel
  readonly name: string
  readonly shape: Shape
}

/** Steps into lists and maps stay with the field that holds them. */
function follow(
  model: Model,
  root: ObjectModel,
  path: readonly (string | number)[],
): Followed | undefined {
  let owner: ObjectModel | undefined = root
  let found: Followed | undefined
  let shape: Shape | undefined
  for (const step of path) {
    if (shape?.type === 'list' || shape?.type === 'map') {
      shape = shape.of
    } else {
      if (shape) owner = shape.type === 'object' ? model.objects.get(shape.name) : undefined
      const field = owner?.fields.get(String(step))
      if (!owner || !field) return undefined
      found = { owner, name: String(step), shape: field.shape }
      shape = field.shape
    }
  }
  return found
}

function describe(
  model: Model,
  docs: FieldDocs,
  { owner, name, shape }: Followed,
): FieldDescription {
  const doc = fieldDoc(docs, owner.goType, name)
  const inner = innermost(shape)
  const object = inner.type === 'object' ? model.objects.get(inner.name) : undefined
  const known = inner.type === 'string' ? (inner.values ?? []) : []
  const values = asExplained(`${owner.goType}.${name}`, known)
  return {
    name,
    shape,
    ...(object ? { goType: object.goType } : {}),
    required: owner.fields.get(name)?.required ?? false,
    ...(doc === undefined ? {} : { doc }),
    values: values
      .filter((value) => value !== '')
      .map((value) => withDoc(value, valueDoc(docs, owner.goType, name, value))),
  }
}

const kindDescription = (docs: FieldDocs, kind: string): FieldDescription => ({
  name: 'kind',
  shape: { type: 'string' },
  required: true,
  doc: docs['TypeMeta.kind'],
  values: [withDoc(kind, kindDoc(docs, kind))],
})

const withDoc = (value: string, doc: string | undefined) =>
  doc === undefined ? { value } : { value, doc }

/** What a list of lists or a map of lists holds in the end. */
export const innermost = (shape: Shape): Shape =>
  shape.type === 'list' || shape.type === 'map' ? innermost(shape.of) : shape
