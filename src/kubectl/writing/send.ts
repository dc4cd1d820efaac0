import type { Call } from '../command'
import type { ApiResource } from '../discovery'
import type { Json, JsonObject } from '../json'
import { pathTo } from '../resources/naming'
import type { Query } from '../server'

/** As much of a resource as a request needs. */
export type Addressed = Pick<ApiResource, 'group' | 'version' | 'kind' | 'plural' | 'namespaced'>

/** Which object a request is about. */
export interface Target {
  readonly resource: Addressed
  readonly namespace: string
  readonly name: string
}

/** Creates an object; what it was sent as is JSON. */
export const post = (
  { session }: Call,
  { resource, namespace }: Omit<Target, 'name'>,
  body: JsonObject,
  query: Query = {},
): Promise<JsonObject> =>
  session.server.send({
    method: 'POST',
    path: pathTo(resource, resource.namespaced ? namespace : ''),
    query,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body,
  })

/** Replaces an object. */
export const put = (
  { session }: Call,
  target: Target,
  body: JsonObject,
  query: Query = {},
): Promise<JsonObject> =>
  session.server.send({
    method: 'PUT',
    path: pathOf(target),
    query,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body,
  })

/** The media types of patches. */
export const patchTypes = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

/** A patch: of which type, and what it says. */
export interface Patch {
  readonly type: keyof typeof patchTypes
  readonly body: Json
  /** A text that is sent as it stands, for it is no JSON. */
  readonly unreadable?: string
  readonly query?: Query
  readonly subresource?: string
}

/** Patches an object. */
export const patchObject = (
  { session }: Call,
  target: Target,
  { type, body, query = {}, subresource, unreadable }: Patch,
): Promise<JsonObject> =>
  session.server.send({
    method: 'PATCH',
    path: pathOf(target, subresource),
    query,
    headers: { accept: 'application/json', 'content-type': patchTypes[type] },
    ...(unreadable === undefined ? { body } : { unreadable }),
  })

const pathOf = ({ resource, namespace, name }: Target, subresource?: string): string =>
  subresource ? pathTo(resource, namespace, name, subresource) : pathTo(resource, namespace, name)

/** The namespace that a generated object carries: only one that was asked for. */
export const ownNamespace = ({ session }: Call): string | undefined =>
  session.namespaceGiven ? session.namespace : undefined
