import { type Assignment, type Command, parse, type Redirection, type Word } from 'unbash'
import { FileError } from '../files'
import { builtins } from './builtins'
import { complain, type Process } from './process'
import { runProgram } from './program'
import { redirect } from './redirect'
import type { ShellFunction, Variable } from './state'
import { checkStopped, Return, ShellError } from './stop'
import { expandWord } from './words/expand'

/** Runs a simple command: assignments, words and redirections. */
export async function runCommand(command: Command, process: Process): Promise<number> {
  const replaced = await replaceAlias(command, process)
  if (replaced !== undefined) return replaced
  process.state.substituted = undefined
  const words = await wordsOf(command, process)
  const assignments = command.prefix.filter((each) => each.type === 'Assignment')
  const descriptors = await redirect(redirectionsOf(command), process)
  const child = { ...process, descriptors }
  if (words.length === 0) {
    for (const each of assignments) await assign(each, child)
    return process.state.substituted ?? 0
  }
  trace(words, child)
  return withAssignments(assignments, child, () => runWords(words, child))
}

const redirectionsOf = ({ prefix, suffix }: Command): readonly Redirection[] =>
  [...prefix, ...suffix].filter(
    (each): each is Redirection => each.type !== 'Word' && each.type !== 'Assignment',
  )

async function wordsOf({ name, suffix }: Command, process: Process): Promise<readonly string[]> {
  const words: string[] = name ? [...(await expandWord(name, process))] : []
  for (const each of suffix) {
    if (each.type === 'Word') words.push(...(await expandWord(each, process)))
    else if (each.type === 'Assignment') words.push(await assignmentText(each, process))
  }
  return words
}

/** `export A=b`: one word, whatever its value holds. */
async function assignmentText(assignment: Assignment, process: Process): Promise<string> {
  const { name, value, append } = assignment
  if (value.type === 'ArrayValue') {
    await assign(assignment, process)
    return name
  }
  return `${name}${append ? '+' : ''}=${await process.interpreter.text(value, process)}`
}

/** Runs words by what the first of them means. */
export async function runWords(words: readonly string[], process: Process): Promise<number> {
  const [name = '', ...rest] = words
  const found = process.state.functions.get(name)
  if (found) return callFunction(found, rest, process)
  const builtin = builtins.get(name)
  if (!builtin) return runProgram(words, process)
  try {
    const status = await builtin(rest, process)
    await process.descriptors.get(1)?.output?.drain?.()
    checkStopped(process.signal)
    return status
  } catch (error) {
    if (!(error instanceof FileError || error instanceof ShellError)) throw error
    complain(process, error instanceof FileError ? `${name}: ${error.message}` : error.message)
    return error instanceof ShellError ? error.status : 1
  }
}

const deepestCall = 200

async function callFunction(
  { body, source }: ShellFunction,
  words: readonly string[],
  process: Process,
): Promise<number> {
  if (process.depth > deepestCall) throw new ShellError('maximum function nesting level exceeded')
  const { state } = process
  const before = state.positional
  state.positional = words
  state.enterFunction()
  try {
    const statement = { type: 'Statement', pos: 0, end: 0, background: undefined } as const
    const child = { ...process, source, loops: 0, depth: process.depth + 1 }
    if (body.type === 'CompoundList') return await process.interpreter.run(body.commands, child)
    return await process.interpreter.run([{ ...statement, command: body }], child)
  } catch (error) {
    if (error instanceof Return) return error.status
    throw error
  } finally {
    state.leaveFunction()
    state.positional = before
  }
}

async function assign(assignment: Assignment, process: Process): Promise<void> {
  const { name, value, append, index } = assignment
  const { state } = process
  if (value.type === 'ArrayValue') {
    const elements: string[] = append ? [...listOf(state.variables.get(name))] : []
    for (const each of value.elements) elements.push(...(await expandWord(each, process)))
    state.set(name, elements)
    return
  }
  const text = await valueText(value, process)
  if (index) {
    const at = Number(await process.interpreter.text(index, process))
    if (!Number.isInteger(at) || at < 0 || at > 10_000) {
      throw new ShellError(`${name}[${index.text}]: bad array subscript`)
    }
    const elements = [...listOf(state.variables.get(name))]
    while (elements.length < at) elements.push('')
    elements[at] = append ? (elements[at] ?? '') + text : text
    state.set(name, elements)
  } else state.set(name, append ? (state.get(name) ?? '') + text : text)
}

const valueText = async (value: Word, process: Process): Promise<string> =>
  process.interpreter.text(value, process)

const listOf = (variable: Variable | undefined): readonly string[] => {
  if (!variable) return []
  return typeof variable.value === 'string' ? [variable.value] : variable.value
}

/** Assignments before a command hold while it runs, and are seen by it. */
async function withAssignments(
  assignments: readonly Assignment[],
  process: Process,
  run: () => Promise<number>,
): Promise<number> {
  const { state } = process
  const before = assignments.map(({ name }) => [name, state.variables.get(name)] as const)
  try {
    for (const each of assignments) {
      await assign(each, process)
      state.mark(each.name, { exported: true })
    }
    return await run()
  } finally {
    for (const [name, variable] of before) state.restore(name, variable)
  }
}

function trace(words: readonly string[], process: Process): void {
  if (!process.state.options.has('x')) return
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  )
  process.descriptors.get(2)?.output?.write(`+ ${quoted.join(' ')}\n`)
}

/** Runs a command whose name is an alias; undefined when it is none. */
async function replaceAlias(command: Command, process: Process): Promise<number | undefined> {
  const { name } = command
  if (!name || name.parts || name.text !== name.value) return undefined
  const alias = process.state.aliases.get(name.value)
  if (alias === undefined || process.aliased.includes(name.value)) return undefined
  const child = { ...process, aliased: [...process.aliased, name.value] }
  const { commands, errors } = parse(alias)
  const [only, ...more] = commands
  if (only?.command.type === 'Command' && more.length === 0 && !errors && !only.background) {
    const { prefix, suffix, name: first } = only.command
    const joined = {
      ...command,
      prefix: [...prefix, ...command.prefix],
      name: first,
      suffix: [...suffix, ...command.suffix],
    }
    return runCommand(joined, { ...child, aliased: child.aliased })
  }
  if (only) {
    return process.interpreter.script(
      `${alias}${process.source.slice(name.end, command.end)}`,
      child,
    )
  }
  complain(process, `${name.value}: alias stands for nothing`)
  return 1
}
