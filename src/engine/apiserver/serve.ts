import { isDryRun } from '../api/dry-run'
import type { KubeObject } from '../api/object'
import type { ApiRequest, ApiResponse } from '../api/request'
import { badRequest, failure, forbidden, refusalOf } from '../api/status'
import { limits } from '../limits'
import type { Resource } from '../resources/resource'
import { checkAccess } from './access/check'
import { withDefaults } from './access/defaults'
import { reviewed } from './access/reviews'
import { withDerived } from './derived'
import { discover } from './discovery'
import type { ServerEnvironment } from './environment'
import type { Answered, Context } from './handlers/context'
import { create } from './handlers/create'
import { remove } from './handlers/delete'
import { get } from './handlers/get'
import { checkOptions } from './handlers/options'
import { patch } from './handlers/patch'
import { shownObject } from './handlers/shown'
import { update } from './handlers/update'
import { otherRequest, type Show } from './other-version'
import { noSuchMethod, routeOf } from './route'
import { type Change, find, type Store } from './store'
import { checkReadable } from './unreadable'

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
  return answered(store, () => {
    const told = request.method === 'GET' ? discover(request) : reviewed(store, request, env)
    if (told) return unchanged(store, told)
    const binding = boundPod(request)
    if (binding) return serve(store, binding, env)
    const other = otherRequest(request)
    if (other) return shownAs(other.show, serve(store, other.request, env))
    const route = routeOf(request.path)
    checkAccess(store, request, route)
    const isDry = isDryRun(request)
    const context = { route, env: isDry ? { ...env, isDry } : env }
    const served = answered(store, () => handle(store, request, context))
    return warned(served, route.resource.deprecated)
  })
}

// A Binding may also be posted to a collection of its own; its name is the Pod's.
function boundPod(request: ApiRequest): ApiRequest | undefined {
  const [, namespace] = BINDINGS.exec(request.path) ?? []
  if (namespace === undefined || request.method !== 'POST') return undefined
  const name = nameIn(request)
  if (name === '') throw badRequest('name is required')
  const path = `/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(name)}/binding`
  return { ...request, path }
}

const BINDINGS = /^\/api\/v1\/namespaces\/([^/]+)\/bindings$/

const shownAs = (show: Show, served: Served): Served => {
  const { response } = served
  if (!('body' in response)) return served
  return { ...served, response: { ...response, body: show(response.body) } }
}

const unchanged = (store: Store, response: ApiResponse): Served => ({
  store,
  changes: [],
  response,
})

// A refusal is an answer, too.
function answered(store: Store, serves: () => Served): Served {
  try {
    return serves()
  } catch (error) {
    return unchanged(store, refusalOf(error))
  }
}

// Whoever asks for a deprecated kind is told so, whatever becomes of the request.
function warned(served: Served, warning: string | undefined): Served {
  if (warning === undefined) return served
  const { response } = served
  const warnings = [warning, ...(response.warnings ?? [])]
  return { ...served, response: { ...response, warnings } }
}

function handle(store: Store, request: ApiRequest, context: Context): Served {
  const { name, resource } = context.route
  const { isDerived, refused } = resource
  if (request.method === 'GET') {
    const seen = withDerived(store, resource, context.env)
    return unchanged(store, get(seen, request, context))
  }
  if (refused !== undefined && (isDerived || request.method === 'POST')) {
    throw forbidden(resource, nameIn(request) || name, refused)
  }
  if (isDerived) throw noSuchMethod()
  checkReadable(request, resource)
  checkSize(request.body)
  checkOptions(request)
  const before = withDefaults(store, resource, context.env.epoch)
  const written = write(before, request, context)
  const { isNew, warnings = [] } = written
  // A dry run goes all the way, and is then forgotten.
  const isDry = context.env.isDry === true
  const object = isDry ? unwritten(store, resource, written.object) : written.object
  const response: ApiResponse = {
    status: isNew ? 201 : 200,
    body: written.answer ?? shownObject(object, { resource, request, env: context.env }),
    ...(warnings.length > 0 ? { warnings } : {}),
  }
  if (isDry) return unchanged(store, response)
  return { store: written.store, changes: written.changes, response }
}

function nameIn({ body }: ApiRequest): string {
  const { metadata } = (body ?? {}) as { readonly metadata?: { readonly name?: unknown } }
  return typeof metadata?.name === 'string' ? metadata.name : ''
}

// What is not written has the version that it had, or none.
function unwritten(store: Store, { plural }: Resource, object: KubeObject): KubeObject {
  const { name, namespace = '', resourceVersion: _, ...metadata } = object.metadata
  const known = find(store, plural, namespace, name)?.metadata.resourceVersion
  const version = known === undefined ? {} : { resourceVersion: known }
  const own = { name, ...(namespace === '' ? {} : { namespace }) }
  return { ...object, metadata: { ...own, ...metadata, ...version } as KubeObject['metadata'] }
}

function checkSize(body: unknown): void {
  if (body === undefined || JSON.stringify(body).length <= limits.requestBytes) return
  const message = `Request entity too large: limit is ${limits.requestBytes}`
  throw failure(413, 'RequestEntityTooLarge', message)
}

function write(store: Store, request: ApiRequest, context: Context): Answered {
  switch (request.method) {
    case 'POST':
      return create(store, request, context)
    case 'PUT':
      return update(store, request, context)
    case 'PATCH':
      return patch(store, request, context)
    default:
      return remove(store, request, context)
  }
}
