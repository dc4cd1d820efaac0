/** A usage error: what to say before the program ends. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message)
  }
}

/** What a program was called with, read as getopt_long does. */
export interface Options {
  /** Letters, or long names, that were given. */
  has(name: string): boolean
  /** The last value given for a letter. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  /** Words that are no options. */
  readonly words: readonly string[]
}

/** Which options a program has. */
export interface OptionShape {
  /** Letters without a value. */
  readonly flags?: string
  /** Letters with one. */
  readonly values?: string
  /** Long names, and the letters that they stand for. */
  readonly long?: Readonly<Record<string, string>>
  /** Options end at the first word that is none. */
  readonly strict?: boolean
  /** The status of a usage error. */
  readonly status?: number
}

/** Reads options; a bad one is refused as the GNU programs do. */
export function readOptions(all: readonly string[], shape: OptionShape): Options {
  const { flags = '', values = '', long = {}, strict = false, status = 1 } = shape
  const found = new Map<string, string[]>()
  const words: string[] = []
  const add = (name: string, value = '') => found.set(name, [...(found.get(name) ?? []), value])
  const next = (at: number, name: string): string => {
    const value = all[at]
    if (value === undefined)
      throw new UsageError(`option requires an argument -- '${name}'`, status)
    return value
  }
  let at = 0
  for (; at < all.length; at++) {
    const word = all[at] ?? ''
    if (word === '--') {
      words.push(...all.slice(at + 1))
      break
    }
    if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=')
      const letter = Object.hasOwn(long, name) ? long[name] : undefined
      if (letter === undefined) throw new UsageError(`unrecognized option '${word}'`, status)
      if (!values.includes(letter)) add(letter)
      else add(letter, value.length > 0 ? value.join('=') : next(++at, name))
      continue
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word)
      if (!strict) continue
      words.push(...all.slice(at + 1))
      break
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word[letterAt] ?? ''
      if (flags.includes(letter)) add(letter)
      else if (values.includes(letter)) {
        const rest = word.slice(letterAt + 1)
        add(letter, rest === '' ? next(++at, letter) : rest)
        break
      } else throw new UsageError(`invalid option -- '${letter}'`, status)
    }
  }
  return {
    has: (name) => found.has(name),
    value: (name) => found.get(name)?.at(-1),
    values: (name) => found.get(name) ?? [],
    words,
  }
}
