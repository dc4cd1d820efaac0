/** One word of a Corefile, and where it stands. */
export interface Token {
  /** The file that it was imported from; empty for the Corefile itself. */
  readonly file: string
  readonly line: number
  readonly text: string
}

/**
 * The words of a file (caddyfile/lexer.go): parted by white space, a `#` hides the rest of a line,
 * quotes hold a word together.
 */
export function tokensOf(text: string, file = ''): readonly Token[] {
  const tokens: Token[] = []
  let line = 1
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '\n') line++
    if (/\s/.test(char)) at++
    else if (char === '#') at = endOfLine(text, at)
    else {
      const word = char === '"' ? quoted(text, at + 1) : bare(text, at)
      tokens.push({ file, line, text: word.text })
      line += lineBreaksIn(text.slice(at, word.end))
      at = word.end
    }
  }
  return tokens
}

/** How many line breaks a text has. */
export const lineBreaksIn = (text: string): number => text.split('\n').length - 1

interface Word {
  readonly text: string
  readonly end: number
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

// A `#` in the middle of a word begins a comment, too.
function bare(text: string, from: number): Word {
  let at = from
  while (at < text.length && !/[\s#]/.test(text[at] ?? '')) at++
  return { text: text.slice(from, at), end: at }
}

// Only a quote can be escaped.
function quoted(text: string, from: number): Word {
  let word = ''
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '"') return { text: word, end: at + 1 }
    if (char === '\\' && text[at + 1] === '"') {
      word += '"'
      at++
    } else word += char
  }
  return { text: word, end: text.length }
}
