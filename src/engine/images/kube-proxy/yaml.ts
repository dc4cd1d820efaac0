/** What YAML says, or what is wrong with it, in the words of Go's parser (go.yaml.in/yaml). */
export type Yaml = { readonly value: unknown } | { readonly error: string }

/**
 * Reads a configuration file: mappings and lists by indentation, lists and mappings in brackets,
 * plain and quoted scalars. Anchors, tags and texts of several lines are in none.
 */
export function parseYaml(text: string): Yaml {
  try {
    return { value: new Parser(linesOf(text)).whole() }
  } catch (error) {
    if (error instanceof YamlError) return { error: error.message }
    throw error
  }
}

class YamlError extends Error {
  constructor(line: number, what: string) {
    super(`yaml: line ${line}: ${what}`)
  }
}

interface Line {
  readonly number: number
  readonly indent: number
  /** Without indentation and comment. */
  readonly text: string
}

const NO_VALUE = 'mapping values are not allowed in this context'

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  text.split('\n').forEach((raw, index) => {
    const line = withoutComment(raw.replace(/\r$/, '')).trimEnd()
    const indent = line.length - line.trimStart().length
    if (line === '' || (line === '---' && lines.length === 0)) return
    if (/^ *\t/.test(line)) {
      throw new YamlError(index + 1, 'found character that cannot start any token')
    }
    lines.push({ number: index + 1, indent, text: line.trimStart() })
  })
  return lines
}

// A comment begins a line, or follows a blank, and not within quotes.
function withoutComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? ''
    if (quote !== '') quote = letter === quote ? '' : quote
    else if ((letter === '"' || letter === "'") && /(^|[\s:[,{-])$/.test(line.slice(0, at)))
      quote = letter
    else if (letter === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) return line.slice(0, at)
  }
  return line
}

// A plain key: it does not begin like anything else.
const KEY =
  /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},&*!|>%@`#-][^:]*?|-[^\s:][^:]*?)\s*:(?:\s+|$)/

class Parser {
  private at = 0

  constructor(private readonly lines: readonly Line[]) {}

  whole(): unknown {
    const first = this.lines[0]
    if (!first) return null
    const value = this.block(first.indent)
    const left = this.lines[this.at]
    if (left) throw new YamlError(left.number, 'did not find expected key')
    return value
  }

  private block(indent: number): unknown {
    const line = this.lines[this.at] as Line
    if (/^-(\s|$)/.test(line.text)) return this.list(indent)
    if (KEY.test(line.text)) return this.mapping(indent)
    this.at++
    return scalarAt(line.text, line.number)
  }

  private mapping(indent: number): unknown {
    const made: Record<string, unknown> = {}
    for (let line = this.lines[this.at]; line?.indent === indent; line = this.lines[this.at]) {
      const found = KEY.exec(line.text)
      if (!found) throw new YamlError(line.number, notKey(line.text))
      const key = String(scalarAt(found[1] ?? '', line.number))
      if (Object.hasOwn(made, key)) {
        throw new YamlError(line.number, `mapping key ${JSON.stringify(key)} already defined`)
      }
      this.at++
      Object.defineProperty(made, key, {
        value: this.after(line, line.text.slice(found[0].length)),
        enumerable: true,
      })
    }
    return this.closed(made, indent)
  }

  // What follows a key, on its line or below it; a list may stand as far left as its key.
  private after(line: Line, rest: string): unknown {
    const next = this.lines[this.at]
    if (rest !== '') {
      if (KEY.test(rest)) throw new YamlError(line.number, NO_VALUE)
      const isDeeper = next !== undefined && next.indent > line.indent
      if (isDeeper && KEY.test(next.text)) throw new YamlError(next.number, NO_VALUE)
      return scalarAt(rest, line.number)
    }
    if (!next || next.indent < line.indent) return null
    if (next.indent > line.indent) return this.block(next.indent)
    return /^-(\s|$)/.test(next.text) ? this.list(next.indent) : null
  }

  private list(indent: number): unknown {
    const items: unknown[] = []
    for (let line = this.lines[this.at]; line?.indent === indent; line = this.lines[this.at]) {
      const found = /^-(\s+|$)/.exec(line.text)
      if (!found) break
      const rest = line.text.slice(found[0].length)
      if (KEY.test(rest)) {
        const inner = { ...line, indent: indent + found[0].length, text: rest }
        const lines = this.lines as Line[]
        lines[this.at] = inner
        items.push(this.block(inner.indent))
      } else {
        this.at++
        items.push(this.after(line, rest))
      }
    }
    return items
  }

  private closed(made: unknown, indent: number): unknown {
    const next = this.lines[this.at]
    if (next && next.indent > indent) throw new YamlError(next.number, 'did not find expected key')
    return made
  }
}

const notKey = (text: string): string =>
  /^-\s/.test(text) ? 'did not find expected key' : "could not find expected ':'"

function scalarAt(text: string, line: number): unknown {
  if (text.startsWith('[') || text.startsWith('{')) return flowAt(text, line)
  if (text.startsWith('"')) return unquoted(text, line)
  if (text.startsWith("'")) return singleQuoted(text, line)
  if (/^(null|Null|NULL|~)?$/.test(text)) return null
  if (/^(true|True|TRUE)$/.test(text)) return true
  if (/^(false|False|FALSE)$/.test(text)) return false
  if (/^0x[\da-fA-F]+$/.test(text) || /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) {
    return Number(text)
  }
  return text
}

function unquoted(text: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new YamlError(line, 'found unexpected end of stream')
  }
}

function singleQuoted(text: string, line: number): string {
  const [, inner] = /^'((?:[^']|'')*)'$/.exec(text) ?? []
  if (inner === undefined) throw new YamlError(line, 'found unexpected end of stream')
  return inner.replaceAll("''", "'")
}

/** How deep brackets may stand in brackets. Go follows to 10,000, which is past our stack. */
const DEEPEST = 1_000

// Lists and mappings in brackets, on one line: their scalars need no quotes.
function flowAt(text: string, line: number): unknown {
  let at = 0
  let depth = 0
  const skip = (): void => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const word = (): unknown => {
    const found = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^,[\]{}]*?)\s*(?=[,\]}]|:\s|$)/.exec(text.slice(at))
    at += found?.[0].length ?? 0
    return scalarAt(found?.[1] ?? '', line)
  }
  const value = (): unknown => {
    skip()
    if (text[at] !== '[' && text[at] !== '{') return word()
    if (++depth > DEEPEST) throw new YamlError(line, `exceeded max depth of ${DEEPEST}`)
    const isList = text[at++] === '['
    const items: unknown[] = []
    const end = isList ? ']' : '}'
    for (skip(); text[at] !== end; skip()) {
      const key = value()
      skip()
      if (!isList && text[at] === ':') {
        at++
        items.push([String(key), value()])
        skip()
      } else items.push(isList ? key : [String(key), null])
      // Whatever else stands here would be looked at for ever.
      if (text[at] === ',') at++
      else if (text[at] !== end) throw new YamlError(line, `did not find expected ',' or '${end}'`)
    }
    at++
    depth--
    return isList ? items : Object.fromEntries(items as [string, unknown][])
  }
  const whole = value()
  skip()
  if (at < text.length) throw new YamlError(line, 'did not find expected key')
  return whole
}
