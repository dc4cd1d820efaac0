import { absolutePath } from '../files/file-system'
import type { System } from '../image'
import { defineProgram, type Program } from '../program'

/** What a command that never waits comes to. */
export interface CommandResult {
  readonly code: number
  readonly output?: string
  readonly error?: string
}

/** A command that is done at once. */
export type Command = (args: readonly string[], system: System) => CommandResult

/** Success. */
export const done = (output = ''): CommandResult => ({ code: 0, output })

/** Failure, with a line on standard error. */
export const failed = (error: string, code = 1): CommandResult => ({ code, error: `${error}\n` })

function finish({ output, error, code }: CommandResult, system: System): void {
  if (output) system.print(output)
  if (error) system.complain(error)
  system.exit(code)
}

/** A program that is done at once. */
export const instant = (command: Command): Program =>
  defineProgram<undefined>({
    start(system) {
      finish(command(system.argv.slice(1), system), system)
      return undefined
    },
    receive: () => undefined,
  })

/** A filter: a command over the whole of some text. */
export type Filter = (args: readonly string[], texts: readonly NamedText[]) => CommandResult

/** The text of one file, or of standard input, whose name is empty. */
export interface NamedText {
  readonly name: string
  readonly text: string
}

/** What a filter is called, and which of its arguments are files. */
export interface FilterSpec {
  readonly name: string
  files(args: readonly string[]): readonly string[]
  readonly filter: Filter
  /** Whether it needs no more than what it has read so far. */
  isEnough?(args: readonly string[], text: string): boolean
}

/** A program that reads files, or its input to the end, and then says what it makes of it. */
export const filtering = ({ name, files, filter, isEnough }: FilterSpec): Program =>
  defineProgram<string>({
    reads: (argv) => files(argv.slice(1)).length === 0,
    start(system) {
      const args = system.argv.slice(1)
      const paths = files(args)
      if (paths.length === 0 && system.hasInput) return ''
      const texts: NamedText[] = []
      let error = ''
      for (const path of paths) {
        const text = system.files.read(pathIn(system, path))
        if (text !== undefined) texts.push({ name: path, text })
        else error += `${name}: ${problemWith(path, system)}\n`
      }
      const result = filter(args, paths.length === 0 ? [{ name: '', text: '' }] : texts)
      const code = error === '' ? result.code : name === 'grep' ? 2 : 1
      finish({ ...result, error: error + (result.error ?? ''), code }, system)
      return ''
    },
    receive(memory, message, system) {
      const args = system.argv.slice(1)
      const text = message.type === 'input' ? memory + message.text : memory
      const isOver = message.type === 'end' || isEnough?.(args, text) === true
      if (isOver) finish(filter(args, [{ name: '', text }]), system)
      return text
    },
  })

/** A path as a program means it, from its working directory on. */
export const pathIn = ({ directory }: System, path: string): string => absolutePath(directory, path)

function problemWith(path: string, system: System): string {
  const isDirectory = system.files.find(pathIn(system, path))?.type === 'directory'
  return isDirectory ? `read error: Is a directory` : `${path}: No such file or directory`
}

/** Arguments that are no options; after `--` all are. */
export function operands(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--')
  const isOption = (arg: string, index: number) =>
    arg.startsWith('-') && arg !== '-' && (end < 0 || index < end)
  return args.filter((arg, index) => index !== end && !isOption(arg, index))
}

/** Whether one of the options in letters is given: `-la` has `l` and `a`. */
export const hasOption = (args: readonly string[], letter: string): boolean =>
  args.some((arg) => new RegExp(`^-[a-zA-Z0-9]*${letter}`).test(arg))

/** The lines of a text, without their ends. */
export const linesIn = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n')

/** Lines as a text. */
export const textOf = (lines: readonly string[]): string =>
  lines.map((line) => `${line}\n`).join('')
