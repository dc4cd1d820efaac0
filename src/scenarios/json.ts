import type { Json, JsonObject } from './yaml-json'

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field of an object, when there is one; never what an object inherits. */
export const field = (value: unknown, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** What stands at the end of a path of fields. */
export const fieldAt = (value: unknown, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => field(at, key), value as Json | undefined)

/** The object in a field; an empty one when there is none. */
export const objectAt = (value: unknown, ...path: readonly string[]): JsonObject => {
  const found = fieldAt(value, ...path)
  return isObject(found) ? found : {}
}

/** The list in a field; an empty one when there is none. */
export const listAt = (value: unknown, ...path: readonly string[]): readonly Json[] => {
  const found = fieldAt(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The text in a field; an empty one when there is none. */
export const textAt = (value: unknown, ...path: readonly string[]): string => {
  const found = fieldAt(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** An object without some of its fields. */
export const without = (object: JsonObject, keys: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)))
