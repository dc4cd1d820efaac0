import { setAt } from '../shell/words/pattern'
import { UsageError } from './options'

/** How a POSIX regular expression is written. */
export type Dialect = 'basic' | 'extended' | 'perl' | 'fixed'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** The same regular expression as JavaScript writes it. */
export function sourceFrom(text: string, dialect: Dialect): string {
  if (dialect === 'fixed') return escaped(text)
  if (dialect === 'perl') return text
  let source = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '[') {
      const set = setAt(text, at)
      if (!set) throw new UsageError('Unmatched [, [^, [:, [., or [=', 2)
      source += set.source
      at = set.end
    } else if (character === '\\') source += afterBackslash(text[++at] ?? '', dialect)
    else if (dialect === 'basic' && /[+?{}()|]/.test(character)) source += `\\${character}`
    else if (dialect === 'basic' && character === '*' && /(^|\(|\|)$/.test(source)) source += '\\*'
    else source += character === '/' ? '\\/' : character
  }
  return source
}

function afterBackslash(character: string, dialect: Dialect): string {
  if (character === '') throw new UsageError('Trailing backslash', 2)
  if (dialect === 'basic' && /[+?{}()|]/.test(character)) return character
  if (character === '<' || character === '>') return '\\b'
  if (/[wWsSbB1-9n]/.test(character)) return `\\${character}`
  return character === 't' ? '\\t' : escaped(character)
}

/** A regular expression, or the complaint that it is none. */
export function expressionFrom(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch {
    throw new UsageError('Invalid regular expression', 2)
  }
}
