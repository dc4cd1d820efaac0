import { complain, outputOf, type Process } from '../process'
import { runProgram, runScript } from '../program'
import { Exit, LoopControl, Return } from '../stop'
import type { Builtin } from './builtin'

const loopControl =
  (kind: 'break' | 'continue'): Builtin =>
  ([count = '1'], process) => {
    if (process.loops === 0) {
      complain(process, `${kind}: only meaningful in a \`for', \`while', or \`until' loop`)
      return 0
    }
    const levels = Number(count)
    if (!Number.isInteger(levels)) return refuseNumber(process, kind, count)
    if (levels < 1) {
      complain(process, `${kind}: ${count}: loop count out of range`)
      return 1
    }
    throw new LoopControl(kind, Math.min(levels, process.loops))
  }

function refuseNumber(process: Process, name: string, text: string): number {
  complain(process, `${name}: ${text}: numeric argument required`)
  return 2
}

const statusFrom = (text: string | undefined, process: Process, name: string): number => {
  if (text === undefined) return process.state.status
  if (!/^-?\d+$/.test(text)) return refuseNumber(process, name, text)
  return ((Number(text) % 256) + 256) % 256
}

const exit: Builtin = ([text], process) => {
  throw new Exit(statusFrom(text, process, 'exit'))
}

const returns: Builtin = ([text], process) => {
  if (!process.state.inFunction && process.aliased.at(-1) !== sourced) {
    complain(process, "return: can only `return' from a function or sourced script")
    return 1
  }
  throw new Return(statusFrom(text, process, 'return'))
}

const evaluates: Builtin = (words, process) => process.interpreter.script(words.join(' '), process)

/** Marks, among the names being replaced, that a file is being read. */
const sourced = ' source'

const source: Builtin = async ([path, ...words], process) => {
  if (path === undefined) {
    complain(process, 'source: filename argument required')
    return 2
  }
  const { state, machine } = process
  const text = machine.disk.from(() => state.directory).read(path)
  if (text === undefined) {
    complain(process, `${path}: No such file or directory`)
    return 1
  }
  const before = state.positional
  if (words.length > 0) state.positional = words
  try {
    const child = { ...process, aliased: [...process.aliased, sourced], depth: process.depth + 1 }
    return await process.interpreter.script(text, child)
  } catch (error) {
    if (error instanceof Return) return error.status
    throw error
  } finally {
    state.positional = before
  }
}

const bash: Builtin = async (words, process) => {
  const [first, ...rest] = words.filter((word) => !/^-(e|x|i|l)$/.test(word))
  if (first === '-c') {
    const [text = '', name = 'bash', ...more] = rest
    return runScript(text, { name, words: more }, process)
  }
  const files = process.machine.disk.from(() => process.state.directory)
  if (first === undefined) {
    complain(process, 'this is a shell already: open another tab for a second one')
    return 1
  }
  const text = files.read(first)
  if (text !== undefined) return runScript(text, { name: first, words: rest }, process)
  complain(process, `${first}: No such file or directory`)
  return 127
}

const command: Builtin = async (words, process) => {
  const [first, ...rest] = words
  if (first === '-v' || first === '-V') {
    return rest.reduce((status, name) => describe(name, process, first === '-V') && status, 1)
  }
  return words.length === 0 ? 0 : runProgram(words, process)
}

const type: Builtin = (words, process) => {
  let status = 0
  for (const name of words) {
    if (describe(name, process, true) === 0) continue
    complain(process, `type: ${name}: not found`)
    status = 1
  }
  return status
}

const keywords = new Set(
  'if then else elif fi for while until do done case esac in time'.split(' '),
)

/** Says what a name means; 1 when it means nothing. */
function describe(name: string, { state, machine, descriptors }: Process, long: boolean): number {
  const write = (text: string) => descriptors.get(1)?.output?.write(`${text}\n`)
  const alias = state.aliases.get(name)
  if (alias !== undefined) {
    write(long ? `${name} is aliased to \`${alias}'` : `alias ${name}='${alias}'`)
  } else if (state.functions.has(name)) write(long ? `${name} is a function` : name)
  else if (keywords.has(name)) write(long ? `${name} is a shell keyword` : name)
  else if (builtinNames.has(name)) write(long ? `${name} is a shell builtin` : name)
  else if (machine.programs.includes(name)) {
    write(long ? `${name} is /usr/bin/${name}` : `/usr/bin/${name}`)
  } else return 1
  return 0
}

const unsupported: Builtin = (_, process) => {
  outputOf(process, 2).write('bash: trap: signals are not handled here\n')
  return 1
}

/** Commands that steer the shell. */
export const control: Readonly<Record<string, Builtin>> = {
  ':': () => 0,
  break: loopControl('break'),
  continue: loopControl('continue'),
  exit,
  logout: exit,
  return: returns,
  eval: evaluates,
  source,
  '.': source,
  bash,
  sh: bash,
  command,
  type,
  trap: unsupported,
}

const builtinNames = new Set(
  [
    '. : [ alias bg break cd command continue declare eval exit export fg jobs kill let local',
    'logout read readonly return set shift source test trap type typeset unalias unset wait',
  ]
    .join(' ')
    .split(' '),
)
