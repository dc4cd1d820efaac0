import { en } from './en'
import { fieldDoc, kindDoc } from './field-docs'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An OpenAPI document of the API server with what its fields mean: the server publishes only how
 * they are built, so that a page need not load texts that it never shows.
 */
export function described(document: unknown): unknown {
  if (!isObject(document) || !isObject(document['components'])) return document
  const { schemas } = document['components']
  if (!isObject(schemas)) return document
  const entries = Object.entries(schemas).map(([name, schema]) => [name, withTexts(name, schema)])
  return {
    ...document,
    components: { ...document['components'], schemas: Object.fromEntries(entries) },
  }
}

function withTexts(name: string, schema: unknown): unknown {
  if (!isObject(schema)) return schema
  const goType = name.slice(name.lastIndexOf('.') + 1)
  const { properties } = schema
  return {
    ...text(kindDoc(en, goType)),
    ...schema,
    ...(isObject(properties) && { properties: withFieldTexts(goType, properties) }),
  }
}

const withFieldTexts = (goType: string, properties: Json): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => [
      field,
      isObject(schema) ? { ...text(fieldDoc(en, goType, field)), ...schema } : schema,
    ]),
  )

// Terminals show it as it is.
const text = (doc: string | undefined): { readonly description?: string } =>
  doc === undefined ? {} : { description: doc.replaceAll('`', '') }
