import { isObject } from '../json-input'

/** A schema as OpenAPI v3 has it. */
type Json = Readonly<Record<string, unknown>>

const V3 = '#/components/schemas/'
const V2 = '#/definitions/'

/** A document of OpenAPI v2 from those of v3: what `/openapi/v2` answers. */
export function swaggerOf(documents: readonly unknown[], version: string): Json {
  const definitions: Record<string, unknown> = {}
  for (const document of documents) {
    const components = isObject(document) ? document['components'] : undefined
    const schemas = isObject(components) ? components['schemas'] : undefined
    for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
      definitions[name] = older(schema)
    }
  }
  const names = Object.keys(definitions).sort()
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version },
    paths: {},
    definitions: Object.fromEntries(names.map((name) => [name, definitions[name]])),
  }
}

// The older form knows neither `oneOf` nor a reference with anything around it.
function older(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(older)
  if (!isObject(schema)) return schema
  const { allOf, oneOf, ...rest } = schema
  const [only] = Array.isArray(allOf) ? allOf : []
  const { $ref } = (isObject(only) ? only : schema) as { $ref?: unknown }
  const isText = oneOf !== undefined && rest['type'] === undefined
  const entries = Object.entries(rest).map(([key, value]) => [key, olderPart(key, value)])
  return {
    ...Object.fromEntries(entries),
    ...(typeof $ref === 'string' ? { $ref: $ref.replace(V3, V2) } : {}),
    ...(isText ? { type: 'string' } : {}),
  }
}

function olderPart(key: string, value: unknown): unknown {
  if (key === 'items' || key === 'additionalProperties') return older(value)
  if (key !== 'properties' || !isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, older(each)]))
}

/** A v2 document as protobuf (gnostic's openapi.v2.Document), which is how kubectl reads it. */
export function encodedSwagger({ definitions, info, swagger }: Json): Buffer {
  const { title, version } = info as Readonly<Record<string, string>>
  const named = Object.entries(definitions as Json).map(([name, schema]) =>
    message(1, [text(1, name), message(2, schemaFields(schema as Json))]),
  )
  return Buffer.concat([
    text(1, String(swagger)),
    message(2, [text(1, title ?? ''), text(2, version ?? '')]),
    message(9, named),
  ])
}

function schemaFields(schema: Json): readonly Buffer[] {
  const { $ref, additionalProperties, description, format, items, properties, required, type } =
    schema
  const fields: Buffer[] = []
  if (typeof $ref === 'string') fields.push(text(1, $ref))
  if (typeof format === 'string') fields.push(text(2, format))
  if (typeof description === 'string') fields.push(text(4, description))
  if (Array.isArray(required)) fields.push(...required.map((name) => text(19, String(name))))
  if (isObject(additionalProperties)) {
    fields.push(message(21, [message(1, schemaFields(additionalProperties))]))
  }
  if (typeof type === 'string') fields.push(message(22, [text(1, type)]))
  if (isObject(items)) fields.push(message(23, [message(1, schemaFields(items))]))
  if (isObject(properties)) {
    const named = Object.entries(properties).map(([name, each]) =>
      message(1, [text(1, name), message(2, schemaFields(each as Json))]),
    )
    fields.push(message(25, named))
  }
  for (const [name, value] of Object.entries(schema)) {
    if (!name.startsWith('x-')) continue
    fields.push(message(31, [text(1, name), message(2, [text(2, JSON.stringify(value))])]))
  }
  return fields
}

const text = (number: number, value: string): Buffer => delimited(number, Buffer.from(value))

const message = (number: number, fields: readonly Buffer[]): Buffer =>
  delimited(number, Buffer.concat(fields))

const LENGTH_DELIMITED = 2

const delimited = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([varint(number * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes])

function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  while (left > 127) {
    bytes.push((left & 127) | 128)
    left >>>= 7
  }
  return Buffer.from([...bytes, left])
}
