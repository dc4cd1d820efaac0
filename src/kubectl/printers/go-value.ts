import { isList, isObject, type Json } from '../json'

/** The Go type that a JSON value is decoded to. */
export function goTypeName(value: Json): string {
  if (isList(value)) return '[]interface {}'
  if (isObject(value)) return 'map[string]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (value === null) return '<nil>'
  return typeof value === 'boolean' ? 'bool' : 'string'
}

/** Go's `%v`: `map[a:1 b:[x y]]`. */
export function goText(value: Json): string {
  if (isList(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return value === null ? '<nil>' : String(value)
  const keys = Object.keys(value).sort()
  return `map[${keys.map((key) => `${key}:${goText(value[key] ?? null)}`).join(' ')}]`
}

/** Go's `%#v`: `map[string]interface {}{"a":1}`. */
export function goSyntax(value: Json): string {
  if (isList(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isObject(value)) {
    const keys = Object.keys(value).sort()
    const entries = keys.map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] ?? null)}`)
    return `map[string]interface {}{${entries.join(', ')}}`
  }
  if (value === null) return 'interface {}(nil)'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
