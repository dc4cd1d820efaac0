import type { Schema } from './schema'

/** Where a value stands, as Go's errors have it: without indexes, within the innermost struct. */
interface GoPlace {
  readonly struct: string
  /** `spec.ports.port`. */
  readonly goPath: string
}

/** What Go's JSON decoder says of a value of the wrong type. */
export const mistypedText = (type: string, value: unknown, { struct, goPath }: GoPlace): string =>
  `json: cannot unmarshal ${jsonType(value, type)} into Go struct field ${struct}.${goPath} ` +
  `of type ${type}`

/** What apimachinery's converter of unstructured objects says of a value of the wrong type. */
export function unconvertedText(schema: Schema, value: unknown): string {
  const found = goKind(value)
  switch (schema.type) {
    case 'object':
      return `cannot restore struct from: ${found}`
    case 'list':
      return `cannot restore slice from ${found}`
    case 'map':
      return `cannot restore map from ${found}`
    default:
      return `unrecognized type: ${schema.type === 'string' ? 'string' : goType(schema)}`
  }
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64'
    case 'boolean':
      return 'bool'
    case 'string':
      return 'string'
    default:
      return 'map'
  }
}

/** What a type says that reads itself, and does not know in which field it is. */
export const misreadText = (type: string, value: unknown): string =>
  `json: cannot unmarshal ${jsonType(value, type)} into Go value of type ${type}`

/** What a JSON value is called; a number is shown when one was wanted, only another one. */
export function jsonType(value: unknown, wanted = ''): string {
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return wanted.startsWith('int') ? `number ${value}` : 'number'
    default:
      return 'object'
  }
}

/** What a field's type is in Go. */
export function goType(schema: Schema): string {
  switch (schema.type) {
    case 'string':
      return schema.format === 'byte' ? '[]uint8' : qualified(schema.name, 'string')
    case 'integer':
      return schema.format
    case 'boolean':
      return 'bool'
    case 'int-or-string':
      return 'int32'
    case 'quantity':
      return 'resource.Quantity'
    case 'list':
      return `[]${goType(schema.items)}`
    case 'map':
      return qualified(schema.name, `map[string]${goType(schema.values)}`)
    case 'object':
      return `v1.${schema.name}`
    case 'any':
      return 'interface {}'
  }
}

const qualified = (name: string | undefined, plain: string): string =>
  name === undefined ? plain : name.includes('.') ? name : `v1.${name}`
