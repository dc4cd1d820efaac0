import { invalidObject, notSupported } from '../../api/field-error'
import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import type { Resource } from '../../resources/resource'
import { type DeleteOptions, deleteObject } from '../deletion'
import { lookUp } from '../registry'
import { noSuchMethod } from '../route'
import { type Change, find, type Store } from '../store'
import type { Answered, Context } from './context'
import { listed } from './get'
import { shownPage } from './shown'

/** `DELETE` of an object, or of a collection. */
export function remove(store: Store, request: ApiRequest, context: Context): Answered {
  const { name, namespace, resource, subresource } = context.route
  if (subresource !== '') throw noSuchMethod()
  if (name !== '') return deleteOne(store, request, context)
  // Namespaces go one by one, and only those of one namespace go together.
  if (namespace === undefined || resource.kind === 'Namespace') throw noSuchMethod()
  return deleteCollection(store, request, context)
}

/** `DELETE` of an object. Some kinds answer with it, the others with a Status that names it. */
function deleteOne(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name } = route
  const asked = deleteOptions(request)
  const object = lookUp(store, resource, { namespace, name })
  const written = deleteObject(store, resource, object, { delete: asked, env })
  if (resource.returnsDeleted) return written
  const isGone = !find(written.store, resource.plural, namespace, name)
  return isGone ? { ...written, answer: deleted(resource, object) } : written
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

const OPTIONS = { kind: 'DeleteOptions', group: 'meta.k8s.io' }
const POLICIES: readonly string[] = ['Foreground', 'Background', 'Orphan']

/** What a body, or a request's query, says of how to delete. */
export function deleteOptions({ body, query = {} }: ApiRequest): DeleteOptions {
  const given = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Partial<DeleteOptions> & {
    readonly preconditions?: Pick<DeleteOptions, 'uid' | 'resourceVersion'>
  }
  const grace = query.gracePeriodSeconds ?? given.gracePeriodSeconds
  const policy = query.propagationPolicy ?? given.propagationPolicy
  if (policy !== undefined && !POLICIES.includes(policy)) {
    const supported = [...POLICIES, 'nil']
    throw invalidObject(OPTIONS, '', [notSupported('propagationPolicy', policy, supported)])
  }
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === undefined
      ? {}
      : { propagationPolicy: policy as NonNullable<DeleteOptions['propagationPolicy']> }),
    ...given.preconditions,
  }
}

function deleteCollection(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource } = route
  const page = listed(store, request, route)
  const changes: Change[] = []
  let next = store
  for (const object of page.objects) {
    const written = deleteObject(next, resource, object, { delete: deleteOptions(request), env })
    next = written.store
    changes.push(...written.changes)
  }
  const shown = { ...page, revision: next.revision }
  const object = shownPage(shown, { resource, request, env }) as KubeObject
  return { store: next, changes, object, answer: object }
}
