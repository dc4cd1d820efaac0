import { milliseconds } from '../../sim'
import type { ExecResult, System } from '../image'
import { type Console, lent, type Program, type Programs, programOf } from '../program'
import { type Applet, applets, readFile } from './applets'
import { type Command, parseScript, type Script, type Word } from './parse'
import {
  type Child,
  type Output,
  type Outputs,
  redirected,
  type Session,
  session,
  written,
} from './session'

/**
 * The programs that a shell finds in its image; known when they are needed, since it is one of
 * them.
 */
export type Found = () => Programs

const NOT_FOUND = 127
// A script that never waits, `while true; do :; done`, lets others run after so many commands.
const COMMANDS_AT_ONCE = 1_000
const BREATH = milliseconds(10)

/**
 * `sh -c SCRIPT`: lists, loops and conditions over the small commands and the programs of an image.
 */
export const shell = (found: Found): Program<Session> => ({
  start(system) {
    const [, flag, script] = system.argv
    // Without a terminal and without a script, it reads the end of its input at once.
    if (flag === undefined) {
      system.exit(0)
      return session([])
    }
    if (flag !== '-c' && flag !== '-ec') {
      system.print(`sh: can't open '${flag}': No such file or directory\n`)
      system.exit(NOT_FOUND)
      return session([])
    }
    return run(begin(script ?? '', system), found, system)
  },

  receive(memory, message, system) {
    const { child } = memory
    if (!child) return message.type === 'timer' ? run(memory, found, system) : memory
    // The shell itself is process 1: it ignores SIGTERM, and so does not pass it on; but the last
    // command of a script takes the shell's place, and hears it.
    if (message.type === 'signal' && !isLast(memory)) return memory
    const program = programOf(found(), child.argv[0] ?? '')
    return foreground(memory, child, (inner) => program?.receive(child.memory, message, inner), {
      found,
      system,
    })
  },
})

/**
 * Runs a command to its end at once, as an exec probe does; undefined when there is no such
 * program.
 */
export function execute(
  programs: Programs,
  argv: readonly string[],
  files: Session['files'],
  system: System,
): ExecResult | undefined {
  const [name = ''] = argv
  const script = argv[1] === '-c' ? argv[2] : undefined
  if (!programOf(programs, name) && !appletOf(name)) return undefined
  const statements = script === undefined ? [quoted(argv)] : parseScript(script)
  if ('unknown' in statements) return { code: 2, output: `sh: ${statements.unknown}: not found\n` }
  const { output, status } = capture(session(statements, {}, files), () => programs, system)
  return { code: status, output }
}

const quoted = (argv: readonly string[]): Script[number] => ({
  command: { type: 'simple', words: argv.map((text) => [{ type: 'text', text }]), redirects: [] },
  joint: ';',
})

function begin(script: string, system: System): Session {
  const parsed = parseScript(script)
  if (!('unknown' in parsed)) return session(parsed)
  system.print(`sh: ${parsed.unknown}: not found\n`)
  return { ...session([]), status: NOT_FOUND }
}

const isLast = ({ frames }: Session): boolean =>
  frames.every((frame) => frame.type === 'script' && frame.next >= frame.script.length)

const appletOf = (name: string): Applet | undefined => {
  const bare = name.replace(/^(\/usr)?\/bin\//, '')
  return Object.hasOwn(applets, bare) ? applets[bare] : undefined
}

// Goes on until a program has to be waited for, or the script ends; `exit` is called then.
function run(start: Session, found: Found, system: System): Session {
  let current = start
  for (let count = 0; current.child === undefined; count++) {
    if (current.frames.length === 0) {
      system.exit(current.status)
      return current
    }
    if (count >= COMMANDS_AT_ONCE) {
      system.sleep(BREATH, 'shell')
      return current
    }
    current = step(current, found, system)
  }
  return current
}

function step(current: Session, found: Found, system: System): Session {
  const top = current.frames[current.frames.length - 1]
  const below = current.frames.slice(0, -1)
  if (!top) return current
  switch (top.type) {
    case 'script': {
      const statement = top.script[top.next]
      if (!statement) return { ...current, frames: below }
      const frames = [...below, { ...top, next: top.next + 1 }]
      const previous = top.script[top.next - 1]?.joint
      const skipped =
        (previous === '&&' && current.status !== 0) || (previous === '||' && current.status === 0)
      const next = { ...current, frames }
      return skipped ? next : command(next, statement.command, found, system)
    }
    case 'loop': {
      const { loop } = top
      if (top.in === 'body')
        return entered(current, below, { ...top, in: 'condition' }, loop.condition)
      if ((current.status === 0) === loop.until) return { ...current, frames: below, status: 0 }
      return entered(current, below, { ...top, in: 'body' }, loop.body)
    }
    case 'for': {
      const [value, ...values] = top.values
      if (value === undefined) return { ...current, frames: below }
      const variables = { ...current.variables, [top.loop.name]: value }
      return entered({ ...current, variables }, below, { ...top, values }, top.loop.body)
    }
    case 'if': {
      const chosen = current.status === 0 ? top.command.body : top.command.otherwise
      const frames = [...below, { type: 'script', script: chosen, next: 0 } as const]
      return { ...current, frames, status: chosen.length === 0 ? 0 : current.status }
    }
  }
}

const entered = (
  current: Session,
  below: Session['frames'],
  frame: Session['frames'][number],
  script: Script,
): Session => ({ ...current, frames: [...below, frame, { type: 'script', script, next: 0 }] })

function command(current: Session, command: Command, found: Found, system: System): Session {
  if (command.type === 'simple') return simple(current, command, found, system)
  if (command.type === 'for') {
    const values = command.words.flatMap((word) => expand(word, current, found, system))
    const frame = { type: 'for', loop: command, values } as const
    return { ...current, frames: [...current.frames, frame], status: 0 }
  }
  const frame =
    command.type === 'loop'
      ? ({ type: 'loop', loop: command, in: 'condition' } as const)
      : ({ type: 'if', command } as const)
  return entered(current, current.frames, frame, command.condition)
}

function simple(
  current: Session,
  { words, redirects }: Command & { type: 'simple' },
  found: Found,
  system: System,
): Session {
  const expanded = words.flatMap((word) => expand(word, current, found, system))
  const [name, ...args] = expanded[0] === 'exec' ? expanded.slice(1) : expanded
  const targets = redirects.map(({ target }) => expand(target, current, found, system).join(' '))
  const { outputs, session: opened } = redirected(current, redirects, targets)
  if (name === undefined) return { ...opened, status: 0 }
  const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(name)
  if (assignment && args.length === 0) {
    const [, variable = '', value = ''] = assignment
    return { ...opened, status: 0, variables: { ...opened.variables, [variable]: value } }
  }
  if (name === 'exit') return { ...opened, frames: [], status: Number(args[0] ?? current.status) }
  if (name === 'cd' || name === 'export' || name === 'set') return { ...opened, status: 0 }
  const applet = appletOf(name)
  const program = programOf(found(), name)
  if (applet) return applied(opened, applet([name, ...args], opened, system), outputs, system)
  if (!program) {
    const message = `sh: ${name}: not found\n`
    const print = (text: string) => system.print(text)
    return { ...written(opened, outputs[2], message, print), status: NOT_FOUND }
  }
  const child: Child = { argv: [name, ...args], memory: undefined, outputs }
  return foreground(opened, child, (inner) => program.start(inner), {
    found,
    system,
    starting: true,
  })
}

function applied(
  current: Session,
  result: ReturnType<Applet>,
  outputs: Outputs,
  system: System,
): Session {
  const print = (text: string) => system.print(text)
  const changed = result.session ?? current
  const shown = written(changed, outputs[1], result.output ?? '', print)
  return { ...written(shown, outputs[2], result.error ?? '', print), status: result.code }
}

interface Place {
  readonly found: Found
  readonly system: System
  /** Called from within `run`, which goes on by itself. */
  readonly starting?: boolean
}

// Lets the program in the foreground take one message, and goes on with the script when it has
// ended.
function foreground(
  before: Session,
  child: Child,
  take: (system: Console) => unknown,
  { found, system, starting }: Place,
): Session {
  let current = before
  let code: number | undefined
  const to = (output: Output) => (text: string) => {
    current = written(current, output, text, (rest) => system.print(rest))
  }
  const inner: Console = {
    ...lent(system, child.argv),
    environment: withVariables(system.environment, before.variables),
    print: to(child.outputs[1]),
    complain: to(child.outputs[2]),
    read: (path) => readFile(path, current, system),
    exit: (status) => {
      code ??= status
    },
  }
  const memory = take(inner)
  if (code === undefined) return { ...current, child: { ...child, memory } }
  const { child: _, ...rest } = current
  const ended: Session = { ...rest, status: code }
  return starting ? ended : run(ended, found, system)
}

// A large cluster has thousands of variables: they are only copied when there is something to add.
function withVariables(
  environment: System['environment'],
  variables: Session['variables'],
): System['environment'] {
  for (const _ in variables) return { ...environment, ...variables }
  return environment
}

// A word's values: unquoted expansions are split at blanks, as a shell does.
function expand(word: Word, current: Session, found: Found, system: System): readonly string[] {
  const fields: string[] = []
  let open = false
  const add = (text: string) => {
    if (open) fields[fields.length - 1] += text
    else fields.push(text)
    open = true
  }
  for (const part of word) {
    if (part.type === 'text') {
      add(part.text)
      continue
    }
    const value =
      part.type === 'variable'
        ? variable(part.name, current, system)
        : substituted(part.script, current, found, system)
    if (part.quoted) add(value)
    else {
      const pieces = value.split(/\s+/).filter((piece) => piece !== '')
      pieces.forEach((piece, index) => {
        if (index > 0) open = false
        add(piece)
      })
    }
  }
  return fields
}

function variable(name: string, { status, variables }: Session, system: System): string {
  if (name === '?') return String(status)
  if (name === '$') return '1'
  if (name === 'HOSTNAME') return system.hostname
  return variables[name] ?? system.environment[name] ?? ''
}

function substituted(script: string, current: Session, found: Found, system: System): string {
  const parsed = parseScript(script)
  if ('unknown' in parsed) return ''
  const { output } = capture(session(parsed, current.variables, current.files), found, system)
  return output.replace(/\n+$/, '')
}

// Runs a script for what it prints; one that has to wait for something ends there.
function capture(
  start: Session,
  found: Found,
  system: System,
): { readonly output: string; readonly status: number } {
  let output = ''
  let exited: number | undefined
  const inner: System = {
    ...lent(system, []),
    print: (text) => {
      output += text
    },
    exit: (code) => {
      exited = code
    },
  }
  const { child, status } = run(start, found, inner)
  if (!child) return { output, status: exited ?? status }
  const [name] = child.argv
  if (name === 'sleep') return { output, status: 0 }
  return { output: `${output}${name}: takes time, and this command cannot wait\n`, status: 1 }
}

/** What a process has written since it began, if it is a shell; an exec sees those files. */
export const filesOf = (memory: unknown): Session['files'] =>
  typeof memory === 'object' && memory !== null && 'files' in memory
    ? (memory as Session).files
    : {}

/** An image's `exec`: commands of its shell, over the files that its process has made. */
export const execIn =
  (found: Found) =>
  (memory: unknown, argv: readonly string[], system: System): ExecResult | undefined =>
    execute(found(), argv, filesOf(memory), system)
