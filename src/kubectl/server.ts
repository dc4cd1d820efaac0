import type { ApiRequest, ApiResponse, WatchEvent } from '../engine/api/request'
import type { Status } from '../engine/api/status'
import type { Client } from './client'
import { CommandError } from './command'
import { type ApiResource, discoverOver, type GroupVersion } from './discovery'
import { failed, ServerError } from './errors'
import { isObject, type JsonObject } from './json'
import { resourceNamed, resourceOfKind } from './resources/naming'
import type { World } from './world'

/** Query parameters of a request. */
export type Query = Readonly<Record<string, string>>

/** What a server is known by. */
export interface ServerOptions {
  /** What an earlier run of the same program has learned. */
  readonly cache?: Map<string, Promise<readonly GroupVersion[]>>
  /** As messages name the server: host and port. */
  readonly host?: string
  /** Why no request can be sent at all, as the kubeconfig is. */
  readonly fault?: string | undefined
}

/** What one program run knows of its server: asks it, prints its warnings, throws its refusals. */
export class Server {
  private readonly warned = new Set<string>()
  private readonly own = new Map<string, Promise<readonly GroupVersion[]>>()
  private discovered: Promise<readonly GroupVersion[]> | undefined

  constructor(
    readonly client: Client,
    private readonly world: World,
    private readonly options: ServerOptions = {},
  ) {}

  private get cache(): Map<string, Promise<readonly GroupVersion[]>> {
    return this.options.cache ?? this.own
  }

  /** How many different warnings the server has sent. */
  get warnings(): number {
    return this.warned.size
  }

  /** Sends a request; throws `ServerError` when it is refused. */
  async send(request: ApiRequest): Promise<JsonObject> {
    const response = await this.raw(request)
    if (response.status >= 400) throw refusalOf(response)
    return 'body' in response && isObject(response.body) ? response.body : {}
  }

  /** An object, a list or a Table. */
  get(path: string, query: Query = {}, accept = 'application/json'): Promise<JsonObject> {
    return this.send({ method: 'GET', path, query, headers: { accept } })
  }

  /** Sends a request and takes whatever comes; warnings are printed, each text once. */
  async raw(request: ApiRequest): Promise<ApiResponse> {
    this.check()
    const response = await this.client.request(request).catch((error) => this.unreachable(error))
    if ('warnings' in response) for (const each of response.warnings ?? []) this.warn(each)
    return response
  }

  // What no server answers is told in one line, whatever the client has against it.
  private unreachable(error: unknown): never {
    if (error instanceof CommandError) throw error
    throw new CommandError(
      `The connection to the server ${this.options.host ?? 'localhost:8080'} was refused - ` +
        'did you specify the right host or port?',
    )
  }

  private check(): void {
    if (this.options.fault !== undefined) throw new CommandError(this.options.fault)
  }

  /** Prints a warning as if the server had sent it. */
  warn(text: string): void {
    if (this.warned.has(text)) return
    this.warned.add(text)
    this.world.stderr.write(`Warning: ${text}\n`)
  }

  /**
   * What a watch brings, until the caller breaks off, Ctrl-C, or `milliseconds` of the cluster's
   * clock have passed. One that is `told` to nobody, for its reader has left, ends, too.
   */
  async *watch(
    path: string,
    query: Query = {},
    { accept = 'application/json', milliseconds = Number.POSITIVE_INFINITY, told = false } = {},
  ): AsyncGenerator<WatchEvent> {
    this.check()
    const request: ApiRequest = {
      method: 'GET',
      path,
      query: { ...query, watch: 'true' },
      headers: { accept },
    }
    const stream = this.client.stream(request)
    const changes = told ? this.told(stream) : this.until(stream, milliseconds)
    for await (const each of changes) yield each as WatchEvent
  }

  /**
   * What a stream brings to whoever does nothing but pass it on: with the reader of its output, the
   * program leaves as well. A real one would hear of that at its next word, which may never come.
   */
  async *told<T>(stream: AsyncIterable<T>): AsyncGenerator<T> {
    const { stdout } = this.world
    const free = stdout.onLeft?.(() => stdout.write(''))
    try {
      yield* this.until(stream, Number.POSITIVE_INFINITY)
    } finally {
      free?.()
    }
  }

  /** What a stream brings, until Ctrl-C or until time is up. */
  async *until<T>(stream: AsyncIterable<T>, milliseconds: number): AsyncGenerator<T> {
    const { signal } = this.world
    if (signal.aborted) return
    const iterator = stream[Symbol.asyncIterator]()
    const over = Symbol('over')
    let stop = (_: typeof over): void => undefined
    const ended = new Promise<typeof over>((resolve) => {
      stop = resolve
    })
    const abort = () => stop(over)
    signal.addEventListener('abort', abort)
    if (Number.isFinite(milliseconds)) void this.world.sleep(milliseconds).then(abort)
    try {
      while (true) {
        const next = await Promise.race([iterator.next(), ended])
        if (next === over || next.done) return
        yield next.value
      }
    } finally {
      signal.removeEventListener('abort', abort)
      void iterator.return?.()
    }
  }

  /** Everything that the server serves. */
  async versions(): Promise<readonly GroupVersion[]> {
    this.check()
    const known = this.discovered ?? this.cache.get('') ?? discoverOver(this.client)
    this.discovered = known
    this.cache.set('', known)
    return known
  }

  /** The resource that a word on the command line means; looks again when it is not known. */
  async find(word: string): Promise<ApiResource | undefined> {
    const known = this.discovered ?? this.cache.get('')
    const found = resourceNamed(await this.versions(), word)
    if (found || !known) return found
    this.discovered = undefined
    this.cache.clear()
    return resourceNamed(await this.versions(), word)
  }

  /** The same, for a word that must mean something. */
  async resource(word: string): Promise<ApiResource> {
    const found = await this.find(word)
    if (found) return found
    throw failed(`the server doesn't have a resource type "${word.split('.')[0]}"`)
  }

  /** The resource of a kind, as files name it. */
  async kind(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    return resourceOfKind(await this.versions(), apiVersion, kind)
  }
}

const reasons: Readonly<Record<number, string>> = {
  404: 'NotFound',
  405: 'MethodNotAllowed',
  503: 'ServiceUnavailable',
}

/** The refusal that a response is. */
export const refusalOf = (response: ApiResponse): ServerError =>
  new ServerError(statusIn('body' in response ? response.body : undefined, response.status))

/** The Status of a refusal; one is made up, as client-go does, when the server sent none. */
function statusIn(body: unknown, code: number): Status {
  if (isObject(body) && body['kind'] === 'Status') return body as unknown as Status
  const message =
    code === 404
      ? 'the server could not find the requested resource'
      : `an error on the server ("${String(body)}") has prevented the request from succeeding`
  const reason = reasons[code] ?? 'InternalError'
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  }
}
