import { absolutePath } from '../files/file-system'
import type { System } from '../image'
import { readingOf } from './read'
import type { Session } from './session'
import { trap } from './traps'

/** What the shell does itself; undefined for everything else. */
export function builtin(
  name: string,
  args: readonly string[],
  current: Session,
  system: System,
): Session | undefined {
  switch (name) {
    case 'exit': {
      const { input: _, ...rest } = current
      return { ...rest, frames: [], status: Number(args[0] ?? current.status) & 255 }
    }
    case 'cd':
      return changeDirectory(args[0] ?? '/root', current, system)
    case 'export':
      return { ...current, status: 0, variables: { ...current.variables, ...pairs(args) } }
    case 'unset': {
      const variables = Object.entries(current.variables).filter(([key]) => !args.includes(key))
      return { ...current, status: 0, variables: Object.fromEntries(variables) }
    }
    case 'set': {
      const dashes = args.indexOf('--')
      if (dashes >= 0) return { ...current, status: 0, positional: args.slice(dashes + 1) }
      const isWords = args.length > 0 && !/^[-+]/.test(args[0] ?? '')
      return { ...current, status: 0, ...(isWords ? { positional: args } : {}) }
    }
    case 'shift': {
      const count = Number(args[0] ?? 1)
      const isThere = count <= current.positional.length
      const positional = isThere ? current.positional.slice(count) : current.positional
      return { ...current, positional, status: isThere ? 0 : 1 }
    }
    case 'trap': {
      const { session, said } = trap(args, current)
      system.print(said)
      return session
    }
    case 'local':
      return local(args, current)
    case 'return':
      return returned(Number(args[0] ?? current.status) & 255, current)
    case 'read': {
      const { prompt, ...reading } = readingOf(args)
      if (prompt !== undefined) system.complain(prompt)
      return { ...current, frames: [...current.frames, { type: 'read', reading }] }
    }
    case 'break':
    case 'continue':
      return { ...current, status: 0, frames: leftLoop(current.frames, name === 'break') }
    case 'wait': {
      const children = current.children.map((child) =>
        child.isBackground ? { ...child, isBackground: false, isAwaited: true } : child,
      )
      return { ...current, children, status: 0 }
    }
    default:
      return undefined
  }
}

// Out of the innermost function.
function returned(status: number, current: Session): Session {
  const call = current.frames.findLastIndex(({ type }) => type === 'call')
  return { ...current, status, frames: call < 0 ? [] : current.frames.slice(0, call + 1) }
}

// What the names were before the function is kept in its frame.
function local(args: readonly string[], current: Session): Session {
  const place = current.frames.findLastIndex(({ type }) => type === 'call')
  const names = args.map((arg) => arg.replace(/=.*$/s, ''))
  const frames = current.frames.map((frame, index) => {
    if (index !== place || frame.type !== 'call') return frame
    const before = names.map((name) => [name, current.variables[name]])
    return { ...frame, locals: { ...Object.fromEntries(before), ...frame.locals } }
  })
  const variables = { ...current.variables, ...pairs(args) }
  return { ...current, frames, variables, status: 0 }
}

// Out of the innermost loop, or to its next round.
function leftLoop(frames: Session['frames'], isBreak: boolean): Session['frames'] {
  const loop = frames.findLastIndex(({ type }) => type === 'loop' || type === 'for')
  return loop < 0 ? frames : frames.slice(0, isBreak ? loop : loop + 1)
}

function changeDirectory(path: string, current: Session, system: System): Session {
  const directory = absolutePath(current.directory, path)
  const found = system.files.find(directory)
  if (found?.type === 'directory') return { ...current, directory, status: 0 }
  const why = found ? 'Not a directory' : 'No such file or directory'
  system.complain(`sh: cd: can't cd to ${path}: ${why}\n`)
  return { ...current, status: 1 }
}

const pairs = (args: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    args
      .filter((arg) => arg.includes('='))
      .map((arg) => {
        const equals = arg.indexOf('=')
        return [arg.slice(0, equals), arg.slice(equals + 1)]
      }),
  )
