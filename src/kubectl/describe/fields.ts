import { isList, isObject, type Json, type JsonObject, own } from '../json'

/** A part of an object, by the names that lead to it. */
export function at(object: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, name) => (isObject(found) ? own(found, name) : undefined),
    object,
  )
}

/** The same as an object, empty when it is none. */
export function mapAt(object: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(object, ...path)
  return isObject(found) ? found : {}
}

/** The same as a list of objects. */
export function listAt(
  object: Json | undefined,
  ...path: readonly string[]
): readonly JsonObject[] {
  const found = at(object, ...path)
  return isList(found) ? found.filter(isObject) : []
}

/** The same as a list of texts. */
export function textsAt(object: Json | undefined, ...path: readonly string[]): readonly string[] {
  const found = at(object, ...path)
  return isList(found) ? found.map(String) : []
}

/** The same as a text, empty when there is none. */
export function textAt(object: Json | undefined, ...path: readonly string[]): string {
  const found = at(object, ...path)
  return found === undefined || found === null || typeof found === 'object' ? '' : String(found)
}

/** The same as a number, 0 when there is none. */
export const numberAt = (object: Json | undefined, ...path: readonly string[]): number =>
  Number(textAt(object, ...path) || 0)

/** The controller that owns an object. */
export const controllerOf = (object: JsonObject): JsonObject | undefined =>
  listAt(object, 'metadata', 'ownerReferences').find((each) => each['controller'] === true)
