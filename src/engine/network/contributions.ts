import { type SortedMap, sortedMap } from '../sim'
import { HashTable } from './hash-table'

/** Something that one owner has put among others, to be found by two numbers. */
export interface Owned<Item> {
  readonly owner: string
  /** Its place among what the owner has put there. */
  readonly number: number
  readonly item: Item
}

/** Where an item is found. */
export type PlaceOf<Item> = (item: Item) => readonly [first: number, second: number]

/** What an owner has put there from now on; nothing when it has gone. */
export type Contribution<Item> = readonly [owner: string, items: readonly Item[]]

/**
 * What many owners have put in one place: listed in the order of owners, found by two numbers. A
 * changed one shares the rest with the one before, so that a change costs what it changes.
 */
export class Contributions<Item> {
  private listed: readonly Item[] | undefined

  private constructor(
    private readonly placeOf: PlaceOf<Item>,
    private readonly byOwner: SortedMap<readonly Item[]>,
    private readonly byPlace: HashTable<readonly Owned<Item>[]>,
  ) {}

  /** Nothing, of which each item is found where `placeOf` says. */
  static none<Item>(placeOf: PlaceOf<Item>): Contributions<Item> {
    return new Contributions(placeOf, sortedMap(), HashTable.empty())
  }

  /** All items: those of one owner after those of the one before. */
  get items(): readonly Item[] {
    this.listed ??= Array.from(this.byOwner.entries(), ([, items]) => items).flat()
    return this.listed
  }

  get isEmpty(): boolean {
    return this.byOwner.size === 0
  }

  /** What is found in one place, in order. */
  at(first: number, second: number): readonly Owned<Item>[] {
    // Most of what Services may fill is empty, and every packet asks.
    if (this.byPlace.size === 0) return NOTHING
    return this.byPlace.get(first, second) ?? NOTHING
  }

  /** The same, after some owners have changed what is theirs; itself, when none has. */
  with(changes: readonly Contribution<Item>[]): Contributions<Item> {
    const real = changes.filter(([owner, items]) => this.isOther(owner, items))
    if (real.length === 0) return this
    const table = this.byPlace.fork()
    let { byOwner } = this
    for (const [owner, items] of real) {
      for (const item of byOwner.get(owner) ?? []) this.take(table, owner, item)
      items.forEach((item, number) => {
        this.put(table, { owner, number, item })
      })
      byOwner = items.length === 0 ? byOwner.delete(owner) : byOwner.set(owner, items)
    }
    return new Contributions(this.placeOf, byOwner, table)
  }

  private isOther(owner: string, items: readonly Item[]): boolean {
    const before = this.byOwner.get(owner) ?? NOTHING
    return before.length !== items.length || before.some((item, index) => item !== items[index])
  }

  private take(table: HashTable<readonly Owned<Item>[]>, owner: string, item: Item): void {
    const [first, second] = this.placeOf(item)
    const others = (table.get(first, second) ?? []).filter((each) => each.owner !== owner)
    if (others.length === 0) table.delete(first, second)
    else table.set(first, second, others)
  }

  private put(table: HashTable<readonly Owned<Item>[]>, added: Owned<Item>): void {
    const [first, second] = this.placeOf(added.item)
    const there = table.get(first, second) ?? []
    const before = there.filter(({ owner }) => owner <= added.owner)
    table.set(first, second, [...before, added, ...there.slice(before.length)])
  }
}

const NOTHING: readonly never[] = []
