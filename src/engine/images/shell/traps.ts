import type { Signal } from '../image'
import { parseScript } from './parse'
import type { Session } from './session'

const NAMES: Readonly<Record<string, string>> = {
  0: 'EXIT',
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  9: 'KILL',
  15: 'TERM',
}

/** The numbers of signals. */
export const signalNumbers: Readonly<Record<Signal, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGTERM: 15,
}

const nameOf = (word: string): string => NAMES[word] ?? word.toUpperCase().replace(/^SIG/, '')

/** `trap 'commands' SIGNAL…`, `trap - SIGNAL…`; alone, it tells what is set. */
export function trap(
  args: readonly string[],
  current: Session,
): { readonly session: Session; readonly said: string } {
  const [action, ...signals] = args[0] === '--' ? args.slice(1) : args
  if (action === undefined) {
    const said = Object.entries(current.traps)
      .map(([name, script]) => `trap -- '${script.replaceAll("'", "'\\''")}' ${name}\n`)
      .join('')
    return { session: { ...current, status: 0 }, said }
  }
  const isReset = action === '-' || signals.length === 0
  const names = (signals.length === 0 ? [action] : signals).map(nameOf)
  const others = Object.entries(current.traps).filter(([name]) => !names.includes(name))
  const set = isReset ? [] : names.map((name): [string, string] => [name, action])
  const traps = Object.fromEntries([...others, ...set])
  return { session: { ...current, traps, status: 0 }, said: '' }
}

/** Notes a signal for which there is a trap; undefined when there is none. */
export function caught(current: Session, signal: Signal): Session | undefined {
  const name = signal.slice('SIG'.length)
  const action = Object.hasOwn(current.traps, name) ? current.traps[name] : undefined
  if (action === undefined) return undefined
  if (action === '') return current
  // `wait` is over as soon as a signal is caught.
  const isAwaiting = current.children.some(({ isAwaited }) => isAwaited)
  const children = current.children.map(({ isAwaited, ...child }) =>
    isAwaited ? { ...child, isBackground: true } : child,
  )
  const status = isAwaiting ? 128 + signalNumbers[signal] : current.status
  return { ...current, children, status, pending: [...current.pending, name] }
}

/** Begins what a trap holds; `$?` is afterwards what it was. */
export function trapped(current: Session, name: string): Session {
  const script = parseScript(current.traps[name] ?? '')
  if ('unknown' in script) return current
  const { frames, status } = current
  return {
    ...current,
    frames: [...frames, { type: 'status', status }, { type: 'script', script, next: 0 }],
  }
}

/** A session without one of its traps. */
export const withoutTrap = (current: Session, name: string): Session => ({
  ...current,
  traps: Object.fromEntries(Object.entries(current.traps).filter(([each]) => each !== name)),
})
