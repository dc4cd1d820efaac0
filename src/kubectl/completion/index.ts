import type { Command, Completes, Flag } from '../command'
import { globalFlags } from '../flags/global'
import { bareValue, flagLettered, flagNamed } from '../flags/parse'
import { findCommand } from '../lookup'
import { root } from '../program'
import type { World } from '../world'
import type { Candidate } from './candidate'
import { Known } from './known'

export type { Candidate }

/** What a completion needs of the world. */
export type CompletionWorld = Pick<World, 'client' | 'files' | 'environment'>

/**
 * Completes a line of kubectl: from the words after `kubectl`, the last of which is being typed and
 * may be empty, to candidates that begin with it.
 */
export async function completeKubectl(
  words: readonly string[],
  world: CompletionWorld,
): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  if (before.includes('--')) return []
  const { command, line } = findCommand(root, before, globalFlags)
  const flags = [...(command.flags ?? []), ...globalFlags]
  const known = new Known(world, { flags, line })
  const found = await candidates(command, { typed, line, flags, known })
  const matching = found.filter(({ text }) => text.startsWith(typed))
  return [...new Map(matching.map((each) => [each.text, each])).values()]
}

interface Place {
  readonly typed: string
  /** The words before it, without those that name the verb. */
  readonly line: readonly string[]
  readonly flags: readonly Flag[]
  readonly known: Known
}

async function candidates(command: Command, place: Place): Promise<readonly Candidate[]> {
  const { flags, known, line, typed } = place
  const equals = /^(--[\w-]+=|-\w=)/.exec(typed)?.[1]
  if (equals !== undefined) {
    const flag = flagOf(flags, equals.slice(0, -1))
    const values = flag ? await valuesOf(flag, known) : []
    return values.map(({ text, ...rest }) => ({ text: `${equals}${text}`, ...rest }))
  }
  const pending = pendingFlag(flags, line)
  if (pending) return valuesOf(pending, known)
  if (typed.startsWith('-')) return flags.filter(({ hidden }) => !hidden).map(flagCandidate)
  const given = known.words
  const below = given.length === 0 ? (command.commands ?? []) : []
  const verbs = below
    .filter(({ name }) => name !== 'alpha')
    .map(({ name, short }) => ({ text: name, description: short }))
  return [...verbs, ...(await wordsOf(command.completes, { typed, given, known }))]
}

const flagCandidate = (flag: Flag): Candidate => ({
  text: `--${flag.name}${bareValue(flag) === undefined ? '=' : ''}`,
  description: flag.usage,
})

const flagOf = (flags: readonly Flag[], word: string): Flag | undefined =>
  word.startsWith('--') ? flagNamed(flags, word.slice(2)) : flagLettered(flags, word.slice(1))

/** The flag before the caret that still wants its value. */
function pendingFlag(flags: readonly Flag[], line: readonly string[]): Flag | undefined {
  const last = line.at(-1) ?? ''
  if (!/^(--[\w-]+|-\w+)$/.test(last)) return undefined
  const flag = last.startsWith('--')
    ? flagNamed(flags, last.slice(2))
    : flagLettered(flags, last.slice(-1))
  return flag && bareValue(flag) === undefined ? flag : undefined
}

const texts = (values: readonly string[]): readonly Candidate[] => values.map((text) => ({ text }))

async function valuesOf({ values }: Flag, known: Known): Promise<readonly Candidate[]> {
  if (values === undefined) return []
  if (typeof values !== 'string') return texts(values)
  return wordsOf(values, { typed: '', given: [], known })
}

interface Words {
  readonly typed: string
  readonly given: readonly string[]
  readonly known: Known
}

async function wordsOf(
  completes: Completes | undefined,
  { given, known, typed }: Words,
): Promise<readonly Candidate[]> {
  const slash = typed.indexOf('/')
  switch (completes) {
    case 'resources':
      return given.length === 0 ? known.types() : []
    case 'resources and names':
      if (slash > 0) return known.pairs(typed.slice(0, slash))
      if (given.length === 0) return known.types()
      return given[0]?.includes('/') ? [] : known.names(given[0] ?? '', given.slice(1))
    case 'pods':
      if (slash > 0) return known.pairs(typed.slice(0, slash))
      return given.length === 0 ? known.names('pods') : []
    case 'nodes':
    case 'namespaces':
      return known.names(completes, given)
    case 'deployments':
      return given.length === 0 ? known.names('deployments') : []
    case 'containers':
      return known.containers()
    case 'contexts':
      return given.length === 0 ? texts(known.contexts()) : []
    default:
      return []
  }
}
