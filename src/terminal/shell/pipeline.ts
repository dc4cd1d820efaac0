import type { AndOr, CommandNode, Pipeline, PipelineNode } from 'unbash'
import { Pipe } from '../streams'
import { inputOf, outputOf, type Process } from './process'
import { checkStopped, childOf, Stopped } from './stop'
import { inSubshell } from './words/substitute'

type Run = (node: AndOr | PipelineNode, process: Process) => Promise<number>

/** Runs the commands of a pipeline at once, each in a shell of its own. */
export async function runPipeline(node: Pipeline, process: Process, run: Run): Promise<number> {
  const from = process.machine.now()
  const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1
  const tested = process.tested || negated
  const [only, ...more] = node.commands
  const status =
    only && more.length === 0
      ? await run(only, { ...process, tested })
      : await runAll(node, { ...process, tested }, run)
  checkStopped(process.signal)
  if (node.prefixes.some(({ type }) => type === 'Time')) {
    outputOf(process, 2).write(timesOf(process.machine.now() - from))
  }
  return negated ? Number(status === 0) : status
}

async function runAll(node: Pipeline, process: Process, run: Run): Promise<number> {
  const { commands, operators } = node
  const links = commands.map(() => childOf(process.signal))
  const pipes = operators.map(
    (_, index) => new Pipe(() => links[index]?.controller.abort(new Stopped('SIGPIPE'))),
  )
  const statuses = await Promise.all(
    commands.map(async (command, index) => {
      const before = pipes[index - 1]
      const after = pipes[index]
      const signal = links[index]?.controller.signal ?? process.signal
      const child = elementOf(process, { before, after, both: operators[index] === '|&', signal })
      try {
        return await runElement(command, child, run)
      } finally {
        before?.close()
        after?.end()
        links[index]?.free()
      }
    }),
  )
  const failed = statuses.filter((status) => status !== 0).at(-1)
  return (process.state.options.has('pipefail') ? failed : statuses.at(-1)) ?? 0
}

function elementOf(
  process: Process,
  ends: {
    readonly before: Pipe | undefined
    readonly after: Pipe | undefined
    readonly both: boolean
    readonly signal: AbortSignal
  },
): Process {
  const { before, after, both, signal } = ends
  const descriptors = new Map(process.descriptors)
  descriptors.set(0, { input: before?.source ?? inputOf(process), name: 'pipe' })
  if (after) descriptors.set(1, { output: after.output, name: 'pipe' })
  if (after && both) descriptors.set(2, { output: after.output, name: 'pipe' })
  return { ...process, descriptors, signal, state: process.state.fork() }
}

async function runElement(command: CommandNode, process: Process, run: Run): Promise<number> {
  try {
    return await inSubshell(process, (child) => run(command, child))
  } catch (error) {
    if (error instanceof Stopped) return error.status
    throw error
  }
}

/** As bash tells how long something took; no processor is worn out by it. */
function timesOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  const seconds = ((milliseconds % 60_000) / 1_000).toFixed(3)
  return `\nreal\t${minutes}m${seconds}s\nuser\t0m0.000s\nsys\t0m0.000s\n`
}
