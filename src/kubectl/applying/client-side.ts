import type { Call } from '../command'
import { isNotFound, ServerError, withSource } from '../errors'
import { type JsonObject, own } from '../json'
import { pathTo } from '../resources/naming'
import type { Info } from '../resources/select'
import type { Query } from '../server'
import { metadataIn, remembering } from '../writing/annotation'
import { gone, remove, uidIn } from '../writing/deleting'
import type { DryRun } from '../writing/dry-run'
import { patchObject, post } from '../writing/send'
import { differenceOf, isNoDifference, missingWarnings } from './difference'

/** What came of applying one object. */
export interface Applied {
  readonly operation: 'created' | 'configured' | 'unchanged' | 'serverside-applied'
  readonly object: JsonObject
}

/** How objects are applied. */
export interface Applying {
  readonly dryRun: DryRun
  readonly query: Query
  /** Deletes and makes anew what cannot be patched. */
  readonly force: boolean
  readonly subresource: string
}

/** The object as the server has it; undefined when it is not there. */
export async function liveOf(call: Call, info: Info): Promise<JsonObject | undefined> {
  const { resource, namespace, name } = info
  try {
    return await call.session.server.get(pathTo(resource, namespace, name))
  } catch (error) {
    if (isNotFound(error)) return undefined
    const verb = `retrieving current configuration of:\n${described(info)}\nfrom server for:`
    throw withSource(error, verb, info.source)
  }
}

/** Client-side apply of one object (kubectl's apply.go, applyOneObject). */
export async function applyHere(call: Call, info: Info, applying: Applying): Promise<Applied> {
  const { dryRun, query } = applying
  const wanted = remembering(info.object)
  const live = await liveOf(call, info)
  if (!live) {
    if (dryRun === 'client') return { operation: 'created', object: wanted }
    const object = await created(call, info, wanted, query)
    return { operation: 'created', object }
  }
  if (dryRun === 'client') return { operation: 'configured', object: live }
  for (const text of missingWarnings(live, info.resource)) call.session.server.warn(text)
  const patch = await differenceOf(call.session.connection, info.resource, { wanted, live })
  if (isNoDifference(patch)) return { operation: 'unchanged', object: live }
  return {
    operation: 'configured',
    object: await patched(call, info, { ...applying, patch, wanted }),
  }
}

async function created(call: Call, info: Info, wanted: JsonObject, query: Query) {
  try {
    return await post(call, info, wanted, query)
  } catch (error) {
    throw withSource(error, 'creating', info.source)
  }
}

interface Patching extends Applying {
  readonly patch: JsonObject
  readonly wanted: JsonObject
}

async function patched(call: Call, info: Info, patching: Patching): Promise<JsonObject> {
  const { patch, query, subresource, force } = patching
  const options = { type: 'strategic', body: patch, query } as const
  try {
    const object = await patchObject(call, info, {
      ...options,
      ...(subresource === '' ? {} : { subresource }),
    })
    if (own(metadataIn(object), 'deletionTimestamp') !== undefined) warnOfDeletion(call, info)
    return object
  } catch (error) {
    if (force && isHard(error)) return remade(call, info, patching)
    const verb = `applying patch:\n${JSON.stringify(patch)}\nto:\n${described(info)}\nfor:`
    throw withSource(withSource(error, 'patching', info.source), verb, info.source)
  }
}

const isHard = (error: unknown): boolean =>
  error instanceof ServerError && ['Conflict', 'Invalid'].includes(error.status.reason ?? '')

async function remade(call: Call, info: Info, { wanted, query }: Patching): Promise<JsonObject> {
  const deletion = { dryRun: 'none', gracePeriod: -1, propagation: 'Background' } as const
  const answer = await remove(call, info, deletion)
  await gone(call, { ...info, uid: uidIn(answer) }, Number.POSITIVE_INFINITY)
  return created(call, info, wanted, query)
}

/** An object in the words of cli-runtime's Info. */
export function described({ resource, namespace, name }: Info): string {
  const { group, version, plural, kind } = resource
  const within = `${group}/${version}`
  return (
    `Resource: "${within}, Resource=${plural}", GroupVersionKind: "${within}, Kind=${kind}"\n` +
    `Name: "${name}", Namespace: "${namespace}"`
  )
}

function warnOfDeletion({ session }: Call, { name }: Info): void {
  session.server.warn(`Detected changes to resource ${name} which is currently being deleted.`)
}
