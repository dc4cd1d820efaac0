import type { Status } from '../../engine/api/status'
import type { Json, JsonObject } from '../../scenarios/manifest'

/** One thing that the API server has against a document, and the field it means. */
export interface Complaint {
  /** The server's own words. */
  readonly message: string
  /** `spec.ports[0].targetPort`; the document as a whole when the server names no field. */
  readonly path: string
  /** Whether the field's name is at fault, rather than its value. */
  readonly key?: boolean
}

/**
 * What a refusal is about, field by field. Validation lists causes with paths; strict decoding and
 * Go's JSON decoder say it in prose, with paths of their own.
 */
export function complaintsOf(status: Status, object: JsonObject): readonly Complaint[] {
  const message = status.message ?? status.reason ?? ''
  const inProse = fromProse(message, object)
  if (inProse.length > 0) return inProse
  const causes = (status.details?.causes ?? []).filter(({ field }) => field)
  if (causes.length === 0) return [{ message, path: subjectOf(message) }]
  // kubectl, too, shows equal lines once.
  const lines = new Map(causes.map(({ field = '', message: said }) => [`${field}: ${said}`, field]))
  return [...lines].map(([said, path]) => ({ message: said, path: asGiven(path, object) }))
}

/** The server speaks of `clusterIPs`, which it has made of the `clusterIP` that people write. */
function asGiven(path: string, { spec }: JsonObject): string {
  const isListed = isObject(spec ?? null) && Object.hasOwn(spec as JsonObject, 'clusterIPs')
  return isListed ? path : path.replace(/^spec\.clusterIPs(\[0\])?$/, 'spec.clusterIP')
}

function fromProse(message: string, object: JsonObject): readonly Complaint[] {
  const strict = [...message.matchAll(/(unknown|duplicate) field "([^"]+)"/g)]
  if (/strict decoding error/.test(message) && strict.length > 0) {
    return strict.map(([said, , path = '']) => ({ message: said, path, key: true }))
  }
  const [said, type, path] = message.match(wrongType) ?? []
  if (said !== undefined && type !== undefined && path !== undefined) {
    return [{ message: said, path: wherever(object, path.split('.'), type) ?? path }]
  }
  return []
}

const wrongType =
  /json: cannot unmarshal (\w+)(?: \S+)? into Go struct field [^\s.]+\.(\S+) of type .+/

/** The field that a refusal without causes most likely means. */
function subjectOf(message: string): string {
  if (/^namespaces "[^"]*" not found$/.test(message)) return 'metadata.namespace'
  if (/illegal base64 data/.test(message)) return 'data'
  if (/no matches for kind|kind not set|unknown conversion/.test(message)) return 'kind'
  if (/apiVersion not set/.test(message)) return 'apiVersion'
  return 'metadata.name'
}

/**
 * Go names the fields on the way but not the indexes, and a map but not the key: finds the first
 * place on that way whose value is of the JSON type it complains about.
 */
function wherever(value: Json, fields: readonly string[], type: string): string | undefined {
  const [field, ...rest] = fields
  if (field === undefined) return valueOfType(value, type)
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      const found = wherever(item, fields, type)
      if (found !== undefined) return joined(`[${index}]`, found)
    }
    return undefined
  }
  if (!isObject(value) || !Object.hasOwn(value, field)) return undefined
  const found = wherever(value[field] ?? null, rest, type)
  return found === undefined ? undefined : joined(field, found)
}

const joined = (path: string, rest: string): string =>
  rest === '' || rest.startsWith('[') ? path + rest : `${path}.${rest}`

function valueOfType(value: Json, type: string): string | undefined {
  if (jsonType(value) === type) return ''
  const inner = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  const found = inner.find(([, each]) => jsonType(each) === type)
  return found && `[${found[0]}]`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name that Go's decoder has for a value. */
const jsonType = (value: Json): string => {
  if (typeof value === 'boolean') return 'bool'
  if (isList(value)) return 'array'
  return isObject(value) ? 'object' : typeof value
}
