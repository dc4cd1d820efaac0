import { type SortedMap, sortedMap } from './sorted-map'

/**
 * A map in key order that is changed where it stands, and forked in no time: neither side of a fork
 * sees what the other does later.
 */
export interface Table<K extends string, V> {
  readonly size: number
  get(key: K): V | undefined
  has(key: K): boolean
  set(key: K, value: V): void
  delete(key: K): void
  /** A second table with the same content. */
  fork(): Table<K, V>
  /** Entries in key order. */
  entries(): Iterable<readonly [string, V]>
  /** Values in key order. */
  values(): readonly V[]
}

/** An empty table. */
export const stringTable = <V>(): Table<string, V> => new MapTable(sortedMap())

class MapTable<V> implements Table<string, V> {
  constructor(private map: SortedMap<V>) {}

  get size(): number {
    return this.map.size
  }
  get(key: string): V | undefined {
    return this.map.get(key)
  }
  has(key: string): boolean {
    return this.map.has(key)
  }
  set(key: string, value: V): void {
    this.map = this.map.set(key, value)
  }
  delete(key: string): void {
    this.map = this.map.delete(key)
  }
  fork(): Table<string, V> {
    return new MapTable(this.map)
  }
  entries(): Iterable<readonly [string, V]> {
    return this.map.entries()
  }
  values(): readonly V[] {
    return this.map.values()
  }
}
