import type { KubeObject, ObjectMeta } from '../api/object'
import type { Resource } from '../resources/resource'
import { emptySequence, type Sequence, type SortedMap, sortedMap } from '../sim'

/**
 * What etcd holds: every object, the indexes over them, and what changed. A value; old versions
 * stay whole.
 *
 * Names and indexes lead to an object's place, not to the object: to write one that is there, as
 * most writes do, touches nothing but its place.
 */
export interface Store {
  /** The counter that `resourceVersion` shows; each write takes the next number. */
  readonly revision: number
  /** How many objects there are. */
  readonly size: number
  readonly objects: Sequence<KubeObject | undefined>
  /** Places of objects that are gone, to be given to others. */
  readonly vacant: Vacancy | undefined
  /** By `plural/namespace` (empty for cluster-scoped kinds), then by name. */
  readonly places: Places
  /** By `plural|index|value|namespace`, then by name. */
  readonly indexes: Places
  readonly changes: Changes
}

type Places = SortedMap<SortedMap<number>>

// Each look needs such a text: the few that there are, are not put together anew. Only a cache.
const groups = new Map<string, Map<string, string>>()
const MOST_GROUPS = 1_000

function groupOf(plural: string, namespace: string): string {
  const own = groups.get(plural) ?? new Map<string, string>()
  const known = own.get(namespace)
  if (known !== undefined) return known
  if (own.size >= MOST_GROUPS) own.clear()
  const group = `${plural}/${namespace}`
  groups.set(plural, own.set(namespace, group))
  return group
}

interface Vacancy {
  readonly place: number
  readonly next: Vacancy | undefined
}

/** What was written from a revision on, without gaps. */
export interface Changes {
  readonly first: number
  readonly list: Sequence<Change>
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

/** A write, and the store after it. */
export interface Put {
  readonly store: Store
  readonly change: Change
}

/** Nothing at all. */
export const emptyStore: Store = {
  revision: 0,
  size: 0,
  objects: emptySequence,
  vacant: undefined,
  places: sortedMap(),
  indexes: sortedMap(),
  changes: { first: 1, list: emptySequence },
}

/** The object of a name; `namespace` is empty for cluster-scoped kinds. */
export function find(
  { objects, places }: Store,
  plural: string,
  namespace: string,
  name: string,
): KubeObject | undefined {
  const place = places.get(groupOf(plural, namespace))?.get(name)
  return place === undefined ? undefined : objects.at(place)
}

/** The objects of a kind, of one namespace or of all, by namespace and name. */
export function listed(store: Store, plural: string, namespace?: string): readonly KubeObject[] {
  if (namespace === undefined) return allIn(store, store.places.values(`${plural}/`))
  const own = store.places.get(groupOf(plural, namespace))
  return own ? allAt(store, own.values()) : NONE
}

/** The objects of a kind and a namespace whose names begin with a text, by name. */
export function named(
  store: Store,
  plural: string,
  namespace: string,
  beginning: string,
): readonly KubeObject[] {
  const own = store.places.get(groupOf(plural, namespace))
  return own ? allAt(store, own.values(beginning)) : NONE
}

/** The objects that have a value in one of their kind's indexes, by namespace and name. */
export function indexed(
  store: Store,
  plural: string,
  index: string,
  value: string,
): readonly KubeObject[] {
  return allIn(store, store.indexes.values(`${plural}|${index}|${value}|`))
}

/** How many objects have a value in one of their kind's indexes. */
export function countIndexed(store: Store, plural: string, index: string, value: string): number {
  let count = 0
  for (const group of store.indexes.values(`${plural}|${index}|${value}|`)) count += group.size
  return count
}

/** How many objects of a kind there are. */
export function countOf({ places }: Store, plural: string): number {
  let count = 0
  for (const names of places.values(`${plural}/`)) count += names.size
  return count
}

const NONE: readonly never[] = []

const allIn = (store: Store, groups: readonly SortedMap<number>[]): readonly KubeObject[] =>
  groups.length === 1
    ? allAt(store, groups[0]?.values() ?? NONE)
    : groups.flatMap((group) => allAt(store, group.values()))

const allAt = ({ objects }: Store, places: readonly number[]): readonly KubeObject[] =>
  places.map((place) => objects.at(place) as KubeObject)

/** Every object with its key, `plural/namespace/name`, in the order of keys. */
export function* everything({ objects, places }: Store): Generator<readonly [string, KubeObject]> {
  for (const [group, names] of places.entries()) {
    for (const [name, place] of names.entries()) {
      yield [`${group}/${name}`, objects.at(place) as KubeObject]
    }
  }
}

/** The resourceVersion that the next write gives. What bears it already is stored as it is. */
export const nextVersion = ({ revision }: Store): string => String(revision + 1)

// A copy is assigned to here: where objects of all kinds pass, that is several times as fast as a
// literal that overrides what it spreads.
function stamped(object: KubeObject, resourceVersion: string): KubeObject {
  if (object.metadata.resourceVersion === resourceVersion) return object
  const copy: { metadata: ObjectMeta } = { ...object }
  copy.metadata = restamped(object.metadata, resourceVersion)
  return copy as KubeObject
}

/** Metadata with another resourceVersion, and perhaps other managers. */
export function restamped(
  metadata: ObjectMeta,
  resourceVersion: string,
  managedFields = metadata.managedFields,
): ObjectMeta {
  const copy: { -readonly [Field in keyof ObjectMeta]: ObjectMeta[Field] } = { ...metadata }
  copy.resourceVersion = resourceVersion
  if (managedFields !== metadata.managedFields) copy.managedFields = managedFields ?? []
  return copy
}

/** A store with an object written; the object gets the new revision as its resourceVersion. */
export function put(store: Store, resource: Resource, object: KubeObject): Put {
  const { plural, kind } = resource
  const { namespace = '', name } = object.metadata
  const revision = store.revision + 1
  const stored = stamped(object, nextVersion(store))
  const group = groupOf(plural, namespace)
  const names = store.places.get(group)
  const known = names?.get(name)
  const previous = known === undefined ? undefined : store.objects.at(known)
  const change: Change = previous
    ? { revision, type: 'MODIFIED', kind, object: stored, previous }
    : { revision, type: 'ADDED', kind, object: stored }
  const { objects, vacant } = store
  const place = known ?? vacant?.place ?? objects.length
  return {
    store: {
      revision,
      size: known === undefined ? store.size + 1 : store.size,
      objects: place < objects.length ? objects.with(place, stored) : objects.append(stored),
      vacant: known === undefined ? vacant?.next : vacant,
      places:
        known === undefined
          ? store.places.set(group, (names ?? sortedMap()).set(name, place))
          : store.places,
      indexes: reindex(store.indexes, resource, { previous, next: stored, place }),
      changes: recorded(store.changes, change),
    },
    change,
  }
}

/** A store with an object taken out; the deletion is a revision of its own. */
export function remove(store: Store, resource: Resource, object: KubeObject): Put {
  const { plural, kind } = resource
  const { namespace = '', name } = object.metadata
  const revision = store.revision + 1
  const last = stamped(object, nextVersion(store))
  const change: Change = { revision, type: 'DELETED', kind, object: last, previous: object }
  const group = groupOf(plural, namespace)
  const names = store.places.get(group)
  const place = names?.get(name)
  if (names === undefined || place === undefined) throw new Error(`no ${group}/${name} to remove`)
  const previous = store.objects.at(place)
  return {
    store: {
      revision,
      size: store.size - 1,
      objects: store.objects.with(place, undefined),
      vacant: { place, next: store.vacant },
      places: without(store.places, group, name),
      indexes: reindex(store.indexes, resource, { previous, next: undefined, place }),
      changes: recorded(store.changes, change),
    },
    change,
  }
}

function without(places: Places, group: string, name: string): Places {
  const names = places.get(group)?.delete(name)
  if (!names) return places
  return names.size === 0 ? places.delete(group) : places.set(group, names)
}

/** One object before and after a write, and its place. */
interface Rewritten {
  readonly previous: KubeObject | undefined
  readonly next: KubeObject | undefined
  readonly place: number
}

function reindex(
  indexes: Places,
  resource: Resource,
  { previous, next, place }: Rewritten,
): Places {
  const { metadata } = (next ?? previous) as KubeObject
  let result = indexes
  for (const index in resource.indexes) {
    const look = resource.indexes[index]
    if (!look) continue
    const before = previous && look(previous)
    const after = next && look(next)
    if (before === after) continue
    const [old, fresh] = [listOf(before), listOf(after)]
    const groupOf = (value: string): string =>
      `${resource.plural}|${index}|${value}|${metadata.namespace ?? ''}`
    for (const value of old) {
      if (!fresh.includes(value)) result = without(result, groupOf(value), metadata.name)
    }
    for (const value of fresh) {
      if (old.includes(value)) continue
      const group = groupOf(value)
      result = result.set(group, (result.get(group) ?? sortedMap()).set(metadata.name, place))
    }
  }
  return result
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? NONE : typeof value === 'string' ? [value] : value

const recorded = ({ first, list }: Changes, change: Change): Changes => ({
  first,
  list: list.append(change),
})

/** What was written after a revision; undefined when that is no longer known. */
export function changesAfter(
  { changes, revision }: Store,
  after: number,
): readonly Change[] | undefined {
  const { first, list } = changes
  if (after + 1 < first || after > revision) return undefined
  const found: Change[] = []
  for (let place = after + 1 - first; place < list.length; place++) {
    found.push(list.at(place) as Change)
  }
  return found
}

/** The last write, if it is remembered. */
export const latestChange = ({ changes: { first, list }, revision }: Store): Change | undefined =>
  list.at(revision - first)

/**
 * What was written after a change; undefined when that is too long ago to be known, or when the
 * change belongs to another course of events: after a return to the past its number is another's.
 */
export function changesSince(store: Store, seen: Change): readonly Change[] | undefined {
  const { first, list } = store.changes
  return list.at(seen.revision - first) === seen ? changesAfter(store, seen.revision) : undefined
}

/** A store that has forgotten what was written. */
export const withoutMemory = (store: Store): Store => ({
  ...store,
  changes: { first: store.revision + 1, list: emptySequence },
})

/** A store that has forgotten what was written up to a revision. */
export function compacted(store: Store, upTo: number): Store {
  const kept = changesAfter(store, upTo)
  if (!kept) return store
  let list: Sequence<Change> = emptySequence
  for (const change of kept) list = list.append(change)
  return { ...store, changes: { first: upTo + 1, list } }
}
