import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
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
  const writer = writerOf(request)
  const { object: given, warnings } = decoded(resource, body, {
    fieldValidation: query.fieldValidation,
  })
  const object = placed(given, namespace)
  checkName(object, key)
  const isNew = part === 'main' && !find(store, resource.plural, namespace, name)
  if (isNew && resource.createsOnUpdate) {
    return {
      ...withWarnings(createObject(store, resource, object, { env, writer }), warnings),
      isNew,
    }
  }
  const written = updateObject(store, resource, object as KubeObject, { part, env, writer })
  return withWarnings(written, warnings)
}

/** Which part of an object a path changes. */
export function partOf({ subresource }: Route): Part {
  if (subresource === '') return 'main'
  if (subresource === 'status') return 'status'
  throw noSuchMethod()
}
