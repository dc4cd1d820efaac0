import { functions } from './functions'
import { lex, type Piece, TemplateError, type Token } from './lex'

/** A part of a Go template. */
export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly pipe: Pipe }
  | {
      readonly type: 'if' | 'with' | 'range'
      readonly pipe: Pipe
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }
  | { readonly type: 'break' | 'continue' }

/** Commands, each of which gets the result of the one before as its last argument. */
export interface Pipe {
  readonly variables: readonly string[]
  /** `:=` makes variables, `=` changes them. */
  readonly declares: boolean
  readonly commands: readonly (readonly Operand[])[]
  readonly source: string
  readonly line: number
  readonly column: number
}

/** An argument, or a function. */
export type Operand =
  | { readonly type: 'value'; readonly value: string | number | boolean | null }
  | { readonly type: 'dot' }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'function'; readonly name: string }
  | { readonly type: 'pipe'; readonly pipe: Pipe }
  /** `.a.b` of another operand. */
  | { readonly type: 'fields'; readonly of: Operand; readonly names: readonly string[] }

/** Reads a Go template (text/template); throws `TemplateError`. */
export function parseTemplate(template: string): readonly TemplateNode[] {
  const parser = new Parser(lex(template))
  const { nodes, ended } = parser.nodes()
  if (ended) throw new TemplateError(`unexpected {{${ended}}}`, parser.line)
  return nodes
}

class Parser {
  private at = 0
  line = 1

  constructor(private readonly pieces: readonly Piece[]) {}

  nodes(): { readonly nodes: readonly TemplateNode[]; readonly ended: string } {
    const nodes: TemplateNode[] = []
    while (this.at < this.pieces.length) {
      const piece = this.pieces[this.at++] as Piece
      if (piece.type === 'text') {
        nodes.push(piece)
        continue
      }
      this.line = piece.line
      const [first] = piece.tokens
      const keyword = first?.type === 'identifier' ? first.text : ''
      if (keyword === 'end' || keyword === 'else') return { nodes, ended: this.elseIf(piece) }
      nodes.push(this.node(keyword, piece))
    }
    return { nodes, ended: '' }
  }

  private node(keyword: string, piece: Piece & { type: 'action' }): TemplateNode {
    if (keyword === 'break' || keyword === 'continue') return { type: keyword }
    if (keyword === 'if' || keyword === 'with' || keyword === 'range') {
      return this.control(keyword, pipeOf(piece, 1))
    }
    return { type: 'print', pipe: pipeOf(piece, 0) }
  }

  private control(type: 'if' | 'with' | 'range', pipe: Pipe): TemplateNode {
    const body = this.nodes()
    if (body.ended === '') throw new TemplateError('unexpected EOF', this.line)
    if (body.ended === 'end') return { type, pipe, body: body.nodes, otherwise: [] }
    if (body.ended === 'else') {
      const otherwise = this.nodes()
      if (otherwise.ended !== 'end') throw new TemplateError('unexpected EOF', this.line)
      return { type, pipe, body: body.nodes, otherwise: otherwise.nodes }
    }
    const chained = this.pieces[this.at - 1] as Piece & { type: 'action' }
    const next = this.control(body.ended === 'else with' ? 'with' : 'if', pipeOf(chained, 2))
    return { type, pipe, body: body.nodes, otherwise: [next] }
  }

  // `{{else if .a}}` ends with the same `{{end}}` as the `if` before it.
  private elseIf({ tokens }: Piece & { type: 'action' }): string {
    const [first, second] = tokens
    const chained = second?.text === 'if' || second?.text === 'with'
    return first?.text === 'else' && chained ? `else ${second.text}` : (first?.text ?? '')
  }
}

const pipeOf = ({ tokens, source, line }: Piece & { type: 'action' }, skip: number): Pipe =>
  new PipeParser(tokens.slice(skip), source, { line, context: tokens[skip - 1]?.text }).pipe(false)

class PipeParser {
  private at = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly source: string,
    private readonly place: { readonly line: number; readonly context: string | undefined },
  ) {}

  private get line(): number {
    return this.place.line
  }

  pipe(inside: boolean): Pipe {
    const { variables, declares } = this.declaration()
    const commands: Operand[][] = []
    do commands.push(this.command())
    while (this.takes('|'))
    if (inside && !this.takes(')')) throw this.unexpected('unclosed left paren')
    if (!inside && this.at < this.tokens.length) throw this.unexpected()
    const empty = commands.findIndex((command) => command.length === 0)
    if (empty >= 0) throw this.unexpected(`missing value for ${this.place.context ?? 'command'}`)
    const { line, source } = this
    return { variables, declares, commands, source, line, column: this.column() }
  }

  // text/template names the place of the second field of a chain, else that of the first word.
  private column(): number {
    const [first, second] = this.tokens
    const chained = second?.type === 'field' && !second.text.startsWith(' ')
    return (chained ? second.column : first?.column) ?? 0
  }

  private declaration() {
    const names: string[] = []
    const start = this.at
    while (this.tokens[this.at]?.type === 'variable') {
      names.push(this.tokens[this.at++]?.text ?? '')
      if (!this.takes(',')) break
    }
    const declares = this.takes(':=')
    if (names.length > 0 && (declares || this.takes('='))) return { variables: names, declares }
    this.at = start
    return { variables: [], declares: false }
  }

  private command(): Operand[] {
    const operands: Operand[] = []
    while (this.at < this.tokens.length) {
      const { type, text } = this.tokens[this.at] as Token
      if (type === 'symbol' && text !== '(') break
      operands.push(this.chained(this.operand()))
    }
    return operands
  }

  private operand(): Operand {
    const { type, text } = this.tokens[this.at++] as Token
    switch (type) {
      case 'field':
        return { type: 'fields', of: { type: 'dot' }, names: [text.trim().slice(1)] }
      case 'dot':
        return { type: 'dot' }
      case 'variable':
        return { type: 'variable', name: text }
      case 'string':
        return { type: 'value', value: stringOf(text) }
      case 'number':
        return { type: 'value', value: Number(text) }
      case 'identifier':
        return this.word(text)
      default:
        return { type: 'pipe', pipe: this.pipe(true) }
    }
  }

  private word(text: string): Operand {
    if (text === 'true' || text === 'false') return { type: 'value', value: text === 'true' }
    if (text === 'nil') return { type: 'value', value: null }
    if (!Object.hasOwn(functions, text)) {
      throw new TemplateError(`function ${JSON.stringify(text)} not defined`, this.line)
    }
    return { type: 'function', name: text }
  }

  private chained(of: Operand): Operand {
    const names: string[] = []
    while (this.tokens[this.at]?.type === 'field') {
      const text = this.tokens[this.at]?.text ?? ''
      if (text.startsWith(' ')) break
      names.push(text.slice(1))
      this.at++
    }
    if (names.length === 0) return of
    return of.type === 'fields'
      ? { ...of, names: [...of.names, ...names] }
      : { type: 'fields', of, names }
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at]
    if (token?.type !== 'symbol' || token.text !== text) return false
    this.at++
    return true
  }

  private unexpected(message?: string): TemplateError {
    const text = this.tokens[this.at]?.text ?? ''
    return new TemplateError(message ?? `unexpected "${text}" in command`, this.line)
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function stringOf(text: string): string | number {
  if (text.startsWith('`')) return text.slice(1, -1)
  const plain = text
    .slice(1, -1)
    .replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/g, (_, each: string) =>
      each.length > 1
        ? String.fromCharCode(Number.parseInt(each.slice(1), 16))
        : (escapes[each] ?? each),
    )
  return text.startsWith("'") ? (plain.codePointAt(0) ?? 0) : plain
}
