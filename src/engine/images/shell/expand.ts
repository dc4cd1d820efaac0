import type { System } from '../image'
import { arithmetic } from './arithmetic'
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
  part.type === 'text' ? part : { ...part, quoted: true }

/** A word's values: unquoted expansions are split at blanks, as a shell does. */
export function expand(word: Word, current: Session, runner: Runner): readonly string[] {
  const fields: string[] = []
  let open = false
  const add = (text: string) => {
    if (open) fields[fields.length - 1] += text
    else fields.push(text)
    open = true
  }
  for (const part of word) {
    if (part.type === 'text') {
      add(part.text)
      continue
    }
    const value = partValue(part, current, runner)
    if (part.quoted) add(value)
    else {
      const pieces = value.split(/\s+/).filter((piece) => piece !== '')
      pieces.forEach((piece, index) => {
        if (index > 0) open = false
        add(piece)
      })
    }
  }
  return fields
}

function partValue(
  part: Exclude<Word[number], { type: 'text' }>,
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

function variable(name: string, { status, variables, directory }: Session, system: System): string {
  if (name === '?') return String(status)
  if (name === '$') return '1'
  if (name === '#') return '0'
  if (name === 'PWD') return directory
  return variables[name] ?? system.environment[name] ?? (name === 'HOSTNAME' ? system.hostname : '')
}
