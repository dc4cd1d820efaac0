import type { CommandExpansionPart, ProcessSubstitutionPart } from 'unbash'
import { Captured, nothing } from '../../streams'
import { complain, type Process } from '../process'
import { DiscardError, Exit, ShellError } from '../stop'
import { refuseErrors } from '../syntax'

const deepest = 60

/** What a command says: `$(…)`, without the line ends at its end. */
export async function substitute(part: CommandExpansionPart, process: Process): Promise<string> {
  const { script } = part
  if (!script) return ''
  const file = lonelyFile(part.text)
  if (file !== undefined)
    return process.machine.disk
      .from(() => process.state.directory)
      .mustRead(file)
      .replace(/\n+$/, '')
  const output = new Captured()
  const state = process.state.fork()
  const status = await inSubshell(
    {
      ...process,
      state,
      source: script.source ?? process.source,
      descriptors: new Map(process.descriptors).set(1, { output, name: 'pipe' }),
    },
    (child) => {
      refuseErrors(script, child.source)
      return child.interpreter.run(script.commands, child)
    },
  )
  process.state.substituted = status
  process.state.status = status
  return output.text.replace(/\n+$/, '')
}

/** `$(<file)`. */
const lonelyFile = (text: string): string | undefined =>
  /^\$\(\s*<\s*([\w./~-]+)\s*\)$/.exec(text)?.[1]

/** Runs what a process substitution holds; the path under which its words are read. */
export async function substituteProcess(
  { script, operator }: ProcessSubstitutionPart,
  process: Process,
): Promise<string> {
  if (operator === '>') throw new ShellError('>(…) is not supported here')
  const output = new Captured()
  await inSubshell(
    {
      ...process,
      state: process.state.fork(),
      descriptors: new Map(process.descriptors)
        .set(0, { input: nothing(), name: '/dev/null' })
        .set(1, { output, name: 'pipe' }),
    },
    (child) => child.interpreter.run(script?.commands ?? [], child),
  )
  const path = `/dev/fd/${freeNumber(process)}`
  process.machine.disk.write(path, output.text)
  return path
}

const freeNumber = ({ machine }: Process): number => {
  for (let number = 63; number > 10; number--) {
    if (!machine.disk.status(`/dev/fd/${number}`)) return number
  }
  machine.disk.remove('/dev/fd/63')
  return 63
}

/** Runs something in a shell of its own, which an `exit` ends; its status. */
export async function inSubshell(
  process: Process,
  run: (process: Process) => Promise<number>,
): Promise<number> {
  if (process.depth >= deepest) throw new ShellError('maximum nesting level exceeded')
  try {
    return await run({ ...process, depth: process.depth + 1, interactive: false })
  } catch (error) {
    if (error instanceof Exit) return error.status
    if (error instanceof DiscardError) {
      complain(process, error.message)
      return error.status
    }
    throw error
  }
}
