import { readFileSync } from 'node:fs'

/**
 * Reads Kubernetes objects that kubectl 1.32 and later send as protobuf. Only requests: answers are
 * JSON, which every client takes (k8s.io/apimachinery, pkg/runtime/serializer/protobuf).
 */
export function decodeProtobuf(bytes: Uint8Array): unknown {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) throw new Malformed()
  const envelope = fieldsOf(bytes.subarray(MAGIC.length))
  const type = fieldsOf(bytesAt(envelope, 1))
  const apiVersion = textAt(type, 1)
  const kind = textAt(type, 2)
  const [version = '', group = 'core'] = apiVersion.split('/').reverse()
  const message = `${group.replace(/\..*/, '')}.${version}.${kind}`
  const known = messages().has(message) ? message : `meta.v1.${kind}`
  return { apiVersion, kind, ...objectOf(known, bytesAt(envelope, 2)) }
}

/** Bytes that are no protobuf, or of a message that nobody sends. */
export class Malformed extends Error {
  constructor(message = 'unexpected EOF') {
    super(message)
  }
}

const MAGIC = [0x6b, 0x38, 0x73, 0x00] // k8s and a zero

interface FieldType {
  readonly name: string
  readonly type: string
  readonly isEmbedded: boolean
}
type Message = ReadonlyMap<number, FieldType>

// Read when the first such body comes.
const table: { messages?: ReadonlyMap<string, Message> } = {}

function messages(): ReadonlyMap<string, Message> {
  table.messages ??= parseMessages(
    readFileSync(new URL('./protobuf-messages.txt', import.meta.url), 'utf8'),
  )
  return table.messages
}

function parseMessages(text: string): ReadonlyMap<string, Message> {
  const blocks = text.replace(/^#.*\n/gm, '').split(/\n(?! )/)
  return new Map(
    blocks
      .filter((block) => block !== '')
      .map((block) => {
        const [name = '', ...lines] = block.split('\n')
        const fields = lines.join(' ').trim().split(/,\s*/)
        return [name, new Map(fields.filter((field) => field !== '').map(fieldOf))]
      }),
  )
}

function fieldOf(text: string): readonly [number, FieldType] {
  const [number, name = '', type = ''] = text.split(' ')
  const isEmbedded = name.startsWith('*')
  return [Number(number), { name: isEmbedded ? name.slice(1) : name, type, isEmbedded }]
}

/** One field as it stands on the wire: a number or bytes. */
type Wire = bigint | Uint8Array
type Fields = ReadonlyMap<number, readonly Wire[]>

const VARINT = 0
const BYTES = 2

function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, Wire[]>()
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 63n) throw new Malformed()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const number = Number(key >> 3n)
    const kind = Number(key & 7n)
    let value: Wire
    if (kind === VARINT) value = varint()
    else if (kind === BYTES) {
      const length = Number(varint())
      if (length > bytes.length - at) throw new Malformed()
      value = bytes.subarray(at, at + length)
      at += length
    } else throw new Malformed(`proto: illegal wireType ${kind}`)
    const before = fields.get(number)
    if (before) before.push(value)
    else fields.set(number, [value])
  }
  return fields
}

const utf8 = new TextDecoder()

const asBytes = (value: Wire | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array()
const asText = (value: Wire | undefined): string => utf8.decode(asBytes(value))
const asInteger = (value: Wire | undefined): number =>
  typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0
const bytesAt = (fields: Fields, number: number): Uint8Array => asBytes(fields.get(number)?.[0])
const textAt = (fields: Fields, number: number): string => asText(fields.get(number)?.[0])

function objectOf(name: string, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const message = messages().get(name)
  if (!message) throw new Malformed(`no kind is registered for the type ${name}`)
  const object: Record<string, unknown> = {}
  for (const [number, values] of fieldsOf(bytes)) {
    const field = message.get(number)
    if (!field) continue
    const value = valuesAt(field.type, values)
    if (field.isEmbedded) Object.assign(object, value)
    // Go writes every text, even an empty one, and a time that was never set.
    else if (value !== '' && value !== undefined) object[field.name] = value
  }
  return object
}

function valuesAt(type: string, values: readonly Wire[]): unknown {
  if (type.startsWith('[]')) return values.flatMap((value) => several(type.slice(2), value))
  if (type.startsWith('map:')) return mapOf(type.slice(4), values)
  return single(type, values[values.length - 1])
}

// Numbers that repeat may come packed into one run of bytes.
function several(type: string, value: Wire): readonly unknown[] {
  const isPacked = value instanceof Uint8Array && /^(u?int\d+|bool)$/.test(type)
  return isPacked ? unpacked(value).map((each) => single(type, each)) : [single(type, value)]
}

function unpacked(bytes: Uint8Array): readonly bigint[] {
  const numbers: bigint[] = []
  let value = 0n
  let shift = 0n
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    numbers.push(value)
    value = 0n
    shift = 0n
  }
  return numbers
}

const mapOf = (type: string, values: readonly Wire[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    values.map((value) => {
      const entry = fieldsOf(asBytes(value))
      return [textAt(entry, 1), single(type, entry.get(2)?.[0])]
    }),
  )

function single(type: string, value: Wire | undefined): unknown {
  switch (type) {
    case 'string':
      return asText(value)
    case 'bool':
      return asInteger(value) !== 0
    case 'int32':
    case 'int64':
      return asInteger(value)
    case 'bytes':
      return Buffer.from(asBytes(value)).toString('base64')
    case 'Quantity':
      return textAt(fieldsOf(asBytes(value)), 1)
    case 'IntOrString':
      return intOrString(fieldsOf(asBytes(value)))
    case 'Time':
      return timeOf(fieldsOf(asBytes(value)))
    case 'FieldsV1':
      return JSON.parse(textAt(fieldsOf(asBytes(value)), 1) || '{}')
    default:
      return messageOf(type, asBytes(value))
  }
}

function intOrString(fields: Fields): number | string {
  return asInteger(fields.get(1)?.[0]) === 1 ? textAt(fields, 3) : asInteger(fields.get(2)?.[0])
}

function timeOf(fields: Fields): string | undefined {
  if (fields.size === 0) return undefined
  const millis = asInteger(fields.get(1)?.[0]) * 1_000
  return new Date(millis).toISOString().replace(/\.\d+Z$/, 'Z')
}

// A message whose one field is a list of plain values is that list in JSON (ExtraValue).
function messageOf(type: string, bytes: Uint8Array): unknown {
  const object = objectOf(type, bytes)
  const fields = messages().get(type)
  const only = fields?.size === 1 ? fields.get(1) : undefined
  const isList = only?.name === 'items' && only.type === '[]string'
  return isList ? (object['items'] ?? []) : object
}
