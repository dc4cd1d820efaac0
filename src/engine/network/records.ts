import { HashTable } from './hash-table'

/** Something that a table of `Records` keeps: a class with plain fields. */
export interface Editable<Self> {
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

  private constructor(private readonly table: HashTable<R>) {}

  /** A table without records. */
  static empty<R extends Editable<R>>(): Records<R> {
    return new Records<R>(HashTable.empty())
  }

  /** A record, to read. */
  get(id: number): Readonly<R> | undefined {
    return this.table.get(id)
  }

  /** A record, to edit until the message is over that is being taken in. */
  edit(id: number): R | undefined {
    const record = this.table.get(id)
    return record === undefined || record.keeper === this.token
      ? record
      : this.add(id, record.copy())
  }

  /** Keeps a new record, which may be edited from then on. */
  add(id: number, record: R): R {
    record.keeper = this.token
    this.table.set(id, 0, record)
    return record
  }

  delete(id: number): void {
    this.table.delete(id)
  }

  /** All records, to read, in an order that means nothing. */
  values(): Readonly<R>[] {
    return this.table.values()
  }

  /** A second table with the same records; neither sees the other's later changes. */
  fork(): Records<R> {
    this.token = {}
    return new Records(this.table.fork())
  }
}
