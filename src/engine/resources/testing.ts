import { decode } from '../api/decode'
import { causeText } from '../api/field-error'
import type { KubeObject } from '../api/object'
import { StatusError } from '../api/status'
import { timestamp } from '../sim'
import { type Kind, type ObjectOf, resourceOf } from '.'
import { apiVersionOf, type Resource } from './resource'

/** What a test gives of an object: it is named `t`, in `default`, unless it says otherwise. */
export type Given = Readonly<Record<string, unknown>>

/** An object as the server would store it, but for what it allocates and admits. */
export function stored<K extends Kind>(kind: K, given: Given, previous?: ObjectOf<K>): ObjectOf<K> {
  const resource = resourceOf(kind)
  const { metadata: defaults, ...rest } = bodyOf(resource, given)
  const body = { ...rest, metadata: { ...defaults, ...(given['metadata'] as object) } }
  const object = decode(resource, body).object as ObjectOf<K>
  const prepared = resource.prepare ? resource.prepare(object, previous) : object
  return resource.default(prepared)
}

const bodyOf = (resource: Resource, given: Given) => ({
  apiVersion: apiVersionOf(resource),
  kind: resource.kind,
  ...given,
  metadata: { name: 't', ...(resource.namespaced ? { namespace: 'default' } : {}) },
})

/** What kubectl prints of everything wrong with an object, a line each; empty when it will do. */
export function errorsOf<K extends Kind>(
  kind: K,
  given: Given,
  previous?: Given,
): readonly string[] {
  try {
    const old = previous && stored(kind, previous)
    const errors = resourceOf(kind).validate(stored(kind, given, old), old)
    return errors.map((error) => `${error.field}: ${causeText(error)}`)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    const causes = error.status.details?.causes
    if (!causes) return [error.message]
    return causes.map(({ field, message }) => `${field}: ${message}`)
  }
}

/** The texts of the `Warning` headers for an object. */
export const warningsOf = (kind: Kind, given: Given): readonly string[] => {
  const resource = resourceOf(kind) as Resource
  return resource.warn?.(stored(kind, given) as KubeObject) ?? []
}

/** The Unix time at which tables are made. */
const EPOCH = 1_795_000_000
/** A time so many seconds before a table is made. */
export const ago = (seconds: number): string => timestamp(EPOCH - seconds, 0)
/** The metadata of what was made a minute before. */
export const metadata = (fields: object = {}) => ({
  name: 't',
  creationTimestamp: ago(65),
  ...fields,
})

/** The cells of an object, by the names of the columns, as `kubectl get -o wide` shows them. */
export function cells<K extends Kind>(
  kind: K,
  object: ObjectOf<K>,
): Record<string, string | number> {
  const shown = resourceOf(kind).columns.map((column) => [
    column.name,
    column.cell(object, { unixSeconds: EPOCH }),
  ])
  return Object.fromEntries(shown)
}

/** The cells of what a server would store, with a status that a component has written since. */
export function cellsOf<K extends Kind>(kind: K, given: object, status?: object) {
  const object = stored(kind, { ...given, metadata: metadata() })
  return cells(kind, { ...object, ...(status && { status: { ...status } }) })
}
