import type { KubeObject } from '../api/object'
import { type Kind, type ObjectOf, resourceOf } from '../resources'
import {
  type Change,
  changesSince,
  countIndexed,
  find,
  indexed,
  latestChange,
  listed,
  named,
  type Store,
} from './store'

/** Reads a store as of one revision. An informer's cache is a `Reader` that is behind. */
export interface Reader {
  readonly revision: number
  get<K extends Kind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined
  /** In key order: by namespace, then name. */
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectOf<K>[]
  /** The objects that have `value` in one of their kind's indexes, in key order. */
  indexed<K extends Kind>(kind: K, index: string, value: string): readonly ObjectOf<K>[]
  /** How many they are. */
  countIndexed(kind: Kind, index: string, value: string): number
  /** The Events about an object, the oldest first. */
  eventsAbout(object: KubeObject): readonly ObjectOf<'Event'>[]
  /** The last write that this look shows, if it is remembered. */
  readonly latest: Change | undefined
  /**
   * What this look shows besides an earlier one, of which `seen` was the latest. Undefined when it
   * cannot be told: the earlier look is too long ago, or was at another course of events.
   */
  since(seen: Change): readonly Change[] | undefined
}

/** A look at a store. */
export const readerOf = (store: Store): Reader => new StoreReader(store)

// The store holds only what `put` was given for a kind, so an object found under a kind's key is of
// that kind.
class StoreReader implements Reader {
  constructor(private readonly store: Store) {}

  get revision(): number {
    return this.store.revision
  }
  get latest(): Change | undefined {
    return latestChange(this.store)
  }
  since(seen: Change): readonly Change[] | undefined {
    return changesSince(this.store, seen)
  }
  get<K extends Kind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined {
    const { plural } = resourceOf(kind)
    return find(this.store, plural, namespace, name) as ObjectOf<K> | undefined
  }
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectOf<K>[] {
    const { plural } = resourceOf(kind)
    return listed(this.store, plural, namespace) as unknown as readonly ObjectOf<K>[]
  }
  indexed<K extends Kind>(kind: K, index: string, value: string): readonly ObjectOf<K>[] {
    const { plural } = resourceOf(kind)
    return indexed(this.store, plural, index, value) as unknown as readonly ObjectOf<K>[]
  }
  countIndexed(kind: Kind, index: string, value: string): number {
    return countIndexed(this.store, resourceOf(kind).plural, index, value)
  }
  eventsAbout(object: KubeObject): readonly ObjectOf<'Event'>[] {
    return eventsNamed(this.store, object).filter(isAbout(object))
  }
}

/**
 * The Events that are named after an object's name: those about it, and about others that had the
 * name before. Those about what is in no namespace are in `default`.
 */
export function eventsNamed(
  store: Store,
  { metadata: { name, namespace = 'default' } }: KubeObject,
): readonly ObjectOf<'Event'>[] {
  const { plural } = resourceOf('Event')
  return named(store, plural, namespace, `${name}.`) as unknown as readonly ObjectOf<'Event'>[]
}

/** Tells the Events about an object. */
export const isAbout =
  ({ metadata: { uid } }: KubeObject) =>
  ({ involvedObject }: ObjectOf<'Event'>): boolean =>
    involvedObject.uid === uid
