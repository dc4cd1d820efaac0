import type { KubeObject } from '../api/object'
import type { Cursor, WatchEvent } from '../api/request'
import { failure } from '../api/status'
import { type Filter, filterOf } from '../apiserver/selectors'
import { type Change, changesAfter, type Store } from '../apiserver/store'
import { type Kind, resourceOf } from '../resources'

type WatchCursor = Extract<Cursor, { type: 'watch' }>

/** What has happened to the watched objects since the cursor, and where it stands now. */
export function pollWatch(
  store: Store,
  cursor: WatchCursor,
): { readonly events: readonly WatchEvent[]; readonly cursor: WatchCursor | undefined } {
  const changes = changesAfter(store, cursor.revision)
  if (!changes) return expired(cursor)
  const resource = resourceOf(cursor.kind as Kind)
  const filter = filterOf(resource, cursor.labelSelector, cursor.fieldSelector)
  const events: WatchEvent[] = []
  for (const change of changes) {
    if (change.kind !== cursor.kind) continue
    if (cursor.namespace && change.object.metadata.namespace !== cursor.namespace) continue
    const event = eventOf(change, filter)
    if (event) events.push(event)
  }
  return { events, cursor: { ...cursor, revision: store.revision } }
}

// An object that begins to match a selector comes, one that no longer does goes.
function eventOf(
  { type, object, previous }: Change,
  filter: Filter | undefined,
): WatchEvent | undefined {
  const matches = (each: KubeObject | undefined): boolean =>
    each !== undefined && (filter === undefined || filter(each))
  const before = type !== 'ADDED' && matches(previous)
  const after = type !== 'DELETED' && matches(object)
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object }
  return before ? { type: 'DELETED', object } : undefined
}

// A client whose place is gone lists again, as it must when a real API server compacts.
function expired({ revision }: WatchCursor): ReturnType<typeof pollWatch> {
  const { status } = failure(410, 'Expired', `too old resource version: ${revision}`)
  return { events: [{ type: 'ERROR', object: status }], cursor: undefined }
}
