import * as read from '../../scenarios/reading'
import { LessonFault, type Wanted } from './fault'

/** A value of a lesson's file, and where it stands. Its readers throw `LessonFault`. */
export class Given {
  constructor(
    private readonly json: unknown,
    readonly place: string,
  ) {}

  get isThere(): boolean {
    return this.json !== undefined
  }

  /** What one of the readers of scenarios makes of it. */
  as<Found>(reader: (json: unknown) => Found, wanted: Wanted): Found {
    if (!this.isThere) return this.refuse({ code: 'given' })
    try {
      return reader(this.json)
    } catch (error) {
      if (error instanceof read.NotOne) return this.refuse(wanted)
      throw error
    }
  }

  refuse(wanted: Wanted): never {
    throw new LessonFault(this.place, wanted)
  }

  text(most: number): string {
    const text = this.as((json) => read.text(json, most), { code: 'text', most })
    return text.trim() === '' ? this.refuse({ code: 'text', most }) : text
  }

  /** As lessons and steps are named. */
  name(): string {
    const name = this.as((json) => read.text(json, 40), { code: 'name' })
    return /^[a-z][a-z0-9-]*$/.test(name) ? name : this.refuse({ code: 'name' })
  }

  number(least: number, most: number): number {
    return this.as((json) => read.number(json, least, most), { code: 'number', least, most })
  }

  whole(least: number, most: number): number {
    return this.as((json) => read.integer(json, least, most), { code: 'whole', least, most })
  }

  flag(): boolean {
    return this.as(read.flag, { code: 'flag' })
  }

  oneOf<Value extends string>(names: readonly Value[]): Value {
    return this.as((json) => read.oneOf(json, names), { code: 'one-of', names })
  }

  list<Found>(
    [least, most]: readonly [least: number, most: number],
    each: (given: Given) => Found,
  ): readonly Found[] {
    const wanted = { code: 'list', least, most } as const
    const all = this.as((json) => read.list(json, most), wanted)
    if (all.length < least) this.refuse(wanted)
    return all.map((value, index) => each(new Given(value, `${this.place}[${index}]`)))
  }

  /** Labels, each a text. */
  labels(): Readonly<Record<string, string>> {
    const entries = Object.entries(this.as(read.object, { code: 'labels' }))
    if (entries.length === 0 || entries.length > 20) this.refuse({ code: 'labels' })
    return this.as(
      () => Object.fromEntries(entries.map(([key, value]) => [key, read.text(value, 253)])),
      { code: 'labels' },
    )
  }

  /** Its fields, none but these. */
  fields<Name extends string>(...names: readonly Name[]): FieldsOf<Name> {
    const found = this.as(read.object, { code: 'fields' })
    const strange = Object.keys(found).find((key) => !names.some((name) => name === key))
    if (strange !== undefined) {
      new Given(undefined, this.inside(strange)).refuse({ code: 'no-field', names })
    }
    const at = (name: Name) => new Given(read.own(found, name), this.inside(name))
    return {
      at,
      has: (name) => at(name).isThere,
      maybe: (name, reader) => {
        const given = at(name)
        return (given.isThere ? { [name]: reader(given) } : {}) as never
      },
    }
  }

  private inside(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`
  }
}

/** The fields of an object of such a file. */
export interface FieldsOf<Name extends string> {
  at(name: Name): Given
  has(name: Name): boolean
  /** A field that may be missing, as what it is to be spread into has it. */
  maybe<Key extends Name, Found>(
    name: Key,
    reader: (given: Given) => Found,
  ): { readonly [Each in Key]?: Found }
}
