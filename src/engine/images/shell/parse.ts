import type { CaseItem, Command, Nonsense, Redirect, Script, Statement, Word } from './script'
import { END, type Token, tokenize } from './tokens'

/** Reads a script; or names the first thing that this shell does not know. */
export function parseScript(text: string): Script | Nonsense {
  const tokens = tokenize(text)
  if ('unknown' in tokens) return tokens
  const parser = new Parser(tokens)
  const script = parser.script([])
  if (parser.unknown !== undefined) {
    return { unknown: parser.unknown, isOpen: parser.unknown === END }
  }
  const left = parser.peek()
  return left ? { unknown: textOf(left), isOpen: false } : script
}

const textOf = (token: Token): string =>
  token.type === 'word' ? token.plain : token.type === 'operator' ? token.text.trim() : '>'

const RESERVED = new Set(['while', 'until', 'do', 'done', 'if', 'then', 'else', 'elif', 'fi'])
const BEYOND = new Set(['select', '}'])

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
      if (next.type !== 'redirect' && ends.includes(wordOf(next))) return statements
      const command = this.pipeline()
      const joint = this.peek()
      const end = joint?.type === 'operator' && joint.text !== '\n' ? joint.text : ';'
      if (ends.includes(end)) {
        statements.push({ command, joint: ';' })
        return statements
      }
      if (!JOINTS.has(end)) this.unknown ??= end
      if (joint?.type === 'operator') this.at++
      if (end === '&&' || end === '||') this.skipNewlines()
      if ((end === '&&' || end === '||') && !this.peek()) this.unknown ??= END
      statements.push({ command, joint: end as Statement['joint'] })
    }
  }

  private pipeline(): Command {
    const first = this.peek()
    const isNot = first?.type === 'word' && first.plain === '!'
    if (isNot) this.at++
    const commands = [this.command()]
    for (let next = this.peek(); isPipe(next); next = this.peek()) {
      this.at++
      this.skipNewlines()
      if (!this.peek()) this.unknown ??= END
      else commands.push(this.command())
    }
    const [only] = commands
    return commands.length === 1 && only && !isNot ? only : { type: 'pipeline', commands, isNot }
  }

  private skipNewlines(): void {
    for (;;) {
      const token = this.peek()
      if (token?.type !== 'operator' || token.text !== '\n') return
      this.at++
    }
  }

  private command(): Command {
    const from = this.at
    const command = this.bare()
    const isWhole = command.type !== 'simple' && command.type !== 'function' && this.at > from
    const redirects = isWhole ? this.redirects() : []
    return redirects.length > 0 ? { type: 'redirected', command, redirects } : command
  }

  private redirects(): readonly Redirect[] {
    const redirects: Redirect[] = []
    for (let next = this.peek(); next?.type === 'redirect'; next = this.peek()) {
      this.at++
      this.redirect(next, redirects)
    }
    return redirects
  }

  private bare(): Command {
    const next = this.peek()
    const keyword = next?.type === 'word' ? next.plain : ''
    if (keyword === 'while' || keyword === 'until') return this.loop(keyword === 'until')
    if (keyword === 'for') return this.each()
    if (keyword === 'case') return this.choice()
    if (keyword === 'if') {
      this.at++
      return this.conditional()
    }
    const isParenthesis = next?.type === 'operator' && next.text === '('
    if (keyword === '{' || isParenthesis) return this.group(isParenthesis ? ')' : '}')
    if (keyword === 'function' || this.isFunction()) return this.function()
    if (RESERVED.has(keyword) || BEYOND.has(keyword)) this.unknown ??= keyword
    return this.simple()
  }

  private isFunction(): boolean {
    const [name, open, close] = this.tokens.slice(this.at, this.at + 3)
    const isSign = (token: Token | undefined, text: string) =>
      token?.type === 'operator' && token.text === text
    return name?.type === 'word' && isSign(open, '(') && isSign(close, ')')
  }

  // `name() { …; }`, and bash's `function name { …; }`.
  private function(): Command {
    const isNamed = this.isFunction()
    if (!isNamed) this.at++
    const token = this.peek()
    const name = token?.type === 'word' ? token.plain : ''
    if (!/^[A-Za-z_][\w.-]*$/.test(name)) this.unknown ??= token ? textOf(token) : END
    this.at += this.isFunction() ? 3 : 1
    this.skipNewlines()
    if (!this.peek()) this.unknown ??= END
    return { type: 'function', name, body: this.command() }
  }

  private group(end: string): Command {
    this.at++
    const body = this.script([end])
    this.expect(end)
    return { type: 'group', body }
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
    const isIn = this.peek()
    const hasWords = isIn?.type === 'word' && isIn.plain === 'in'
    if (hasWords) this.at++
    const all: Word = [{ type: 'variable', name: '@', quoted: true }]
    const words: Word[] = hasWords ? [] : [all]
    for (let token = this.peek(); hasWords && token?.type === 'word'; token = this.peek()) {
      words.push(token.word)
      this.at++
    }
    this.skipSeparators()
    this.expect('do')
    const body = this.script(['done'])
    this.expect('done')
    return { type: 'for', name, words, body }
  }

  private choice(): Command {
    this.at++
    const word = this.word()
    this.skipSeparators()
    this.expect('in')
    const items: CaseItem[] = []
    for (;;) {
      this.skipSeparators()
      const next = this.peek()
      if (!next) this.unknown ??= END
      if (!next || this.unknown !== undefined) break
      if (next.type === 'word' && next.plain === 'esac') {
        this.at++
        break
      }
      items.push(this.caseItem())
    }
    return { type: 'case', word, items }
  }

  private caseItem(): CaseItem {
    if (this.isOperator('(')) this.at++
    const patterns = [this.word()]
    while (this.isOperator('|')) {
      this.at++
      patterns.push(this.word())
    }
    this.expect(')')
    const body = this.script([';;', 'esac'])
    if (this.isOperator(';;')) this.at++
    return { patterns, body }
  }

  private isOperator(text: string): boolean {
    const token = this.peek()
    return token?.type === 'operator' && token.text === text
  }

  private word(): Word {
    const token = this.peek()
    this.at++
    if (token?.type === 'word') return token.word
    this.unknown ??= token ? textOf(token) : END
    return []
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
      this.redirect(token, redirects)
    }
    if (words.length === 0 && redirects.length === 0) {
      const next = this.peek()
      this.unknown ??= next ? textOf(next) : 'newline'
      this.at++
    }
    return { type: 'simple', words, redirects }
  }

  // What follows a sign of redirection.
  private redirect(token: Token & { type: 'redirect' }, redirects: Redirect[]): void {
    if (token.here) {
      redirects.push({ stream: 0, append: false, target: token.here, isHere: true })
      return
    }
    const target = this.peek()
    if (target?.type !== 'word') this.unknown ??= '>'
    else redirects.push({ stream: token.stream, append: token.append, target: target.word })
    this.at++
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
    if (token && token.type !== 'redirect' && wordOf(token) === keyword) this.at++
    else this.unknown ??= token ? textOf(token) : END
  }
}

const wordOf = (token: Exclude<Token, { type: 'redirect' }>): string =>
  token.type === 'word' ? token.plain : token.text

const JOINTS = new Set([';', '&&', '||', '&'])
const isPipe = (token: Token | undefined): boolean =>
  token?.type === 'operator' && token.text === '|'
