import { Cursor } from './cursor'
import { type Token, tokensOf } from './tokens'

/** A server block: its keys, and the tokens of each of its directives. */
export interface ServerBlock {
  readonly keys: readonly string[]
  readonly directives: ReadonlyMap<string, readonly Token[]>
}

/** What a Corefile may refer to. */
export interface Surroundings {
  readonly filename: string
  readonly environment: Readonly<Record<string, string>>
  /** The directives there are; any, when absent. */
  readonly known?: readonly string[]
  /** The files that `import` finds, with their texts, by absolute path. */
  imported(pattern: string): readonly (readonly [path: string, text: string])[]
}

const MOST_EXPANSIONS = 10_000

/** Reads a Corefile as far as to its server blocks and their directives (caddyfile/parse.go). */
export function parseCorefile(text: string, around: Surroundings): readonly ServerBlock[] {
  return new Parser(around, [...tokensOf(text)]).all()
}

class Parser extends Cursor {
  private readonly snippets = new Map<string, readonly Token[]>()
  private expansions = 0

  constructor(
    private readonly around: Surroundings,
    tokens: Token[],
  ) {
    super(around.filename, tokens)
  }

  all(): readonly ServerBlock[] {
    const blocks: ServerBlock[] = []
    while (this.next()) {
      const block = this.one()
      if (block.keys.length > 0) blocks.push(block)
    }
    return blocks
  }

  private one(): ServerBlock {
    const directives = new Map<string, Token[]>()
    const { keys, isEnd } = this.addresses()
    if (isEnd) return { keys, directives }
    const [name = ''] = keys
    if (keys.length === 1 && /^\(.*\)$/.test(name)) {
      this.snippet(name.slice(1, -1))
      return { keys: [], directives }
    }
    const isBraced = this.is('{')
    // A configuration of one server needs no braces.
    if (!isBraced) this.at--
    while (this.next()) {
      if (this.is('}')) break
      if (this.is('import')) {
        this.import()
        this.at--
      } else this.directive(directives)
    }
    if (isBraced && !this.is('}')) throw this.syntaxError('}')
    return { keys, directives }
  }

  private addresses(): { readonly keys: readonly string[]; readonly isEnd: boolean } {
    const keys: string[] = []
    let isAnotherExpected = false
    for (;;) {
      const text = this.replaced(this.text)
      if (text === 'import' && this.isNewLine) {
        this.import()
        continue
      }
      if (text === '{') {
        if (!isAnotherExpected) return { keys, isEnd: false }
        throw this.error(`Expected another address but had '${text}' - check for extra comma`)
      }
      isAnotherExpected = text.endsWith(',')
      if (text !== '') keys.push(isAnotherExpected ? text.slice(0, -1) : text)
      if (!this.next()) {
        if (isAnotherExpected) throw this.error('Unexpected EOF')
        return { keys, isEnd: true }
      }
      if (!isAnotherExpected && this.isNewLine) return { keys, isEnd: false }
    }
  }

  private directive(directives: Map<string, Token[]>): void {
    const name = this.replaced(this.text)
    const { known } = this.around
    if (known?.includes(name) === false) throw this.error(`Unknown directive '${name}'`)
    const own = directives.get(name) ?? []
    directives.set(name, own)
    this.keep(own)
    let nesting = 0
    while (this.next()) {
      if (this.is('{')) nesting++
      else if (this.isNewLine && nesting === 0) {
        this.at--
        break
      } else if (this.is('}') && nesting > 0) nesting--
      else if (this.is('}')) {
        throw this.error("Unexpected '}' because no matching opening brace")
      } else if (this.is('import') && this.isNewLine) {
        this.import()
        this.at--
        continue
      }
      this.keep(own)
    }
    if (nesting > 0) throw this.error('Unexpected EOF')
  }

  private keep(own: Token[]): void {
    const token = this.tokens[this.at]
    if (token) own.push({ ...token, text: this.replaced(token.text) })
  }

  private snippet(name: string): void {
    if (this.snippets.has(name)) {
      throw this.error(`redeclaration of previously declared snippet ${name}`)
    }
    if (!this.is('{')) throw this.syntaxError('{')
    const tokens: Token[] = []
    for (let nesting = 1; this.next(); ) {
      if (this.is('}')) nesting--
      if (nesting === 0) break
      if (this.is('{')) nesting++
      const token = this.tokens[this.at]
      if (token) tokens.push(token)
    }
    this.snippets.set(name, tokens)
  }

  // Puts what is imported in the place of the directive, and stands on its first token.
  private import(): void {
    const start = this.at
    if (!this.nextArg()) throw this.argumentError()
    const pattern = this.replaced(this.text)
    if (pattern === '') throw this.error('Import requires a non-empty filepath')
    if (this.nextArg()) {
      throw this.error('Import takes only one argument (glob pattern or file)')
    }
    if (++this.expansions > MOST_EXPANSIONS) {
      throw this.error(`maximum snippet import depth (${MOST_EXPANSIONS}) exceeded`)
    }
    const found = this.snippets.get(pattern) ?? this.files(pattern)
    this.tokens.splice(start, 2, ...found)
    this.at = start
  }

  private files(pattern: string): readonly Token[] {
    const found = this.around.imported(pattern)
    if (found.length === 0 && !/[*?[\]]/.test(pattern)) {
      throw this.error(`File to import not found: ${pattern}`)
    }
    return found.flatMap(([path, text]) => tokensOf(text, path))
  }

  // `{$NAME}` and `{%NAME%}` stand for variables of the environment.
  private replaced(text: string): string {
    if (!text.includes('{')) return text
    const { environment } = this.around
    const named = (_: string, name: string): string => environment[name] ?? ''
    return text.replace(/\{%(.*?)%\}/g, named).replace(/\{\$(.*?)\}/g, named)
  }
}
