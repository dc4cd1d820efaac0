import { decode, wholeSchema } from '../api/decode'
import type { KubeObject } from '../api/object'
import type { ApiRequest, ApiResponse } from '../api/request'
import { badRequest, failure, StatusError } from '../api/status'
import { limits } from '../limits'
import { apiVersionOf, type Resource } from '../resources/resource'
import { seconds } from '../sim'
import type { Draft } from './action'
import { type DeleteOptions, deleteObject } from './deletion'
import { discover } from './discovery'
import type { ServerEnvironment } from './environment'
import { mergePatch, strategicMergePatch } from './patch'
import { readerOf } from './reader'
import { checkAddressed, createObject, lookUp, type Part, updateObject } from './registry'
import { noSuchMethod, type Route, routeOf } from './route'
import { readScale, writeScale } from './scale'
import { filterOf } from './selectors'
import { type Change, find, type Store } from './store'
import { tableOf, tableWanted } from './table'
import type { Written } from './written'

/** What a request came to: the store after it, what was written, and what the client is told. */
export interface Served {
  readonly store: Store
  readonly changes: readonly Change[]
  readonly response: ApiResponse
}

/**
 * The API server: one function from a request to a response. It is the only way to write, and
 * refuses in the API server's own words.
 */
export function serve(store: Store, request: ApiRequest, env: ServerEnvironment): Served {
  try {
    const discovered = request.method === 'GET' ? discover(request.path) : undefined
    if (discovered !== undefined) return read(store, { status: 200, body: discovered })
    return answer(store, request, { route: routeOf(request.path), env })
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    return read(store, { status: error.status.code, body: error.status })
  }
}

const read = (store: Store, response: ApiResponse): Served => ({ store, changes: [], response })

interface Context {
  readonly route: Route
  readonly env: ServerEnvironment
}

function answer(store: Store, request: ApiRequest, context: Context): Served {
  const { method, query = {} } = request
  if (method === 'GET') return answerRead(store, request, context)
  checkSize(request.body)
  const written = write(store, request, context)
  const { warnings = [] } = written
  const response: ApiResponse = {
    status: method === 'POST' ? 201 : 200,
    body: written.answer ?? written.object,
    ...(warnings.length > 0 ? { warnings } : {}),
  }
  // A dry run goes all the way, and is then forgotten.
  if (query.dryRun === 'All') return read(store, response)
  return { store: written.store, changes: written.changes, response }
}

function checkSize(body: unknown): void {
  if (body === undefined) return
  if (JSON.stringify(body).length > limits.requestBytes) {
    throw failure(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${limits.requestBytes}`,
    )
  }
}

type Answered = Written & { readonly answer?: unknown }

function write(store: Store, request: ApiRequest, context: Context): Answered {
  const { route } = context
  switch (request.method) {
    case 'POST':
      return post(store, request, context)
    case 'PUT':
      return put(store, request, context)
    case 'PATCH':
      return patch(store, request, context)
    default:
      if (route.subresource !== '') throw noSuchMethod()
      return route.name === ''
        ? deleteCollection(store, request, context)
        : deleteOne(store, request, context)
  }
}

function answerRead(store: Store, request: ApiRequest, { route, env }: Context): Served {
  const { resource, namespace, name, subresource } = route
  const { query = {} } = request
  const include = tableWanted(request)
  if (query.watch === 'true' || query.watch === '1')
    return read(store, watch(store, request, { route, env }))
  if (name !== '') {
    const object = lookUp(store, resource, { namespace: namespace ?? '', name })
    if (subresource === 'scale') return read(store, { status: 200, body: readScale(object) })
    const { resourceVersion } = object.metadata
    const body = include
      ? tableOf(resource, [object], { resourceVersion, include, at: env })
      : object
    return read(store, { status: 200, body })
  }
  const objects = listed(store, request, route)
  const resourceVersion = String(store.revision)
  const body = include
    ? tableOf(resource, objects, { resourceVersion, include, at: env })
    : listOf(resource, objects, resourceVersion)
  return read(store, { status: 200, body })
}

function listed(store: Store, { query = {} }: ApiRequest, route: Route): readonly KubeObject[] {
  const { resource, namespace } = route
  const kind = resource.kind as Parameters<ReturnType<typeof readerOf>['list']>[0]
  const all: readonly KubeObject[] = readerOf(store).list(kind, namespace)
  const filter = filterOf(resource, query.labelSelector, query.fieldSelector)
  return filter ? all.filter(filter) : all
}

const listOf = (resource: Resource, items: readonly KubeObject[], revision: string): unknown => ({
  kind: `${resource.kind}List`,
  apiVersion: apiVersionOf(resource),
  metadata: { resourceVersion: revision },
  items,
})

function watch(store: Store, request: ApiRequest, { route, env }: Context): ApiResponse {
  const { query = {} } = request
  const include = tableWanted(request)
  filterOf(route.resource, query.labelSelector, query.fieldSelector)
  // Without a version, or with "any", a watch begins with what is there (meta/v1 ListOptions).
  const { resourceVersion: since = '', timeoutSeconds } = query
  const isInitial = since === '' || since === '0'
  return {
    status: 200,
    stream: {
      type: 'watch',
      kind: route.resource.kind,
      ...(route.namespace === undefined ? {} : { namespace: route.namespace }),
      ...(query.labelSelector ? { labelSelector: query.labelSelector } : {}),
      ...(query.fieldSelector || route.name !== ''
        ? { fieldSelector: query.fieldSelector ?? `metadata.name=${route.name}` }
        : {}),
      ...(include ? { table: { isFirst: true, include } } : {}),
      ...(isInitial ? { isInitial } : {}),
      ...(timeoutSeconds ? { until: env.now + seconds(Number(timeoutSeconds)) } : {}),
      revision: isInitial ? store.revision : Number(since),
    },
  }
}

function post(store: Store, { body, query = {} }: ApiRequest, { route, env }: Context): Written {
  const { resource, namespace, name, subresource } = route
  if (name !== '' || subresource !== '') throw noSuchMethod()
  const { object, warnings } = decoded(resource, body, query)
  checkAddressed(resource, object, { namespace: namespace ?? '', name: '' })
  const draft = withNamespace(object, namespace)
  return withWarnings(createObject(store, resource, draft, env), warnings)
}

function withNamespace(object: Draft, namespace: string | undefined): Draft {
  return namespace ? { ...object, metadata: { ...object.metadata, namespace } } : object
}

const withWarnings = (written: Written, warnings: readonly string[]): Written =>
  warnings.length === 0
    ? written
    : { ...written, warnings: [...warnings, ...(written.warnings ?? [])] }

// Unknown fields refuse a write, draw a warning, or are dropped, as the client asked.
function decoded(
  resource: Resource,
  body: unknown,
  { fieldValidation }: Readonly<Record<string, string>>,
): { readonly object: Draft; readonly warnings: readonly string[] } {
  const { object, unknown } = decode(resource, body)
  if (unknown.length === 0) return { object, warnings: [] }
  const listed = unknown.map((field) => `unknown field "${field}"`)
  if (fieldValidation === 'Strict') {
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ` +
        `${resource.kind}: strict decoding error: ${listed.join(', ')}`,
    )
  }
  return { object, warnings: fieldValidation === 'Ignore' ? [] : listed }
}

const partOf = ({ subresource, resource }: Route): Part => {
  if (subresource === '' || subresource === 'finalize') return 'main'
  if (subresource !== 'status' || !resource.subresources.includes('status')) throw noSuchMethod()
  return 'status'
}

function put(store: Store, { body, query = {} }: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name, subresource } = route
  if (name === '') throw noSuchMethod()
  if (subresource === 'scale') {
    return writeScale(store, resource, { key: { namespace, name }, body, env })
  }
  const { object, warnings } = decoded(resource, body, query)
  checkAddressed(resource, object, { namespace, name })
  const addressed = { ...object, metadata: { ...object.metadata, name } } as Draft
  const full = withNamespace(addressed, namespace) as KubeObject
  const written = updateObject(store, resource, full, { part: partOf(route), env })
  return withWarnings(written, warnings)
}

function patch(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name, subresource } = route
  const { query = {} } = request
  if (name === '') throw noSuchMethod()
  const current = lookUp(store, resource, { namespace, name })
  if (subresource === 'scale') {
    const body = mergePatch(readScale(current), request.body)
    return writeScale(store, resource, { key: { namespace, name }, body, env })
  }
  const { object, warnings } = decoded(resource, patched(resource, current, request), query)
  checkAddressed(resource, object, { namespace, name })
  const options = { part: partOf(route), env }
  return withWarnings(updateObject(store, resource, object as KubeObject, options), warnings)
}

function patched(resource: Resource, current: KubeObject, request: ApiRequest): unknown {
  const type = (request.headers?.['content-type'] ?? '').split(';')[0]
  switch (type) {
    case 'application/merge-patch+json':
      return mergePatch(current, request.body)
    case 'application/strategic-merge-patch+json':
      return strategicMergePatch(current, request.body, wholeSchema(resource))
    default:
      throw failure(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ` +
          'application/merge-patch+json, application/strategic-merge-patch+json',
      )
  }
}

function deleteOne(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name } = route
  const object = lookUp(store, resource, { namespace, name })
  const written = deleteObject(store, resource, object, { delete: deleteOptions(request), env })
  const gone = !find(written.store, resource.plural, namespace, name)
  return gone ? { ...written, answer: deleted(resource, object) } : written
}

const deleted = (resource: Resource, { metadata }: KubeObject): unknown => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: {
    name: metadata.name,
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.plural,
    uid: metadata.uid,
  },
})

function deleteOptions({ body, query = {} }: ApiRequest): DeleteOptions {
  const given = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Partial<DeleteOptions> & {
    readonly preconditions?: { readonly uid?: string }
  }
  const grace = query.gracePeriodSeconds ?? given.gracePeriodSeconds
  const policy = query.propagationPolicy ?? given.propagationPolicy
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === undefined
      ? {}
      : { propagationPolicy: policy as NonNullable<DeleteOptions['propagationPolicy']> }),
    ...(given.preconditions?.uid === undefined ? {} : { uid: given.preconditions.uid }),
  }
}

function deleteCollection(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource } = route
  const objects = listed(store, request, route)
  const changes: Change[] = []
  let next = store
  for (const object of objects) {
    const written = deleteObject(next, resource, object, { delete: deleteOptions(request), env })
    next = written.store
    changes.push(...written.changes)
  }
  const revision = String(next.revision)
  const object = listOf(resource, objects, revision) as KubeObject
  return { store: next, changes, object, answer: object }
}
