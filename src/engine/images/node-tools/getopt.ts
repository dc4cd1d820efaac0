/** How many words an option takes: none, one, or up to so many that look like none themselves. */
export type Arity = 0 | 1 | { readonly upTo: number }

/** What a program knows of its options: each goes by a letter, some by longer names as well. */
export interface OptionSpec {
  readonly letters: Readonly<Record<string, Arity>>
  /** `--table` is `t`; those without a letter have their own name here. */
  readonly names: Readonly<Record<string, string>>
}

/** Options that take as many words, by their letters or, having none, their names. */
export const taking = (options: string, arity: Arity): Readonly<Record<string, Arity>> =>
  Object.fromEntries(options.split(' ').map((option) => [option, arity]))

/** Names of options that have no letter. */
export const unlettered = (names: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, name]))

/** What a command line says. */
export interface Given {
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
  /** An option that the program has not, as it was written. */
  readonly unknown?: string
  /** An option that lacks its word. */
  readonly incomplete?: string
}

/** Reads a command line as getopt_long does; names may be cut short. */
export function getopt(args: readonly string[], spec: OptionSpec): Given {
  const reading = new Reading(args, spec)
  while (reading.goesOn) reading.next()
  return reading.given
}

class Reading {
  private readonly options = new Map<string, readonly string[]>()
  private readonly operands: string[] = []
  private at = 0
  private failure: Pick<Given, 'unknown' | 'incomplete'> = {}

  constructor(
    private readonly args: readonly string[],
    private readonly spec: OptionSpec,
  ) {}

  get goesOn(): boolean {
    return this.at < this.args.length && Object.keys(this.failure).length === 0
  }
  get given(): Given {
    return { options: this.options, operands: this.operands, ...this.failure }
  }

  next(): void {
    const word = this.args[this.at++] ?? ''
    if (word === '--') {
      this.operands.push(...this.args.slice(this.at))
      this.at = this.args.length
    } else if (word.startsWith('--')) this.long(word)
    else if (word.startsWith('-') && word.length > 1) this.letters(word.slice(1))
    else this.operands.push(word)
  }

  private long(word: string): void {
    const [name = '', attached] = word.slice(2).split(/=(.*)/s)
    const { names } = this.spec
    const likely = Object.keys(names).filter((each) => each.startsWith(name))
    const [only] = likely
    const letter = names[name] ?? (likely.length === 1 && only ? names[only] : undefined)
    if (letter === undefined) this.failure = { unknown: word }
    else this.take(letter, attached, word)
  }

  private letters(word: string): void {
    const letter = word[0] ?? ''
    const rest = word.slice(1)
    const arity = this.spec.letters[letter]
    if (arity === undefined) this.failure = { unknown: `-${letter}` }
    else if (arity !== 0) this.take(letter, rest === '' ? undefined : rest, `-${letter}`)
    else {
      this.take(letter, undefined, `-${letter}`)
      if (rest !== '') this.letters(rest)
    }
  }

  private take(letter: string, attached: string | undefined, written: string): void {
    const arity = this.spec.letters[letter] ?? 0
    const words = attached === undefined ? [] : [attached]
    const wanted = typeof arity === 'number' ? arity : arity.upTo
    while (words.length < wanted && this.at < this.args.length) {
      const word = this.args[this.at] ?? ''
      if (typeof arity !== 'number' && /^[-!]/.test(word)) break
      words.push(word)
      this.at++
    }
    if (arity === 1 && words.length === 0) this.failure = { incomplete: written }
    this.options.set(letter, words)
  }
}
