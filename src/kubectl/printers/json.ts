import { isList, isObject, type Json } from '../json'

const unsafe: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/**
 * JSON over several lines, as kubectl prints it: four spaces a level, safe within HTML. The
 * order of keys is kept; `sorted` gives that of a map.
 */
export function prettyJson(value: Json): string {
  const text = JSON.stringify(value, null, 4)
  return `${text.replace(/[<>&\u2028\u2029]/g, (each) => unsafe[each] ?? each)}\n`
}

/** Keys in order, at every depth. */
export function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}
