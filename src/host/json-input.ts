import { BadInput } from './bad-input'

/** Whether something that was read is an object, and no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a file of JSON; says in what place it is none. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = placeOf(text, new Reading(text).firstProblem())
    const found = text.slice(at.offset).trimStart().slice(0, 1)
    const told = found === '' ? 'the file ends too soon' : `unexpected ${JSON.stringify(found)}`
    const why = error instanceof SyntaxError ? told : String(error)
    throw new BadInput(`${file}:${at.line}:${at.column}: no JSON: ${why}`)
  }
}

function placeOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n')
  return { offset, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

const TEXT = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/u
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/
const TOKEN = new RegExp(`[{}[\\],:]|${TEXT.source}|${NUMBER.source}|true|false|null`, 'yu')
const SPACE = /[ \t\r\n]*/y

/** Reads a text only for the place at which it stops being JSON: Node does not always tell. */
class Reading {
  private at = 0

  constructor(private readonly text: string) {}

  firstProblem(): number {
    const isWhole = this.value()
    const next = this.peek()
    return isWhole && next === '' ? this.text.length : this.at
  }

  // The next token, or nothing; stands at its beginning.
  private peek(): string {
    SPACE.lastIndex = this.at
    SPACE.exec(this.text)
    this.at = SPACE.lastIndex
    TOKEN.lastIndex = this.at
    return TOKEN.exec(this.text)?.[0] ?? ''
  }

  private take(...expected: readonly string[]): boolean {
    const token = this.peek()
    if (!expected.includes(token)) return false
    this.at += token.length
    return true
  }

  private value(): boolean {
    const token = this.peek()
    if (token === '' || '}],:'.includes(token)) return false
    this.at += token.length
    if (token === '{') return this.list('}', () => this.name() && this.take(':') && this.value())
    return token !== '[' || this.list(']', () => this.value())
  }

  private name(): boolean {
    const token = this.peek()
    if (!token.startsWith('"')) return false
    this.at += token.length
    return true
  }

  private list(end: string, item: () => boolean): boolean {
    if (this.take(end)) return true
    while (item()) {
      if (this.take(end)) return true
      if (!this.take(',')) return false
    }
    return false
  }
}
