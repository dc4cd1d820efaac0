import type { Redirection } from 'unbash'
import type { Output } from '../../kubectl'
import { FileError } from '../files'
import { type Descriptor, type Descriptors, discarded, nothing, textSource } from '../streams'
import type { Process } from './process'
import { ShellError } from './stop'
import { expandParts, expandWord } from './words/expand'

/** The descriptors that a command has once its redirections are made, in their order. */
export async function redirect(
  redirections: readonly Redirection[],
  process: Process,
): Promise<Descriptors> {
  const descriptors = new Map(process.descriptors)
  for (const each of redirections) await apply(each, descriptors, process)
  return descriptors
}

async function apply(
  redirection: Redirection,
  descriptors: Map<number, Descriptor>,
  process: Process,
): Promise<void> {
  const { descriptor } = redirection
  const given = descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined
  if (redirection.type === 'HereDoc') {
    const { body } = redirection
    const text = (await documentText(redirection, process)) ?? body.text
    const tabs = redirection.operator === '<<-' ? text.replace(/^\t+/gm, '') : text
    descriptors.set(given ?? 0, { input: textSource(tabs), name: 'pipe' })
    return
  }
  if (!redirection.target) throw new ShellError("syntax error near unexpected token `newline'", 2)
  if (redirection.type === 'HereString') {
    const text = await process.interpreter.text(redirection.target, process)
    descriptors.set(given ?? 0, { input: textSource(`${text}\n`), name: 'pipe' })
    return
  }
  const { operator, target } = redirection
  const [path, ...more] = await expandWord(target, process)
  if (path === undefined || more.length > 0) {
    throw new ShellError(`${target.text}: ambiguous redirect`)
  }
  if (operator === '<&' || (operator === '>&' && /^(\d+|-)$/.test(path))) {
    duplicate(given ?? (operator === '<&' ? 0 : 1), path, descriptors)
    return
  }
  const opened = open(path, operator, process)
  if (operator === '<' || operator === '<>') descriptors.set(given ?? 0, opened)
  else descriptors.set(given ?? 1, opened)
  if (operator.startsWith('&>') || operator === '>&') descriptors.set(2, opened)
}

async function documentText(
  { body, delimiter }: Extract<Redirection, { type: 'HereDoc' }>,
  process: Process,
): Promise<string | undefined> {
  if (delimiter?.quoted) return undefined
  const text = await expandParts(body.parts, process)
  return text === undefined || text === '' || !body.text.endsWith('\n') ? text : `${text}\n`
}

function duplicate(number: number, from: string, descriptors: Map<number, Descriptor>): void {
  if (from === '-') {
    descriptors.delete(number)
    return
  }
  const other = descriptors.get(Number(from))
  if (!other) throw new ShellError(`${from}: Bad file descriptor`)
  descriptors.set(number, other)
}

/** Opens a file, or says in bash's words why it cannot. */
function open(path: string, operator: string, process: Process): Descriptor {
  if (path === '/dev/null') return { input: nothing(), output: discarded, name: path }
  const own = ownDescriptor(path)
  if (own !== undefined) {
    const found = process.descriptors.get(own)
    if (found) return found
  }
  const files = process.machine.disk.from(() => process.state.directory)
  try {
    if (operator === '<' || operator === '<>') {
      return { input: textSource(files.mustRead(path)), name: path }
    }
    const before = operator.endsWith('>>') ? (files.read(path) ?? '') : ''
    if (before === '' || files.read(path) === undefined) files.write(path, before)
    return { output: fileOutput(path, process), name: path }
  } catch (error) {
    if (error instanceof FileError) throw new ShellError(`${path}: ${error.message}`)
    throw error
  }
}

const ownDescriptor = (path: string): number | undefined => {
  if (path === '/dev/stdin') return 0
  if (path === '/dev/stdout' || path === '/dev/tty') return 1
  return path === '/dev/stderr' ? 2 : undefined
}

/** Adds what is written to the end of a file. */
function fileOutput(path: string, process: Process): Output {
  const files = process.machine.disk.from(() => process.state.directory)
  const absolute = files.path(path)
  return {
    isTerminal: false,
    columns: 80,
    write: (text) => files.append(absolute, text),
  }
}
