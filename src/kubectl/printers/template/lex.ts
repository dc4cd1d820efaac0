/** A word of an action of a Go template. */
export interface Token {
  /** Where it begins, counted from the beginning of its line. */
  readonly column: number
  readonly type: 'field' | 'variable' | 'identifier' | 'string' | 'number' | 'dot' | 'symbol'
  readonly text: string
}

/** A piece of a Go template: text as it stands, or an action. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'action'
      readonly tokens: readonly Token[]
      readonly line: number
      readonly source: string
    }

/** Why a template is none. */
export class TemplateError extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
  }
}

/** Takes a template apart; `{{-` and `-}}` trim the text beside them. */
export function lex(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let trims = false
  while (at < template.length) {
    const open = template.indexOf('{{', at)
    const raw = template.slice(at, open < 0 ? undefined : open)
    const trimsNext = open >= 0 && /^\{\{-\s/.test(template.slice(open, open + 4))
    const text = (trims ? raw.trimStart() : raw).replace(trimsNext ? /\s+$/ : /$^/, '')
    if (text !== '') pieces.push({ type: 'text', text })
    if (open < 0) break
    const start = open + (trimsNext ? 3 : 2)
    const line = template.slice(0, open).split('\n').length
    const { tokens, end } = action(template, start, line)
    trims = /\s-\}\}$/.test(template.slice(start - 1, end))
    if (tokens.length > 0) {
      pieces.push({ type: 'action', tokens, line, source: template.slice(start, end - 2).trim() })
    }
    at = end
  }
  return pieces
}

const patterns: readonly (readonly [Token['type'] | 'space', RegExp])[] = [
  ['space', /^(\s+|\/\*[\s\S]*?\*\/)/],
  ['string', /^("(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)')/],
  ['number', /^[-+]?(0[xX][\da-fA-F]+|\d+(\.\d*)?([eE][-+]?\d+)?|\.\d+)/],
  ['field', /^\.[\p{L}_][\p{L}\p{N}_]*/u],
  ['variable', /^\$[\p{L}\p{N}_]*/u],
  ['identifier', /^[\p{L}_][\p{L}\p{N}_]*/u],
  ['dot', /^\./],
  ['symbol', /^(:=|[|()=,])/],
]

function action(
  template: string,
  start: number,
  line: number,
): { readonly tokens: readonly Token[]; readonly end: number } {
  const tokens: Token[] = []
  let at = start
  while (true) {
    const rest = template.slice(at)
    const close = /^(\s-)?\}\}/.exec(rest)
    if (close) return { tokens, end: at + close[0].length }
    if (rest === '') throw new TemplateError('unclosed action', line)
    const found = patterns.find(([, pattern]) => pattern.test(rest))
    const [text = ''] = found?.[1].exec(rest) ?? []
    if (!found) {
      const code = (rest.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      throw new TemplateError(`unexpected ${bad(code, rest)} in command`, line)
    }
    if (found[0] !== 'space')
      tokens.push({
        type: found[0],
        text: spaced(text, template, at),
        column: columnOf(template, at),
      })
    at += text.length
  }
}

const columnOf = (template: string, at: number): number =>
  at - (template.lastIndexOf('\n', at - 1) + 1)

const bad = (code: string, rest: string): string =>
  rest.startsWith('"') ? 'unterminated quoted string' : `bad character U+${code} '${rest[0]}'`

// A field that follows a space begins a new operand: `.a .b` is two, `.a.b` is one.
const spaced = (text: string, template: string, at: number): string =>
  text.startsWith('.') && /\s/.test(template[at - 1] ?? '') ? ` ${text}` : text
