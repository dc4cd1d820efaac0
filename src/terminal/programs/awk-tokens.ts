import { UsageError } from './options'

/** A word of an awk program. */
export interface Token {
  readonly kind: 'number' | 'text' | 'regexp' | 'name' | 'sign' | 'newline' | 'end'
  readonly text: string
  /** Whether a blank stands before it: `f (x)` calls nothing. */
  readonly spaced: boolean
}

const signs = /^(\+\+|--|&&|\|\||[-+*/%^=!<>]=|!~|\*\*|[-+*/%^=!<>~?:,;(){}[\]$])/

/** The words of a program. */
export function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const spaced = /[ \t\\]/.test(text[at - 1] ?? '')
    const rest = text.slice(at)
    const add = (kind: Token['kind'], length: number, value = rest.slice(0, length)) => {
      tokens.push({ kind, text: value, spaced })
      at += length
    }
    const blank = /^([ \t\r]|\\\n|#[^\n]*)+/.exec(rest)
    if (blank) {
      at += blank[0].length
      continue
    }
    const number = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(rest)
    const name = /^[A-Za-z_]\w*/.exec(rest)
    const quoted = /^"((?:[^"\\]|\\.)*)"/s.exec(rest)
    const regexp = startsValue(tokens.at(-1)) ? /^\/((?:[^/\\\n]|\\.)+)\//.exec(rest) : null
    const sign = signs.exec(rest)
    if (rest.startsWith('\n')) add('newline', 1)
    else if (number) add('number', number[0].length)
    else if (name) add('name', name[0].length)
    else if (quoted) add('text', quoted[0].length, unquoted(quoted[1] ?? ''))
    else if (regexp) add('regexp', regexp[0].length, (regexp[1] ?? '').replaceAll('\\/', '/'))
    else if (sign) add('sign', sign[0].length)
    else refuse(rest)
  }
  tokens.push({ kind: 'end', text: '', spaced: false })
  return tokens
}

const startsValue = (before: Token | undefined): boolean =>
  !before ||
  before.kind === 'newline' ||
  (before.kind === 'sign' && !/^[)\]$]$/.test(before.text)) ||
  /^(print|printf|return|in)$/.test(before.text)

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }
const unquoted = (text: string): string =>
  text.replace(/\\(.)/gs, (all, letter: string) =>
    /["\\/]/.test(letter) ? letter : (escapes[letter] ?? all),
  )

/** Says where a program cannot be read. */
export const refuse = (rest: string): never => {
  const [line = ''] = rest.split('\n')
  throw new UsageError(
    `syntax error at source line 1\n context is\n\t>>> ${line.slice(0, 40)} <<<`,
    2,
  )
}
