import { internalError, type Status } from '../api/status'
import { hashText } from '../sim'
import { linesOf } from './log'
import type { Manner, Process } from './process'
import { deliver, exitProcess, leaveIfHeld, print, run } from './processes'
import { change, endSession, openSession, type Session, sessionOf, show } from './session'
import { failed } from './session-status'
import { COLUMNS, newTty, ROWS, typed } from './tty'
import type { World } from './world'

/** Which streams a client joins, and with what terminal. */
export interface JoinedStreams {
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  readonly tty: boolean
}

/** A command that is to run in a container, or on a machine outside of Pods. */
export interface ExecStart {
  readonly argv: readonly string[]
  readonly streams: JoinedStreams
}

/** Runs a command in a container (CRI Exec); the number of the session is returned. */
export function startExec(world: World, pod: string, container: string, start: ExecStart): number {
  const main = mainProcess(world, pod, container)
  const session = openSession(world, { type: 'exec', pod, root: main?.id ?? 0, ...own(start) })
  if (!main) return refuse(world, session, upgradeRefused(`container not found ("${container}")`))
  const [program = ''] = start.argv
  if (main.image.has?.(program, main.tag) === false)
    return refuse(world, session, notExecutable(program, session.id))
  launch(world, session, { ...main, argv: start.argv }, start)
  return session.id
}

/** Runs a command on a machine; `process` says as whom. */
export function startOnMachine(world: World, process: Process, start: ExecStart): number {
  const session = openSession(world, { type: 'exec', pod: '', root: 0, ...own(start) })
  const [program = ''] = start.argv
  if (process.image.has?.(program) === false) {
    show(world, session.id, 'stderr', `bash: ${program}: command not found\n`)
    return refuse(world, session, failed(127))
  }
  launch(world, session, { ...process, argv: start.argv }, start)
  return session.id
}

const own = ({
  streams,
}: ExecStart): Pick<Session, 'process' | 'stdin' | 'stdout' | 'stderr' | 'tty'> => ({
  process: 0,
  stdin: streams.stdin,
  stdout: streams.stdout,
  stderr: streams.stderr,
  tty: streams.tty ? newTty() : undefined,
})

function refuse(world: World, session: Session, status: Status): number {
  endSession(world, session.id, status)
  return session.id
}

const upgradeRefused = (why: string): Status =>
  internalError(`unable to upgrade connection: ${why}`).status

// The API server passes on in its own words what the kubelet has said in the same words.
function notExecutable(program: string, id: number): Status {
  const why = program.includes('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH'
  const exec = execId(id)
  return internalError(
    'Internal error occurred: error executing command in container: failed to exec in container: ' +
      `failed to start exec "${exec}": OCI runtime exec failed: exec failed: ` +
      `unable to start container process: exec: "${program}": ${why}: unknown`,
  ).status
}

function launch(world: World, session: Session, like: Process, { streams }: ExecStart): void {
  const id = world.number()
  const manner: Manner = {
    ...(like.manner?.directory === undefined ? {} : { directory: like.manner.directory }),
    ...(like.manner?.hasVolumes ? { hasVolumes: true } : {}),
    session: session.id,
    root: session.root,
    ...(streams.stdin ? { stdin: 'open' } : {}),
  }
  const process: Process = { ...like, id, manner }
  world.state.processes.set(id, 0, process)
  change(world, session.id, { process: id })
  run(world, process, () => process.image.start(world.system))
}

/** A container's own process, if it runs. */
export function mainProcess(world: World, pod: string, container: string): Process | undefined {
  const { sandboxes, processes } = world.state
  const life = sandboxes.get(pod)?.lives.findLast((each) => each.container === container)
  return life && processes.get(life.process)
}

/**
 * Joins the streams of a container's own process (CRI Attach). The first to join one that waits for
 * somebody at its input is told what it has said so far, and lets it go if it is done.
 */
export function startAttach(
  world: World,
  pod: string,
  container: string,
  streams: JoinedStreams,
): number {
  const { state } = world
  const main = mainProcess(world, pod, container)
  const start = { argv: [], streams }
  const process = main?.id ?? 0
  const session = openSession(world, { type: 'attach', pod, root: process, ...own(start), process })
  if (!main) {
    const [namespace = '', name = ''] = pod.split('/')
    const why = `container ${container} not found in pod ${name}_${namespace}`
    return refuse(world, session, upgradeRefused(why))
  }
  const isFirst = state.attached.get(main.id) === undefined
  state.attached.set(main.id, 0, true)
  if (isFirst && main.manner?.stdin) show(world, session.id, 'stdout', saidSoFar(world, main.id))
  leaveIfHeld(world, main)
  return session.id
}

function saidSoFar(world: World, process: number): string {
  const log = world.state.logs.get(process)
  return log
    ? linesOf(log, 0)
        .map(({ text }) => `${text}\n`)
        .join('') + log.partial
    : ''
}

/** Text from the client's standard input. */
export function sendText(world: World, session: Session, text: string): void {
  const process = world.state.processes.get(session.process)
  if (!process || !session.stdin || !process.manner?.stdin) return
  if (!session.tty) {
    deliver(world, process, { type: 'input', text })
    return
  }
  const { tty, keyed } = typed(session.tty, text)
  change(world, session.id, { tty })
  for (const key of keyed) {
    if (!world.state.processes.get(process.id)) return
    if (key.type === 'echo') print(world, process, key.text)
    else if (key.type === 'signal') interrupt(world, process, key.signal)
    else deliver(world, process, key)
  }
}

/** The client's standard input has ended. */
export function endInput(world: World, session: Session): void {
  const process = world.state.processes.get(session.process)
  if (process?.manner?.stdin && session.stdin) deliver(world, process, { type: 'end' })
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const

/** Sends a signal; the kernel ends who does not answer it, but never a container's process 1. */
export function interrupt(world: World, process: Process, signal: keyof typeof SIGNALS): void {
  const { manner, image, argv } = process
  const isCaught = manner?.session === undefined || image.catches?.(argv) === true
  if (isCaught) deliver(world, process, { type: 'signal', signal })
  else exitProcess(world, process, 128 + SIGNALS[signal])
}

/** The client's window has another size. */
export function resize(world: World, session: Session, columns: number, rows: number): void {
  const isSize = (count: number) => Number.isInteger(count) && count >= 0
  if (!session.tty || !isSize(columns) || !isSize(rows)) return
  // A window that does not know its size says 0.
  const size = { columns: columns || COLUMNS, rows: rows || ROWS }
  change(world, session.id, { tty: { ...session.tty, ...size } })
}

/**
 * The client has gone: a terminal hangs up on its process; without one it runs on, heard by nobody.
 */
export function leave(world: World, id: number): void {
  const session = sessionOf(world, id)
  if (!session) return
  const process = world.state.processes.get(session.process)
  endSession(world, id)
  if (!process) return
  if (session.type === 'attach') {
    const isLast = session.stdin && process.manner?.stdin === 'once'
    if (isLast) deliver(world, process, { type: 'end' })
  } else if (session.tty) exitProcess(world, process, 128 + SIGNALS.SIGHUP)
  else if (session.stdin) deliver(world, process, { type: 'end' })
}

// As containerd names what it executes.
const execId = (id: number): string => {
  let text = ''
  for (let part = 0; text.length < 64; part++) text += hashed(id, part)
  return text
}

const hashed = (id: number, part: number): string =>
  hashText(`exec/${id}`, part).toString(16).padStart(8, '0')
