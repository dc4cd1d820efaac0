import { type BTree, bTree } from './b-tree'

/**
 * An immutable map in key order. A change copies one path, so an old version costs nothing to keep.
 */
export interface SortedMap<V> {
  readonly size: number
  get(key: string): V | undefined
  has(key: string): boolean
  set(key: string, value: V): SortedMap<V>
  delete(key: string): SortedMap<V>
  /** The entries whose keys begin with `prefix` (all without one), in key order. */
  entries(prefix?: string): Iterable<readonly [string, V]>
  /** The values of those entries, at once. */
  values(prefix?: string): V[]
  /** The first entry at or after `key`. */
  from(key: string): readonly [string, V] | undefined
  /** The first and the last key. */
  readonly first: string | undefined
  readonly last: string | undefined
}

/** Byte order of strings: never the reader's locale. */
export const compareStrings = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0

// Sorts after every character of a key.
const AFTER = '\uffff'

/** An immutable map, empty or with the given entries. */
export function sortedMap<V>(entries: Iterable<readonly [string, V]> = []): SortedMap<V> {
  const tree = bTree<string, V>(compareStrings)
  for (const [key, value] of entries) tree.set(key, value)
  return new PersistentMap(tree)
}

// The tree underneath is copy-on-write: `clone` is O(1), and a set on the clone copies one path.
class PersistentMap<V> implements SortedMap<V> {
  constructor(private readonly tree: BTree<string, V>) {}

  get size(): number {
    return this.tree.size
  }
  get first(): string | undefined {
    return this.tree.minKey()
  }
  get last(): string | undefined {
    return this.tree.maxKey()
  }
  get(key: string): V | undefined {
    return this.tree.get(key)
  }
  has(key: string): boolean {
    return this.tree.has(key)
  }
  set(key: string, value: V): SortedMap<V> {
    const next = this.tree.clone()
    next.set(key, value)
    return new PersistentMap(next)
  }
  delete(key: string): SortedMap<V> {
    if (!this.tree.has(key)) return this
    const next = this.tree.clone()
    next.delete(key)
    return new PersistentMap(next)
  }
  from(key: string): readonly [string, V] | undefined {
    return this.tree.getPairOrNextHigher(key)
  }
  values(prefix = ''): V[] {
    const found: V[] = []
    const collect = (_key: string, value: V): void => {
      found.push(value)
    }
    if (prefix === '') this.tree.forEachPair(collect)
    else this.tree.forRange(prefix, prefix + AFTER, true, collect)
    return found
  }
  *entries(prefix = ''): Iterable<readonly [string, V]> {
    for (const entry of this.tree.entries(prefix === '' ? undefined : prefix)) {
      if (!entry[0].startsWith(prefix)) return
      yield [entry[0], entry[1]]
    }
  }
}
