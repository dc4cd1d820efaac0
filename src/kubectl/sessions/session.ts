import type { ConnectRequest } from '../../engine/api/request'
import type { Status } from '../../engine/api/status'
import type { Channel } from '../client'
import type { Call } from '../command'
import { CommandError } from '../command'
import { failed, ServerError } from '../errors'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'

/** The streams of an `exec` or `attach`. */
export interface Streams {
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  readonly tty: boolean
}

/** Which container of which Pod a session is with. */
export interface Place {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

/** The request that opens a session; `command` is that of `exec`. */
export function sessionRequest(
  kind: 'exec' | 'attach',
  { namespace, pod, container }: Place,
  { stdin, stdout, stderr, tty }: Streams,
  command: readonly string[] = [],
): ConnectRequest {
  const on = (name: string, wanted: boolean) => (wanted ? { [name]: 'true' } : {})
  return {
    method: 'GET',
    path: pathTo(pods, namespace, pod, kind),
    query: {
      container,
      ...on('stdin', stdin),
      ...on('stdout', stdout),
      ...on('stderr', stderr),
      ...on('tty', tty),
      ...(kind === 'exec' ? { command } : {}),
    },
  }
}

/** Opens a session; throws the server's refusal. */
export async function open({ session }: Call, request: ConnectRequest): Promise<Channel> {
  const answer = await session.server.client.connect(request)
  if ('kind' in answer) throw new ServerError(answer)
  return answer
}

const ROWS = 24

/** Ctrl-C of whoever does not read its keys itself. */
const INTERRUPTED = 130

/**
 * Joins the streams of a session to those of the program until it is over; the exit code of a
 * command that failed is thrown, as kubectl ends with it.
 */
export async function join(call: Call, channel: Channel, streams: Streams): Promise<number> {
  const { world } = call
  const restore = streams.tty ? world.stdin.raw?.() : undefined
  const leave = () => channel.send({ type: 'close' })
  world.signal.addEventListener('abort', leave)
  const { stdout } = world
  const resize = () => {
    channel.send({ type: 'resize', columns: stdout.columns, rows: stdout.rows ?? ROWS })
  }
  if (streams.tty) resize()
  const forget = streams.tty ? stdout.onResize?.(resize) : undefined
  const over = { now: false }
  if (streams.stdin) void feed(call, channel, over)
  try {
    return await listen(call, channel)
  } finally {
    over.now = true
    restore?.()
    forget?.()
    world.signal.removeEventListener('abort', leave)
    if (!world.signal.aborted) leave()
  }
}

async function feed(
  { world }: Call,
  channel: Channel,
  over: { readonly now: boolean },
): Promise<void> {
  while (!over.now) {
    const text = await world.stdin.read()
    if (over.now) return
    channel.send(text === undefined ? { type: 'end' } : { type: 'stdin', text })
    if (text === undefined) return
  }
}

async function listen({ world, session }: Call, channel: Channel): Promise<number> {
  for await (const chunk of session.server.until(channel.chunks, Number.POSITIVE_INFINITY)) {
    if (chunk.type === 'stdout') world.stdout.write(chunk.text)
    if (chunk.type === 'stderr') world.stderr.write(chunk.text)
    if (chunk.type === 'status') return settled(chunk.status)
  }
  return world.signal.aborted ? INTERRUPTED : 0
}

/** 0, or the failure thrown as client-go words it (remotecommand, errorstream v4). */
export function settled(status: Status): number {
  if (status.status === 'Success') return 0
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')
  if (status.reason !== 'NonZeroExitCode' || !cause) throw failed(status.message ?? '')
  const code = Number(cause.message)
  throw new CommandError(`command terminated with exit code ${code}`, code)
}
