import { type BTree, bTree } from './b-tree'
import { compareStrings } from './sorted-map'

/**
 * A map in key order that is changed in place, and forked in no time.
 *
 * The state that every packet changes (connections, counters, the memories of processes) would pay
 * a copied path for each change of a `SortedMap`. A `Table` is edited where it stands; `fork`
 * shares all of it, and the first edit after a fork copies what it touches.
 */
export interface Table<K extends string | number, V> {
  readonly size: number
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): void
  delete(key: K): boolean
  /** A second table with the same content; neither sees the other's later changes. */
  fork(): Table<K, V>
  /**
   * Entries in key order, from the first key at or after `from`. The table must not change
   * meanwhile.
   */
  entries(from?: K): IterableIterator<[K, V]>
  keys(): IterableIterator<K>
  values(): IterableIterator<V>
}

const compareNumbers = (left: number, right: number): number => left - right

/** A table with strings as keys. */
export const stringTable = <V>(): Table<string, V> => wrap(bTree<string, V>(compareStrings))

/** A table with numbers as keys (integers up to 2^53). */
export const numberTable = <V>(): Table<number, V> => wrap(bTree<number, V>(compareNumbers))

const wrap = <K extends string | number, V>(tree: BTree<K, V>): Table<K, V> =>
  new ForkableTable(tree)

class ForkableTable<K extends string | number, V> implements Table<K, V> {
  constructor(private readonly tree: BTree<K, V>) {}

  get size(): number {
    return this.tree.size
  }
  get(key: K): V | undefined {
    return this.tree.get(key)
  }
  has(key: K): boolean {
    return this.tree.has(key)
  }
  set(key: K, value: V): void {
    this.tree.set(key, value)
  }
  delete(key: K): boolean {
    return this.tree.delete(key)
  }
  fork(): Table<K, V> {
    return new ForkableTable(this.tree.clone())
  }
  entries(from?: K): IterableIterator<[K, V]> {
    return this.tree.entries(from)
  }
  keys(): IterableIterator<K> {
    return this.tree.keys()
  }
  values(): IterableIterator<V> {
    return this.tree.values()
  }
}
