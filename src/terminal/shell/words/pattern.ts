import type { DirectoryView } from '../../files'

/** A part of a pattern: text that stands for itself, or that may hold `*`, `?` and `[…]`. */
export interface PatternPart {
  readonly text: string
  readonly literal: boolean
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The source of a regular expression that says the same as a shell's pattern. */
export function patternSource(parts: readonly PatternPart[], any = '[^]'): string {
  return parts.map(({ text, literal }) => (literal ? escaped(text) : sourceOf(text, any))).join('')
}

function sourceOf(text: string, any: string): string {
  let source = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '*') source += `${any}*`
    else if (character === '?') source += any
    else if (character === '[') {
      const set = setAt(text, at)
      source += set?.source ?? '\\['
      at = set?.end ?? at
    } else if (character === '\\' && at + 1 < text.length) source += escaped(text[++at] ?? '')
    else source += escaped(character)
  }
  return source
}

const classes: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

/** `[…]` as POSIX has it, as a regular expression has it. */
export function setAt(
  text: string,
  from: number,
): { readonly source: string; readonly end: number } | undefined {
  let at = from + 1
  const negated = text[at] === '!' || text[at] === '^'
  if (negated) at++
  let source = ''
  for (let first = true; at < text.length; first = false) {
    if (text[at] === ']' && !first) return { source: `[${negated ? '^' : ''}${source}]`, end: at }
    const named = /^\[:(\w+):\]/.exec(text.slice(at))
    const found = named ? classes[named[1] ?? ''] : undefined
    if (named && found) {
      source += found
      at += named[0].length
      continue
    }
    const character = text[at] ?? ''
    source += character === '-' ? '-' : /[\\\]^[]/.test(character) ? `\\${character}` : character
    at++
  }
  return undefined
}

/** Whether a text is, from beginning to end, what a pattern says. */
export const matches = (text: string, parts: readonly PatternPart[]): boolean =>
  new RegExp(`^(?:${patternSource(parts)})$`, 'u').test(text)

/** Whether a pattern means anything but itself. */
export const isPattern = (parts: readonly PatternPart[]): boolean =>
  parts.some(({ text, literal }) => !literal && /[*?]|\[.*\]/.test(text))

/** Paths that match, sorted; none when nothing does. */
export function matchPaths(parts: readonly PatternPart[], files: DirectoryView): readonly string[] {
  const levels = levelsOf(parts)
  const absolute = levels[0]?.every(({ text }) => text === '') === true
  let found: readonly string[] = [absolute ? '/' : '']
  for (const level of absolute ? levels.slice(1) : levels) {
    found = found.flatMap((folder) => matchIn(folder, level, files))
  }
  return [...found].sort((a, b) => (a < b ? -1 : 1))
}

function matchIn(
  folder: string,
  level: readonly PatternPart[],
  files: DirectoryView,
): readonly string[] {
  const joined = (name: string) => (folder === '' || folder === '/' ? folder : `${folder}/`) + name
  const text = level.map((part) => part.text).join('')
  if (!isPattern(level)) {
    const path = joined(text)
    return files.status(path === '' ? '.' : path) ? [path] : []
  }
  const names = files.list(folder === '' ? '.' : folder) ?? []
  return names
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => (!name.startsWith('.') || text.startsWith('.')) && matches(name, level))
    .map(joined)
}

function levelsOf(parts: readonly PatternPart[]): readonly (readonly PatternPart[])[] {
  const levels: PatternPart[][] = [[]]
  for (const { text, literal } of parts) {
    const [first = '', ...others] = text.split('/')
    levels.at(-1)?.push({ text: first, literal })
    for (const other of others) levels.push([{ text: other, literal }])
  }
  return levels
}
