import { limits } from '../../limits'
import type { ExecResult, System } from '../image'
import { Lent, type Program, type Programs, programOf } from '../program'
import { complaint } from './complaint'
import { receive } from './hearing'
import { parseScript } from './parse'
import { runShell } from './run'
import type { Found, Nested, Runner } from './runner'
import type { Script } from './script'
import { type Session, session } from './session'

const NOT_FOUND = 127

/**
 * `sh`: lists, loops, pipes and conditions over the small commands and the programs of an image.
 */
export const shell = (found: Found): Program<Session> => ({
  catches: (argv) => isInteractive(argv) || /\btrap\b/.test(argv[2] ?? ''),

  start(system) {
    const [, flag, script] = system.argv
    const at = { directory: system.directory, positional: system.argv.slice(4) }
    if (system instanceof Lent && system.depth > limits.shells) return refuse(system)
    if (isInteractive(system.argv)) {
      const isTerminal = system.terminal !== undefined
      const input = { text: '', hasEnded: !system.hasInput, isTerminal }
      return runShell({ ...session([], at), input }, runnerOf(found, system))
    }
    if (flag !== '-c' && flag !== '-ec') return fromFile(flag ?? '', runnerOf(found, system))
    const parsed = parseScript(script ?? '')
    if (!('unknown' in parsed)) return runShell(session(parsed, at), runnerOf(found, system))
    system.complain(`sh: ${complaint(parsed)}\n`)
    system.exit(2)
    return session([], at)
  },

  receive: (memory, message, system) => receive(memory, message, runnerOf(found, system)),
})

const runnerOf = (found: Found, system: System): Runner => ({
  found,
  system,
  nested,
  budget: (system instanceof Lent && system.budget) || { left: limits.commandsAtOnce },
})

const isInteractive = (argv: readonly string[]): boolean =>
  argv.slice(1).every((arg) => /^(-[il]+|--login)$/.test(arg))

// A script that calls itself comes to an end, as it does when a node has no processes left.
function refuse(system: System): Session {
  system.complain("sh: can't fork: Resource temporarily unavailable\n")
  system.exit(2)
  return session([], { directory: system.directory })
}

function fromFile(path: string, runner: Runner): Session {
  const { system } = runner
  const at = { directory: system.directory, positional: system.argv.slice(2) }
  const text = system.files.read(path.startsWith('/') ? path : `${system.directory}/${path}`)
  const parsed = text === undefined ? undefined : parseScript(text)
  if (parsed && !('unknown' in parsed)) return runShell(session(parsed, at), runner)
  system.complain(
    parsed
      ? `${path}: ${complaint(parsed)}\n`
      : `sh: can't open '${path}': No such file or directory\n`,
  )
  system.exit(parsed ? 2 : NOT_FOUND)
  return session([], at)
}

/**
 * Runs a command to its end at once, as an exec probe does; undefined when there is no such
 * program.
 */
export function execute(
  programs: Programs,
  argv: readonly string[],
  system: System,
): ExecResult | undefined {
  const program = programOf(programs, argv[0] ?? '')
  if (!program) return undefined
  const collecting = new Collecting(system, argv)
  program.start(collecting)
  const { code, output } = collecting
  if (code !== undefined) return { code, output }
  const wants = argv[1] === '-c' ? argv[2] : argv.join(' ')
  if (/\bsleep\b/.test(wants ?? '')) return { code: 0, output }
  return { code: 1, output: `${output}${argv[0]}: takes time, and this command cannot wait\n` }
}

function substitute(script: Script, start: Session, runner: Runner): string {
  const collecting = new Collecting(runner.system, [], runner.budget)
  const { variables, directory, functions, positional } = start
  runShell(session(script, { variables, directory, functions, positional }), {
    ...runner,
    system: collecting,
  })
  return collecting.standard.replace(/\n+$/, '')
}

const nested: Nested = {
  start: (script, from, runner) => runShell(session(script, from), runner),
  receive,
  substitute,
}

// A system whose output is kept instead of shown. Nothing that it begins comes to an end.
class Collecting extends Lent {
  code: number | undefined
  output = ''
  standard = ''

  override get hasInput(): boolean {
    return false
  }
  override get terminal(): undefined {
    return undefined
  }
  override print(text: string): void {
    this.output += text
    this.standard += text
  }
  override complain(text: string): void {
    this.output += text
  }
  override exit(code: number): void {
    this.code ??= code
  }
  override fetch(): number {
    return 0
  }
  override ask(): number {
    return 0
  }
  override connect(): number {
    return 0
  }
  override lookUp(): number {
    return 0
  }
  override ping(): number {
    return 0
  }
  override sleep(): void {
    // Whoever waits here never wakes.
  }
}

/** An image's `exec`: commands of its shell. */
export const execIn =
  (found: Found) =>
  (_: unknown, argv: readonly string[], system: System): ExecResult | undefined =>
    execute(found(), argv, system)
