import { utf8Size } from '../../engine/api/base64'
import { isList, isObject, type Json, type JsonObject } from '../json'
import { naturally } from './natural-order'
import { isPlainString } from './yaml-resolve'
import { scalarText } from './yaml-scalar'

/**
 * YAML as Go's sigs.k8s.io/yaml writes it: keys in natural order, lists not indented within
 * maps, long lines folded after 80 columns.
 */
export function goYaml(value: Json): string {
  if (isObject(value) && Object.keys(value).length > 0) return mapping(value, 0)
  if (isList(value) && value.length > 0) return sequence(value, 0)
  return `${leaf(value, 0, 0)}\n`
}

const pad = (indent: number): string => ' '.repeat(indent)

// Keys longer than this are complex keys (yaml_emitter_check_simple_key).
const LONGEST_KEY = 128

/** The lines of a map, each of which begins at `indent`. */
function mapping(object: JsonObject, indent: number): string {
  const keys = Object.keys(object).sort(naturally)
  return keys.map((key) => entry(key, object[key] ?? null, indent)).join('')
}

function entry(key: string, value: Json, indent: number): string {
  const plain = isPlainString(key)
  if (isComplex(key)) {
    const name = scalarText(key, plain, { column: indent + 2, indent, isKey: false })
    return `${pad(indent)}? ${name}\n${pad(indent)}: ${item(value, indent)}`
  }
  const name = scalarText(key, plain, { column: indent, indent, isKey: true })
  return `${pad(indent)}${name}:${afterKey(value, indent, indent + name.length + 1)}`
}

// What is long or has several lines does not stand before a colon.
const isComplex = (key: string): boolean =>
  /[\r\n\u0085\u2028\u2029]/.test(key) || utf8Size(key) > LONGEST_KEY

// What follows `key:`, to the end of its last line.
function afterKey(value: Json, indent: number, column: number): string {
  if (isObject(value) && Object.keys(value).length > 0) return `\n${mapping(value, indent + 2)}`
  if (isList(value) && value.length > 0) return `\n${sequence(value, indent)}`
  return ` ${leaf(value, indent, column + 1)}\n`
}

function sequence(list: readonly Json[], indent: number): string {
  return list.map((each) => `${pad(indent)}- ${item(each, indent)}`).join('')
}

// What follows `- `: the first line of a map or list begins where the dash has put it.
function item(value: Json, indent: number): string {
  if (isObject(value) && Object.keys(value).length > 0) {
    return mapping(value, indent + 2).slice(indent + 2)
  }
  if (isList(value) && value.length > 0) return sequence(value, indent + 2).slice(indent + 2)
  return `${leaf(value, indent, indent + 2)}\n`
}

function leaf(value: Json, indent: number, column: number): string {
  if (typeof value === 'string') {
    return scalarText(value, isPlainString(value), { column, indent, isKey: false })
  }
  if (isList(value)) return '[]'
  if (isObject(value)) return '{}'
  return typeof value === 'number' ? numberText(value) : String(value)
}

// strconv.FormatFloat(value, 'g', -1, 64) for what is no whole number.
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value)
  const text = String(value)
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}
