import { listAt, numberAt, textAt } from '../../describe/fields'
import { failed } from '../../errors'
import { isList, isObject, type JsonObject } from '../../json'
import { findResults } from '../../printers/jsonpath/evaluate'
import { PathError, type PathNode, parsePath } from '../../printers/jsonpath/parse'
import { relaxedPath } from '../../printers/sort'

/** What is waited for. */
export type Condition =
  | { readonly type: 'create' | 'delete' }
  | { readonly type: 'condition'; readonly name: string; readonly value: string }
  | {
      readonly type: 'jsonpath'
      readonly nodes: readonly PathNode[]
      readonly value: string | undefined
    }

/** Reads `--for`. */
export function conditionOf(text: string): Condition {
  const lower = text.toLowerCase()
  if (lower === 'delete' || lower === 'create') return { type: lower }
  if (text.startsWith('condition=')) {
    const rest = text.slice('condition='.length)
    const at = rest.indexOf('=')
    return at < 0
      ? { type: 'condition', name: rest, value: 'true' }
      : { type: 'condition', name: rest.slice(0, at), value: rest.slice(at + 1) }
  }
  if (text.startsWith('jsonpath=')) return jsonPath(text.slice('jsonpath='.length))
  throw failed(`unrecognized condition: ${JSON.stringify(text)}`)
}

function jsonPath(text: string): Condition {
  // An equal sign of a filter stands inside the braces.
  const end = text.lastIndexOf('}')
  const at = text.indexOf('=', end < 0 ? 0 : end)
  const path = at < 0 ? text : text.slice(0, at)
  const value = at < 0 ? undefined : text.slice(at + 1).replace(/^['"]+|['"]+$/g, '')
  if (value === '') {
    throw failed(
      'jsonpath wait has to have a value after equal sign, like ' +
        "--for=jsonpath='{.status.readyReplicas}'=3",
    )
  }
  if (path === '') {
    throw failed(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or " +
        "--for=jsonpath='{.status.readyReplicas}'",
    )
  }
  try {
    return { type: 'jsonpath', nodes: parsePath(relaxedPath(path)), value }
  } catch (error) {
    if (error instanceof PathError) throw failed(error.message)
    throw error
  }
}

/** Whether an object meets a condition; what was deleted meets none of its own. */
export function isMet(condition: Condition, object: JsonObject): boolean {
  switch (condition.type) {
    case 'create':
      return true
    case 'delete':
      return false
    case 'condition':
      return hasCondition(object, condition)
    case 'jsonpath':
      return hasValue(object, condition)
  }
}

function hasCondition(
  object: JsonObject,
  { name, value }: Condition & { type: 'condition' },
): boolean {
  const found = listAt(object, 'status', 'conditions').find(
    (each) => textAt(each, 'type').toLowerCase() === name.toLowerCase(),
  )
  if (!found) return false
  const generation = numberAt(object, 'metadata', 'generation')
  const observed =
    textAt(found, 'observedGeneration') || textAt(object, 'status', 'observedGeneration')
  if (observed !== '' && Number(observed) < generation) return false
  return textAt(found, 'status').toLowerCase() === value.toLowerCase()
}

function hasValue(object: JsonObject, { nodes, value }: Condition & { type: 'jsonpath' }): boolean {
  const results = findResults(nodes, object, { allowMissingKeys: true })
  const [first = []] = results
  if (first.length === 0) return false
  if (value === undefined) return true
  if (first.length > 1) throw failed('given jsonpath expression matches more than one value')
  const [only = null] = first
  if (isObject(only) || isList(only)) {
    throw failed('jsonpath leads to a nested object or list which is not supported')
  }
  return String(only ?? '') === value
}
