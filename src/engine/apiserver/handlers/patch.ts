import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { outward } from '../managed-fields'
import { mergePatch, patched } from '../patch'
import { lookUp, updateObject } from '../registry'
import { noSuchMethod } from '../route'
import { readScale, writeScale } from '../scale'
import type { Store } from '../store'
import { apply, checkPatchOptions, isApply } from './apply'
import type { Answered, Context } from './context'
import { checkName, decoded, placed, withWarnings } from './decoded'
import { managedPart, partOf, ruledBy } from './update'
import { writerOf } from './writer'

/** `PATCH` of an object, or of a part of one. */
export function patch(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name, subresource } = route
  if (name === '') throw noSuchMethod()
  checkPatchOptions(request)
  if (isApply(request) && subresource !== 'scale') return apply(store, request, { route, env })
  const key = { namespace, name }
  const current = lookUp(store, resource, key)
  if (subresource === 'scale') {
    const body = mergePatch(readScale(current), request.body)
    return writeScale(store, resource, { key, body, env, writer: writerOf(request, 'scale') })
  }
  const part = partOf(route)
  const { body, patch: applied } = patched(resource, outward(resource, current), request)
  const { object: given, warnings } = decoded(resource, body, {
    duplicates: request.duplicates,
    fieldValidation: request.query?.fieldValidation,
    patch: applied,
  })
  const object = placed(given, namespace)
  checkName(object, key)
  const written = updateObject(store, ruledBy(route), object as KubeObject, {
    part,
    env,
    writer: writerOf(request, managedPart(route)),
  })
  return withWarnings(written, warnings)
}
