import type { System } from '../image'
import { arithmetic } from './arithmetic'
import { isPattern, literalPattern, pathsOf } from './glob'
import { parseScript } from './parse'
import type { Runner } from './runner'
import type { Word } from './script'
import type { Session } from './session'

/** The words of a command, and the variables that are set before it. */
export function expandAll(
  words: readonly Word[],
  current: Session,
  runner: Runner,
): {
  readonly words: readonly string[]
  readonly assigned: Readonly<Record<string, string>>
} {
  const assigned: Record<string, string> = {}
  let first = 0
  for (const word of words) {
    const [start] = word
    const name = start?.type === 'text' ? /^([A-Za-z_]\w*)=/.exec(start.text)?.[1] : undefined
    if (name === undefined) break
    const value = expand(word.map(asQuoted), current, runner).join('')
    assigned[name] = value.slice(name.length + 1)
    first++
  }
  return { words: words.slice(first).flatMap((word) => expand(word, current, runner)), assigned }
}

const asQuoted = (part: Word[number]): Word[number] =>
  part.type === 'text'
    ? part
    : part.type === 'glob'
      ? { type: 'text', text: part.text }
      : { ...part, quoted: true }

/** A text of its own: expanded, but neither split nor taken for a pattern. */
export const expandText = (word: Word, current: Session, runner: Runner): string =>
  expand(word.map(asQuoted), current, runner).join('')

/** A word as a pattern: what is quoted in it stands for itself. */
export const expandPattern = (word: Word, current: Session, runner: Runner): string =>
  word
    .map((part) => {
      if (part.type === 'glob') return part.text
      const text = expandText([part], current, runner)
      return part.type === 'text' || part.quoted ? literalPattern(text) : text
    })
    .join('')

/** A word's values: unquoted expansions are split at blanks, and patterns become names of files. */
export function expand(word: Word, current: Session, runner: Runner): readonly string[] {
  const fields = new Fields()
  if (isNothing(word, current)) return []
  for (const part of word) {
    if (part.type === 'text' || part.type === 'glob') {
      fields.add(part.text, part.type === 'glob')
      continue
    }
    const values =
      part.type === 'variable' && (part.name === '@' || (part.name === '*' && !part.quoted))
        ? current.positional
        : [partValue(part, current, runner)]
    values.forEach((value, index) => {
      if (index > 0) fields.close()
      if (part.quoted) fields.add(value, false)
      else fields.split(value)
    })
  }
  return fields.all.flatMap(({ text, pattern }) => {
    if (!isPattern(pattern)) return [text]
    const found = pathsOf(pattern, current.directory, runner.system.files)
    return found.length > 0 ? found : [text]
  })
}

// `"$@"` is no word at all when there are none.
const isNothing = (word: Word, { positional }: Session): boolean =>
  positional.length === 0 &&
  word.some((part) => part.type === 'variable' && part.name === '@') &&
  word.every((part) => (part.type === 'variable' ? part.name === '@' : textOf(part) === ''))

const textOf = (part: Word[number]): string | undefined => ('text' in part ? part.text : undefined)

/** The words that one word becomes. */
class Fields {
  readonly all: { text: string; pattern: string }[] = []
  private open = false

  add(text: string, isPattern: boolean): void {
    if (!this.open) this.all.push({ text: '', pattern: '' })
    const last = this.all.at(-1)
    if (last) {
      last.text += text
      last.pattern += isPattern ? text : literalPattern(text)
    }
    this.open = true
  }
  close(): void {
    this.open = false
  }
  split(value: string): void {
    const pieces = value.split(/\s+/).filter((piece) => piece !== '')
    pieces.forEach((piece, index) => {
      if (index > 0) this.close()
      this.add(piece, true)
    })
  }
}

function partValue(
  part: Exclude<Word[number], { type: 'text' | 'glob' }>,
  current: Session,
  runner: Runner,
): string {
  const { system } = runner
  if (part.type === 'variable') {
    const value = variable(part.name, current, system)
    return value === '' ? (part.otherwise ?? '') : value
  }
  if (part.type === 'arithmetic') {
    return arithmetic(part.text, (name) => variable(name, current, system))
  }
  const parsed = parseScript(part.script)
  return 'unknown' in parsed ? '' : runner.nested.substitute(parsed, current, runner)
}

function variable(name: string, current: Session, system: System): string {
  const { status, variables, directory, positional, last } = current
  if (name === '?') return String(status)
  if (name === '$') return String(system.pid ?? 1)
  if (name === '!') return last === undefined ? '' : String(last)
  if (name === '#') return String(positional.length)
  if (name === '@' || name === '*') return positional.join(' ')
  if (name === '0') return system.argv[3] ?? system.argv[0] ?? 'sh'
  if (/^\d+$/.test(name)) return positional[Number(name) - 1] ?? ''
  if (name === 'PWD') return directory
  return variables[name] ?? system.environment[name] ?? (name === 'HOSTNAME' ? system.hostname : '')
}
