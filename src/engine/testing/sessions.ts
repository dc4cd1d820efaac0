import type { ConnectRequest, Cursor } from '../api/request'
import type { SessionChunk, SessionInput } from '../api/session'
import type { Status } from '../api/status'
import { Cluster } from '../cluster'
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

type SessionCursor = Extract<Cursor, { type: 'session' }>

class Opened implements TestSession {
  readonly chunks: SessionChunk[] = []
  private cursor: SessionCursor | undefined

  constructor(
    private readonly cluster: Cluster,
    cursor: SessionCursor,
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

/** Where the Pods of the sample are. */
export const PODS = '/api/v1/namespaces/default/pods'

/** Creates an object in the default namespace. */
export const post = (cluster: Cluster, plural: string, body: object) =>
  cluster.request({ method: 'POST', path: `/api/v1/namespaces/default/${plural}`, body })

/** Creates a Pod of one container. */
export function pod(cluster: Cluster, name: string, container: object, more: object = {}): void {
  const spec = { containers: [{ name: 'main', image: 'busybox', ...container }], ...more }
  post(cluster, 'pods', { metadata: { name, labels: { app: name } }, spec })
}

/** A web server, a Service in front of it, and a few Pods to work in. */
export function settled(): Cluster {
  const cluster = Cluster.create({ seed: 3 })
  cluster.settle()
  post(cluster, 'configmaps', { metadata: { name: 'page' }, data: { 'index.html': 'mounted\n' } })
  pod(cluster, 'web', { image: 'nginx:alpine' })
  pod(cluster, 'box', { command: ['sleep', '3600'] })
  pod(cluster, 'old', { image: 'busybox:1.28', command: ['sleep', '3600'] })
  pod(cluster, 'two', { command: ['sleep', '3600'] })
  const ports = [{ port: 80 }]
  post(cluster, 'services', {
    metadata: { name: 'web-svc' },
    spec: { selector: { app: 'web' }, ports },
  })
  post(cluster, 'services', {
    metadata: { name: 'db' },
    spec: { clusterIP: 'None', selector: { app: 'box' }, ports },
  })
  const mounts = [{ name: 'page', mountPath: '/usr/share/nginx/html' }]
  const volumes = [
    { name: 'page', configMap: { name: 'page' } },
    { name: 'work', emptyDir: {} },
  ]
  const volumeMounts = [...mounts, { name: 'work', mountPath: '/scratch' }]
  pod(cluster, 'mounted', { image: 'nginx:alpine', volumeMounts }, { volumes })
  cluster.settle()
  const ip = cluster.reader().get('Pod', 'default', 'mounted')?.status.podIP ?? ''
  pod(cluster, 'debian', { image: 'nginx' }, { hostAliases: [{ ip, hostnames: ['other.test'] }] })
  cluster.settle()
  return cluster
}

/** A session that must not be refused. */
export function opened(cluster: Cluster, request: ConnectRequest): TestSession {
  const session = connect(cluster, request)
  if (!('wait' in session)) throw new Error(session.message)
  return session
}

/** A shell in a Pod of the sample. */
export const shell = (cluster: Cluster, query: ConnectRequest['query'] = {}): TestSession =>
  opened(cluster, {
    method: 'POST',
    path: `${PODS}/box/exec`,
    query: { command: 'sh', stdin: 'true', stdout: 'true', stderr: 'true', ...query },
  })
