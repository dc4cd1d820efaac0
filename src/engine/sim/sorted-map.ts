import {
  collect,
  emptyTree,
  entriesFrom,
  firstKey,
  lastKey,
  type Tree,
  valueAt,
  withoutKey,
  withValue,
} from './tree'

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

/** An immutable map, empty or with the given entries. */
export function sortedMap<V>(entries: Iterable<readonly [string, V]> = NO_ENTRIES): SortedMap<V> {
  let map: SortedMap<V> = EMPTY
  for (const [key, value] of entries) map = map.set(key, value)
  return map
}

const NO_ENTRIES: readonly never[] = []

class TreeMap<V> implements SortedMap<V> {
  constructor(private readonly tree: Tree<V>) {}

  get size(): number {
    return this.tree.size
  }
  get first(): string | undefined {
    return firstKey(this.tree)
  }
  get last(): string | undefined {
    return lastKey(this.tree)
  }
  get(key: string): V | undefined {
    return valueAt(this.tree, key)
  }
  has(key: string): boolean {
    return valueAt(this.tree, key) !== undefined
  }
  set(key: string, value: V): SortedMap<V> {
    const tree = withValue(this.tree, key, value)
    return tree === this.tree ? this : new TreeMap(tree)
  }
  delete(key: string): SortedMap<V> {
    const tree = withoutKey(this.tree, key)
    return tree === this.tree ? this : new TreeMap(tree)
  }
  from(key: string): readonly [string, V] | undefined {
    for (const entry of entriesFrom(this.tree, key)) return entry
    return undefined
  }
  values(prefix = ''): V[] {
    const found: V[] = []
    collect(this.tree, found, prefix)
    return found
  }
  *entries(prefix = ''): Iterable<readonly [string, V]> {
    for (const entry of entriesFrom(this.tree, prefix)) {
      if (!entry[0].startsWith(prefix)) return
      yield entry
    }
  }
}

const EMPTY: SortedMap<never> = new TreeMap(emptyTree())
