import type { SeenProcess, Signal, Terminal } from '../images/image'
import { STRIDE } from '../images/shell/numbers'
import { interrupt } from './executing'
import type { Process } from './process'
import { deliver, exitProcess, memoryOf } from './processes'
import { openSessions } from './session'
import type { World } from './world'

interface Numbered {
  readonly number: number
  readonly process: Process
}

/** The processes of a container: its own is the first. */
function numbered(world: World, process: Process): readonly Numbered[] {
  const { processes } = world.state
  const root = process.manner?.root ?? process.id
  const main = processes.get(root)
  const others = processes
    .values()
    .filter((each) => (root === 0 ? each.id === process.id : each.manner?.root === root))
  others.sort((left, right) => left.id - right.id)
  return [
    ...(main ? [{ number: 1, process: main }] : []),
    ...others.map((each, index) => ({ number: 1 + STRIDE * (index + 1), process: each })),
  ]
}

/** The processes that one can see, as `ps` numbers them. */
export const seenBy = (world: World, process: Process): readonly SeenProcess[] =>
  numbered(world, process).flatMap(({ number, process: each }) => [
    { id: number, process: each.id, argv: each.argv },
    ...within(world, { number, process: each }),
  ])

// The programs that a shell runs are part of its process here, and processes to whoever looks.
const within = (world: World, { number, process }: Numbered): readonly SeenProcess[] =>
  process.image.within?.(memoryOf(world, process.id), process.argv, number) ?? []

/** A process' number among those of its container. */
export const numberIn = (world: World, process: Process): number =>
  numbered(world, process).find((each) => each.process === process)?.number ?? 1

const KILLED = 137

/** Sends a signal to a process that another can see; whether there is one. */
export function signalSeen(world: World, by: Process, number: number, signal: Signal): boolean {
  const all = numbered(world, by)
  const found = all.find((each) => each.number === number)
  if (!found) {
    const isWithin = (each: Numbered) => within(world, each).some(({ id }) => id === number)
    const shell = all.find(isWithin)?.process
    if (shell) deliver(world, shell, { type: 'kill', id: number, signal })
    return shell !== undefined
  }
  const { process } = found
  if (signal !== 'SIGKILL') interrupt(world, process, signal)
  // A container's process 1 cannot be killed from within.
  else if (process.manner?.session !== undefined) exitProcess(world, process, KILLED)
  return true
}

/** The terminal that a process writes to, if it does. */
export function terminalOf(world: World, { id, manner }: Process): Terminal | undefined {
  if (manner?.session !== undefined) return world.state.sessions.get(manner.session)?.tty
  if (!manner?.tty) return undefined
  const attached = openSessions(world).find(
    ({ type, process }) => type === 'attach' && process === id,
  )
  return attached?.tty ?? { columns: 80, rows: 24 }
}
