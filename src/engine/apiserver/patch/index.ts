import { type AppliedPatch, wholeSchema } from '../../api/decode'
import { goValue } from '../../api/go-format'
import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { badRequest, failure } from '../../api/status'
import type { Resource } from '../../resources/resource'
import { jsonPatch } from './json-patch'
import { isObject, type Json } from './json-value'
import { mergePatch } from './merge'
import { strategicMergePatch } from './strategic'

/** What a patch makes of an object, yet to be decoded. */
interface Patched {
  readonly body: unknown
  readonly patch: AppliedPatch
}

/** Applies the patch that a request brings, by its content type (endpoints/handlers/patch.go). */
export function patched(resource: Resource, current: KubeObject, request: ApiRequest): Patched {
  const { body: patch, headers = {} } = request
  switch ((headers['content-type'] ?? '').split(';')[0]) {
    case 'application/json-patch+json':
      return asJson(jsonPatch(current, patch))
    case 'application/merge-patch+json':
      return asJson(mergePatch(current, checked(patch, 'error decoding patch: ')))
    case 'application/strategic-merge-patch+json': {
      const body = strategicMergePatch(current, checked(patch), wholeSchema(resource))
      return { body, patch: { shown: goValue(patch), isStrategic: true } }
    }
    default:
      throw failure(
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: ' +
          'application/json-patch+json, application/merge-patch+json, ' +
          'application/strategic-merge-patch+json, application/apply-patch+yaml',
      )
  }
}

const asJson = (body: Json): Patched => ({
  body,
  patch: { shown: JSON.stringify(body), isStrategic: false },
})

function checked(patch: Json, prefix = ''): Json {
  if (isObject(patch)) return patch
  const type = Array.isArray(patch) ? 'array' : typeof patch
  throw badRequest(
    `${prefix}json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
  )
}

export { mergePatch } from './merge'
