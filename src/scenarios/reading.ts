/** Thrown by these readers: what was read is not what it should be. */
export class NotOne extends Error {}

/** An object out of JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** A field, if it is the object's own. */
export const own = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

/** An object that is no list. */
export function object(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotOne()
  return value as Fields
}

/** A list of at most so many. */
export function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw new NotOne()
  return value
}

/** A text of at most so many characters. */
export function text(value: unknown, most: number): string {
  if (typeof value !== 'string' || value.length > most) throw new NotOne()
  return value
}

/** A number within bounds. */
export function number(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new NotOne()
  return value
}

/** A whole number within bounds. */
export function integer(value: unknown, least: number, most: number): number {
  if (!Number.isSafeInteger(value)) throw new NotOne()
  return number(value, least, most) + 0 // so that −0 is 0, as JSON has it
}

/** True or false. */
export function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new NotOne()
  return value
}

/** One of a few words. */
export function oneOf<T extends string>(value: unknown, values: readonly T[]): T {
  const found = values.find((each) => each === value)
  if (found === undefined) throw new NotOne()
  return found
}

/** A field that may be missing, as what it is to be spread into has it. */
export const given = <T>(
  fields: Fields,
  name: string,
  read: (value: unknown) => T,
): { readonly [key: string]: T } =>
  own(fields, name) === undefined ? {} : { [name]: read(own(fields, name)) }
