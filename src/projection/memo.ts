/**
 * Remembers one result by name, for as long as all it was made of is still the same: objects are
 * replaced and never changed, so identity tells.
 */
export class Memo<Result> {
  private known = new Map<string, { readonly from: readonly unknown[]; readonly result: Result }>()
  private seen = new Map<string, { readonly from: readonly unknown[]; readonly result: Result }>()

  of(name: string, from: readonly unknown[], make: () => Result): Result {
    const before = this.known.get(name)
    const entry = before && sameItems(before.from, from) ? before : { from, result: make() }
    this.seen.set(name, entry)
    return entry.result
  }

  /** Forgets what has not been asked for since the last sweep. */
  sweep(): void {
    this.known = this.seen
    this.seen = new Map()
  }
}

/** Whether two lists hold the very same items. */
export const sameItems = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left === right ||
  (left.length === right.length && left.every((item, index) => item === right[index]))

/** Keeps lists by name, giving back the old one while its items are the same. */
export class StableLists<Item> {
  private readonly memo = new Memo<readonly Item[]>()

  of(name: string, items: readonly Item[]): readonly Item[] {
    return this.memo.of(name, items, () => items)
  }
  sweep(): void {
    this.memo.sweep()
  }
}
