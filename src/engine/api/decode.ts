import { base64Fault } from './base64'
import { invalidPatch } from './field-error'
import { objectMeta } from './meta-schema'
import { goType, jsonType, misreadText, mistypedText, unconvertedText } from './mistyped'
import type { KubeObject } from './object'
import { parseQuantity, quantityText } from './quantity'
import { always, type Field, type ObjectSchema, optional, type Schema, string } from './schema'
import { badRequest } from './status'
import { timeFault } from './time-format'

/** What decoding must know of a kind. */
interface Decodable {
  readonly kind: string
  readonly group: string
  readonly version: string
  readonly schema: ObjectSchema
}

/** A body as an object of its kind. */
export interface Decoded {
  /** Without what the schema does not know; the server has yet to complete its metadata. */
  readonly object: KubeObject
  /** The paths of the fields that were left out: `spec.ports[0].targetport`. */
  readonly unknown: readonly string[]
}

/**
 * Reads a body as a kind, as strictly as the API server does: a value of the wrong type refuses
 * it, a field that the kind does not have is told and left out. Absent and zero become one (see
 * `Field.pointer`), and quantities take their canonical form. Fields are read in the order of
 * their names, in which kubectl sends them: where several are wrong, the first is reported.
 */
export function decode(resource: Decodable, body: unknown, patch?: AppliedPatch): Decoded {
  const given = checkKind(resource, body)
  const reader = new Decoder(resource, patch)
  const object = reader.object(wholeSchema(resource), given, ROOT) as unknown as KubeObject
  reader.finish()
  return { object, unknown: reader.unknown }
}

/** What made the body that is read of an object: then it is the patch that is refused. */
export interface AppliedPatch {
  /** As Go shows it. */
  readonly shown: string
  /**
   * A strategic patch is read field by field, not as JSON: what it says of a wrong type is less.
   */
  readonly isStrategic: boolean
}

/** A kind's schema with what all kinds have: `apiVersion`, `kind` and `metadata`. */
export const wholeSchema = ({ schema }: { readonly schema: ObjectSchema }): ObjectSchema => ({
  ...schema,
  fields: {
    apiVersion: optional(string),
    kind: optional(string),
    metadata: always(objectMeta),
    ...schema.fields,
  },
})

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Go's name for the package of a group's internal types.
const internalPackage = (group: string): string =>
  group === '' ? 'core' : (group.split('.')[0] ?? group)

const cannotBe = (kind: string, version: string, wanted: string, why: string) =>
  badRequest(`${kind} in version "${version}" cannot be handled as a ${wanted}: ${why}`)

// A body without kind or version is taken for what the URL names (apimachinery's serializer/json).
function checkKind(resource: Decodable, body: unknown): JsonObject {
  if (!isObject(body)) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): couldn't get ` +
        `version/kind; json parse error: json: cannot unmarshal ${jsonType(body)} into Go value ` +
        'of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string ' +
        '"json:\\"kind,omitempty\\"" }',
    )
  }
  const full = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
  const kind = textOr(body['kind'], resource.kind)
  const apiVersion = textOr(body['apiVersion'], full)
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  if (kind !== resource.kind) {
    const target = `${internalPackage(resource.group)}.${resource.kind}`
    const why = `converting (${version}.${kind}) to (${target}): unknown conversion`
    throw cannotBe(kind, version, resource.kind, why)
  }
  if (apiVersion !== full) {
    const why =
      `no kind "${kind}" is registered for version "${apiVersion}" in scheme ` +
      '"pkg/api/legacyscheme/scheme.go:30"'
    throw cannotBe(kind, version, resource.kind, why)
  }
  return { ...body, kind, apiVersion }
}

const textOr = (value: unknown, absent: string): string =>
  typeof value === 'string' && value !== '' ? value : absent

// Go's decoder gives up at 10,000 levels; nothing that the page draws or sends can follow as far
// as that.
const DEEPEST = 500

interface Place {
  /** With indexes: `spec.ports[0].port`. */
  readonly path: string
  /** As Go's errors have it, without indexes: `spec.ports.port`. */
  readonly goPath: string
  /** The innermost Go struct. */
  readonly struct: string
}

const ROOT: Place = { path: '', goPath: '', struct: '' }

class Decoder {
  readonly unknown: string[] = []
  private firstFault: string | undefined

  constructor(
    private readonly resource: Decodable,
    private readonly patch: AppliedPatch | undefined,
  ) {}

  /** Go notes a value of the wrong type, reads on, and reports the first such value at the end. */
  finish(): void {
    if (this.firstFault !== undefined) this.refuse(this.firstFault)
  }

  object(schema: ObjectSchema, value: unknown, place: Place): JsonObject | undefined {
    if (!isObject(value)) return this.mistyped(schema, value, place)
    const entries: [string, unknown][] = []
    for (const name of Object.keys(schema.fields).concat(this.strangers(schema, value)).sort()) {
      const path = place.path === '' ? name : `${place.path}.${name}`
      const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined
      if (!field) {
        this.unknown.push(path)
        continue
      }
      const goPath = place.goPath === '' ? name : `${place.goPath}.${name}`
      const given = Object.hasOwn(value, name) ? value[name] : undefined
      const decoded = this.field(field, given, { path, goPath, struct: schema.name })
      if (decoded !== undefined) entries.push([name, decoded])
    }
    return Object.fromEntries(entries)
  }

  private strangers(schema: ObjectSchema, value: JsonObject): readonly string[] {
    return Object.keys(value).filter((name) => !Object.hasOwn(schema.fields, name))
  }

  private field(field: Field, value: unknown, place: Place): unknown {
    if (value === undefined || value === null) return absent(field)
    const decoded = this.value(field.schema, value, place)
    if (decoded === undefined) return absent(field)
    return !field.pointer && !field.always && isZero(field.schema, decoded) ? undefined : decoded
  }

  private value(schema: Schema, value: unknown, place: Place): unknown {
    switch (schema.type) {
      case 'string':
        return this.text(schema, value, place)
      case 'integer':
        return isInteger(value, schema.format) ? value : this.mistyped(schema, value, place)
      case 'boolean':
        return typeof value === 'boolean' ? value : this.mistyped(schema, value, place)
      case 'int-or-string':
        return this.intOrString(schema, value, place)
      case 'quantity':
        return this.quantity(value)
      case 'list':
        if (!Array.isArray(value)) return this.mistyped(schema, value, place)
        return value.map((item, index) =>
          this.item(schema.items, item, { ...place, path: `${place.path}[${index}]` }),
        )
      case 'map':
        return this.map(schema.values, value, place, schema)
      case 'object':
        return this.object(schema, value, place)
      case 'any':
        return this.anything(value, place.path, 0)
    }
  }

  private item(schema: Schema, value: unknown, place: Place): unknown {
    const decoded = value === null ? undefined : this.value(schema, value, place)
    return decoded ?? zeroOf(schema)
  }

  private text(schema: Schema & { type: 'string' }, value: unknown, place: Place): unknown {
    if (schema.format === 'date-time') return this.time(value, place)
    if (typeof value !== 'string') return this.mistyped(schema, value, place)
    const fault = schema.format === 'byte' ? base64Fault(value) : undefined
    if (fault !== undefined) this.note(`illegal base64 data at input byte ${fault}`)
    return value
  }

  // Types that read themselves end the decoding with their first error: times, quantities,
  // int-or-string.
  private time(value: unknown, place: Place): unknown {
    if (typeof value !== 'string') return this.refuse(this.unreadText('string', value, place))
    const fault = timeFault(value)
    return fault === undefined ? value : this.refuse(fault)
  }

  private quantity(value: unknown): string {
    const text = typeof value === 'string' ? value.trim() : JSON.stringify(value)
    const parsed = parseQuantity(text)
    return typeof parsed === 'string' ? this.refuse(parsed) : quantityText(parsed)
  }

  private intOrString(schema: Schema, value: unknown, place: Place): unknown {
    if (typeof value === 'string' || isInteger(value, 'int32')) return value
    return this.refuse(this.unreadText(goType(schema), value, place))
  }

  private map(values: Schema, value: unknown, place: Place, schema: Schema): unknown {
    if (!isObject(value)) return this.mistyped(schema, value, place)
    const entries: [string, unknown][] = []
    for (const key of Object.keys(value).sort()) {
      const path = `${place.path}.${key}`
      // The one key that no JavaScript object keeps safely.
      if (key === '__proto__') this.unknown.push(path)
      else entries.push([key, this.item(values, value[key], { ...place, path })])
    }
    return Object.fromEntries(entries)
  }

  private anything(value: unknown, path: string, depth: number): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (depth > DEEPEST) return this.refuse('exceeded max depth')
    if (Array.isArray(value)) {
      return value.map((item, index) => this.anything(item, `${path}[${index}]`, depth + 1))
    }
    const entries: [string, unknown][] = []
    for (const [key, each] of Object.entries(value)) {
      if (key === '__proto__') this.unknown.push(`${path}.${key}`)
      else if (each !== null) entries.push([key, this.anything(each, `${path}.${key}`, depth + 1)])
    }
    return Object.fromEntries(entries)
  }

  private mistyped(schema: Schema, value: unknown, place: Place): undefined {
    const isStrategic = this.patch?.isStrategic ?? false
    this.note(
      isStrategic ? unconvertedText(schema, value) : mistypedText(goType(schema), value, place),
    )
    return undefined
  }

  private unreadText(type: string, value: unknown, place: Place): string {
    return this.patch?.isStrategic ? misreadText(type, value) : mistypedText(type, value, place)
  }

  private note(fault: string): void {
    this.firstFault ??= fault
  }

  private refuse(why: string): never {
    const { kind, version } = this.resource
    if (this.patch) throw invalidPatch(this.patch.shown, why)
    throw cannotBe(kind, version, kind, why)
  }
}

const HALF_OF_INT64 = 2 ** 63

const isInteger = (value: unknown, format: 'int32' | 'int64'): value is number =>
  Number.isInteger(value) &&
  (format === 'int32' ? (value as number) === ((value as number) | 0) : inInt64(value as number))

const inInt64 = (value: number): boolean => value < HALF_OF_INT64 && value >= -HALF_OF_INT64

const absent = (field: Field): unknown =>
  field.always && !field.pointer ? zeroOf(field.schema) : undefined

/** What Go has where nothing was given. A time has no zero that JSON could show. */
function zeroOf(schema: Schema): unknown {
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? undefined : ''
    case 'integer':
    case 'int-or-string':
      return 0
    case 'boolean':
      return false
    case 'quantity':
      return '0'
    case 'list':
      return []
    case 'map':
    case 'any':
      return {}
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.fields)
          .map(([name, field]) => [name, absent(field)] as const)
          .filter(([, value]) => value !== undefined),
      )
  }
}

function isZero(schema: Schema, value: unknown): boolean {
  switch (schema.type) {
    case 'list':
      return (value as readonly unknown[]).length === 0
    case 'map':
      return Object.keys(value as object).length === 0
    case 'object':
    case 'any':
    case 'quantity':
      return false
    default:
      return value === '' || value === 0 || value === false
  }
}
