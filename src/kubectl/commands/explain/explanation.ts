import { isList, isObject, type Json, type JsonObject } from '../../json'
import type { Schemas } from './schemas'

/** What is to be explained. */
interface Options {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Names of fields, the way to the one that is meant. */
  readonly fields: readonly string[]
  readonly recursive: boolean
}

/** Lines are broken before this column. */
const WIDTH = 80

/** The text about a kind or a field; `missing` names a field that is not there. */
export function explanation(
  schemas: Schemas,
  root: JsonObject,
  { fields, group, kind, recursive, version }: Options,
): { readonly text: string; readonly missing?: string } {
  const of = group === '' ? '' : `GROUP:      ${group}\n`
  const head = `${of}KIND:       ${kind}\nVERSION:    ${version}\n\n`
  let schema: Json = root
  for (const name of fields) {
    const below: JsonObject = schemas.fieldsOf(schema)
    const next: Json | undefined = Object.hasOwn(below, name) ? below[name] : undefined
    // The last name is the one that is told, whichever it was that is not there.
    if (next === undefined) return { text: head, missing: fields.at(-1) ?? name }
    schema = next
  }
  const field = fields.at(-1)
  const named = field === undefined ? '' : fieldHead(schemas, field, schema)
  const texts = schemas.descriptions(schema)
  const said = texts.map((each) => indented(each, 4)).join('')
  const description = `DESCRIPTION:\n${said === '' ? '    <empty>\n' : `${said}    \n`}`
  const below = schemas.fieldsOf(schema)
  const list =
    Object.keys(below).length === 0
      ? ''
      : `FIELDS:\n${fieldList(schemas, schema, { level: 1, recursive })}`
  return { text: `${head}${named}${description}${list}\n` }
}

function fieldHead(schemas: Schemas, name: string, schema: Json): string {
  const values = enumOf(schema)
  const head = `FIELD: ${name} <${schemas.typeOf(schema)}>\n`
  if (values.length === 0) return `${head}\n\n`
  return `${head}ENUM:\n${values.map((value) => `    ${value}\n`).join('')}\n`
}

const enumOf = (schema: Json): readonly string[] =>
  isObject(schema) && isList(schema['enum'])
    ? schema['enum'].map((value) => (value === '' ? '""' : String(value)))
    : []

const SHOWN = 4

const shortened = (values: readonly string[]): string =>
  values.length > SHOWN ? `${values.slice(0, SHOWN).join(', ')}, ....` : values.join(', ')

function fieldList(
  schemas: Schemas,
  schema: Json,
  { level, recursive, seen = [] }: { level: number; recursive: boolean; seen?: readonly string[] },
): string {
  const fields = schemas.fieldsOf(schema)
  const required = schemas.requiredIn(schema)
  const pad = '  '.repeat(level)
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name] as Json
      const type = schemas.typeOf(field)
      const must = required.includes(name) ? ' -required-' : ''
      const line = `${pad}${name}\t<${type}>${must}\n`
      const values = enumOf(field)
      const listed = values.length === 0 ? '' : `${pad}enum: ${shortened(values)}\n`
      if (!recursive) return `${line}${listed}${described(schemas, field, level)}\n`
      // A type within itself, such as JSONSchemaProps, is not opened twice.
      if (seen.includes(type)) return line + listed
      const below = { level: level + 1, recursive, seen: [...seen, type] }
      return line + listed + fieldList(schemas, field, below)
    })
    .join('')
}

function described(schemas: Schemas, field: Json, level: number): string {
  const [first = '<no description>'] = schemas.descriptions(field)
  return indented(first, 2 * (level + 1))
}

/** Text in lines of at most 80 columns, a single line's end kept as one. */
function indented(text: string, by: number): string {
  const pad = ' '.repeat(by)
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, WIDTH - by))
    .map((line) => `${pad}${line}\n`)
    .join('')
}

function wrapped(line: string, width: number): readonly string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    if (current !== '' && (current + word).trimEnd().length > width) {
      lines.push(current.trimEnd())
      current = ''
    }
    current += word
  }
  return [...lines, current.trimEnd()]
}
