import type { Command, Flag } from './command'
import { bareValue, flagLettered, flagNamed } from './flags/parse'

/** The verb that a command line names, and the line without the words that named it. */
export interface Found {
  readonly command: Command
  /** From the root on, itself included. */
  readonly path: readonly Command[]
  readonly line: readonly string[]
}

/** Finds the verb of a command line, as cobra does: flags may stand before it. */
export function findCommand(
  root: Command,
  line: readonly string[],
  definitions: readonly Flag[],
): Found {
  let found: Found = { command: root, path: [root], line }
  while (true) {
    const name = firstWord(found.line, [...definitions, ...(found.command.flags ?? [])])
    const next = name && found.command.commands?.find((each) => isNamed(each, name.word))
    if (!name || !next) return found
    const rest = [...found.line.slice(0, name.at), ...found.line.slice(name.at + 1)]
    found = { command: next, path: [...found.path, next], line: rest }
  }
}

const isNamed = ({ name, aliases = [] }: Command, word: string): boolean =>
  name === word || aliases.includes(word)

/** The first word of a line that is neither a flag nor a flag's value. */
function firstWord(
  line: readonly string[],
  definitions: readonly Flag[],
): { readonly word: string; readonly at: number } | undefined {
  for (let at = 0; at < line.length; at++) {
    const word = line[at] ?? ''
    if (word === '--') return undefined
    if (takesNext(word, definitions)) at++
    else if (word !== '' && !word.startsWith('-')) return { word, at }
  }
  return undefined
}

function takesNext(word: string, definitions: readonly Flag[]): boolean {
  if (word.includes('=')) return false
  const flag = word.startsWith('--')
    ? flagNamed(definitions, word.slice(2))
    : word.startsWith('-') && word.length === 2
      ? flagLettered(definitions, word.slice(1))
      : 'no flag'
  if (flag === 'no flag') return false
  return flag === undefined || bareValue(flag) === undefined
}

const FAR = 2

/** Verbs that somebody may have meant, in the order of the list of verbs. */
export function suggestions(root: Command, typed: string): readonly string[] {
  const lower = typed.toLowerCase()
  return (root.commands ?? [])
    .filter(({ name }) => name !== 'help')
    .filter(({ name }) => distance(lower, name) <= FAR || name.startsWith(lower))
    .map(({ name }) => name)
}

/** Levenshtein's distance. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
