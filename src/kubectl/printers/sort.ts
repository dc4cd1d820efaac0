import { failed } from '../errors'
import { isObject, type Json, type JsonObject } from '../json'
import { quantityValue } from '../quantity-order'
import { findResults } from './jsonpath/evaluate'
import { PathError, parsePath } from './jsonpath/parse'

/** `.a.b`, `a.b`, `{.a.b}` or `{a.b}` as a JSONPath template (RelaxedJSONPathExpression). */
export function relaxedPath(path: string): string {
  if (path === '') return path
  const found = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path)
  if (!found) {
    throw failed(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or ` +
        `'{.name1.name2}'`,
    )
  }
  return `{.${found[1] ?? found[2]}}`
}

/** Objects by a field of theirs; `object` tells what of an item is looked at. */
export function sortedBy<T>(
  items: readonly T[],
  field: string,
  object: (item: T) => Json,
): readonly T[] {
  const nodes = parsed(field)
  const keyed = items.map((item) => ({ item, key: keyOf(object(item), nodes) }))
  if (items.length > 0 && keyed.every(({ key }) => key === undefined)) {
    throw failed(`couldn't find any field with path "${field}" in the list of objects`)
  }
  return [...keyed].sort((one, other) => order(one.key, other.key)).map(({ item }) => item)
}

/** Rows of a Table by a field of their objects. */
export function sortedTable(table: JsonObject, field: string): JsonObject {
  const rows = Array.isArray(table['rows']) ? (table['rows'] as readonly JsonObject[]) : []
  const objectOf = (row: JsonObject): Json => (isObject(row['object']) ? row['object'] : {})
  return { ...table, rows: sortedBy(rows, field, objectOf) }
}

function parsed(field: string) {
  try {
    return parsePath(field)
  } catch (error) {
    if (error instanceof PathError) throw failed(`sorting error: ${error.message}`)
    throw error
  }
}

function keyOf(object: Json, nodes: ReturnType<typeof parsePath>): Json | undefined {
  const [first] = findResults(nodes, object, { allowMissingKeys: true })
  return first?.[0]
}

// Objects without the field come first.
function order(one: Json | undefined, other: Json | undefined): number {
  if (one === undefined || other === undefined) {
    return (one === undefined ? 0 : 1) - (other === undefined ? 0 : 1)
  }
  if (typeof one !== typeof other) return 0
  if (typeof one === 'string' && typeof other === 'string') return texts(one, other)
  if (typeof one === 'object') throw failed('unsortable type: map')
  return Number(one) - Number(other)
}

function texts(one: string, other: string): number {
  const [left, right] = [quantityValue(one), quantityValue(other)]
  if (left !== undefined && right !== undefined) return left - right
  return one < other ? -1 : one === other ? 0 : 1
}
