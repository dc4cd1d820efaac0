import type { Flag } from '../command'
import { quoted, ValueError } from './numbers'
import { readValue, type Value } from './values'

/** A command line that pflag would not read. */
export class FlagError extends Error {}

/** A command line, taken apart. */
export interface Parsed {
  readonly words: readonly string[]
  /** Those of `words` that stood after `--`. */
  readonly after: readonly string[] | undefined
  readonly values: ReadonlyMap<string, Value>
  /** `-h` or `--help`. */
  readonly help: boolean
}

const helpFlag: Flag = { name: 'help', shorthand: 'h', type: 'bool', usage: 'help' }

/** What a flag without a value means; undefined when it must have one. */
export const bareValue = (flag: Flag): string | undefined =>
  flag.bare ?? (flag.type === 'bool' ? 'true' : undefined)

/** The flag of a name: kubectl takes `_` for `-` (WordSepNormalizeFunc). */
export const flagNamed = (definitions: readonly Flag[], name: string): Flag | undefined => {
  const normal = name.replaceAll('_', '-')
  if (normal === helpFlag.name) return helpFlag
  return definitions.find((each) => each.name === normal)
}

/** The flag of a letter. */
export const flagLettered = (definitions: readonly Flag[], letter: string): Flag | undefined =>
  definitions.find((each) => each.shorthand === letter) ??
  (letter === helpFlag.shorthand ? helpFlag : undefined)

/** Reads a command line as pflag does; throws `FlagError` in its words. */
export function parseFlags(definitions: readonly Flag[], line: readonly string[]): Parsed {
  const reading = new Reading(definitions, line)
  reading.run()
  const { words, values, dash } = reading
  const after = dash === undefined ? undefined : words.slice(dash)
  return { words, after, values, help: values.get('help') === true }
}

class Reading {
  readonly words: string[] = []
  readonly values = new Map<string, Value>()
  /** How many words stood before `--`. */
  dash: number | undefined
  private next = 0

  constructor(
    private readonly definitions: readonly Flag[],
    private readonly line: readonly string[],
  ) {}

  run(): void {
    while (this.next < this.line.length) {
      const word = this.line[this.next++] ?? ''
      if (word === '--') {
        this.dash = this.words.length
        this.words.push(...this.line.slice(this.next))
        return
      }
      if (word.startsWith('--')) this.long(word)
      else if (word.startsWith('-') && word !== '-') this.short(word)
      else this.words.push(word)
    }
  }

  private long(word: string): void {
    const text = word.slice(2)
    if (text === '' || text.startsWith('-') || text.startsWith('=')) {
      throw new FlagError(`bad flag syntax: ${word}`)
    }
    const at = text.indexOf('=')
    const name = at < 0 ? text : text.slice(0, at)
    const flag = flagNamed(this.definitions, name)
    if (!flag) throw new FlagError(`unknown flag: --${name}`)
    const bare = bareValue(flag)
    if (at >= 0) this.set(flag, text.slice(at + 1))
    else if (bare !== undefined) this.set(flag, bare)
    else if (this.next < this.line.length) this.set(flag, this.line[this.next++] ?? '')
    else throw new FlagError(`flag needs an argument: --${flag.name}`)
  }

  private short(word: string): void {
    let letters = word.slice(1)
    while (letters !== '') letters = this.letter(letters)
  }

  /** Reads the first of some letters; returns those that are still to be read. */
  private letter(letters: string): string {
    const [letter = ''] = letters
    const rest = letters.slice(letter.length)
    const flag = flagLettered(this.definitions, letter)
    if (!flag) throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`)
    const bare = bareValue(flag)
    if (rest.length > 1 && rest.startsWith('=')) this.set(flag, rest.slice(1))
    else if (bare !== undefined) {
      this.set(flag, bare)
      return rest
    } else if (rest !== '') this.set(flag, rest)
    else if (this.next < this.line.length) this.set(flag, this.line[this.next++] ?? '')
    else throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`)
    return ''
  }

  private set(flag: Flag, text: string): void {
    try {
      this.values.set(flag.name, readValue(flag, text, this.values.get(flag.name)))
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      const shown = flag.shorthand ? `-${flag.shorthand}, --${flag.name}` : `--${flag.name}`
      throw new FlagError(
        `invalid argument ${quoted(text)} for ${quoted(shown)} flag: ${error.message}`,
      )
    }
  }
}
