import { refuse, type Token, tokensIn } from './awk-tokens'

/** What has a value. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'regexp'; readonly source: string }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'field'; readonly index: Expression }
  | { readonly type: 'element'; readonly name: string; readonly key: Expression }
  | { readonly type: 'in'; readonly name: string; readonly key: Expression }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly type: 'step'
      readonly by: number
      readonly prefix: boolean
      readonly target: Expression
    }
  | {
      readonly type: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly type: 'assign'
      readonly operator: string
      readonly target: Expression
      readonly value: Expression
    }
  | {
      readonly type: 'choice'
      readonly test: Expression
      readonly yes: Expression
      readonly no: Expression
    }
  | { readonly type: 'call'; readonly name: string; readonly words: readonly Expression[] }

/** What is done. */
export type Action =
  | { readonly type: 'print'; readonly words: readonly Expression[] }
  | { readonly type: 'printf'; readonly words: readonly Expression[] }
  | { readonly type: 'do'; readonly expression: Expression }
  | { readonly type: 'block'; readonly actions: readonly Action[] }
  | {
      readonly type: 'if'
      readonly test: Expression
      readonly yes: Action
      readonly no: Action | undefined
    }
  | { readonly type: 'while'; readonly test: Expression; readonly body: Action }
  | {
      readonly type: 'for'
      readonly first: Action | undefined
      readonly test: Expression | undefined
      readonly next: Action | undefined
      readonly body: Action
    }
  | { readonly type: 'each'; readonly name: string; readonly list: string; readonly body: Action }
  | { readonly type: 'next' }
  | { readonly type: 'exit'; readonly status: Expression | undefined }
  | { readonly type: 'break' }
  | { readonly type: 'continue' }
  | { readonly type: 'delete'; readonly name: string; readonly key: Expression | undefined }

/** A pattern and what is done where it holds. */
export interface Rule {
  readonly when: 'BEGIN' | 'END' | 'line'
  readonly from?: Expression
  readonly to?: Expression
  readonly action: Action | undefined
}

/** Reads a program; what is not known here is refused. */
export const parseAwk = (text: string): readonly Rule[] => new Parser(tokensIn(text)).rules()

class Parser {
  private at = 0

  constructor(private readonly tokens: readonly Token[]) {}

  rules(): readonly Rule[] {
    const rules: Rule[] = []
    for (this.skip(); this.peek.kind !== 'end'; this.skip()) rules.push(this.rule())
    return rules
  }

  private get peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', spaced: false }
  }
  private is(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek
    return (kind === 'sign' || kind === 'name') && texts.includes(text)
  }
  private take(...texts: readonly string[]): boolean {
    if (!this.is(...texts)) return false
    this.at++
    return true
  }
  private need(text: string): void {
    if (!this.take(text)) refuse(this.rest)
  }
  private get rest(): string {
    return this.tokens
      .slice(this.at)
      .map((token) => token.text)
      .join(' ')
  }
  private name(): string {
    const { kind, text } = this.peek
    if (kind !== 'name') refuse(this.rest)
    this.at++
    return text
  }
  private lines(): void {
    while (this.peek.kind === 'newline') this.at++
  }
  private skip(): void {
    while (this.peek.kind === 'newline' || this.is(';')) this.at++
  }

  private rule(): Rule {
    if (this.is('function', 'func', 'getline')) refuse(this.rest)
    if (this.is('BEGIN', 'END')) {
      const when = this.name() as 'BEGIN' | 'END'
      return { when, action: this.block() }
    }
    if (this.is('{')) return { when: 'line', action: this.block() }
    const from = this.expression()
    const to = this.take(',') ? this.expression() : undefined
    const action = this.is('{') ? this.block() : undefined
    return { when: 'line', from, action, ...(to ? { to } : {}) }
  }

  private block(): Action {
    this.need('{')
    const actions: Action[] = []
    for (this.skip(); !this.is('}'); this.skip()) {
      if (this.peek.kind === 'end') refuse('}')
      actions.push(this.action())
    }
    this.need('}')
    return { type: 'block', actions }
  }

  private action(): Action {
    if (this.is('{')) return this.block()
    if (this.take('if')) return this.choice()
    if (this.take('while')) {
      const test = this.bracketed()
      return { type: 'while', test, body: this.body() }
    }
    if (this.take('for')) return this.loop()
    return this.simple()
  }

  private body(): Action {
    this.lines()
    if (this.take(';')) return { type: 'block', actions: [] }
    return this.action()
  }

  private bracketed(): Expression {
    this.need('(')
    const test = this.expression()
    this.need(')')
    return test
  }

  private choice(): Action {
    const test = this.bracketed()
    const yes = this.body()
    const before = this.at
    this.skip()
    if (this.take('else')) return { type: 'if', test, yes, no: this.body() }
    this.at = before
    return { type: 'if', test, yes, no: undefined }
  }

  private loop(): Action {
    this.need('(')
    const [first, second, third, fourth] = this.tokens.slice(this.at, this.at + 4)
    if (first?.kind === 'name' && second?.text === 'in' && fourth?.text === ')') {
      this.at += 4
      return { type: 'each', name: first.text, list: third?.text ?? '', body: this.body() }
    }
    const start = this.is(';') ? undefined : this.simple()
    this.need(';')
    const test = this.is(';') ? undefined : this.expression()
    this.need(';')
    const next = this.is(')') ? undefined : this.simple()
    this.need(')')
    return { type: 'for', first: start, test, next, body: this.body() }
  }

  private simple(): Action {
    if (this.take('print')) return { type: 'print', words: this.printed() }
    if (this.take('printf')) return { type: 'printf', words: this.printed() }
    if (this.take('next')) return { type: 'next' }
    if (this.take('break')) return { type: 'break' }
    if (this.take('continue')) return { type: 'continue' }
    if (this.take('exit')) {
      return { type: 'exit', status: this.ends ? undefined : this.expression() }
    }
    if (this.take('delete')) {
      const name = this.name()
      const key = this.take('[') ? this.list(']') : undefined
      return { type: 'delete', name, key }
    }
    return { type: 'do', expression: this.expression() }
  }

  private get ends(): boolean {
    return this.is(';', '}') || this.peek.kind === 'newline' || this.peek.kind === 'end'
  }

  private printed(): readonly Expression[] {
    if (this.ends) return []
    const words = [this.expression()]
    while (this.take(',')) words.push(this.expression())
    if (this.is('>')) refuse(this.rest)
    return words
  }

  /** Subscripts: `a[1, 2]` has one key, with a separator inside. */
  private list(close: string): Expression {
    let key = this.expression()
    while (this.take(',')) {
      const separated: Expression = { type: 'text', value: '\x1c' }
      const left: Expression = { type: 'binary', operator: ' ', left: key, right: separated }
      key = { type: 'binary', operator: ' ', left, right: this.expression() }
    }
    this.need(close)
    return key
  }

  private expression(): Expression {
    const left = this.ternary()
    const { text } = this.peek
    if (!/^([-+*/%^]?=)$/.test(text) || this.peek.kind !== 'sign') return left
    if (!['name', 'field', 'element'].includes(left.type)) refuse(this.rest)
    this.at++
    return { type: 'assign', operator: text.slice(0, -1), target: left, value: this.expression() }
  }

  private ternary(): Expression {
    const test = this.level(0)
    if (!this.take('?')) return test
    const yes = this.ternary()
    this.need(':')
    return { type: 'choice', test, yes, no: this.ternary() }
  }

  private level(depth: number): Expression {
    const operators = levels[depth]
    if (!operators) return this.unary()
    let left = this.level(depth + 1)
    for (;;) {
      if (operators[0] === ' ') {
        if (!this.startsOperand) return left
        left = { type: 'binary', operator: ' ', left, right: this.level(depth + 1) }
      } else if (operators[0] === 'in') {
        if (!this.take('in')) return left
        left = { type: 'in', name: this.name(), key: left }
      } else if (this.is(...operators)) {
        const operator = this.peek.text
        this.at++
        this.lines()
        left = { type: 'binary', operator, left, right: this.level(depth + 1) }
      } else return left
    }
  }

  private get startsOperand(): boolean {
    const { kind, text } = this.peek
    if (kind === 'number' || kind === 'text') return true
    if (kind === 'name') return text !== 'in'
    return kind === 'sign' && ['$', '(', '!', '-', '++', '--'].includes(text) && text !== '!'
  }

  private unary(): Expression {
    const { text } = this.peek
    if (this.take('!', '-', '+')) return { type: 'unary', operator: text, operand: this.unary() }
    if (this.take('++', '--')) {
      return { type: 'step', by: text === '++' ? 1 : -1, prefix: true, target: this.unary() }
    }
    const value = this.value()
    const after = this.peek.text
    if (this.take('++', '--')) {
      return { type: 'step', by: after === '++' ? 1 : -1, prefix: false, target: value }
    }
    if (this.take('^', '**')) {
      return { type: 'binary', operator: '^', left: value, right: this.unary() }
    }
    return value
  }

  private value(): Expression {
    const { kind, text } = this.peek
    if (kind === 'end' || kind === 'newline') refuse(text || ' ')
    this.at++
    if (kind === 'number') return { type: 'number', value: Number(text) }
    if (kind === 'text') return { type: 'text', value: text }
    if (kind === 'regexp') return { type: 'regexp', source: text }
    if (text === '$' && kind === 'sign') return { type: 'field', index: this.fieldIndex() }
    if (text === '(') {
      const inner = this.expression()
      this.need(')')
      return inner
    }
    if (kind !== 'name') refuse(`${text} ${this.rest}`)
    if (this.take('[')) return { type: 'element', name: text, key: this.list(']') }
    if (!this.is('(') || this.peek.spaced) {
      return text === 'length'
        ? { type: 'call', name: text, words: [] }
        : { type: 'name', name: text }
    }
    this.at++
    const words: Expression[] = []
    while (!this.is(')')) {
      words.push(this.expression())
      if (!this.take(',')) break
    }
    this.need(')')
    return { type: 'call', name: text, words }
  }

  private fieldIndex(): Expression {
    if (this.take('++', '--')) refuse(this.rest)
    return this.value()
  }
}

/** Operators, the loosest first; the blank joins texts. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['in'],
  ['~', '!~'],
  ['<', '<=', '==', '!=', '>', '>='],
  [' '],
  ['+', '-'],
  ['*', '/', '%'],
]
