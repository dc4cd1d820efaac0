import type { KubeObject } from '../api/object'
import type { Cursor, WatchEvent } from '../api/request'
import { failure } from '../api/status'
import { type DerivedFrom, derivedChanges, withDerived } from '../apiserver/derived'
import { BOOKMARKS_EVERY } from '../apiserver/handlers/watch'
import { outward } from '../apiserver/managed-fields'
import { readerOf } from '../apiserver/reader'
import { type Filter, filterOf } from '../apiserver/selectors'
import { type Change, changesAfter, restamped, type Store } from '../apiserver/store'
import { type Table, tableOf } from '../apiserver/table'
import { type Kind, resourceOf } from '../resources'
import { apiVersionOf, type Resource } from '../resources/resource'

type WatchCursor = Extract<Cursor, { type: 'watch' }>

/** What a watch has brought, and where it stands now: nowhere when it is over. */
interface Polled {
  readonly events: readonly WatchEvent[]
  readonly cursor: WatchCursor | undefined
}

/** When a watch is looked at: `now` since the cluster began, at `epoch`. */
interface LookedAt {
  readonly epoch: number
  readonly now: number
  /** What kinds are made of that are not kept. */
  readonly from?: DerivedFrom
}

/** What has happened to the watched objects since the cursor. */
export function pollWatch(store: Store, cursor: WatchCursor, at: LookedAt): Polled {
  const { isInitial, ...next } = cursor
  const isOver = cursor.until !== undefined && at.now >= cursor.until
  const changes = isInitial ? [] : changesAfter(store, cursor.revision)
  if (!changes) return expired(cursor, store)
  const resource: Resource = resourceOf(cursor.kind as Kind)
  const filter = filterOf(resource, cursor.labelSelector, cursor.fieldSelector)
  const plain = isInitial
    ? presentIn(at.from ? withDerived(store, resource, at.from) : store, cursor, filter)
    : concerning(changes, resource).flatMap((change) => {
        const event = isWatched(change, cursor) ? eventOf(change, filter) : undefined
        return event ? [event] : []
      })
  const { bookmark, table } = cursor
  const isMarked =
    bookmark !== undefined && (at.now >= bookmark.at || (isInitial && bookmark.sendsInitial))
  const tables = asTables(resource, plain, Object.assign({}, cursor, { at }))
  const events = isMarked ? [...tables, bookmarkOf(resource, store, bookmark)] : tables
  if (isOver) return { events, cursor: undefined }
  const columnsKnown = table && events.length > 0 ? { table: { ...table, isFirst: false } } : {}
  const due = isMarked ? { bookmark: { at: at.now + BOOKMARKS_EVERY, sendsInitial: false } } : {}
  return { events, cursor: { ...next, ...columnsKnown, ...due, revision: store.revision } }
}

const concerning = (changes: readonly Change[], resource: Resource): readonly Change[] =>
  resource.isDerived ? changes.flatMap((change) => derivedChanges(change, resource.kind)) : changes

// An object of the kind that has nothing but how far the watch has come.
const bookmarkOf = (
  resource: Resource,
  { revision }: Store,
  { sendsInitial }: NonNullable<WatchCursor['bookmark']>,
): WatchEvent => ({
  type: 'BOOKMARK',
  object: {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(revision),
      ...(sendsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    },
  },
})

/** An event about an object, before it is put into a table. */
interface ObjectEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
}

const isWatched = ({ kind, object }: Change, cursor: WatchCursor): boolean =>
  kind === cursor.kind && (!cursor.namespace || object.metadata.namespace === cursor.namespace)

function presentIn(
  store: Store,
  { kind, namespace }: WatchCursor,
  filter: Filter | undefined,
): readonly ObjectEvent[] {
  const objects: readonly KubeObject[] = readerOf(store).list(kind as Kind, namespace)
  const wanted = filter ? objects.filter(filter) : objects
  return wanted.map((object) => ({ type: 'ADDED', object }))
}

// An object that begins to match a selector comes, one that no longer does goes: it is shown as it
// was when it still did, with the version at which it left (storage/cacher).
function eventOf(
  { type, object, previous }: Change,
  filter: Filter | undefined,
): ObjectEvent | undefined {
  const matches = (each: KubeObject | undefined): boolean =>
    each !== undefined && (filter === undefined || filter(each))
  const before = type !== 'ADDED' && matches(previous)
  const after = type !== 'DELETED' && matches(object)
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object }
  if (!before || !previous) return undefined
  const metadata = restamped(previous.metadata, object.metadata.resourceVersion)
  return { type: 'DELETED', object: { ...previous, metadata } }
}

function asTables(
  resource: Resource,
  events: readonly ObjectEvent[],
  { table, at }: Pick<WatchCursor, 'table'> & { readonly at: LookedAt },
): readonly WatchEvent[] {
  const shown = events.map(({ type, object }) => ({ type, object: outward(resource, object) }))
  const { shown: asShown } = resource
  if (!table && !asShown) return shown
  if (!table) return shown.map(({ type, object }) => ({ type, object: asShown?.(object) }))
  return shown.map(({ type, object }, index) => {
    const { resourceVersion } = object.metadata
    const metadata = { resourceVersion }
    const row = tableOf(resource, [object], { metadata, include: table.include, at })
    const isFirst = table.isFirst && index === 0
    return { type, object: isFirst ? row : ({ ...row, columnDefinitions: null } satisfies Table) }
  })
}

// A client whose place is gone lists again, as it must when a real API server compacts.
function expired({ revision }: WatchCursor, { changes }: Store): Polled {
  const message = `too old resource version: ${revision} (${changes.first - 1})`
  const { status } = failure(410, 'Expired', message)
  return { events: [{ type: 'ERROR', object: status }], cursor: undefined }
}
