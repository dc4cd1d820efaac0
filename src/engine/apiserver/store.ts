import type { KubeObject } from '../api/object'
import { limits } from '../limits'
import type { Resource } from '../resources/resource'
import { type SortedMap, sortedMap } from '../sim'

/**
 * What etcd holds: every object, the indexes over them, and what changed. A value; old versions
 * stay whole.
 */
export interface Store {
  /** The counter that `resourceVersion` shows; each write takes the next number. */
  readonly revision: number
  /** By `plural/namespace/name` (namespace empty for cluster-scoped kinds). */
  readonly objects: SortedMap<KubeObject>
  /** By `plural|index|value|namespace/name`. */
  readonly indexes: SortedMap<KubeObject>
  /** By revision, in ten digits; compacted from the front. */
  readonly changes: SortedMap<Change>
}

/** One write. */
export interface Change {
  readonly revision: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly kind: string
  /** As it is after the write; for a deletion, as it was last. */
  readonly object: KubeObject
  readonly previous?: KubeObject
}

/** Nothing at all. */
export const emptyStore: Store = {
  revision: 0,
  objects: sortedMap(),
  indexes: sortedMap(),
  changes: sortedMap(),
}

/** Where an object is kept. */
export const storeKey = (plural: string, namespace: string, name: string): string =>
  `${plural}/${namespace}/${name}`

/** Where a kind's objects of one index value begin. */
export const indexPrefix = (plural: string, index: string, value: string): string =>
  `${plural}|${index}|${value}|`

/** How a change is found by its revision. */
export const changeKey = (revision: number): string => String(revision).padStart(10, '0')

/** A store with an object written; the object gets the new revision as its resourceVersion. */
export function put(
  store: Store,
  resource: Resource,
  object: KubeObject,
): { readonly store: Store; readonly change: Change } {
  const revision = store.revision + 1
  const { namespace = '', name } = object.metadata
  const key = storeKey(resource.plural, namespace, name)
  const previous = store.objects.get(key)
  const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
  const change: Change = previous
    ? { revision, type: 'MODIFIED', kind: resource.kind, object: stored, previous }
    : { revision, type: 'ADDED', kind: resource.kind, object: stored }
  return {
    store: {
      revision,
      objects: store.objects.set(key, stored),
      indexes: reindex(store.indexes, resource, previous, stored),
      changes: record(store.changes, change),
    },
    change,
  }
}

/** A store with an object taken out; the deletion is a revision of its own. */
export function remove(
  store: Store,
  resource: Resource,
  object: KubeObject,
): { readonly store: Store; readonly change: Change } {
  const revision = store.revision + 1
  const { namespace = '', name } = object.metadata
  const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
  const change: Change = {
    revision,
    type: 'DELETED',
    kind: resource.kind,
    object: last,
    previous: object,
  }
  return {
    store: {
      revision,
      objects: store.objects.delete(storeKey(resource.plural, namespace, name)),
      indexes: reindex(store.indexes, resource, object, undefined),
      changes: record(store.changes, change),
    },
    change,
  }
}

// Events are many and nobody who watches them would list again for a lost one: all changes count
// alike.
function record(changes: SortedMap<Change>, change: Change): SortedMap<Change> {
  let next = changes.set(changeKey(change.revision), change)
  const { first } = next
  if (next.size > limits.changesKept && first !== undefined) next = next.delete(first)
  return next
}

function reindex(
  indexes: SortedMap<KubeObject>,
  resource: Resource,
  previous: KubeObject | undefined,
  next: KubeObject | undefined,
): SortedMap<KubeObject> {
  const { metadata } = (next ?? previous) as KubeObject
  const end = `${metadata.namespace ?? ''}/${metadata.name}`
  let result = indexes
  for (const index in resource.indexes) {
    const indexValue = resource.indexes[index]
    if (!indexValue) continue
    const before = previous ? valuesOf(indexValue(previous)) : NO_VALUES
    const after = next ? valuesOf(indexValue(next)) : NO_VALUES
    for (const value of before) {
      if (after.includes(value)) continue
      result = result.delete(indexPrefix(resource.plural, index, value) + end)
    }
    for (const value of after) {
      if (next) result = result.set(indexPrefix(resource.plural, index, value) + end, next)
    }
  }
  return result
}

const NO_VALUES: readonly string[] = []

const valuesOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? NO_VALUES : typeof value === 'string' ? [value] : value
