import { type Applied, type ApplyOptions, apply, identify } from './apply'
import type { Connection, Identity } from './connection'
import { isObject, type JsonObject, own } from './json'
import { type Removed, remove } from './remove'

/** What came of applying a whole manifest. */
export interface AppliedAll {
  /** One for each document, in order. */
  readonly applied: readonly Applied[]
  readonly removed: readonly Removed[]
  /** The objects that are the manifest's own: give them to the next call as `owned`. */
  readonly owned: readonly Identity[]
}

/** How a manifest is applied. */
export interface ApplyAllOptions extends Omit<ApplyOptions, 'since'> {
  /** What each document said before, when only what it says otherwise now is to change. */
  readonly since?: readonly (JsonObject | undefined)[]
  /** What earlier versions of the manifest had: removed when it is there no more. */
  readonly owned?: readonly Identity[]
  /** Removes nothing: the manifest could not be read to its end. */
  readonly partial?: boolean
}

/**
 * Applies documents in order. What the manifest had before and has no more is removed first, so
 * that its node ports and names are free; but only when every document says what it is, since in
 * a half-typed one the missing object may be meant. Objects made elsewhere are left alone.
 */
export async function applyAll(
  connection: Connection,
  objects: readonly JsonObject[],
  { owned = [], partial = false, since = [], ...options }: ApplyAllOptions = {},
): Promise<AppliedAll> {
  const identities: (Identity | undefined)[] = []
  for (const object of objects) identities.push(await identify(connection, object, options))
  const known = identities.filter((each) => each !== undefined)
  const complete = !partial && known.length === identities.length
  const here = new Set(known.map(identityText))
  const left = owned.filter((each) => !here.has(identityText(each)))
  const removed: Removed[] = []
  for (const identity of complete ? left : []) {
    removed.push(options.dryRun ? { identity } : await remove(connection, identity))
  }
  const applied: Applied[] = []
  for (const [index, object] of objects.entries()) {
    applied.push(await apply(connection, object, { ...options, since: since[index] }))
  }
  const stay = complete
    ? removed.filter(({ status }) => status).map(({ identity }) => identity)
    : left
  return {
    applied: options.dryRun ? inNewNamespaces(applied, objects) : applied,
    removed,
    owned: [...known, ...stay],
  }
}

/** An identity as text: equal for equal ones. */
export const identityText = ({ apiVersion, kind, namespace, name }: Identity): string =>
  [apiVersion, kind, namespace, name].join(' ')

// A dry run stores no Namespace, so the server cannot find it when the objects in it are next.
function inNewNamespaces(
  applied: readonly Applied[],
  objects: readonly JsonObject[],
): readonly Applied[] {
  const made = new Set(
    applied.map((each) =>
      each.result === 'created' && each.identity.kind === 'Namespace' ? each.identity.name : '',
    ),
  )
  return applied.map((each, index) => {
    const object = objects[index]
    if (each.result !== 'refused' || each.status.code !== 404 || !each.identity || !object)
      return each
    const { identity } = each
    if (!made.has(identity.namespace)) return each
    const metadata = own(object, 'metadata')
    const { namespace } = identity
    const placed = { ...object, metadata: { ...(isObject(metadata) ? metadata : {}), namespace } }
    return { result: 'created', identity, object: placed, warnings: [] }
  })
}
