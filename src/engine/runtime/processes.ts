import type { Image, ProcessMessage, Signal } from '../images/image'
import { hashText, seconds } from '../sim'
import { emptyLog, printed } from './log'
import { keepFor, waitOf } from './pod-faults'
import type { Life, PodSandbox, Process } from './process'
import type { ContainerStart } from './runtime'
import { endSession, openSessions, show } from './session'
import { statusOfExit, succeeded } from './session-status'
import { closeConnection } from './sockets'
import type { World } from './world'

/** What a killed process exits with: 128 and the signal's number. */
const KILLED = 137

// Tables hold no `undefined`: this stands for a memory that is.
const NOTHING = {}

/** The text by which a kubelet knows a process. */
export const processName = (id: number): string => `process-${id}`

/** The number of a process that a kubelet names. */
export const processNumber = (name: string): number => Number(name.slice('process-'.length))

/** Starts a container's program in a Pod. */
export function startProcess(
  world: World,
  pod: PodSandbox,
  image: Image,
  start: ContainerStart,
): number {
  const { state } = world
  const id = world.number()
  const usual: Process = {
    id,
    pod: start.pod,
    container: start.container,
    host: pod.host,
    sandbox: pod.sandbox,
    place: pod.place,
    image,
    tag: start.tag,
    argv: start.argv,
    environment: start.environment,
    address: pod.sandbox.ip,
    randomKey: hashText(`process/${start.pod}/${start.container}/${id}`, state.seed),
  }
  // What is written out at once takes less memory than what is spread into.
  const process = start.manner ? { ...usual, manner: start.manner } : usual
  // A container begins with what its image brings.
  if (state.disks.size > 0) state.disks.delete(`${start.pod}/${start.container}`)
  const lives = livesWith(world, pod, { container: start.container, process: id })
  state.processes.set(id, 0, process)
  state.sandboxes.set(start.pod, { ...pod, lives })
  run(world, process, () => image.start(world.system))
  return id
}

/** Brings a process a message; one that is slow, or hangs, hears it later. */
export function deliver(world: World, process: Process, message: ProcessMessage): void {
  const wait = world.state.podFaults.size > 0 ? waitOf(world, process, message) : 0
  if (wait === 0) handOver(world, process, message)
  else world.context.after(wait, { to: 'network', type: 'heard', process: process.id, message })
}

/** Hands a process a message and keeps what it makes of its memory, unless it hangs. */
export function handOver(world: World, process: Process, message: ProcessMessage): void {
  if (world.state.frozen.size > 0 && keepFor(world, process, message)) return
  const { memories, held } = world.state
  const { id, image } = process
  if (held.size > 0 && held.get(id) !== undefined) return
  const before = world.process
  world.process = process
  const kept = memories.get(id)
  const memory = kept === NOTHING ? undefined : kept
  const next = image.receive(memory, message, world.system)
  world.process = before
  if (next !== memory && isAlive(world, id)) memories.set(id, 0, next ?? orNothing(next))
}

/** Lets a process do something, and makes the result its memory. */
export function run(world: World, process: Process, work: () => unknown): void {
  const before = world.process
  world.process = process
  const memory = work()
  world.process = before
  if (isAlive(world, process.id)) {
    world.state.memories.set(process.id, 0, memory ?? orNothing(memory))
  }
}

const orNothing = (memory: unknown): unknown => (memory === undefined ? NOTHING : memory)

/** What a process remembers. */
export function memoryOf(world: World, id: number): unknown {
  const kept = world.state.memories.get(id)
  return kept === NOTHING ? undefined : kept
}

/** Whether a process still runs. */
export const isAlive = (world: World, id: number): boolean =>
  world.state.processes.get(id) !== undefined

/** How long a container that is done waits for somebody to attach, if one was to (stdinOnce). */
const PATIENCE = seconds(30)

/** Ends a process; its node's kubelet hears of it, or the session that started it. */
export function exitProcess(world: World, process: Process, code: number): void {
  const { id, manner, sandbox } = process
  if (!isAlive(world, id) || isHeld(world, process, code)) return
  closeSockets(world, id)
  forgetProcess(world, id)
  if (manner?.session !== undefined) {
    endSession(world, manner.session, statusOfExit(code))
    return
  }
  endSessionsOf(world, id)
  world.context.tell(sandbox.node, { type: 'exited', process: processName(id), code })
}

// `kubectl run -it` attaches when it sees the container run: a short program would be over by then.
function isHeld({ state, context }: World, { id, manner }: Process, code: number): boolean {
  if (manner?.stdin !== 'once' || state.attached.get(id) || state.stopping.get(id)) return false
  if (state.held.get(id) === undefined) {
    state.held.set(id, 0, code)
    context.after(PATIENCE, { to: 'network', type: 'leave', process: id })
  }
  return true
}

/** Lets a process go that was done and has waited for somebody to attach. */
export function leaveIfHeld(world: World, process: Process): void {
  const { held, attached } = world.state
  const code = held.get(process.id)
  if (code === undefined) return
  held.delete(process.id)
  attached.set(process.id, 0, true)
  exitProcess(world, process, code)
}

// With a container's own process all others in it end, and whoever was attached to it has all.
function endSessionsOf(world: World, root: number): void {
  for (const { id, type, process } of openSessions(world)) {
    const session = world.state.sessions.get(id)
    if (session?.root !== root) continue
    if (type === 'exec') forgetProcess(world, process)
    endSession(world, id, type === 'exec' ? statusOfExit(KILLED) : succeeded)
  }
}

/** Ends the sessions of a Pod that is taken away. */
export function endSessionsIn(world: World, pod: string): void {
  for (const { id, type, pod: own, process } of openSessions(world)) {
    if (own !== pod) continue
    if (type === 'exec') forgetProcess(world, process)
    const status = type === 'exec' ? statusOfExit(KILLED) : succeeded
    endSession(world, id, type === 'portforward' ? undefined : status)
  }
}

/** Sends a signal: SIGKILL is the kernel's, the others are the program's to answer. */
export function signalProcess(world: World, id: number, signal: Signal): void {
  const process = world.state.processes.get(id)
  if (!process) return
  world.state.stopping.set(id, 0, true)
  if (world.state.held.get(id) !== undefined) leaveIfHeld(world, process)
  else if (signal === 'SIGKILL') exitProcess(world, process, KILLED)
  else deliver(world, process, { type: 'signal', signal })
}

/** Ends a process without a word to anybody: its Pod is taken away. */
export function forgetProcess(world: World, id: number): void {
  const { state } = world
  const process = state.processes.get(id)
  if (!process) return
  // Whoever hears of its end finds that it does not hang any more.
  state.frozen.delete(id)
  if (process.image.ended && process.manner?.session === undefined) lastHeard(world, process)
  for (const key of state.listening.get(id) ?? []) state.listeners.delete(process.host.id, key)
  for (const table of [
    state.listening,
    state.processes,
    state.memories,
    state.idle,
    state.drawn,
    state.stopping,
    state.attached,
    state.held,
  ]) {
    table.delete(id)
  }
  for (const { id: exchange, call } of state.exchanges.values()) {
    const { owner } = call.client
    if (owner.type === 'process' && owner.id === id) state.exchanges.delete(exchange)
  }
}

function lastHeard(world: World, process: Process): void {
  const before = world.process
  world.process = process
  process.image.ended?.(world.system)
  world.process = before
}

/** The kernel closes what a process leaves open: who waits for an answer sees the stream end. */
export function closeSockets(world: World, process: number): void {
  const { connections, exchanges } = world.state
  const own = connections.values().filter((connection) => {
    if (!connection.isClient) return connection.process === process
    const owner = exchanges.get(connection.exchange)?.call.client.owner
    return owner?.type === 'process' && owner.id === process
  })
  for (const { connection } of world.state.idle.get(process) ?? []) {
    const idle = connections.get(connection)
    if (idle) own.push(idle)
  }
  own.sort((left, right) => left.id - right.id)
  for (const connection of own) closeConnection(world, connection)
}

/** Writes what a process says: to its log, or to the session that it was started by. */
export function print(
  world: World,
  { id, manner }: Process,
  text: string,
  stream: 'stdout' | 'stderr' = 'stdout',
): void {
  const { logs } = world.state
  if (manner?.session !== undefined) {
    show(world, manner.session, stream, text)
    return
  }
  logs.set(id, 0, printed(logs.get(id) ?? emptyLog, text, world.now))
  for (const session of openSessions(world)) {
    if (session.type === 'attach' && session.process === id) show(world, session.id, stream, text)
  }
}

// A container keeps the log of the life before this one, and no older.
function livesWith(world: World, pod: PodSandbox, next: Life): readonly Life[] {
  const before = pod.lives.filter(({ container }) => container === next.container)
  const gone = new Set(before.slice(0, -1))
  for (const { process } of gone) world.state.logs.delete(process)
  return pod.lives.filter((life) => !gone.has(life)).concat(next)
}
