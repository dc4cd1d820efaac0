import { Pages } from './pages'

const PAGE_BITS = 5
const PAGE_SIZE = 1 << PAGE_BITS
const PAGE_MASK = PAGE_SIZE - 1

/** Something that a table of `Records` keeps: a class with plain fields. */
export interface Editable<Self> {
  /** A whole number, from a counter: neighbours find their places without hashing. */
  readonly id: number
  /** Who may edit it: only its table looks at this. */
  keeper: object | undefined
  copy(): Self
}

/**
 * Records by number, edited where they stand and forked in no time: a fork shares all records, and
 * whoever first edits one after that gets a copy of it.
 */
export class Records<R extends Editable<R>> {
  private token: object = {}
  // A record lies at its number, or in the first free slot behind it.
  private slots: Pages<Slots<R>>
  private mask: number
  private count: number

  private constructor(from?: Records<R>) {
    this.slots = from ? from.slots.fork() : noSlots<R>(1)
    this.mask = from ? from.mask : PAGE_MASK
    this.count = from ? from.count : 0
  }

  /** A table without records. */
  static empty<R extends Editable<R>>(): Records<R> {
    return new Records<R>()
  }

  /** A record, to read. */
  get(id: number): Readonly<R> | undefined {
    return this.at(this.slotOf(id))
  }

  /** A record, to edit until the message is over that is being taken in. */
  edit(id: number): R | undefined {
    const slot = this.slotOf(id)
    const record = this.at(slot)
    if (record === undefined || record.keeper === this.token) return record
    const copy = record.copy()
    copy.keeper = this.token
    this.put(slot, copy)
    return copy
  }

  /** Keeps a new record, which may be edited from then on. */
  add(id: number, record: R): R {
    if (this.count * 2 > this.mask) this.grow()
    record.keeper = this.token
    const slot = this.slotOf(id)
    if (this.at(slot) === undefined) this.count++
    this.put(slot, record)
    return record
  }

  delete(id: number): void {
    const slot = this.slotOf(id)
    if (this.at(slot) === undefined) return
    this.close(slot)
    this.count--
  }

  /** All records, to read, in an order that means nothing. */
  values(): Readonly<R>[] {
    const all: R[] = []
    for (let slot = 0; slot <= this.mask; slot++) {
      const record = this.at(slot)
      if (record !== undefined) all.push(record)
    }
    return all
  }

  /** A second table with the same records; neither sees the other's later changes. */
  fork(): Records<R> {
    this.token = {}
    return new Records(this)
  }

  private at(slot: number): R | undefined {
    return this.slots.at(slot >>> PAGE_BITS)[slot & PAGE_MASK]
  }

  private put(slot: number, record: R | undefined): void {
    this.slots.own(slot >>> PAGE_BITS)[slot & PAGE_MASK] = record
  }

  // The slot of a record, or the free one that it would take.
  private slotOf(id: number): number {
    let slot = id & this.mask
    for (;;) {
      const record = this.at(slot)
      if (record === undefined || record.id === id) return slot
      slot = (slot + 1) & this.mask
    }
  }

  // Moves later records of the same run up, so that no search ends at the hole.
  private close(hole: number): void {
    const { mask } = this
    let empty = hole
    for (let slot = (hole + 1) & mask; ; slot = (slot + 1) & mask) {
      const record = this.at(slot)
      if (record === undefined) break
      if (((slot - record.id) & mask) >= ((slot - empty) & mask)) {
        this.put(empty, record)
        empty = slot
      }
    }
    this.put(empty, undefined)
  }

  private grow(): void {
    const records = this.values() as R[]
    this.slots = noSlots(this.slots.length * 2)
    this.mask = this.mask * 2 + 1
    for (const record of records) this.put(this.slotOf(record.id), record)
  }
}

type Slots<R> = (R | undefined)[]

const noSlots = <R>(count: number): Pages<Slots<R>> =>
  new Pages<Slots<R>>(count, new Array<R | undefined>(PAGE_SIZE).fill(undefined), (page) =>
    page.slice(),
  )
