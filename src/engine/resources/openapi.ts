import { wholeSchema } from '../api/decode'
import type { Field, ListSchema, ObjectSchema, Schema } from '../api/schema'
import { hashText } from '../sim'
import { resources } from '.'
import { apiVersionOf, type Resource } from './resource'

/** A schema as OpenAPI v3 writes it, with Kubernetes' own extensions. */
export type OpenApiSchema = Readonly<Record<string, unknown>>

type Named = ReadonlyMap<string, OpenApiSchema>

const SCHEMAS = '#/components/schemas/'
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'
const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString'
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity'

/** Types that are no structs in Go's JSON. */
const plain: Named = new Map<string, OpenApiSchema>([
  [`${META}.Time`, { type: 'string', format: 'date-time' }],
  [`${META}.MicroTime`, { type: 'string', format: 'date-time' }],
  [INT_OR_STRING, { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] }],
  [QUANTITY, { oneOf: [{ type: 'string' }, { type: 'number' }] }],
])

/** What `/openapi/v3` answers: where the document of each group version is. */
export function openApiPaths(): unknown {
  const versions = new Map(resources.map((resource) => [pathOf(resource), resource]))
  const paths = [...versions].map(([path, { group, version }]) => {
    const hash = hashText(JSON.stringify(openApiDocument(group, version)))
    const url = `/openapi/v3/${path}?hash=${hash.toString(16).toUpperCase().padStart(8, '0')}`
    return [path, { serverRelativeURL: url }]
  })
  return { paths: Object.fromEntries(paths) }
}

/** `api/v1`, `apis/apps/v1`. */
const pathOf = (resource: { group: string; version: string }): string =>
  `${resource.group === '' ? 'api' : 'apis'}/${apiVersionOf(resource)}`

/** The OpenAPI v3 document of a group version; undefined when it is not served. */
export function openApiDocument(group: string, version: string): unknown {
  const served = resources.filter((each) => each.group === group && each.version === version)
  if (served.length === 0) return undefined
  const schemas = served.flatMap((resource) => Object.entries(openApi(resource)))
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'unversioned' },
    paths: Object.fromEntries(served.map((resource) => [urlOf(resource), operations(resource)])),
    components: { schemas: Object.fromEntries(schemas) },
  }
}

const urlOf = (resource: Resource): string => {
  const namespace = resource.namespaced ? '/namespaces/{namespace}' : ''
  return `/${pathOf(resource)}${namespace}/${resource.plural}/{name}`
}

const queries = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } }))

const PATCHES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
]

// kubectl looks here for the kind of a path, and for whether the server checks fields itself.
function operations({ group, kind, schema, version }: Resource): unknown {
  const named = { group, kind, version }
  const content = { 'application/json': { schema: reference(nameOf(schema)) } }
  const answer = { 200: { description: 'OK', content } }
  const body = { schema: reference(`${META}.Patch`) }
  return {
    get: {
      responses: answer,
      'x-kubernetes-action': 'get',
      'x-kubernetes-group-version-kind': named,
    },
    patch: {
      parameters: queries('dryRun', 'fieldManager', 'fieldValidation', 'force'),
      requestBody: {
        content: Object.fromEntries(PATCHES.map((type) => [type, body])),
        required: true,
      },
      responses: answer,
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': named,
    },
  }
}

const reference = (name: string): OpenApiSchema => ({ $ref: `${SCHEMAS}${name}` })

/** A kind's schema and all that it refers to, by their published names. */
export function openApi(resource: Resource): Readonly<Record<string, OpenApiSchema>> {
  const { group, kind, version } = resource
  const named = { 'x-kubernetes-group-version-kind': [{ group, kind, version }] }
  const whole = wholeSchema(resource)
  const found = new Map([...plain, [`${META}.Patch`, { type: 'object' }]])
  collect(whole, found)
  const name = nameOf(whole)
  found.set(name, { ...found.get(name), ...named })
  return Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1)))
}

const packages: Readonly<Record<NonNullable<ObjectSchema['group']>, string>> = {
  admissionregistration: 'io.k8s.api.admissionregistration.v1',
  apiextensions: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1',
  apiregistration: 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1',
  apps: 'io.k8s.api.apps.v1',
  autoscaling: 'io.k8s.api.autoscaling.v2',
  batch: 'io.k8s.api.batch.v1',
  certificates: 'io.k8s.api.certificates.v1',
  coordination: 'io.k8s.api.coordination.v1',
  discovery: 'io.k8s.api.discovery.v1',
  flowcontrol: 'io.k8s.api.flowcontrol.v1',
  meta: META,
  networking: 'io.k8s.api.networking.v1',
  node: 'io.k8s.api.node.v1',
  policy: 'io.k8s.api.policy.v1',
  rbac: 'io.k8s.api.rbac.v1',
  resource: 'io.k8s.api.resource.v1',
  scheduling: 'io.k8s.api.scheduling.v1',
  storage: 'io.k8s.api.storage.v1',
}

const nameOf = ({ group, name }: ObjectSchema): string =>
  `${group === undefined ? 'io.k8s.api.core.v1' : packages[group]}.${name}`

function collect(schema: Schema, found: Map<string, OpenApiSchema>): void {
  if (schema.type === 'list') collect(schema.items, found)
  if (schema.type === 'map') collect(schema.values, found)
  if (schema.type !== 'object' || found.has(nameOf(schema))) return
  found.set(nameOf(schema), objectSchema(schema))
  for (const field of Object.values(schema.fields)) collect(field.schema, found)
}

function objectSchema({ atomic, fields }: ObjectSchema): OpenApiSchema {
  const entries = Object.entries(fields)
  const wanted = entries.filter(([, field]) => field.given).map(([name]) => name)
  return {
    type: 'object',
    ...(wanted.length > 0 && { required: wanted }),
    properties: Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(field)])),
    ...(atomic && { 'x-kubernetes-map-type': 'atomic' }),
  }
}

// A struct that Go does not point at is there even when nobody gives it.
function fieldSchema({ pointer, schema }: Field): OpenApiSchema {
  const made = schemaOf(schema)
  if (schema.type !== 'object') return made
  return {
    ...made,
    ...(!pointer && { default: {} }),
    ...(schema.retainKeys && { 'x-kubernetes-patch-strategy': 'retainKeys' }),
  }
}

function schemaOf(schema: Schema): OpenApiSchema {
  switch (schema.type) {
    case 'string':
      return stringSchema(schema)
    case 'integer':
      return { type: 'integer', format: schema.format }
    case 'boolean':
      return { type: 'boolean' }
    case 'int-or-string':
      return referred(INT_OR_STRING)
    case 'quantity':
      return referred(QUANTITY)
    case 'list':
      return { type: 'array', items: schemaOf(schema.items), ...merging(schema) }
    case 'map': {
      const values = { type: 'object', additionalProperties: schemaOf(schema.values) }
      return schema.atomic ? { ...values, 'x-kubernetes-map-type': 'atomic' } : values
    }
    case 'object':
      return referred(nameOf(schema))
    case 'any':
      return { type: 'object' }
  }
}

// Real documents wrap a reference, so that there is room for more beside it.
const referred = (name: string): OpenApiSchema => ({ allOf: [reference(name)] })

function stringSchema({
  format,
  name = 'Time',
  values,
}: Schema & { type: 'string' }): OpenApiSchema {
  if (format === 'date-time') return referred(`${META}.${name}`)
  return {
    type: 'string',
    ...(format && { format }),
    ...(values && { enum: [...values].sort() }),
  }
}

/** How two versions of a list become one, for patches and for server-side apply. */
function merging({ keys, merged, mergeKey, retainKeys, set }: ListSchema): OpenApiSchema {
  const isMerged = mergeKey !== undefined || merged
  return {
    'x-kubernetes-list-type': keys ? 'map' : set ? 'set' : 'atomic',
    ...(keys && { 'x-kubernetes-list-map-keys': keys }),
    ...(mergeKey !== undefined && { 'x-kubernetes-patch-merge-key': mergeKey }),
    ...(isMerged && { 'x-kubernetes-patch-strategy': retainKeys ? 'merge,retainKeys' : 'merge' }),
  }
}
