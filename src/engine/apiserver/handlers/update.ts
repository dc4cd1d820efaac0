import { invalid, invalidObject } from '../../api/field-error'
import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import type { Resource, Subresource } from '../../resources/resource'
import { createObject, type Part, updateObject } from '../registry'
import { noSuchMethod, type Route } from '../route'
import { writeScale } from '../scale'
import { find, type Store } from '../store'
import type { Answered, Context } from './context'
import { checkName, decoded, placed, withWarnings } from './decoded'
import { updateFinalizers } from './parts'
import { writerOf } from './writer'

/** `PUT` of an object, or of a part of one. Some kinds are created so, too. */
export function update(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name, subresource } = route
  if (name === '') throw noSuchMethod()
  if (subresource === 'finalize') return updateFinalizers(store, request, { route, env })
  const { body, query = {} } = request
  const key = { namespace, name }
  if (subresource === 'scale')
    return writeScale(store, resource, { key, body, env, writer: writerOf(request, 'scale') })
  const part = partOf(route)
  const writer = writerOf(request, managedPart(route))
  const { object: given, warnings } = decoded(resource, body, {
    duplicates: request.duplicates,
    fieldValidation: query.fieldValidation,
  })
  const object = placed(given, namespace)
  checkName(object, key)
  const isNew = route.subresource === '' && !find(store, resource.plural, namespace, name)
  if (isNew && resource.createsOnUpdate) {
    return {
      ...withWarnings(createObject(store, resource, object, { env, writer }), warnings),
      isNew,
    }
  }
  if (!isNew && resource.needsVersion && !object.metadata.resourceVersion) {
    const detail = 'must be specified for an update'
    const field = 'metadata.resourceVersion'
    throw invalidObject(resource, name, [invalid(field, 0n, detail)])
  }
  const ruled = ruledBy(route)
  const written = updateObject(store, ruled, object as KubeObject, { part, env, writer })
  return withWarnings(written, warnings)
}

const MAIN: readonly string[] = ['', 'ephemeralcontainers', 'resize']

/** Which part of an object a path changes. */
export function partOf({ subresource }: Route): Part {
  if (MAIN.includes(subresource)) return 'main'
  if (subresource === 'status') return 'status'
  throw noSuchMethod()
}

/** The kind as a path updates it: a part may go by rules of its own. */
export function ruledBy({ resource, subresource }: Route): Resource {
  const strategy = resource.strategies?.[subresource as Subresource]
  return strategy ? { ...resource, ...strategy } : resource
}

/** The part that a manager of fields goes by, besides the main one and the status. */
export const managedPart = ({ resource, subresource }: Route): string | undefined =>
  resource.strategies?.[subresource as Subresource] ? subresource : undefined
