import type { ApiRequest } from '../../api/request'
import { createObject } from '../registry'
import { noSuchMethod } from '../route'
import type { Store } from '../store'
import type { Answered, Context } from './context'
import { decoded, placed, withWarnings } from './decoded'
import { createPart } from './parts'
import { writerOf } from './writer'

/** `POST` to a collection. */
export function create(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace, name } = route
  if (name !== '') return createPart(store, request, { route, env })
  if (namespace === undefined) throw noSuchMethod()
  const { body, query = {} } = request
  const { object, warnings } = decoded(resource, body, {
    duplicates: request.duplicates,
    fieldValidation: query.fieldValidation,
  })
  const written = createObject(store, resource, placed(object, namespace), {
    env,
    writer: writerOf(request),
  })
  return Object.assign({}, withWarnings(written, warnings), { isNew: true })
}
