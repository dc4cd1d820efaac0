import type { Nonsense, Part, Word } from './script'

/** A piece of a script: what stands between blanks, or says how pieces hang together. */
export type Token =
  | { readonly type: 'word'; readonly word: Word; readonly plain: string }
  | { readonly type: 'operator'; readonly text: string }
  | {
      readonly type: 'redirect'
      readonly stream: 0 | 1 | 2
      readonly append: boolean
      readonly here?: Word
    }

/** What a shell names when there should be more. */
export const END = 'end of file'

const OPERATOR = /^(&&|\|\||;;|[;&|()\n])/
const REDIRECT = /^([12]?>>?|<)(?![(<])/
const HERE = /^<<(-?)[ \t]*(['"]?)(\w+)\2/

/** Takes a script apart. */
export function tokenize(text: string): Token[] | Nonsense {
  const tokens: Token[] = []
  const opened: RegExpExecArray[] = []
  let rest = text
  while (rest !== '') {
    const here = HERE.exec(rest)
    if (here) {
      opened.push(here)
      tokens.push({ type: 'redirect', stream: 0, append: false, here: [] })
      rest = rest.slice(here[0].length)
      continue
    }
    if (rest.startsWith('\n') && opened.length > 0) {
      const read = readHere(rest.slice(1), opened, tokens)
      if (read === undefined) return { unknown: END, isOpen: true }
      opened.length = 0
      rest = `\n${read}`
    }
    const blank = /^([ \t\r]+|\\\n|#[^\n]*)/.exec(rest)
    const redirect = REDIRECT.exec(rest)
    const operator = OPERATOR.exec(rest)
    if (blank) rest = rest.slice(blank[0].length)
    else if (redirect) {
      const [sign = ''] = redirect
      const stream = sign === '<' ? 0 : sign.startsWith('2') ? 2 : 1
      tokens.push({ type: 'redirect', stream, append: sign.endsWith('>>') })
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
      if (read === undefined) return { unknown: rest[0] ?? '', isOpen: true }
      tokens.push({ type: 'word', word: read.word, plain: rest.slice(0, read.length) })
      rest = rest.slice(read.length)
    }
  }
  return opened.length > 0 ? { unknown: END, isOpen: true } : tokens
}

// The texts that follow a line with `<<`; what comes after them is returned.
function readHere(
  text: string,
  opened: readonly RegExpExecArray[],
  tokens: Token[],
): string | undefined {
  let rest = text
  for (const [, dash = '', quote = '', end = ''] of opened) {
    const lines: string[] = []
    for (;;) {
      if (rest === '') return undefined
      const stop = rest.indexOf('\n')
      const whole = stop < 0 ? rest : rest.slice(0, stop)
      const line = dash === '' ? whole : whole.replace(/^\t+/, '')
      rest = stop < 0 ? '' : rest.slice(stop + 1)
      if (line === end) break
      lines.push(`${line}\n`)
    }
    const place = tokens.findIndex((each) => each.type === 'redirect' && each.here?.length === 0)
    const here = quote === '' ? expandable(lines.join('')) : [literal(lines.join(''))]
    tokens[place] = { type: 'redirect', stream: 0, append: false, here }
  }
  return rest
}

function expandable(text: string): Word {
  const word: Part[] = [literal('')]
  for (let at = 0; at < text.length; ) {
    const found = text[at] === '$' ? readExpansion(text.slice(at), true) : undefined
    if (found) word.push(found.part)
    else append(word, text[at] ?? '')
    at += found?.length ?? 1
  }
  return word
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
      if (quoted || !/[*?[\]]/.test(char)) append(word, char)
      else word.push({ type: 'glob', text: char })
      at++
    }
  }
}

function readExpansion(text: string, quoted: boolean): { part: Part; length: number } | undefined {
  const within = text.startsWith('$(') ? nested(text) : undefined
  if (within?.startsWith('(') && within.endsWith(')')) {
    const sum = within.slice(1, -1)
    return { part: { type: 'arithmetic', text: sum, quoted }, length: within.length + 3 }
  }
  const variable = /^\$(?:(\d|[A-Za-z_]\w*|[?#$@*!])|\{(\w+)(?::?-([^}]*))?\})/.exec(text)
  if (variable) {
    const [whole, bare, braced, otherwise] = variable
    const name = bare ?? braced ?? ''
    const more = otherwise === undefined ? {} : { otherwise }
    return { part: { type: 'variable', name, quoted, ...more }, length: whole.length }
  }
  const script = within ?? /^`([^`]*)`/.exec(text)?.[1]
  if (script !== undefined) {
    const length = script.length + (text[0] === '$' ? 3 : 2)
    return { part: { type: 'command', script, quoted }, length }
  }
  return text[0] === '$' && !/^\$[({]/.test(text) ? { part: literal('$'), length: 1 } : undefined
}

// What stands between `$(` and its own `)`.
function nested(text: string): string | undefined {
  let depth = 0
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    if (depth === 0) return text.slice(2, at)
  }
  return undefined
}
