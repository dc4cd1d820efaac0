import { type AppliedPatch, decode } from '../../api/decode'
import { invalidPatch } from '../../api/field-error'
import type { ObjectKey } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { badRequest } from '../../api/status'
import type { Resource } from '../../resources/resource'
import type { Draft } from '../action'
import type { Written } from '../written'

/** A body as an object of its kind, and what is to be told of it. */
interface DecodedBody {
  readonly object: Draft
  readonly warnings: readonly string[]
}

/**
 * Reads a body. Unknown fields refuse the request, draw a warning (unless it says otherwise), or
 * are dropped, as `fieldValidation` asks.
 */
export function decoded(
  resource: Resource,
  body: unknown,
  {
    duplicates = [],
    fieldValidation,
    patch,
  }: { readonly duplicates: ApiRequest['duplicates'] | undefined } & {
    readonly fieldValidation: string | undefined
    readonly patch?: AppliedPatch
  },
): DecodedBody {
  const { object, unknown } = decode(resource, body, patch)
  if (unknown.length + duplicates.length === 0) return { object, warnings: [] }
  const listed = [...duplicates, ...unknown.map((field) => `unknown field "${field}"`)]
  if (fieldValidation !== 'Strict') {
    return { object, warnings: fieldValidation === 'Ignore' ? [] : listed }
  }
  const why = `strict decoding error: ${listed.join(', ')}`
  if (patch) throw invalidPatch(patch.shown, why)
  const { kind, version } = resource
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`)
}

/**
 * An object in the namespace that the URL names, which a body may leave out, but not contradict
 * (EnsureObjectNamespaceMatchesRequestNamespace).
 */
export function placed(object: Draft, namespace: string | undefined): Draft {
  const { namespace: own = '', ...metadata } = object.metadata
  if (!namespace) return { ...object, metadata }
  if (own !== '' && own !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  }
  return { ...object, metadata: Object.assign(metadata, { namespace }) }
}

/** Checks that an object is the one that the URL names (endpoints/handlers, checkName). */
export function checkName({ metadata }: Draft, { name }: ObjectKey): void {
  if (!metadata.name) {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (metadata.name === name) return
  throw badRequest(
    `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
  )
}

/** What was written, with warnings that come before its own. */
export const withWarnings = <Of extends Written>(written: Of, warnings: readonly string[]): Of =>
  warnings.length === 0
    ? written
    : { ...written, warnings: [...warnings, ...(written.warnings ?? [])] }
