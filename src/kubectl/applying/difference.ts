import type { Connection, DiscoveredKind } from '../connection'
import type { JsonObject } from '../json'
import { qualifiedPlural } from '../resources/naming'
import { threeWayPatch } from '../three-way-patch'
import { appliedIn, appliedText, metadataIn, missingText } from '../writing/annotation'

/** An object as it is to be, and as it is; and what its file said before, if that counts. */
interface Versions {
  readonly wanted: JsonObject
  readonly live: JsonObject
  /** Then only what the file says otherwise now changes: what others have set meanwhile stays. */
  readonly since?: JsonObject | undefined
}

/**
 * What client-side apply sends: the difference between what was last applied, what is there and
 * what is wanted. Nothing in it means that nothing is to be sent.
 */
export async function differenceOf(
  connection: Connection,
  kind: DiscoveredKind,
  { wanted, live, since }: Versions,
): Promise<JsonObject> {
  const versions = since
    ? { applied: since, wanted, live: since }
    : { applied: appliedIn(live), wanted, live }
  return threeWayPatch(versions, await connection.patchSchema(kind))
}

/** Whether nothing differs. */
export const isNoDifference = (patch: JsonObject): boolean => Object.keys(patch).length === 0

/** What is to be said of an object that apply has not made; nothing of others. */
export function missingWarnings(live: JsonObject, kind: DiscoveredKind): readonly string[] {
  if (appliedText(live) !== undefined) return []
  return [missingText(`${qualifiedPlural(kind)}/${metadataIn(live)['name']}`)]
}

/** What is said of a kind that the server does not have. */
export const noMatchText = (
  { apiVersion, kind, name }: Readonly<Record<'apiVersion' | 'kind' | 'name', string>>,
  namespace: string,
  source = '',
): string =>
  `resource mapping not found for name: "${name}" namespace: "${namespace}"` +
  `${source === '' ? '' : ` from "${source}"`}: no matches for kind "${kind}" in version ` +
  `"${apiVersion}"\nensure CRDs are installed first`
