import { sameJson } from '../../api/equality'
import { badRequest, failure, type StatusError } from '../../api/status'
import { isObject, type Json, type JsonObject } from './json-value'

/** RFC 6902: operations on paths, one after the other. */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type ' +
        '[]handlers.jsonPatchOp',
    )
  }
  let result = target
  for (const operation of patch as readonly Json[]) result = performed(result, operation)
  return result
}

// Whatever cannot be done is refused in the same words, which say neither what nor why.
const refused = (): StatusError =>
  failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {})

function performed(target: Json, operation: Json): Json {
  if (!isObject(operation)) throw refused()
  const { op, value } = operation
  const path = pathOf(operation['path'])
  switch (op) {
    case 'add':
      return written(target, path, { value, isNew: true })
    case 'replace':
      read(target, path)
      return written(target, path, { value, isNew: false })
    case 'remove':
      return removed(target, path)
    case 'copy':
      return written(target, path, { value: read(target, fromOf(operation)), isNew: true })
    case 'move': {
      const from = fromOf(operation)
      return written(removed(target, from), path, { value: read(target, from), isNew: true })
    }
    case 'test':
      if (sameJson(found(target, path) ?? null, value ?? null)) return target
      throw refused()
    default:
      throw refused()
  }
}

const fromOf = (operation: JsonObject): readonly string[] => pathOf(operation['from'])

function pathOf(pointer: Json): readonly string[] {
  if (pointer === '') return []
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) throw refused()
  const names = pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (names.includes('__proto__')) throw refused()
  return names
}

function found(target: Json, path: readonly string[]): Json {
  let value = target
  for (const name of path) {
    if (Array.isArray(value)) value = value[indexOf(name, value.length - 1)]
    else value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }
  return value
}

function read(target: Json, path: readonly string[]): Json {
  const value = found(target, path)
  if (value === undefined) throw refused()
  return value
}

function indexOf(name: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(name) ? Number(name) : -1
  if (index < 0 || index > last) throw refused()
  return index
}

interface Change {
  readonly value: Json
  /** An item of a list is put in before what stands there. */
  readonly isNew: boolean
}

function written(target: Json, path: readonly string[], change: Change): Json {
  const [name, ...rest] = path
  if (name === undefined) return change.value
  if (Array.isArray(target)) {
    const isLast = rest.length === 0 && change.isNew
    const index = isLast
      ? name === '-'
        ? target.length
        : indexOf(name, target.length)
      : indexOf(name, target.length - 1)
    return isLast
      ? target.toSpliced(index, 0, change.value)
      : target.with(index, written(target[index], rest, change))
  }
  if (!isObject(target)) throw refused()
  if (rest.length > 0 && !Object.hasOwn(target, name)) throw refused()
  return { ...target, [name]: written(target[name], rest, change) }
}

function removed(target: Json, path: readonly string[]): Json {
  const [name, ...rest] = path
  if (name === undefined) throw refused()
  if (Array.isArray(target)) {
    const index = indexOf(name, target.length - 1)
    return rest.length === 0
      ? target.toSpliced(index, 1)
      : target.with(index, removed(target[index], rest))
  }
  if (!isObject(target) || !Object.hasOwn(target, name)) throw refused()
  if (rest.length > 0) return { ...target, [name]: removed(target[name], rest) }
  const { [name]: _, ...left } = target
  return left
}
