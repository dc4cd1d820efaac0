/** A shell script, taken apart: plain data, so that a half-run script survives a checkpoint. */
export type Script = readonly Statement[]

/** One command, and what its end decides about the next one. */
export interface Statement {
  readonly command: Command
  readonly joint: ';' | '&&' | '||'
}

/** What the shell can run. */
export type Command =
  | {
      readonly type: 'simple'
      readonly words: readonly Word[]
      readonly redirects: readonly Redirect[]
    }
  | {
      readonly type: 'loop'
      readonly until: boolean
      readonly condition: Script
      readonly body: Script
    }
  | {
      readonly type: 'for'
      readonly name: string
      readonly words: readonly Word[]
      readonly body: Script
    }
  | {
      readonly type: 'if'
      readonly condition: Script
      readonly body: Script
      readonly otherwise: Script
    }

/** `> file`, `>> file`, `2> file`; `2>&1` has the target `&1`. */
export interface Redirect {
  readonly stream: 1 | 2
  readonly append: boolean
  readonly target: Word
}

/** A word before expansion. */
export type Word = readonly Part[]

/** A piece of a word. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly type: 'command'; readonly script: string; readonly quoted: boolean }

type Token =
  | { readonly type: 'word'; readonly word: Word; readonly plain: string }
  | { readonly type: 'operator'; readonly text: string }
  | { readonly type: 'redirect'; readonly stream: 1 | 2; readonly append: boolean }

/** Reads a script; or names the first thing that this shell does not know. */
export function parseScript(text: string): Script | { readonly unknown: string } {
  const tokens = tokenize(text)
  if ('unknown' in tokens) return tokens
  const parser = new Parser(tokens)
  const script = parser.script([])
  if (parser.unknown !== undefined) return { unknown: parser.unknown }
  const left = parser.peek()
  return left ? { unknown: textOf(left) } : script
}

const textOf = (token: Token): string =>
  token.type === 'word' ? token.plain : token.type === 'operator' ? token.text.trim() : '>'

const RESERVED = new Set(['while', 'until', 'do', 'done', 'if', 'then', 'else', 'elif', 'fi'])
const BEYOND = new Set(['case', 'function', '{', '(', 'select', '!'])

// Reads tokens from left to right; `unknown` is set at the first that it cannot place.
class Parser {
  unknown: string | undefined
  private at = 0

  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token | undefined {
    return this.tokens[this.at]
  }

  /** Statements up to one of the words that end the list. */
  script(ends: readonly string[]): Script {
    const statements: Statement[] = []
    for (;;) {
      this.skipSeparators()
      const next = this.peek()
      if (!next || this.unknown !== undefined) return statements
      if (next.type === 'word' && ends.includes(next.plain)) return statements
      const command = this.command()
      const joint = this.peek()
      const end = joint?.type === 'operator' && joint.text !== '\n' ? joint.text : ';'
      if (end !== ';' && end !== '&&' && end !== '||') this.unknown ??= end
      if (joint?.type === 'operator') this.at++
      statements.push({ command, joint: end as Statement['joint'] })
    }
  }

  private command(): Command {
    const next = this.peek()
    const keyword = next?.type === 'word' ? next.plain : ''
    if (keyword === 'while' || keyword === 'until') return this.loop(keyword === 'until')
    if (keyword === 'for') return this.each()
    if (keyword === 'if') {
      this.at++
      return this.conditional()
    }
    if (RESERVED.has(keyword) || BEYOND.has(keyword)) this.unknown ??= keyword
    return this.simple()
  }

  private loop(until: boolean): Command {
    this.at++
    const condition = this.script(['do'])
    this.expect('do')
    const body = this.script(['done'])
    this.expect('done')
    return { type: 'loop', until, condition, body }
  }

  private each(): Command {
    this.at++
    const variable = this.peek()
    const name = variable?.type === 'word' ? variable.plain : ''
    this.at++
    this.expect('in')
    const words: Word[] = []
    for (let token = this.peek(); token?.type === 'word'; token = this.peek()) {
      words.push(token.word)
      this.at++
    }
    this.skipSeparators()
    this.expect('do')
    const body = this.script(['done'])
    this.expect('done')
    return { type: 'for', name, words, body }
  }

  private conditional(): Command {
    const condition = this.script(['then'])
    this.expect('then')
    const body = this.script(['else', 'elif', 'fi'])
    const next = this.peek()
    const word = next?.type === 'word' ? next.plain : ''
    let otherwise: Script = []
    if (word === 'elif') {
      this.at++
      return {
        type: 'if',
        condition,
        body,
        otherwise: [{ command: this.conditional(), joint: ';' }],
      }
    }
    if (word === 'else') {
      this.at++
      otherwise = this.script(['fi'])
    }
    this.expect('fi')
    return { type: 'if', condition, body, otherwise }
  }

  private simple(): Command {
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (;;) {
      const token = this.peek()
      if (!token || token.type === 'operator') break
      this.at++
      if (token.type === 'word') {
        words.push(token.word)
        continue
      }
      const target = this.peek()
      if (target?.type !== 'word') this.unknown ??= '>'
      else redirects.push({ stream: token.stream, append: token.append, target: target.word })
      this.at++
    }
    if (words.length === 0 && redirects.length === 0) {
      const next = this.peek()
      this.unknown ??= next ? textOf(next) : 'newline'
      this.at++
    }
    return { type: 'simple', words, redirects }
  }

  private skipSeparators(): void {
    for (;;) {
      const token = this.peek()
      if (token?.type !== 'operator' || (token.text !== ';' && token.text !== '\n')) return
      this.at++
    }
  }

  private expect(keyword: string): void {
    const token = this.peek()
    if (token?.type === 'word' && token.plain === keyword) this.at++
    else this.unknown ??= token ? textOf(token) : 'end of file'
  }
}

const OPERATOR = /^(&&|\|\||;;|[;&|()\n])/
const REDIRECT = /^([12]?)(>>?)(?!\()/

function tokenize(text: string): Token[] | { unknown: string } {
  const tokens: Token[] = []
  let rest = text
  while (rest !== '') {
    const blank = /^([ \t\r]+|\\\n|#[^\n]*)/.exec(rest)
    const redirect = REDIRECT.exec(rest)
    const operator = OPERATOR.exec(rest)
    if (blank) rest = rest.slice(blank[0].length)
    else if (redirect) {
      const stream = redirect[1] === '2' ? 2 : 1
      tokens.push({ type: 'redirect', stream, append: redirect[2] === '>>' })
      rest = rest.slice(redirect[0].length)
      if (/^&\d/.test(rest)) {
        tokens.push({ type: 'word', word: [literal(rest.slice(0, 2))], plain: rest.slice(0, 2) })
        rest = rest.slice(2)
      }
    } else if (operator) {
      tokens.push({ type: 'operator', text: operator[0] })
      rest = rest.slice(operator[0].length)
    } else {
      const read = readWord(rest)
      if (read === undefined) return { unknown: rest[0] ?? '' }
      tokens.push({ type: 'word', word: read.word, plain: rest.slice(0, read.length) })
      rest = rest.slice(read.length)
    }
  }
  return tokens
}

const literal = (text: string): Part => ({ type: 'text', text })

// Adds text to a word, to its last piece if that is text, too.
function append(word: Part[], text: string): void {
  const last = word[word.length - 1]
  if (last?.type === 'text') word[word.length - 1] = literal(last.text + text)
  else word.push(literal(text))
}

// One word from the left of a text, quotes resolved; undefined when a quote is never closed.
function readWord(text: string): { word: Word; length: number } | undefined {
  const word: Part[] = []
  let at = 0
  let quoted = false
  for (;;) {
    const char = text[at]
    if (char === undefined) return quoted ? undefined : { word, length: at }
    if (!quoted && /[\s;&|()<>]/.test(char)) return { word, length: at }
    if (char === '"') {
      quoted = !quoted
      if (quoted) append(word, '')
      at++
    } else if (char === "'" && !quoted) {
      const end = text.indexOf("'", at + 1)
      if (end < 0) return undefined
      append(word, text.slice(at + 1, end))
      at = end + 1
    } else if (char === '\\') {
      const next = text[at + 1] ?? ''
      const kept = quoted && !'"\\$`'.includes(next) ? `\\${next}` : next
      append(word, kept)
      at += 2
    } else if (char === '$' || char === '`') {
      const found = readExpansion(text.slice(at), quoted)
      if (found === undefined) return undefined
      word.push(found.part)
      at += found.length
    } else {
      append(word, char)
      at++
    }
  }
}

function readExpansion(text: string, quoted: boolean): { part: Part; length: number } | undefined {
  const variable = /^\$(?:(\w+|[?#$])|\{(\w+)\})/.exec(text)
  if (variable) {
    const name = variable[1] ?? variable[2] ?? ''
    return { part: { type: 'variable', name, quoted }, length: variable[0].length }
  }
  const command = /^(?:\$\(([^()]*)\)|`([^`]*)`)/.exec(text)
  if (command) {
    const script = command[1] ?? command[2] ?? ''
    return { part: { type: 'command', script, quoted }, length: command[0].length }
  }
  return text[0] === '$' && !/^\$[({]/.test(text) ? { part: literal('$'), length: 1 } : undefined
}
