import type { KubeObject } from '../../api/object'
import type { ApiRequest, ApiResponse } from '../../api/request'
import { apiVersionOf, type Resource } from '../../resources/resource'
import { seconds } from '../../sim'
import { readerOf } from '../reader'
import { lookUp } from '../registry'
import type { Route } from '../route'
import { readScale } from '../scale'
import { filterOf } from '../selectors'
import type { Store } from '../store'
import { tableOf, tableWanted } from '../table'
import type { Context } from './context'

/** `GET` of an object, a part of one, a collection, or a watch. */
export function get(store: Store, request: ApiRequest, { route, env }: Context): ApiResponse {
  const { resource, namespace, name, subresource } = route
  const { query = {} } = request
  const include = tableWanted(request)
  if (query.watch === 'true' || query.watch === '1') return watch(store, request, { route, env })
  if (name !== '') {
    const object = lookUp(store, resource, { namespace: namespace ?? '', name })
    if (subresource === 'scale') return { status: 200, body: readScale(object) }
    const { resourceVersion } = object.metadata
    const body = include
      ? tableOf(resource, [object], { resourceVersion, include, at: env })
      : object
    return { status: 200, body }
  }
  const objects = listed(store, request, route)
  const resourceVersion = String(store.revision)
  const body = include
    ? tableOf(resource, objects, { resourceVersion, include, at: env })
    : listOf(resource, objects, resourceVersion)
  return { status: 200, body }
}

/** The objects of a collection that a request's selectors let through. */
export function listed(
  store: Store,
  { query = {} }: ApiRequest,
  route: Route,
): readonly KubeObject[] {
  const { resource, namespace } = route
  const kind = resource.kind as Parameters<ReturnType<typeof readerOf>['list']>[0]
  const all: readonly KubeObject[] = readerOf(store).list(kind, namespace)
  const filter = filterOf(resource, query.labelSelector, query.fieldSelector)
  return filter ? all.filter(filter) : all
}

/** A list as the API shows it (`ServiceList`). */
export const listOf = (
  resource: Resource,
  items: readonly KubeObject[],
  revision: string,
): unknown => ({
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
