import type { Status } from '../engine/api/status'
import { differenceOf, isNoDifference, missingWarnings, noMatchText } from './applying/difference'
import {
  type Connection,
  type DiscoveredKind,
  type Identity,
  objectIn,
  refusalIn,
} from './connection'
import { type JsonObject, own } from './json'
import { clientError } from './refusal'
import { pathTo } from './resources/naming'
import { metadataIn, remembering } from './writing/annotation'

/** How `apply` goes about it. */
export interface ApplyOptions {
  /** Asks the server what would come of it; nothing is stored. */
  readonly dryRun?: boolean
  /** For objects that name none; default `default`. */
  readonly namespace?: string
  /**
   * What the file said before: then only what it says otherwise now is changed, and what others
   * have set meanwhile stays. (kubectl itself sets back every field that the file has.)
   */
  readonly since?: JsonObject | undefined
}

/** What came of applying one object. */
export type Applied =
  | {
      readonly result: 'created' | 'configured' | 'unchanged'
      readonly identity: Identity
      /** As it was; absent when it was not there. */
      readonly before?: JsonObject
      /** As it is now, or would be. */
      readonly object: JsonObject
      readonly warnings: readonly string[]
    }
  | { readonly result: 'refused'; readonly identity?: Identity; readonly status: Status }

/**
 * Client-side apply, as kubectl does it: an object that is not there is created; else the
 * difference to what was last applied, and to what is there, goes out as one patch. No
 * difference, no request.
 */
export async function apply(
  connection: Connection,
  object: JsonObject,
  options: ApplyOptions = {},
): Promise<Applied> {
  const target = await targetOf(connection, object, options)
  if ('refused' in target) return { result: 'refused', status: target.refused }
  const { kind, identity, wanted } = target
  const path = pathTo(kind, identity.namespace, identity.name)
  const answer = await connection.client.request({ method: 'GET', path })
  const failed = refusalIn(answer)
  const heard = warningsIn(answer)
  if (failed?.code === 404) return warnedOnce(await create(connection, target, options), heard)
  if (failed) return { result: 'refused', identity, status: failed }
  const live = objectIn(answer)
  const since = options.since && withNamespace(options.since, identity.namespace)
  const patch = await differenceOf(connection, kind, { wanted, live, since })
  if (isNoDifference(patch)) {
    return { result: 'unchanged', identity, before: live, object: live, warnings: heard }
  }
  const response = await connection.client.request({
    method: 'PATCH',
    path,
    query: queryOf(options),
    headers: { 'content-type': 'application/strategic-merge-patch+json' },
    body: patch,
  })
  const status = refusalIn(response)
  if (status) return { result: 'refused', identity, status }
  const warnings = [...missingWarnings(live, kind), ...warningsIn(response)]
  const after = objectIn(response)
  const applied = { result: 'configured', identity, before: live, object: after, warnings } as const
  return warnedOnce(applied, heard)
}

// The server warns with every answer; kubectl prints each text once.
const warnedOnce = (applied: Applied, heard: readonly string[]): Applied =>
  applied.result === 'refused'
    ? applied
    : { ...applied, warnings: [...new Set([...heard, ...applied.warnings])] }

async function create(
  connection: Connection,
  { kind, identity, wanted }: Target,
  options: ApplyOptions,
): Promise<Applied> {
  const response = await connection.client.request({
    method: 'POST',
    path: pathTo(kind, identity.namespace),
    query: queryOf(options),
    headers: { 'content-type': 'application/json' },
    body: wanted,
  })
  const status = refusalIn(response)
  if (status) return { result: 'refused', identity, status }
  return {
    result: 'created',
    identity,
    object: objectIn(response),
    warnings: warningsIn(response),
  }
}

interface Target {
  readonly kind: DiscoveredKind
  readonly identity: Identity
  /** What the file says, with its namespace, and with itself as annotation. */
  readonly wanted: JsonObject
}

/** What a document means, before it is applied; undefined when that cannot be said. */
export async function identify(
  connection: Connection,
  object: JsonObject,
  options: ApplyOptions = {},
): Promise<Identity | undefined> {
  const target = await targetOf(connection, object, options)
  return 'refused' in target ? undefined : target.identity
}

async function targetOf(
  connection: Connection,
  object: JsonObject,
  options: ApplyOptions,
): Promise<Target | { readonly refused: Status }> {
  const apiVersion = text(object, 'apiVersion')
  const kindName = text(object, 'kind')
  const unset = [
    ...(apiVersion ? [] : ['apiVersion not set']),
    ...(kindName ? [] : ['kind not set']),
  ]
  if (unset.length > 0) {
    const what = unset.length > 1 ? `[${unset.join(', ')}]` : unset[0]
    return { refused: clientError(`error validating data: ${what}`) }
  }
  const kind = await connection.kind(apiVersion, kindName)
  const metadata = metadataIn(object)
  const name = text(metadata, 'name')
  if (!kind) {
    const what = { apiVersion, kind: kindName, name }
    return { refused: clientError(noMatchText(what, text(metadata, 'namespace'))) }
  }
  if (!name) return { refused: clientError('resource name may not be empty') }
  const namespace = kind.namespaced
    ? text(metadata, 'namespace') || (options.namespace ?? 'default')
    : ''
  return {
    kind,
    identity: { apiVersion, kind: kindName, namespace, name },
    wanted: remembering(withNamespace(object, namespace)),
  }
}

const text = (object: JsonObject, key: string): string => {
  const value = own(object, key)
  return typeof value === 'string' ? value : ''
}

const withNamespace = (object: JsonObject, namespace: string): JsonObject =>
  namespace ? { ...object, metadata: Object.assign({}, metadataIn(object), { namespace }) } : object

const queryOf = ({ dryRun }: ApplyOptions): Readonly<Record<string, string>> => ({
  ...(dryRun ? { dryRun: 'All' } : {}),
  fieldManager: 'kubectl-client-side-apply',
  fieldValidation: 'Strict',
})

const warningsIn = (response: object): readonly string[] =>
  'warnings' in response ? ((response.warnings as readonly string[] | undefined) ?? []) : []
