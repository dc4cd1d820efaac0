import { milliseconds } from '../../sim'
import { builtin } from './builtins'
import { Children } from './children'
import { expand, expandAll, expandPattern, expandText } from './expand'
import { globOf } from './glob'
import { nextLine } from './input'
import { numberOf } from './numbers'
import { readLine } from './read'
import { OWN, redirect } from './redirect'
import type { Runner } from './runner'
import type { Command, Redirect, Script, Word } from './script'
import { type Child, isReading, type Outputs, type Session, unreadOf, withUnread } from './session'
import { trapped, withoutTrap } from './traps'

// A script that never waits, `while true; do :; done`, lets others run now and then.
const BREATH = milliseconds(10)

/** Goes on until a program has to be waited for, or the script ends; `exit` is called then. */
export function runShell(start: Session, runner: Runner): Session {
  let current = start
  const { budget } = runner
  while (!isWaiting(current)) {
    const [signal, ...pending] = current.pending
    if (signal !== undefined) current = trapped({ ...current, pending }, signal)
    if (isReading(current) && !readNext(current, runner)) return current
    if (budget.left-- <= 0) {
      runner.system.sleep(BREATH, 'shell')
      return current
    }
    if (current.frames.length > 0) current = step(current, runner)
    else if (current.input) {
      const next = nextLine(current, runner.system)
      current = next.session
      if (next.isIdle) return current
    } else if (current.traps['EXIT'] !== undefined) {
      current = withoutTrap(trapped(current, 'EXIT'), 'EXIT')
    } else {
      runner.system.exit(current.status)
      return current
    }
  }
  return current
}

// The session after `read` has its line; undefined while there is none.
function readNext(current: Session, { system }: Runner): Session | undefined {
  const top = current.frames.at(-1)
  if (top?.type !== 'read') return undefined
  const unread = unreadOf(current, system.hasInput)
  const read = readLine(top.reading, { ...current, frames: current.frames.slice(0, -1) }, unread)
  return read && withUnread(read.session, { ...unread, text: read.rest })
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
    case 'call': {
      const all = Object.entries({ ...current.variables, ...top.locals })
      const variables = all.filter((each): each is [string, string] => each[1] !== undefined)
      const { positional } = top
      return { ...current, frames: below, positional, variables: Object.fromEntries(variables) }
    }
    case 'status':
      return { ...current, frames: below, status: top.status }
    case 'read':
      return readNext(current, runner) ?? current
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
    case 'function': {
      const functions = { ...current.functions, [command.name]: command.body }
      return { ...current, functions, status: 0 }
    }
    case 'redirected':
      return redirected(current, command, runner)
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
  const text = expandText(word, current, runner)
  const fits = (pattern: Word) => globOf(expandPattern(pattern, current, runner)).test(text)
  return items.find(({ patterns }) => patterns.some(fits))?.body ?? []
}

function simple(current: Session, command: Command & { type: 'simple' }, runner: Runner): Session {
  const { words, assigned } = expandAll(command.words, current, runner)
  const [name, ...args] = words[0] === 'exec' ? words.slice(1) : words
  if (name === undefined && command.redirects.length === 0) {
    return { ...current, status: 0, variables: { ...current.variables, ...assigned } }
  }
  const isCall = name !== undefined && Object.hasOwn(current.functions, name)
  if (command.redirects.length > 0 && (isCall || name === 'read')) {
    const inner: Command = { type: 'simple', words: command.words, redirects: [] }
    return redirected(current, { command: inner, redirects: command.redirects }, runner)
  }
  if (isCall)
    return call(
      name,
      args,
      { ...current, variables: { ...current.variables, ...assigned } },
      runner,
    )
  const own = name === undefined ? undefined : builtin(name, args, current, runner.system)
  if (own) return own
  const children = new Children(current, runner)
  const opened = redirect(command.redirects, OWN, current, runner)
  if ('problem' in opened) return { ...current, status: 1 }
  if (name === undefined) return { ...current, status: 0 }
  const child = childOf([name, ...args], current, opened.outputs)
  return children.start([{ child, assigned, input: opened.input }])
}

const DEEPEST = 200
const CRASHED = 139

// A function that calls itself without end takes the shell with it.
function call(name: string, args: readonly string[], current: Session, runner: Runner): Session {
  const body = current.functions[name]
  if (!body) return current
  if (current.frames.filter(({ type }) => type === 'call').length >= DEEPEST) {
    runner.system.complain('Segmentation fault (core dumped)\n')
    const { input: _, ...rest } = current
    return { ...rest, frames: [], status: CRASHED }
  }
  const script: Script = [{ command: body, joint: ';' }]
  const frames: Session['frames'] = [
    ...current.frames,
    { type: 'call', positional: current.positional, locals: {} },
    { type: 'script', script, next: 0 },
  ]
  return { ...current, frames, positional: args, status: 0 }
}

// A whole with redirections: a part of this shell with streams of its own.
function redirected(
  current: Session,
  { command, redirects }: { readonly command: Command; readonly redirects: readonly Redirect[] },
  runner: Runner,
): Session {
  const opened = redirect(redirects, OWN, current, runner)
  if ('problem' in opened) return { ...current, status: 1 }
  const script: Script = [{ command, joint: ';' }]
  const child: Child = { ...childOf(['sh'], current, opened.outputs), script, isShared: true }
  return new Children(current, runner).start([{ child, assigned: {}, input: opened.input }])
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
    const isProgram = isWord(each, words, current)
    const redirects = each.type === 'simple' && isProgram ? each.redirects : []
    const opened = redirect(redirects, own, current, runner)
    if ('problem' in opened) return { ...current, status: 1 }
    const child: Child = {
      ...childOf(words.length > 0 ? words : ['true'], next, opened.outputs),
      hasOwnInput: index === 0 && !isBackground,
      isBackground,
      counts: isLast && !isBackground ? (isNot ? 'inverted' : 'yes') : 'no',
      ...(isProgram ? {} : { script: [{ command: each, joint: ';' as const }] }),
    }
    starts.push({
      child,
      assigned,
      input: opened.input ?? (isBackground && index === 0 ? '' : undefined),
    })
  }
  if (!isBackground) return new Children(current, runner).start(starts)
  const last = numberOf(runner.system.pid ?? 1, first + commands.length - 1)
  return new Children({ ...current, status: 0, last }, runner).start(starts)
}

const BUILTINS = new Set([
  ...['cd', 'export', 'set', 'unset', 'exit', 'wait', 'exec', 'eval'],
  ...['read', 'trap', 'shift', 'local', 'return'],
])
const isWord = (command: Command, [name = '']: readonly string[], { functions }: Session) =>
  command.type === 'simple' && !BUILTINS.has(name) && !Object.hasOwn(functions, name)
