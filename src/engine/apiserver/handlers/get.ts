import type { KubeObject } from '../../api/object'
import type { ApiRequest, ApiResponse } from '../../api/request'
import { listOptionsOf, type Page, pageOf } from '../listing'
import { lookUp } from '../registry'
import { noSuchMethod, type Route } from '../route'
import { readScale, scaleView } from '../scale'
import { filterOf } from '../selectors'
import type { Store } from '../store'
import type { Context } from './context'
import { shownObject, shownPage } from './shown'
import { isTrue, watch } from './watch'

/** `GET` of an object, a part of one, a collection, or a watch. */
export function get(store: Store, request: ApiRequest, { route, env }: Context): ApiResponse {
  const { resource, namespace, name, subresource } = route
  const isWatch = isTrue(request.query?.watch)
  if (isWatch && resource.isDerived && resource.refused === undefined) throw noSuchMethod()
  if (isWatch) return watch(store, request, { route, env })
  if (name === '') {
    return {
      status: 200,
      body: shownPage(listed(store, request, route), { resource, request, env }),
    }
  }
  const object = lookUp(store, resource, { namespace: namespace ?? '', name })
  switch (subresource) {
    case '':
    case 'ephemeralcontainers':
    case 'resize':
    case 'status':
      return { status: 200, body: shownObject(object, { resource, request, env }) }
    case 'scale': {
      const scale = readScale(object) as KubeObject
      return { status: 200, body: shownObject(scale, { resource: scaleView, request, env }) }
    }
    default:
      throw noSuchMethod()
  }
}

/** The page of a collection that a request asks for. */
export function listed(store: Store, { query = {} }: ApiRequest, route: Route): Page {
  const filter = filterOf(route.resource, query.labelSelector, query.fieldSelector)
  return pageOf(store, route, { filter, options: listOptionsOf(query) })
}
