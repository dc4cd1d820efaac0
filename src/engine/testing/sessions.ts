import type { ConnectRequest } from '../api/request'
import type { SessionChunk, SessionInput } from '../api/session'
import type { Status } from '../api/status'
import type { Cluster } from '../cluster'
import { milliseconds, seconds } from '../sim'

/** An open session, from a test's side. */
export interface TestSession {
  readonly chunks: readonly SessionChunk[]
  /** All that came on a stream so far. */
  text(stream?: 'stdout' | 'stderr'): string
  /** How it ended: an exit code, or a message. */
  readonly end: number | string | undefined
  send(input: SessionInput): void
  type(text: string): void
  /** Lets time pass until it has ended. */
  wait(most?: number): TestSession
  /** Lets time pass. */
  pass(span: number): TestSession
}

/** Opens a session, or returns why it was refused. */
export function connect(cluster: Cluster, request: ConnectRequest): TestSession | Status {
  const response = cluster.request(request)
  if (!('stream' in response) || response.stream.type !== 'session') {
    return ('body' in response ? response.body : response) as Status
  }
  return new Opened(cluster, response.stream)
}

class Opened implements TestSession {
  readonly chunks: SessionChunk[] = []
  private cursor: { type: 'session'; session: number; chunk: number } | undefined

  constructor(
    private readonly cluster: Cluster,
    cursor: { type: 'session'; session: number; chunk: number },
  ) {
    this.cursor = cursor
    this.poll()
  }

  text(stream: 'stdout' | 'stderr' = 'stdout'): string {
    return this.chunks.map((chunk) => (chunk.type === stream ? chunk.text : '')).join('')
  }
  get end(): number | string | undefined {
    const last = this.chunks.at(-1)
    if (last?.type !== 'status') return this.cursor ? undefined : 'gone'
    const { status } = last
    if (status.status === 'Success') return 0
    const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')
    return code ? Number(code.message) : (status.message ?? '')
  }
  send(input: SessionInput): void {
    const { cursor } = this
    if (cursor) this.cluster.send(cursor.session, input)
    this.poll()
  }
  type(text: string): void {
    this.send({ type: 'stdin', text })
  }
  wait(most = seconds(200)): this {
    const end = this.cluster.now + most
    while (this.cursor && this.cluster.now < end) this.pass(milliseconds(5))
    return this
  }
  pass(span: number): this {
    this.cluster.advance(this.cluster.now + span)
    this.poll()
    return this
  }

  private poll(): void {
    if (!this.cursor) return
    const { events, cursor } = this.cluster.poll(this.cursor)
    this.chunks.push(...(events as readonly SessionChunk[]))
    this.cursor = cursor?.type === 'session' ? cursor : undefined
  }
}

/** Runs a command in a Pod's container, and waits for its end. */
export function exec(
  cluster: Cluster,
  pod: string,
  command: readonly string[],
  query: ConnectRequest['query'] = {},
): TestSession {
  const path = `/api/v1/namespaces/default/pods/${pod}/exec`
  const all = { command, stdout: 'true', stderr: 'true', ...query }
  const opened = connect(cluster, { method: 'GET', path, query: all })
  if (!('wait' in opened)) throw new Error(opened.message)
  return query['stdin'] ? opened : opened.wait()
}
