import { expressionFrom, sourceFrom } from './expression'
import { UsageError } from './options'

/** Which line a command is for. */
export type SedPlace =
  | { readonly type: 'line'; readonly line: number }
  | { readonly type: 'last' }
  | { readonly type: 'expression'; readonly expression: RegExp }

/** One command of a script, with its addresses. */
export interface SedCommand {
  readonly name: string
  readonly from?: SedPlace
  readonly to?: SedPlace
  readonly negated: boolean
  readonly expression?: RegExp
  /** From what was found, and its groups, to what takes its place. */
  readonly replace?: (groups: readonly string[]) => string
  readonly global?: boolean
  readonly nth?: number
  readonly print?: boolean
  readonly text?: string
  readonly map?: ReadonlyMap<string, string>
}

/** Reads a script: commands between `;` or line ends. Blocks and labels are refused. */
export function readScript(text: string, extended: boolean): readonly SedCommand[] {
  const reader = new Reader(text, extended)
  const commands: SedCommand[] = []
  while (reader.more()) commands.push(reader.command())
  return commands
}

class Reader {
  private at = 0

  constructor(
    private readonly text: string,
    private readonly extended: boolean,
  ) {}

  more(): boolean {
    while (/[\s;]/.test(this.text[this.at] ?? '')) this.at++
    if (this.text[this.at] === '#') {
      const end = this.text.indexOf('\n', this.at)
      this.at = end < 0 ? this.text.length : end
      return this.more()
    }
    return this.at < this.text.length
  }

  command(): SedCommand {
    const from = this.place()
    const to = from && this.take(',') ? this.place() : undefined
    if (from && !to && this.text[this.at - 1] === ',') this.refuse("unexpected `,'")
    this.spaces()
    const negated = this.take('!')
    this.spaces()
    const name = this.text[this.at++] ?? ''
    const base = { name, negated, ...(from ? { from } : {}), ...(to ? { to } : {}) }
    switch (name) {
      case '':
        return this.refuse('missing command')
      case 's':
        return { ...base, ...this.substitution() }
      case 'y':
        return { ...base, map: this.map() }
      case 'a':
      case 'i':
      case 'c':
        return { ...base, text: this.line() }
      case 'd':
      case 'p':
      case 'q':
      case '=':
        this.end()
        return base
      case '{':
      case '}':
      case ':':
      case 'b':
      case 't':
        return this.refuse(`\`${name}': blocks and labels are not supported here`)
      default:
        return this.refuse(`unknown command: \`${name}'`)
    }
  }

  private refuse(why: string): never {
    throw new UsageError(`-e expression #1, char ${this.at}: ${why}`)
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private spaces(): void {
    while (/[ \t]/.test(this.text[this.at] ?? '')) this.at++
  }

  private end(): void {
    this.spaces()
    const next = this.text[this.at]
    if (next !== undefined && !/[;\n#}]/.test(next)) this.refuse('extra characters after command')
  }

  private place(): SedPlace | undefined {
    this.spaces()
    const [number] = /^\d+/.exec(this.text.slice(this.at)) ?? []
    if (number !== undefined) {
      this.at += number.length
      return { type: 'line', line: Number(number) }
    }
    if (this.take('$')) return { type: 'last' }
    const custom = this.text[this.at] === '\\'
    if (this.text[this.at] !== '/' && !custom) return undefined
    this.at += custom ? 2 : 1
    const source = this.until(this.text[this.at - 1] ?? '/', 'unterminated address regex')
    const flags = this.take('I') ? 'i' : ''
    return { type: 'expression', expression: this.expression(source, flags) }
  }

  /** Up to a delimiter that no backslash stands before. */
  private until(delimiter: string, complaint: string): string {
    let found = ''
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] ?? ''
      if (character === delimiter) {
        this.at++
        return found
      }
      if (character === '\\') {
        const next = this.text[++this.at] ?? ''
        found += next === delimiter ? next : `\\${next}`
      } else found += character
    }
    return this.refuse(complaint)
  }

  private expression(source: string, flags: string): RegExp {
    return expressionFrom(sourceFrom(source, this.extended ? 'extended' : 'basic'), flags)
  }

  private substitution(): Partial<SedCommand> {
    const delimiter = this.text[this.at++] ?? ''
    const source = this.until(delimiter, "unterminated `s' command")
    const replacement = this.until(delimiter, "unterminated `s' command")
    const [flags = ''] = /^[gpiI\d]*/.exec(this.text.slice(this.at)) ?? []
    this.at += flags.length
    if (!/^(\s*[;\n}#]|\s*$)/.test(this.text.slice(this.at))) this.refuse("unknown option to `s'")
    const nth = /\d+/.exec(flags)?.[0]
    return {
      expression: this.expression(source, /[iI]/.test(flags) ? 'gi' : 'g'),
      replace: replacementFrom(replacement),
      global: flags.includes('g'),
      print: flags.includes('p'),
      ...(nth === undefined ? {} : { nth: Number(nth) }),
    }
  }

  private map(): ReadonlyMap<string, string> {
    const delimiter = this.text[this.at++] ?? ''
    const from = [...this.until(delimiter, "unterminated `y' command")]
    const to = [...this.until(delimiter, "unterminated `y' command")]
    if (from.length !== to.length) this.refuse("strings for `y' command are different lengths")
    return new Map(from.map((character, at) => [character, to[at] ?? character]))
  }

  private line(): string {
    const [all = '', text = ''] =
      /^[ \t]*(?:\\\n?)?[ \t]*([^\n]*)/.exec(this.text.slice(this.at)) ?? []
    this.at += all.length
    if (text === '') this.refuse("expected \\ after `a', `c' or `i'")
    return text
  }
}

/** `&`, `\1`, `\n` and the like, as a function of what was found. */
function replacementFrom(text: string): (groups: readonly string[]) => string {
  return (groups) =>
    text.replace(/\\(\d|.)|&/gs, (all, escaped?: string) => {
      if (all === '&') return groups[0] ?? ''
      if (/\d/.test(escaped ?? '')) return groups[Number(escaped)] ?? ''
      if (escaped === 'n') return '\n'
      return escaped === 't' ? '\t' : (escaped ?? '')
    })
}
