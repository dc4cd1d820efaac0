import { type Kind, type ObjectOf, resourceOf } from '../resources'
import { indexPrefix, type Store, storeKey } from './store'

/** Reads a store as of one revision. An informer's cache is a `Reader` that is behind. */
export interface Reader {
  readonly revision: number
  get<K extends Kind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined
  /** In key order: by namespace, then name. */
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectOf<K>[]
  /** The objects that have `value` in one of their kind's indexes, in key order. */
  indexed<K extends Kind>(kind: K, index: string, value: string): readonly ObjectOf<K>[]
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
  get<K extends Kind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined {
    const { plural } = resourceOf(kind)
    return this.store.objects.get(storeKey(plural, namespace, name)) as ObjectOf<K> | undefined
  }
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectOf<K>[] {
    const { plural } = resourceOf(kind)
    const prefix = namespace === undefined ? `${plural}/` : `${plural}/${namespace}/`
    return this.store.objects.values(prefix) as unknown as readonly ObjectOf<K>[]
  }
  indexed<K extends Kind>(kind: K, index: string, value: string): readonly ObjectOf<K>[] {
    const prefix = indexPrefix(resourceOf(kind).plural, index, value)
    return this.store.indexes.values(prefix) as unknown as readonly ObjectOf<K>[]
  }
}
