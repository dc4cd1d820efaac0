import type { Image, ProcessMessage } from '../images/image'
import { hashText } from '../sim'
import { emptyLog, printed } from './log'
import type { Life, PodSandbox, Process } from './process'
import type { ContainerStart } from './runtime'
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
  const process: Process = {
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
  const lives = livesWith(world, pod, { container: start.container, process: id })
  state.processes.set(id, 0, process)
  state.sandboxes.set(start.pod, { ...pod, lives })
  run(world, process, () => image.start(world.system))
  return id
}

/** Hands a process a message and keeps what it makes of its memory. */
export function deliver(world: World, process: Process, message: ProcessMessage): void {
  const { memories } = world.state
  const { id, image } = process
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

/** Ends a process; its node's kubelet hears of it. */
export function exitProcess(world: World, process: Process, code: number): void {
  if (!isAlive(world, process.id)) return
  closeSockets(world, process.id)
  forgetProcess(world, process.id)
  const name = processName(process.id)
  world.context.tell(process.sandbox.node, { type: 'exited', process: name, code })
}

/** Sends a signal: SIGKILL is the kernel's, the others are the program's to answer. */
export function signalProcess(
  world: World,
  id: number,
  signal: 'SIGTERM' | 'SIGQUIT' | 'SIGKILL',
): void {
  const process = world.state.processes.get(id)
  if (!process) return
  if (signal === 'SIGKILL') exitProcess(world, process, KILLED)
  else {
    world.state.stopping.set(id, 0, true)
    deliver(world, process, { type: 'signal', signal })
  }
}

/** Ends a process without a word to anybody: its Pod is taken away. */
export function forgetProcess(world: World, id: number): void {
  const { state } = world
  const process = state.processes.get(id)
  if (!process) return
  for (const key of state.listening.get(id) ?? []) state.listeners.delete(process.host.id, key)
  for (const table of [
    state.listening,
    state.processes,
    state.memories,
    state.idle,
    state.drawn,
    state.stopping,
  ]) {
    table.delete(id)
  }
  for (const { id: exchange, call } of state.exchanges.values()) {
    const { owner } = call.client
    if (owner.type === 'process' && owner.id === id) state.exchanges.delete(exchange)
  }
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

/** Adds to a process's log. */
export function print(world: World, id: number, text: string): void {
  const { logs } = world.state
  logs.set(id, 0, printed(logs.get(id) ?? emptyLog, text, world.now))
}

// A container keeps the log of the life before this one, and no older.
function livesWith(world: World, pod: PodSandbox, next: Life): readonly Life[] {
  const before = pod.lives.filter(({ container }) => container === next.container)
  const gone = new Set(before.slice(0, -1))
  for (const { process } of gone) world.state.logs.delete(process)
  return pod.lives.filter((life) => !gone.has(life)).concat(next)
}
