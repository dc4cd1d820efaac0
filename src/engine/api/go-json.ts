/** An object or a list that is read, and whether anything has come in it. */
interface Inside {
  readonly end: '}' | ']'
  isEmpty: boolean
}

const SPACE = /[ \t\r\n]/

// As encoding/json quotes a character that it did not expect.
function quoted(character: string): string {
  if (character === "'") return "'\\''"
  if (character === '"') return "'\"'"
  const shown = JSON.stringify(character).slice(1, -1)
  const byte = /^\\u00([0-9a-f]{2})$/.exec(shown)?.[1]
  return `'${byte === undefined ? shown : `\\x${byte}`}'`
}

class Fault {
  constructor(readonly text: string) {}
}

/** How deep Go follows (encoding/json, maxNestingDepth). */
const DEEPEST = 10_000

const END = new Fault('unexpected end of JSON input')

/** Reads a text as Go's encoding/json does, only to find where it fails. */
class Scanner {
  private at = 0
  private readonly open: Inside[] = []

  constructor(private readonly text: string) {}

  /** Throws the first Fault; returns when there is none. */
  whole(): void {
    this.value()
    for (let inside = this.open.at(-1); inside; inside = this.open.at(-1)) this.next(inside)
    this.space()
    if (this.at < this.text.length) throw this.unexpected('after top-level value')
  }

  private space(): void {
    while (SPACE.test(this.text.charAt(this.at))) this.at++
  }

  private unexpected(where: string): Fault {
    const code = this.text.codePointAt(this.at)
    if (code === undefined) return END
    return new Fault(`invalid character ${quoted(String.fromCodePoint(code))} ${where}`)
  }

  private take(expected: string, where: string): void {
    if (this.text.charAt(this.at) !== expected) throw this.unexpected(where)
    this.at++
  }

  // A value; of an object or a list only its beginning, so that depth costs no stack.
  private value(): void {
    this.space()
    const first = this.text.charAt(this.at)
    if (first === '{') this.enter('}')
    else if (first === '[') this.enter(']')
    else if (first === '"') this.string()
    else if (/[-0-9]/.test(first)) this.number()
    else this.literal()
  }

  private enter(end: Inside['end']): void {
    this.at++
    this.open.push({ end, isEmpty: true })
    if (this.open.length > DEEPEST) throw new Fault('exceeded max depth')
  }

  // The next value in an object or a list, or its end.
  private next(inside: Inside): void {
    const { end, isEmpty } = inside
    this.space()
    const character = this.text.charAt(this.at)
    if (character === end) {
      this.at++
      this.open.pop()
      return
    }
    if (!isEmpty)
      this.take(',', end === '}' ? 'after object key:value pair' : 'after array element')
    inside.isEmpty = false
    if (end === '}') this.key('looking for beginning of object key string')
    this.value()
  }

  private key(where: string): void {
    this.space()
    if (this.text.charAt(this.at) !== '"') throw this.unexpected(where)
    this.string()
    this.space()
    this.take(':', 'after object key')
  }

  private string(): void {
    this.at++
    for (;;) {
      const character = this.text.charAt(this.at)
      if (character === '' || character < ' ') throw this.unexpected('in string literal')
      this.at++
      if (character === '"') return
      if (character === '\\') this.escape()
    }
  }

  private escape(): void {
    const character = this.text.charAt(this.at)
    if (character === '' || !'"\\/bfnrtu'.includes(character)) {
      throw this.unexpected('in string escape code')
    }
    this.at++
    for (let digit = 0; character === 'u' && digit < 4; digit++) {
      if (!/[0-9a-fA-F]/.test(this.text.charAt(this.at))) {
        throw this.unexpected('in \\u hexadecimal character escape')
      }
      this.at++
    }
  }

  private number(): void {
    if (this.text.charAt(this.at) === '-') this.at++
    if (this.text.charAt(this.at) === '0') this.at++
    else this.digits('in numeric literal')
    if (this.text.charAt(this.at) === '.') {
      this.at++
      this.digits('after decimal point in numeric literal')
    }
    if (/[eE]/.test(this.text.charAt(this.at))) {
      this.at++
      if (/[-+]/.test(this.text.charAt(this.at))) this.at++
      this.digits('in exponent of numeric literal')
    }
  }

  private digits(where: string): void {
    if (!/[0-9]/.test(this.text.charAt(this.at))) throw this.unexpected(where)
    while (/[0-9]/.test(this.text.charAt(this.at))) this.at++
  }

  private literal(): void {
    const word = ['true', 'false', 'null'].find((each) => each[0] === this.text.charAt(this.at))
    if (word === undefined) throw this.unexpected('looking for beginning of value')
    for (const [index, letter] of [...word].entries()) {
      const where = `in literal ${word} (expecting ${quoted(letter)})`
      if (index === 0) this.at++
      else this.take(letter, where)
    }
  }
}

/**
 * What Go says of a text that is no JSON (encoding/json, scanner.go): of a text that is, the empty
 * text.
 */
export function goJsonFault(text: string): string {
  try {
    new Scanner(text).whole()
    return ''
  } catch (error) {
    if (error instanceof Fault) return error.text
    throw error
  }
}
