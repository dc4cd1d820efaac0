import { lineBreaksIn, type Token } from './tokens'

/** What is wrong with a Corefile, in CoreDNS's words. */
export class CorefileError extends Error {}

/** Walks over tokens, as the setup of every plugin does (caddyfile/dispenser.go). */
export class Cursor {
  protected at = -1
  private nesting = 0

  constructor(
    readonly filename: string,
    protected tokens: Token[],
  ) {}

  get text(): string {
    return this.tokens[this.at]?.text ?? ''
  }
  /** Whether the token at hand is this word. */
  is(text: string): boolean {
    return this.text === text
  }
  get line(): number {
    return this.tokens[this.at]?.line ?? 0
  }
  get file(): string {
    return this.tokens[this.at]?.file || this.filename
  }

  /** Goes on to the next token; false at the end, where it stays. */
  next(): boolean {
    if (this.at >= this.tokens.length - 1) return false
    this.at++
    return true
  }

  /** Goes on to the next token if it stands on the same line. */
  nextArg(): boolean {
    if (this.at < 0) return this.next()
    if (this.at >= this.tokens.length - 1 || this.beginsLine(this.at + 1)) return false
    this.at++
    return true
  }

  /** Whether the token at hand is the first of its line. */
  get isNewLine(): boolean {
    return this.at < 1 || (this.at < this.tokens.length && this.beginsLine(this.at))
  }

  /** Goes on within a block, or into one that opens on this line; false at its end. */
  nextBlock(): boolean {
    if (this.nesting > 0) {
      if (!this.next()) return false
      if (!this.is('}')) return true
      this.nesting--
      return false
    }
    if (!this.nextArg()) return false
    if (!this.is('{')) {
      this.at--
      return false
    }
    if (!this.next() || this.is('}')) return false
    this.nesting++
    return true
  }

  /** The rest of the line, up to an opening brace. */
  remainingArgs(): readonly string[] {
    const args: string[] = []
    while (this.nextArg()) {
      if (this.is('{')) {
        this.at--
        break
      }
      args.push(this.text)
    }
    return args
  }

  /** An error at the place at hand. */
  error(message: string): CorefileError {
    return new CorefileError(`${this.file}:${this.line} - Error during parsing: ${message}`)
  }

  argumentError(): CorefileError {
    if (this.is('{')) return this.error("Unexpected token '{', expecting argument")
    return this.error(`Wrong argument count or unexpected line ending after '${this.text}'`)
  }

  syntaxError(expected: string): CorefileError {
    return new CorefileError(
      `${this.file}:${this.line} - Syntax error: ` +
        `Unexpected token '${this.text}', expecting '${expected}'`,
    )
  }

  private beginsLine(at: number): boolean {
    const before = this.tokens[at - 1]
    const token = this.tokens[at]
    if (!before || !token) return true
    return before.file !== token.file || before.line + lineBreaksIn(before.text) < token.line
  }
}
