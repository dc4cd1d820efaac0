import type { ApiRequest } from '../../api/request'
import { failure } from '../../api/status'
import type { Route } from '../route'
import type { Store } from '../store'
import { type Attempt, whyAllowed } from './allowed'
import { userOf } from './user'

const VERBS = {
  GET: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
} as const

/** Refuses what the user of a request may not do; whoever is nobody else may do everything. */
export function checkAccess(store: Store, request: ApiRequest, route: Route): void {
  if (request.headers?.['impersonate-user'] === undefined) return
  const user = userOf(request)
  const { group, plural: resource } = route.resource
  const { name, namespace = '', subresource } = route
  const verb = verbOf(request, name)
  const attempt: Attempt = { verb, group, resource, subresource, namespace, name }
  if (whyAllowed(store, user, attempt) !== undefined) return
  const qualified = group === '' ? resource : `${resource}.${group}`
  const what = name === '' ? qualified : `${qualified} "${name}"`
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const why = `cannot ${verb} resource "${whole}" in API group "${group}" ${where}`
  const message = `${what} is forbidden: User "${user.username}" ${why}`
  const details = { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }) }
  throw failure(403, 'Forbidden', message, { ...details, kind: resource })
}

function verbOf({ method, query = {} }: ApiRequest, name: string): string {
  if (name !== '' || method === 'POST') return VERBS[method]
  if (method === 'DELETE') return 'deletecollection'
  return query.watch === 'true' || query.watch === '1' ? 'watch' : 'list'
}
