import type { SessionChunk } from '../api/session'
import type { Status } from '../api/status'
import { limits } from '../limits'
import { TCP } from '../network/packet'
import type { Forwarded } from './forwarded'
import { portKey } from './sockets'
import { nothingTold, type Told, textLength, withChunk } from './told'
import type { Tty } from './tty'
import type { World } from './world'

/** An open session of any type, or one that has ended not long ago: a value. */
export interface Session {
  readonly id: number
  readonly type: 'exec' | 'attach' | 'portforward' | 'proxy' | 'server'
  /** `namespace/name`; empty on a machine outside of Pods. */
  readonly pod: string
  /** The process that is spoken with; 0 for a `portforward`. */
  readonly process: number
  /** The container's own process, whose end is everybody's; 0 when there is none. */
  readonly root: number
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  /** The terminal of its own, if it has one. */
  readonly tty: Tty | undefined
  readonly told: Told
  readonly isOver: boolean
  /** Places that a `portforward` leads through: the API server's node, and the Pod's. */
  readonly via: readonly string[]
  /** Connections of a `portforward`, by the client's number. */
  readonly connections: readonly Forwarded[]
  /** Ports of the laptop that lead through it. */
  readonly listening: readonly { readonly localPort: number; readonly port: number }[]
}

/**
 * Sessions that are over and whose last words can still be asked for: all that can be open may end
 * between two looks of their clients. Above a few, long words are not kept for so many.
 */
const MOST_OVER = limits.sessions
const FEW_OVER = 32
const MOST_TEXT_OVER = 8_388_608

/** Opens a session that has told nothing yet. */
export function openSession(
  world: World,
  session: Pick<Session, 'type' | 'pod' | 'process' | 'root'> & Partial<Session>,
): Session {
  const opened: Session = {
    id: world.number(),
    stdin: false,
    stdout: false,
    stderr: false,
    tty: undefined,
    told: nothingTold,
    isOver: false,
    via: [],
    connections: [],
    listening: [],
    ...session,
  }
  world.state.sessions.set(opened.id, 0, opened)
  return opened
}

/** A session that is still open. */
export function sessionOf(world: World, id: number): Session | undefined {
  const session = world.state.sessions.get(id)
  return session?.isOver ? undefined : session
}

/** Changes a session. */
export function change(world: World, id: number, part: Partial<Session>): void {
  const session = sessionOf(world, id)
  if (session) world.state.sessions.set(id, 0, { ...session, ...part })
}

/** Tells a session's client something. */
export function tell(world: World, id: number, chunk: SessionChunk): void {
  const session = sessionOf(world, id)
  if (session) change(world, id, { told: withChunk(session.told, chunk) })
}

/** Shows a session what a process has written; a terminal has one stream, and ends lines CRLF. */
export function show(world: World, id: number, type: 'stdout' | 'stderr', text: string): void {
  const session = sessionOf(world, id)
  if (!session || text === '') return
  if (session.tty) tell(world, id, { type: 'stdout', text: text.replace(/\r?\n/g, '\r\n') })
  else if (session[type]) tell(world, id, { type, text })
}

/** Ends a session, with a status unless it is a `portforward`. */
export function endSession(world: World, id: number, status?: Status): void {
  const { state } = world
  if (status) tell(world, id, { type: 'status', status })
  const session = sessionOf(world, id)
  if (!session) return
  closePorts(world, session)
  state.sessions.set(id, 0, { ...session, isOver: true, connections: [], listening: [] })
  state.sessionsOver = [...state.sessionsOver, id]
  if (state.sessionsOver.length > FEW_OVER) forgetOldest(state)
}

function forgetOldest(state: World['state']): void {
  const { sessions, sessionsOver } = state
  let rest = sessionsOver.length
  let text = 0
  for (const id of sessionsOver) text += textLength(sessions.get(id)?.told ?? nothingTold)
  for (const oldest of sessionsOver) {
    if (rest <= FEW_OVER || (rest <= MOST_OVER && text <= MOST_TEXT_OVER)) break
    text -= textLength(sessions.get(oldest)?.told ?? nothingTold)
    sessions.delete(oldest)
    rest--
  }
  state.sessionsOver = sessionsOver.slice(sessionsOver.length - rest)
}

function closePorts({ state, options }: World, { listening }: Session): void {
  const laptop = state.network.hosts.get(options.visitor)
  for (const { localPort } of listening) {
    if (laptop) state.listeners.delete(laptop.id, portKey(localPort, TCP))
  }
}

/** The open sessions, oldest first. */
export const openSessions = ({ state }: Pick<World, 'state'>): readonly Session[] =>
  state.sessions.size === state.sessionsOver.length
    ? NONE
    : state.sessions
        .values()
        .filter(({ isOver }) => !isOver)
        .sort((left, right) => left.id - right.id)

const NONE: readonly Session[] = []
