/** Plain JSON, as a patch has it. */
export type Json = unknown
/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json>>

/** Whether a value is a JSON object. */
export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of an object. `__proto__` is no Kubernetes field, and is left out. */
export const entriesOf = (object: JsonObject): [string, Json][] =>
  Object.entries(object).filter(([key]) => key !== '__proto__')
