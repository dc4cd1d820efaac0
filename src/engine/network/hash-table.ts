import { Pages } from './pages'

const PAGE_BITS = 5
const PAGE_SIZE = 1 << PAGE_BITS
const PAGE_MASK = PAGE_SIZE - 1

// Slots lie in pages, so that the first edit after a fork copies one page and not the whole table.
interface Page<V> {
  readonly first: Float64Array
  /** `ZEROS` until one of them is anything else: most tables need one number only. */
  second: Float64Array
  readonly values: (V | undefined)[]
}

const ZEROS = new Float64Array(PAGE_SIZE)

/**
 * A hash table by pairs of whole numbers (up to 2^53): edited in place, forked in no time, like a
 * `Table`, but several times as fast, for what every packet looks up. It has no order: whoever
 * lists it sorts.
 */
export class HashTable<V> {
  private pages: Pages<Page<V>>
  private mask: number
  private count: number

  private constructor(from?: HashTable<V>) {
    this.pages = from ? from.pages.fork() : newPages<V>(1)
    this.mask = from ? from.mask : PAGE_SIZE - 1
    this.count = from ? from.count : 0
  }

  /** An empty table. */
  static empty<V>(): HashTable<V> {
    return new HashTable<V>()
  }

  get size(): number {
    return this.count
  }

  get(first: number, second = 0): V | undefined {
    const { pages, mask } = this
    let slot = hash(first, second) & mask
    for (;;) {
      const page = pages.at(slot >>> PAGE_BITS)
      const index = slot & PAGE_MASK
      const value = page.values[index]
      if (value === undefined) return undefined
      if (page.first[index] === first && page.second[index] === second) return value
      slot = (slot + 1) & mask
    }
  }

  set(first: number, second: number, value: V): void {
    const { mask } = this
    let slot = hash(first, second) & mask
    for (;;) {
      const page = this.pages.at(slot >>> PAGE_BITS)
      const index = slot & PAGE_MASK
      if (page.values[index] === undefined) {
        if (this.count * 2 > mask) {
          this.grow()
          this.set(first, second, value)
          return
        }
        this.count++
        break
      }
      if (page.first[index] === first && page.second[index] === second) break
      slot = (slot + 1) & mask
    }
    this.write(slot, first, second, value)
  }

  delete(first: number, second = 0): boolean {
    const { mask } = this
    let slot = hash(first, second) & mask
    for (;;) {
      const page = this.pages.at(slot >>> PAGE_BITS)
      const index = slot & PAGE_MASK
      if (page.values[index] === undefined) return false
      if (page.first[index] === first && page.second[index] === second) break
      slot = (slot + 1) & mask
    }
    this.close(slot)
    this.count--
    return true
  }

  /** Everything in the table, in an order that means nothing. */
  values(): V[] {
    const all: V[] = []
    for (let page = 0; page < this.pages.length; page++) {
      for (const value of this.pages.at(page).values) if (value !== undefined) all.push(value)
    }
    return all
  }

  /** A second table with the same content; neither sees the other's later changes. */
  fork(): HashTable<V> {
    return new HashTable<V>(this)
  }

  // Moves later entries of the same run up, so that no search ends at the hole.
  private close(hole: number): void {
    const { mask } = this
    let empty = hole
    let slot = hole
    for (;;) {
      slot = (slot + 1) & mask
      const page = this.pages.at(slot >>> PAGE_BITS)
      const index = slot & PAGE_MASK
      const value = page.values[index]
      if (value === undefined) break
      const first = page.first[index] as number
      const second = page.second[index] as number
      const home = hash(first, second) & mask
      if (((slot - home) & mask) >= ((slot - empty) & mask)) {
        this.write(empty, first, second, value)
        empty = slot
      }
    }
    this.write(empty, 0, 0, undefined)
  }

  private write(slot: number, first: number, second: number, value: V | undefined): void {
    const page = this.pages.own(slot >>> PAGE_BITS)
    const index = slot & PAGE_MASK
    if (second !== 0 && page.second === ZEROS) page.second = ZEROS.slice()
    page.first[index] = first
    if (page.second !== ZEROS) page.second[index] = second
    page.values[index] = value
  }

  private grow(): void {
    const old = this.pages
    this.pages = newPages(old.length * 2)
    this.mask = old.length * 2 * PAGE_SIZE - 1
    this.count = 0
    for (let at = 0; at < old.length; at++) {
      const page = old.at(at)
      for (let index = 0; index < PAGE_SIZE; index++) {
        const value = page.values[index]
        if (value === undefined) continue
        this.set(page.first[index] as number, page.second[index] as number, value)
      }
    }
  }
}

const newPages = <V>(count: number): Pages<Page<V>> =>
  new Pages<Page<V>>(
    count,
    {
      first: new Float64Array(PAGE_SIZE),
      second: ZEROS,
      values: new Array<V | undefined>(PAGE_SIZE).fill(undefined),
    },
    ({ first, second, values }) => ({
      first: first.slice(),
      second: second === ZEROS ? ZEROS : second.slice(),
      values: values.slice(),
    }),
  )

// 2^-32: a product is exact where a quotient would be, and several times as fast.
const HIGH_WORD = 1 / 4_294_967_296

function hash(first: number, second: number): number {
  const low = Math.imul(first | 0, 0x9e3779b1) ^ Math.imul((first * HIGH_WORD) | 0, 0x85ebca6b)
  const high = Math.imul(second | 0, 0xc2b2ae35) ^ Math.imul((second * HIGH_WORD) | 0, 0x27d4eb2f)
  const mixed = Math.imul(low ^ (low >>> 15) ^ high, 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 14)) >>> 0
}
