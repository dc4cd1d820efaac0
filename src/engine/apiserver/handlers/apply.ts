import { forbiddenField, invalidObject, required } from '../../api/field-error'
import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { badRequest, conflict } from '../../api/status'
import { apiVersionOf, type Resource } from '../../resources/resource'
import { applied } from '../managed-fields'
import { createObject, updateObject } from '../registry'
import { find, type Store } from '../store'
import type { Answered, Context } from './context'
import { checkName, decoded, placed, withWarnings } from './decoded'
import { partOf } from './update'

const PATCH_OPTIONS = { kind: 'PatchOptions', group: 'meta.k8s.io' }

/** Whether a patch is one of server-side apply. */
export const isApply = ({ headers = {} }: ApiRequest): boolean =>
  (headers['content-type'] ?? '').split(';')[0] === 'application/apply-patch+yaml'

/** Refuses options that do not go with a patch of this type (ValidatePatchOptions). */
export function checkPatchOptions(request: ApiRequest): void {
  const { fieldManager = '', force } = request.query ?? {}
  if (isApply(request)) {
    if (fieldManager !== '') return
    throw invalidObject(PATCH_OPTIONS, '', [
      required('fieldManager', 'is required for apply patch'),
    ])
  }
  if (force === undefined) return
  throw invalidObject(PATCH_OPTIONS, '', [
    forbiddenField('force', 'may not be specified for non-apply patch'),
  ])
}

/** `PATCH` with a configuration: server-side apply. It creates what is not there yet. */
export function apply(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name } = route
  const { fieldManager: manager = '', force } = request.query ?? {}
  const configuration = configurationIn(resource, request.body)
  checkName(configuration, { namespace, name })
  const part = partOf(route)
  const live = find(store, resource.plural, namespace, name)
  const isNew = live === undefined && part === 'main'
  if (isNew) checkUid(resource, configuration)
  const isForced = force === 'true' || force === '1'
  const result = applied({ resource, live, configuration, manager, isForced, part, env })
  const { object: given } = decoded(resource, result.object, {
    duplicates: undefined,
    fieldValidation: 'Ignore',
  })
  const object = placed(given, namespace)
  const writer = { managed: result.managed }
  const warnings = repeated(request)
  if (isNew) {
    const created = createObject(store, resource, object, { env, writer })
    return { ...withWarnings(created, warnings), isNew }
  }
  const updated = updateObject(store, resource, object as KubeObject, { part, env, writer })
  return withWarnings(updated, warnings)
}

// Keys that stand twice are looked for last, when all else is well (applyPatcher).
function repeated({ duplicates = [], query = {} }: ApiRequest): readonly string[] {
  const { fieldValidation } = query
  const told = duplicates.map((each) => `error converting YAML to JSON: ${each}`)
  if (fieldValidation === 'Strict' && told.length > 0) {
    throw badRequest(`error strict decoding YAML: ${told.join(', ')}`)
  }
  return fieldValidation === 'Ignore' ? [] : told
}

function configurationIn(resource: Resource, body: unknown): KubeObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest(
      'error decoding YAML: error converting YAML to JSON: the configuration is no object',
    )
  }
  const { apiVersion, kind, metadata } = body as Partial<KubeObject>
  if (apiVersion === undefined || kind === undefined) {
    const missing = kind === undefined ? 'kind' : 'apiVersion'
    throw badRequest(`Object '${missing === 'kind' ? 'Kind' : 'apiVersion'}' is missing`)
  }
  const expected = apiVersionOf(resource)
  if (apiVersion !== expected) {
    throw badRequest(
      'incorrect version specified in apply patch. Specified patch version: ' +
        `${apiVersion}, expected: ${expected}`,
    )
  }
  if (metadata?.managedFields) throw badRequest('metadata.managedFields must be nil')
  return { ...(body as KubeObject), metadata: { ...metadata } as KubeObject['metadata'] }
}

function checkUid(resource: Resource, { metadata }: KubeObject): void {
  if (!metadata.uid) return
  const mismatch = `uid mismatch: the provided object specified uid ${metadata.uid}`
  throw conflict(resource, metadata.name, `${mismatch}, and no existing object was found`)
}
