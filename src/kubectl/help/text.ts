import type { Command, Flag } from '../command'
import { groups, plainCommands } from './groups'

/** A verb and those above it, the root first. */
type Path = readonly Command[]

const nameOf = (path: Path): string => path.map(({ name }) => name).join(' ')

/** What `-h` prints (kubectl's templates). */
export function helpText(path: Path): string {
  const command = path.at(-1) as Command
  return `${(command.long ?? command.short).trimEnd()}\n\n${usageText(path)}`
}

/** The same without the description. */
export function usageText(path: Path): string {
  const command = path.at(-1) as Command
  const isRoot = path.length === 1
  const sections = [
    aliases(command),
    examples(command),
    isRoot ? rootCommands(command) : subcommands(command),
    options(isRoot ? [] : (command.flags ?? [])),
    usageLine(path),
    tips(path),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

const aliases = ({ name, aliases: others = [] }: Command): string =>
  others.length === 0 ? '' : `Aliases:\n${[name, ...others].join(', ')}\n`

const examples = ({ examples: lines = [] }: Command): string =>
  lines.length === 0 ? '' : `Examples:\n${lines.map((line) => `  ${line}\n`).join('')}`

const listed = (commands: readonly Command[], width: number): string =>
  commands.map(({ name, short }) => `  ${name.padEnd(width)}   ${short}\n`).join('')

const widest = (commands: readonly Command[]): number =>
  Math.max(0, ...commands.map(({ name }) => name.length))

function subcommands({ commands = [] }: Command): string {
  if (commands.length === 0) return ''
  const sorted = [...commands].sort((one, other) => (one.name < other.name ? -1 : 1))
  // The template pads names to eleven at least.
  return `Available Commands:\n${listed(sorted, Math.max(widest(sorted), 11))}`
}

function rootCommands({ commands = [] }: Command): string {
  const named = (names: readonly string[]) =>
    names.flatMap((name) => commands.find((each) => each.name === name) ?? [])
  const width = widest(commands)
  const sections = groups.map(({ title, names }) => `${title}\n${listed(named(names), width)}`)
  const others = `Other Commands:\n${listed(named(plainCommands), width)}`
  return [...sections, 'Subcommands provided by plugins:\n', others].join('\n')
}

/** The flags as a list, by name. */
export function options(flags: readonly Flag[]): string {
  const visible = flags.filter(({ hidden }) => !hidden)
  if (visible.length === 0) return ''
  return `Options:\n${flagList(visible)}`
}

/** Flags by name, an empty line between them. */
export const flagList = (flags: readonly Flag[]): string =>
  [...flags]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((flag) => `    ${flagHead(flag)}\n\t${flag.usage}\n`)
    .join('\n')

function flagHead({ name, shorthand, type, default: value = '' }: Flag): string {
  const letter = shorthand ? `-${shorthand}, ` : ''
  return `${letter}--${name}=${defaultText(type, value)}:`
}

const bareDefaults: Readonly<Partial<Record<Flag['type'], string>>> = {
  bool: 'false',
  int: '0',
  int32: '0',
  int64: '0',
  duration: '0s',
}

function defaultText(type: Flag['type'], value: string): string {
  if (type === 'string') return `'${value}'`
  const isList = type === 'strings' || type === 'stringArray' || type === 'stringToString'
  return isList ? `[${value}]` : value || (bareDefaults[type] ?? '')
}

function usageLine(path: Path): string {
  const { use } = path.at(-1) as Command
  return `Usage:\n  ${nameOf(path)}${use === '' ? '' : ` ${use}`} [options]\n`
}

function tips(path: Path): string {
  const command = path.at(-1) as Command
  const name = nameOf(path)
  const more = command.commands?.length
    ? `Use "${name} <command> --help" for more information about a given command.\n`
    : ''
  const globals =
    'Use "kubectl options" for a list of global command-line options (applies to all commands).\n'
  return more + globals
}
