import { linesOf } from '../streams'
import { expressionFrom, sourceFrom } from './expression'
import { type Options, UsageError } from './options'
import { countFrom, defineProgram, inputsOf } from './program'

const usage = [
  'Usage: grep [OPTION]... PATTERNS [FILE]...',
  "Try 'grep --help' for more information.",
].join('\n')

/** Writes the lines that match. */
export const grep = defineProgram({
  name: 'grep',
  use: '[OPTION]... PATTERNS [FILE]...',
  short: 'Search for PATTERNS in each FILE.',
  options: {
    flags: 'EFGPivcnowqsHhlLxyar',
    values: 'ABCem',
    status: 2,
    long: {
      'extended-regexp': 'E',
      'fixed-strings': 'F',
      'ignore-case': 'i',
      'invert-match': 'v',
      count: 'c',
      'line-number': 'n',
      'only-matching': 'o',
      'word-regexp': 'w',
      'line-regexp': 'x',
      quiet: 'q',
      silent: 'q',
      color: 'y',
      colour: 'y',
      'line-buffered': 'a',
      'after-context': 'A',
      'before-context': 'B',
      context: 'C',
      'max-count': 'm',
      regexp: 'e',
    },
  },
  run: async (options, laptop) => {
    const given = options.values('e')
    const [first, ...others] = options.words
    if (given.length === 0 && first === undefined) {
      laptop.stderr.write(`${usage}\n`)
      return 2
    }
    const patterns = given.length > 0 ? given : [first ?? '']
    const names = given.length > 0 ? options.words : others
    const search = new Search(
      patterns.flatMap((each) => each.split('\n')),
      options,
    )
    const named = options.has('H') || (names.length > 1 && !options.has('h'))
    let found = false
    let failed = false
    for await (const input of inputsOf(names, 'grep', laptop)) {
      if (!input) {
        failed = true
        continue
      }
      const prefix = named ? input.name : undefined
      const write = options.has('q') ? () => undefined : laptop.stdout.write.bind(laptop.stdout)
      let count = 0
      for await (const { text, matched } of search.lines(linesOf(input.source), prefix)) {
        count += Number(matched)
        if (!options.has('c') && !options.has('l')) write(text)
        if (matched && (options.has('q') || options.has('l'))) break
        await laptop.stdout.drain?.()
      }
      if (options.has('c')) write(`${prefix === undefined ? '' : `${prefix}:`}${count}\n`)
      if (options.has('l') && count > 0) write(`${input.name}\n`)
      found ||= count > 0
    }
    if (failed && !(found && options.has('q'))) return 2
    return found ? 0 : 1
  },
})

interface Found {
  readonly text: string
  readonly matched: boolean
}

/** What is looked for, and how it is shown. */
class Search {
  private readonly expression: RegExp
  private readonly before: number
  private readonly after: number
  private readonly most: number

  constructor(
    patterns: readonly string[],
    private readonly options: Options,
  ) {
    const dialect = options.has('F')
      ? 'fixed'
      : options.has('P')
        ? 'perl'
        : options.has('E')
          ? 'extended'
          : 'basic'
    const sources = patterns.map((each) => sourceFrom(each, dialect))
    const any = sources.map((each) => `(?:${each})`).join('|')
    const around = options.has('x') ? `^(?:${any})$` : any
    const word = options.has('w') ? `(?<!\\w)(?:${any})(?!\\w)` : around
    this.expression = expressionFrom(word, options.has('i') || options.has('y') ? 'gi' : 'g')
    const context = count(options, 'C', 0)
    this.before = count(options, 'B', context)
    this.after = count(options, 'A', context)
    this.most = count(options, 'm', Number.POSITIVE_INFINITY)
  }

  async *lines(lines: AsyncIterable<string>, name: string | undefined): AsyncGenerator<Found> {
    const { options, before, after, most } = this
    const recent: [number, string][] = []
    let number = 0
    let matches = 0
    let trailing = 0
    let shown = 0
    for await (const line of lines) {
      number++
      if (this.matches(line)) {
        const from = recent[0]?.[0] ?? number
        const gap = before + after > 0 && shown > 0 && from > shown + 1
        const context = recent
          .map(([at, text]) => this.line(text, { name, at, mark: '-' }))
          .join('')
        recent.length = 0
        yield {
          text: (gap ? '--\n' : '') + context + this.match(line, name, number),
          matched: true,
        }
        shown = number
        trailing = after
        if (++matches >= most) return
      } else if (trailing > 0) {
        trailing--
        shown = number
        yield { text: this.line(line, { name, at: number, mark: '-' }), matched: false }
      } else if (before > 0 && !options.has('c')) {
        recent.push([number, line])
        if (recent.length > before) recent.shift()
      }
    }
  }

  private matches(line: string): boolean {
    this.expression.lastIndex = 0
    return this.expression.test(line) !== this.options.has('v')
  }

  private match(line: string, name: string | undefined, at: number): string {
    if (!this.options.has('o')) return this.line(line, { name, at, mark: ':' })
    this.expression.lastIndex = 0
    const parts = this.options.has('v') ? [] : [...line.matchAll(this.expression)]
    return parts
      .filter(([text]) => text !== '')
      .map(([text]) => this.line(text, { name, at, mark: ':' }))
      .join('')
  }

  private line(
    text: string,
    place: { readonly name: string | undefined; readonly at: number; readonly mark: string },
  ): string {
    const { name, at, mark } = place
    const file = name === undefined ? '' : `${name}${mark}`
    return `${file}${this.options.has('n') ? `${at}${mark}` : ''}${text}\n`
  }
}

function count(options: Options, letter: string, fallback: number): number {
  const value = countFrom(options.value(letter), fallback, 'invalid argument')
  if (value < 0) throw new UsageError(`${value}: invalid context length argument`, 2)
  return value
}
