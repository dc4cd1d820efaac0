import { absolutePath } from '../files/file-system'
import type { System } from '../image'
import type { Session } from './session'

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
    case 'set':
    case 'trap':
      return { ...current, status: 0 }
    case 'break':
    case 'continue':
      return { ...current, status: 0, frames: leftLoop(current.frames, name === 'break') }
    case 'wait': {
      const children = current.children.map((child) => ({ ...child, isBackground: false }))
      return { ...current, children, status: 0 }
    }
    default:
      return undefined
  }
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
