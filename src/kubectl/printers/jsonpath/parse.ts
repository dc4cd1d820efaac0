/** A part of a JSONPath template (client-go, util/jsonpath). */
export type PathNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly nodes: readonly PathNode[] }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'array'; readonly from: Bound; readonly to: Bound; readonly step: Bound }
  | {
      readonly type: 'filter'
      readonly left: PathNode
      readonly right: PathNode
      readonly operator: string
    }
  | { readonly type: 'value'; readonly value: number | boolean }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly lists: readonly PathNode[] }
  | { readonly type: 'identifier'; readonly name: string }

/** One end of a slice; undefined when the template leaves it open. */
export interface Bound {
  readonly value: number | undefined
  /** Not written, but following from a single index. */
  readonly derived?: boolean
}

/** Why a template is none, or why it fails on an object. */
export class PathError extends Error {}

/** Reads a template: text, and paths in braces. */
export function parsePath(template: string): readonly PathNode[] {
  return new PathParser(template).template()
}

const TERMINATOR = /[\s.,[\]$@{}]/
const WORD = /[\p{L}\p{N}_]/u

class PathParser {
  private at = 0

  constructor(private readonly input: string) {}

  template(): readonly PathNode[] {
    const nodes: PathNode[] = []
    while (this.at < this.input.length) {
      const open = this.input.indexOf('{', this.at)
      const end = open < 0 ? this.input.length : open
      if (end > this.at) nodes.push({ type: 'text', text: this.input.slice(this.at, end) })
      this.at = end
      if (open < 0) break
      this.at++
      nodes.push({ type: 'list', nodes: this.action() })
    }
    return nodes
  }

  private action(): readonly PathNode[] {
    const nodes: PathNode[] = []
    while (!this.takes('}')) {
      if (this.takes('[?(')) nodes.push(this.filter())
      else if (this.takes('..')) this.recursive(nodes)
      else this.step(nodes)
    }
    return nodes
  }

  private step(nodes: PathNode[]): void {
    const next = this.input[this.at]
    if (next === undefined || next === '\n' || next === '\r') throw new PathError('unclosed action')
    if (next === ' ' || next === '@' || next === '$') this.at++
    else if (next === '[') nodes.push(...this.array())
    else if (next === '"' || next === "'") nodes.push(this.quoted(next))
    else if (next === '.') {
      this.at++
      nodes.push(this.field())
    } else if (/[-+\d]/.test(next)) nodes.push(this.number())
    else if (WORD.test(next)) nodes.push(this.identifier())
    else throw new PathError(`unrecognized character in action: ${codePoint(next)}`)
  }

  private recursive(nodes: PathNode[]): void {
    if (nodes.at(-1)?.type === 'recursive')
      throw new PathError('invalid multiple recursive descent')
    nodes.push({ type: 'recursive' })
    if (WORD.test(this.input[this.at] ?? '')) nodes.push(this.field())
  }

  private field(): PathNode {
    const start = this.at
    while (this.at < this.input.length && !TERMINATOR.test(this.input[this.at] ?? '')) {
      this.at += this.input[this.at] === '\\' ? 2 : 1
    }
    const name = this.input.slice(start, this.at)
    return name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') }
  }

  private identifier(): PathNode {
    const name = this.until(TERMINATOR)
    if (name === 'true' || name === 'false') return { type: 'value', value: name === 'true' }
    return { type: 'identifier', name }
  }

  private number(): PathNode {
    const [text = ''] = /^[-+]?[\d.]*/.exec(this.input.slice(this.at)) ?? []
    this.at += Math.max(text.length, 1)
    if (!/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text)) throw new PathError(`cannot parse number ${text}`)
    return { type: 'value', value: Number(text) }
  }

  private quoted(quote: string): PathNode {
    const start = this.at++
    while (this.input[this.at] !== quote) {
      if (this.at >= this.input.length || this.input[this.at] === '\n') {
        throw new PathError('unterminated quoted string')
      }
      this.at += this.input[this.at] === '\\' ? 2 : 1
    }
    this.at++
    return { type: 'text', text: unquoted(this.input.slice(start + 1, this.at - 1)) }
  }

  private array(): readonly PathNode[] {
    const end = this.input.indexOf(']', this.at)
    if (end < 0 || this.input.slice(this.at, end).includes('\n')) {
      throw new PathError('unterminated array')
    }
    const text = this.input.slice(this.at + 1, end)
    this.at = end + 1
    const parts = text.split(',')
    if (parts.length > 1) {
      const lists = parts.map((part) => actionOf(`[${part.trim()}]`))
      return [{ type: 'union', lists }]
    }
    const key = /^'([^']*)'$/.exec(text)
    if (!key) return [slice(text === '*' ? ':' : text)]
    const found = actionOf(`.${key[1]}`)
    return found.type === 'list' ? found.nodes : []
  }

  private filter(): PathNode {
    const text = this.filterText()
    const found = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text)
    if (!found) {
      const right: PathNode = { type: 'list', nodes: [] }
      return { type: 'filter', left: actionOf(text), right, operator: 'exists' }
    }
    const [, left = '', operator = '', right = ''] = found
    return { type: 'filter', left: actionOf(left), right: actionOf(right), operator }
  }

  private filterText(): string {
    const start = this.at
    let quote = ''
    let closed = false
    while (this.at < this.input.length && this.input[this.at] !== '\n') {
      const next = this.input[this.at++] ?? ''
      if (next === '"' || next === "'") {
        if (quote === '') quote = next
        else if (next === quote && this.input[this.at - 2] !== '\\') closed = true
      }
      if (next !== ')' || (quote !== '') !== closed) continue
      if (!this.takes(']')) throw new PathError('unclosed array expect ]')
      return this.input.slice(start, this.at - 2)
    }
    throw new PathError('unterminated filter')
  }

  private until(end: RegExp): string {
    const start = this.at
    while (this.at < this.input.length && !end.test(this.input[this.at] ?? '')) this.at++
    return this.input.slice(start, this.at)
  }

  private takes(text: string): boolean {
    if (!this.input.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }
}

const actionOf = (text: string): PathNode =>
  parsePath(`{${text}}`)[0] ?? { type: 'list', nodes: [] }

function slice(text: string): PathNode {
  const found = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (!found) throw new PathError(`invalid array index ${text}`)
  const [, from = '', to, step] = found
  const first = from === '' ? undefined : Number(from)
  const last = to === undefined ? { value: (first ?? 0) + 1, derived: true } : bound(to)
  return { type: 'array', from: { value: first }, to: last, step: bound(step) }
}

const bound = (text = ':'): Bound => ({ value: text === ':' ? undefined : Number(text.slice(1)) })

const codePoint = (text: string): string => {
  const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `U+${code} '${text}'`
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
}

const unquoted = (text: string): string =>
  text.replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/g, (_, each: string) =>
    each.length > 1 && (each.startsWith('u') || each.startsWith('x'))
      ? String.fromCharCode(Number.parseInt(each.slice(1), 16))
      : (escapes[each] ?? each),
  )
