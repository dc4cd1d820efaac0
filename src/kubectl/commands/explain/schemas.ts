import { isList, isObject, type Json, type JsonObject } from '../../json'

/** The schemas of an OpenAPI v3 document, references followed. */
export class Schemas {
  constructor(private readonly all: JsonObject) {}

  /** The schema of a kind. */
  ofKind(kind: string, apiVersion: string): JsonObject | undefined {
    const [version = '', group = ''] = apiVersion.split('/').reverse()
    return Object.values(this.all)
      .filter(isObject)
      .find((schema) => {
        const kinds = schema['x-kubernetes-group-version-kind']
        return (
          isList(kinds) &&
          kinds.some(
            (each) =>
              isObject(each) &&
              each['kind'] === kind &&
              each['version'] === version &&
              each['group'] === group,
          )
        )
      })
  }

  /** The type of a schema, as it is shown: `[]ServicePort`, `map[string]string`. */
  typeOf(schema: Json | undefined): string {
    if (!isObject(schema)) return 'Object'
    const reference = referenceOf(schema)
    if (reference !== undefined) {
      const type = isObject(this.all[reference]) ? this.all[reference]['type'] : undefined
      // A time is a text, and shown as one.
      const isPlain = typeof type === 'string' && type !== 'object'
      return isPlain ? type : (reference.split('.').at(-1) ?? 'Object')
    }
    if (schema['type'] === 'array') return `[]${this.typeOf(schema['items'])}`
    if (isObject(schema['additionalProperties'])) {
      return `map[string]${this.typeOf(schema['additionalProperties'])}`
    }
    if (schema['type'] === 'object') return 'Object'
    return typeof schema['type'] === 'string' ? schema['type'] : 'Object'
  }

  /** What holds the fields: references, lists and maps are looked through. */
  fieldsOf(schema: Json | undefined): JsonObject {
    if (!isObject(schema)) return {}
    if (isObject(schema['properties'])) return schema['properties']
    const reference = referenceOf(schema)
    if (reference !== undefined) return this.fieldsOf(this.all[reference])
    return this.fieldsOf(schema['items'] ?? schema['additionalProperties'])
  }

  /** Names of fields that must be there. */
  requiredIn(schema: Json | undefined): readonly string[] {
    if (!isObject(schema)) return []
    const required = schema['required']
    if (isList(required)) return required.map(String)
    const reference = referenceOf(schema)
    if (reference !== undefined) return this.requiredIn(this.all[reference])
    return isObject(schema['properties'])
      ? []
      : this.requiredIn(schema['items'] ?? schema['additionalProperties'])
  }

  /** What is said of a schema, and of what it refers to. */
  descriptions(schema: Json | undefined): readonly string[] {
    if (!isObject(schema)) return []
    const own = typeof schema['description'] === 'string' ? [schema['description']] : []
    const reference = referenceOf(schema)
    if (reference !== undefined) return [...own, ...this.descriptions(this.all[reference])]
    return [...own, ...this.descriptions(schema['items'] ?? schema['additionalProperties'])]
  }
}

/** The name of the schema that one refers to, with or without `allOf` around it. */
function referenceOf(schema: JsonObject): string | undefined {
  const all = schema['allOf']
  const [only] = isList(all) ? all : []
  const reference = schema['$ref'] ?? (isObject(only) ? only['$ref'] : undefined)
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined
}
