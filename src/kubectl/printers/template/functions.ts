import { isList, isObject, type Json } from '../../json'
import { goText, goTypeName } from '../go-value'
import { decodeBase64 } from './base64'
import { sprintf } from './printf'

/** What an expression gives: a JSON value, or nothing (Go's zero Value). */
export type Value = Json | undefined

/** Whether a value counts as true (text/template, IsTrue). */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false
  if (isList(value)) return value.length > 0
  if (isObject(value)) return Object.keys(value).length > 0
  return value !== 0 && value !== '' && value !== false
}

/** A value as text; `<no value>` for none. */
export const textOfValue = (value: Value): string =>
  value === undefined || value === null ? '<no value>' : goText(value)

const plain = (values: readonly Value[]): readonly Json[] => values.map((each) => each ?? null)

function basicKind(value: Value): string {
  if (value === undefined || value === null || typeof value === 'object') {
    throw new Error('invalid type for comparison')
  }
  return typeof value
}

function same(one: Value, other: Value): boolean {
  if ((one ?? null) === null || (other ?? null) === null) return (one ?? null) === (other ?? null)
  if (basicKind(one) !== basicKind(other)) throw new Error('incompatible types for comparison')
  return one === other
}

function less(one: Value, other: Value): boolean {
  if (basicKind(one) !== basicKind(other)) throw new Error('incompatible types for comparison')
  return (one as string) < (other as string)
}

function indexed(value: Value, keys: readonly Value[]): Value {
  return keys.reduce<Value>((found, key) => {
    if (found === undefined || found === null) throw new Error('index of untyped nil')
    if (isList(found)) return elementAt(found, key)
    if (isObject(found)) {
      if (typeof key !== 'string') {
        throw new Error(`value has type ${goTypeName(key ?? null)}; should be string`)
      }
      return Object.hasOwn(found, key) ? found[key] : undefined
    }
    throw new Error(`can't index item of type ${goTypeName(found)}`)
  }, value)
}

function elementAt(list: readonly Json[], key: Value): Value {
  if (typeof key !== 'number') {
    throw new Error(`cannot index slice/array with type ${goTypeName(key ?? null)}`)
  }
  if (key < 0 || key >= list.length) throw new Error(`index out of range: ${key}`)
  return list[key]
}

function length(value: Value): number {
  if (isList(value)) return value.length
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (isObject(value)) return Object.keys(value).length
  if (value === undefined || value === null) throw new Error('len of nil pointer')
  throw new Error(`len of type ${goTypeName(value)}`)
}

function sliced(value: Value, bounds: readonly Value[]): Value {
  const [from = 0, to] = bounds
  if (typeof value !== 'string' && !isList(value)) {
    throw new Error(`can't slice item of type ${goTypeName(value ?? null)}`)
  }
  return value.slice(Number(from), to === undefined ? undefined : Number(to))
}

// fmt.Sprint puts a space between operands when neither is a string.
function printed(values: readonly Json[]): string {
  return values
    .map((each, index) => {
      const before = values[index - 1]
      const space = index > 0 && typeof each !== 'string' && typeof before !== 'string'
      return `${space ? ' ' : ''}${goText(each)}`
    })
    .join('')
}

const html: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\uFFFD',
}

function exists(value: Value, keys: readonly Value[]): boolean {
  try {
    return indexed(value, keys) !== undefined
  } catch {
    return false
  }
}

// The first value that decides, else the last.
function decisive(values: readonly Value[], decides: (value: Value) => boolean): Value {
  const at = values.findIndex(decides)
  return values[at < 0 ? values.length - 1 : at]
}

/** Functions of templates, kubectl's two (`exists`, `base64decode`) among them. */
export const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  and: (values) => decisive(values, (each) => !isTrue(each)),
  or: (values) => decisive(values, isTrue),
  not: ([value]) => !isTrue(value),
  len: ([value]) => length(value),
  index: ([value, ...keys]) => indexed(value, keys),
  slice: ([value, ...bounds]) => sliced(value, bounds),
  print: (values) => printed(plain(values)),
  println: (values) => `${plain(values).map(goText).join(' ')}\n`,
  printf: ([format, ...values]) => sprintf(String(format ?? ''), plain(values)),
  html: (values) => printed(plain(values)).replace(/["'&<>\0]/g, (each) => html[each] ?? each),
  urlquery: (values) => encodeURIComponent(printed(plain(values))).replaceAll('%20', '+'),
  js: (values) => JSON.stringify(printed(plain(values))).slice(1, -1),
  eq: ([one, ...others]) => others.some((each) => same(one, each)),
  ne: ([one, other]) => !same(one, other),
  lt: ([one, other]) => less(one, other),
  le: ([one, other]) => less(one, other) || same(one, other),
  gt: ([one, other]) => !less(one, other) && !same(one, other),
  ge: ([one, other]) => !less(one, other),
  exists: ([value, ...keys]) => exists(value, keys),
  base64decode: ([value]) => decodeBase64(String(value ?? '')),
}
