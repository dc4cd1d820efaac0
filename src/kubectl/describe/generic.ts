import { isList, isObject, type Json, type JsonObject } from '../json'
import { type Context, describeEvents } from './events'
import { mapAt, textAt } from './fields'
import { Description } from './writer'

/** Describes an object of any kind: its fields, by name. */
export async function describeGeneric(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  out.line(0, `Name:\t${textAt(object, 'metadata', 'name')}`)
  out.line(0, `Namespace:\t${textAt(object, 'metadata', 'namespace')}`)
  out.labels('Labels', mapAt(object, 'metadata', 'labels'))
  out.annotations('Annotations', mapAt(object, 'metadata', 'annotations'))
  content(out, object, { level: 0, path: '' })
  await describeEvents(out, object, context)
  return out.text()
}

const hidden = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
])

interface Place {
  readonly level: number
  readonly path: string
}

function content(out: Description, object: JsonObject, { level, path }: Place): void {
  for (const field of Object.keys(object).sort()) {
    const value = object[field] as Json
    const below = `${path}.${field}`
    if (hidden.has(below)) continue
    if (isObject(value)) {
      out.line(level, `${label(field)}:`)
      content(out, value, { level: level + 1, path: below })
    } else if (isList(value)) {
      out.line(level, `${label(field)}:`)
      for (const each of value) {
        if (isObject(each)) content(out, each, { level: level + 1, path: below })
        else out.line(level + 1, String(each))
      }
    } else out.line(level, `${label(field)}:\t${value === null ? '<nil>' : value}`)
  }
}

const acronyms = new Set(['API', 'URL', 'UID', 'OSB', 'GUID'])

/** `creationTimestamp` as `Creation Timestamp`. */
function label(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field
  const parts = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}\p{Ll}*|\p{Ll}+|-+/gu) ?? [field]
  return parts
    .map((part) =>
      acronyms.has(part.toUpperCase())
        ? part.toUpperCase()
        : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join(' ')
}
