import { milliseconds } from '../../sim'
import { builtin } from './builtins'
import { Children } from './children'
import { expand, expandAll } from './expand'
import { nextLine } from './input'
import type { Runner } from './runner'
import type { Command, Redirect, Script, Word } from './script'
import type { Child, Output, Outputs, Session } from './session'

// A script that never waits, `while true; do :; done`, lets others run now and then.
const BREATH = milliseconds(10)

/** Goes on until a program has to be waited for, or the script ends; `exit` is called then. */
export function runShell(start: Session, runner: Runner): Session {
  let current = start
  const { budget } = runner
  while (!isWaiting(current)) {
    if (budget.left-- <= 0) {
      runner.system.sleep(BREATH, 'shell')
      return current
    }
    if (current.frames.length > 0) current = step(current, runner)
    else if (current.input) {
      const next = nextLine(current, runner.system)
      current = next.session
      if (next.isIdle) return current
    } else {
      runner.system.exit(current.status)
      return current
    }
  }
  return current
}

/** Whether a program in the foreground has to end first. */
export const isWaiting = ({ children }: Session): boolean =>
  children.some(({ isBackground }) => !isBackground)

function step(current: Session, runner: Runner): Session {
  const top = current.frames[current.frames.length - 1]
  const below = current.frames.slice(0, -1)
  if (!top) return current
  switch (top.type) {
    case 'script': {
      const statement = top.script[top.next]
      if (!statement) return { ...current, frames: below }
      const previous = top.script[top.next - 1]?.joint
      const isSkipped =
        (previous === '&&' && current.status !== 0) || (previous === '||' && current.status === 0)
      const next = { ...current, frames: [...below, { ...top, next: top.next + 1 }] }
      if (isSkipped) return next
      const isBackground = statement.joint === '&'
      return isBackground
        ? pipeline(next, [statement.command], { isNot: false, isBackground }, runner)
        : command(next, statement.command, runner)
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

function command(current: Session, command: Command, runner: Runner): Session {
  switch (command.type) {
    case 'simple':
      return simple(current, command, runner)
    case 'pipeline':
      return pipeline(current, command.commands, { ...command, isBackground: false }, runner)
    case 'case': {
      const body = chosen(command, current, runner)
      const frames = [...current.frames, { type: 'script', script: body, next: 0 } as const]
      return { ...current, frames, status: 0 }
    }
    case 'group':
      return {
        ...current,
        frames: [...current.frames, { type: 'script', script: command.body, next: 0 }],
      }
    case 'for': {
      const values = command.words.flatMap((word) => expand(word, current, runner))
      const frame = { type: 'for', loop: command, values } as const
      return { ...current, frames: [...current.frames, frame], status: 0 }
    }
    default: {
      const frame =
        command.type === 'loop'
          ? ({ type: 'loop', loop: command, in: 'condition' } as const)
          : ({ type: 'if', command } as const)
      return entered(current, current.frames, frame, command.condition)
    }
  }
}

// The body of the first item of which a pattern fits.
function chosen(
  { word, items }: Command & { type: 'case' },
  current: Session,
  runner: Runner,
): Script {
  const text = wordText(word, current, runner)
  const fits = (pattern: Word) => globOf(wordText(pattern, current, runner)).test(text)
  return items.find(({ patterns }) => patterns.some(fits))?.body ?? []
}

/** What a pattern of the shell fits: `*`, `?`, `[a-z]`. */
const globOf = (pattern: string): RegExp => {
  const source = pattern
    .replace(/[.+^$(){}|\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.')
    .replace(/\[!/g, '[^')
  return new RegExp(
    `^${/\[[^\]]+\]/.test(source) ? source : source.replace(/[[\]]/g, '\\$&')}$`,
    's',
  )
}

const OWN: Outputs = { 1: { stream: 1 }, 2: { stream: 2 } }

function simple(current: Session, command: Command & { type: 'simple' }, runner: Runner): Session {
  const { words, assigned } = expandAll(command.words, current, runner)
  const [name, ...args] = words[0] === 'exec' ? words.slice(1) : words
  if (name === undefined && command.redirects.length === 0) {
    return { ...current, status: 0, variables: { ...current.variables, ...assigned } }
  }
  const own = name === undefined ? undefined : builtin(name, args, current, runner.system)
  if (own) return own
  const children = new Children(current, runner)
  const redirected = redirect(command.redirects, OWN, current, runner)
  if ('problem' in redirected) return { ...current, status: 1 }
  if (name === undefined) return { ...current, status: 0 }
  const child = childOf([name, ...args], current, redirected.outputs)
  return children.start([{ child, assigned, input: redirected.input }])
}

const childOf = (
  argv: readonly string[],
  { next, directory }: Session,
  outputs: Outputs,
): Child => ({
  number: next,
  argv,
  memory: undefined,
  directory,
  outputs,
  hasOwnInput: true,
  isBackground: false,
  counts: 'yes',
  awaits: [],
})

interface Redirected {
  readonly outputs: Outputs
  readonly input: string | undefined
}

// What redirections make of a command's streams; a file that cannot be opened stops the command.
function redirect(
  redirects: readonly Redirect[],
  own: Outputs,
  current: Session,
  runner: Runner,
): Redirected | { readonly problem: true } {
  const { system } = runner
  let outputs = own
  let input: string | undefined
  for (const { stream, append, target, isHere } of redirects) {
    const name = expand(target, current, runner).join(' ')
    const path = name.startsWith('/') ? name : `${current.directory}/${name}`.replace('//', '/')
    if (isHere) input = wordText(target, current, runner)
    else if (stream === 0) {
      input = name === '/dev/null' ? '' : system.files.read(path)
      if (input !== undefined) continue
      system.complain(`sh: can't open ${name}: no such file\n`)
      return { problem: true }
    } else if (name === '&1' || name === '&2') {
      outputs = { ...outputs, [stream]: outputs[name === '&1' ? 1 : 2] }
    } else {
      const output = outputTo(name, path)
      outputs = { ...outputs, [stream]: output }
      const before = append ? (system.files.read(path) ?? '') : ''
      const problem = 'file' in output ? system.files.write(path, before) : undefined
      if (!problem) continue
      system.complain(`sh: can't create ${name}: ${spelled(problem)}\n`)
      return { problem: true }
    }
  }
  return { outputs, input }
}

const spelled = (problem: string): string =>
  problem === 'No such file or directory' ? 'nonexistent directory' : problem

const STREAMS: Readonly<Record<string, Output>> = {
  '/dev/stdout': { stream: 1 },
  '/proc/1/fd/1': { stream: 1 },
  '/dev/stderr': { stream: 2 },
  '/proc/1/fd/2': { stream: 2 },
}
const outputTo = (name: string, path: string): Output => STREAMS[name] ?? { file: path }

// A text of its own is expanded, but not split.
const wordText = (word: Redirect['target'], current: Session, runner: Runner): string =>
  expand(
    word.map((part) => (part.type === 'text' ? part : { ...part, quoted: true })),
    current,
    runner,
  ).join('')

interface PipelineKind {
  readonly isNot: boolean
  readonly isBackground: boolean
}

// Each command's output is the next one's input; the last one's exit code is the whole's.
function pipeline(
  current: Session,
  commands: readonly Command[],
  { isNot, isBackground }: PipelineKind,
  runner: Runner,
): Session {
  const first = current.next
  const starts = []
  for (const [index, each] of commands.entries()) {
    const isLast = index === commands.length - 1
    const next = { ...current, next: first + index }
    const own: Outputs = isLast ? OWN : { ...OWN, 1: { pipe: first + index + 1 } }
    const { words, assigned } =
      each.type === 'simple'
        ? expandAll(each.words, current, runner)
        : { words: ['sh'], assigned: {} }
    const redirects = each.type === 'simple' ? each.redirects : []
    const redirected = redirect(redirects, own, current, runner)
    if ('problem' in redirected) return { ...current, status: 1 }
    const child: Child = {
      ...childOf(words.length > 0 ? words : ['true'], next, redirected.outputs),
      hasOwnInput: index === 0 && !isBackground,
      isBackground,
      counts: isLast && !isBackground ? (isNot ? 'inverted' : 'yes') : 'no',
      ...(isWord(each, words) ? {} : { script: [{ command: each, joint: ';' as const }] }),
    }
    starts.push({
      child,
      assigned,
      input: redirected.input ?? (isBackground && index === 0 ? '' : undefined),
    })
  }
  return new Children({ ...current, ...(isBackground ? { status: 0 } : {}) }, runner).start(starts)
}

const BUILTINS = new Set(['cd', 'export', 'set', 'unset', 'exit', 'wait', 'exec', 'eval'])
const isWord = (command: Command, words: readonly string[]): boolean =>
  command.type === 'simple' && !BUILTINS.has(words[0] ?? '')
