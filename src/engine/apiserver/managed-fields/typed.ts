import type { Schema } from '../../api/schema'
import { pathsOf } from './field-set'
import { below, elementFor, granularityOf, isObject, type Json } from './shape'

/**
 * What a configuration says that its kind does not have, and the items that it has twice: nothing
 * can be told of such by its path (structured-merge-diff, typed.AsTyped).
 */
export function untypedParts(
  value: Json,
  schema: Schema | undefined,
  path = '',
): readonly string[] {
  if (Array.isArray(value)) return untypedItems(value, schema, path)
  if (!isObject(value) || (schema?.type !== 'object' && schema?.type !== 'map')) return []
  return Object.keys(value)
    .sort()
    .flatMap((name) => {
      const field = below(schema, `f:${name}`)
      return field
        ? untypedParts(value[name], field, `${path}.${name}`)
        : [`${path}.${name}: field not declared in schema`]
    })
}

function untypedItems(
  list: readonly Json[],
  schema: Schema | undefined,
  path: string,
): readonly string[] {
  if (schema?.type !== 'list') return []
  if (granularityOf(schema) === 'whole') {
    return list.flatMap((item, index) => untypedParts(item, schema.items, `${path}[${index}]`))
  }
  const elements = list.map((item) => elementFor(schema, item))
  const twice = new Set(elements.filter((each, index) => elements.indexOf(each) !== index))
  return [
    ...[...twice].map((each) => `${path}: duplicate entries for key ${pathsOf({ [each]: {} })[0]}`),
    ...list.flatMap((item, index) =>
      untypedParts(item, schema.items, `${path}${pathsOf({ [elements[index] ?? '']: {} })[0]}`),
    ),
  ]
}
