import { Cluster, milliseconds } from '../../engine'
import type { ApiRequest, ConnectRequest, Cursor } from '../../engine/api/request'
import type { SessionChunk } from '../../engine/api/session'
import type { Status } from '../../engine/api/status'
import type { ClusterOptions } from '../../engine/cluster/options'
import type { Channel, Client } from '../client'
import { createKubectl } from '../program'
import type { Files, World } from '../world'
import { wordsOf } from './words'

/** What a command did. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a command is run with. */
export interface RunOptions {
  readonly stdin?: string
  /** Ctrl-C after this much of the cluster's time. */
  readonly milliseconds?: number
  readonly environment?: Readonly<Record<string, string>>
  readonly edit?: (name: string, text: string) => Promise<string>
}

const STEP = milliseconds(50)

/** A learner's machine beside a cluster of its own: kubectl through the front door. */
export class Laptop {
  readonly texts = new Map<string, string>()
  readonly asked: ApiRequest[] = []
  private readonly program = createKubectl()
  /** Ends the streams of the command under way. */
  private readonly running = new Set<AbortSignal>()
  private readonly client: Client
  private drawn = 0

  constructor(readonly cluster: Cluster) {
    this.client = this.newClient()
  }

  /** A laptop beside a cluster whose nodes are ready. */
  static settled(options: Partial<ClusterOptions> = {}): Laptop {
    const cluster = Cluster.create(options)
    cluster.settle()
    return new Laptop(cluster)
  }

  /** Runs one line that begins with `kubectl`. */
  async run(line: string, options: RunOptions = {}): Promise<Outcome> {
    const [, ...words] = wordsOf(line)
    return this.call(words, options)
  }

  /** The same, for words as they stand. */
  async call(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    let [stdout, stderr] = ['', '']
    const controller = new AbortController()
    const input = options.stdin === undefined ? [] : [options.stdin]
    const world: World = {
      client: this.client,
      stdin: { isTerminal: false, read: async () => input.shift() },
      stdout: {
        isTerminal: false,
        columns: 80,
        write: (text) => {
          stdout += text
        },
      },
      stderr: {
        isTerminal: false,
        columns: 80,
        write: (text) => {
          stderr += text
        },
      },
      files: this.files(),
      environment: { HOME: '/home/learner', ...options.environment },
      signal: controller.signal,
      now: () => this.cluster.options.epoch * 1_000 + Math.floor(this.cluster.now / 1_000),
      sleep: (time) => this.sleep(time, controller.signal),
      random: (below) => this.drawn++ % below,
      ...(options.edit ? { edit: options.edit } : {}),
    }
    if (options.milliseconds !== undefined) {
      void this.sleep(options.milliseconds, controller.signal).then(() => controller.abort())
    }
    this.running.add(controller.signal)
    const code = await this.program(words, world)
    controller.abort()
    this.running.delete(controller.signal)
    return { code, stdout, stderr }
  }

  /** What a completion sees of this machine. */
  machine(): { readonly client: Client; readonly files: Files } {
    return { client: this.client, files: this.files() }
  }

  /** Lets time pass. */
  wait(time: number): void {
    this.cluster.advance(this.cluster.now + milliseconds(time))
  }

  private newClient(): Client {
    const { cluster } = this
    return {
      request: async (request) => {
        this.asked.push(request)
        return cluster.request(request)
      },
      stream: (request) => this.stream(request),
      connect: (request) => this.connect(request),
    }
  }

  private async connect(request: ConnectRequest): Promise<Channel | Status> {
    this.asked.push(request as ApiRequest)
    const response = this.cluster.request(request)
    if (!('stream' in response)) return response.body as Status
    const { stream } = response
    const session = stream.type === 'session' ? stream.session : 0
    const chunks = this.follow(stream) as AsyncGenerator<SessionChunk>
    return { chunks, send: (input) => this.cluster.send(session, input) }
  }

  private async *stream(request: ApiRequest): AsyncGenerator<unknown> {
    this.asked.push(request)
    const response = this.cluster.request(request)
    if (!('stream' in response)) {
      yield { type: 'ERROR', object: response.body }
      return
    }
    yield* this.follow(response.stream)
  }

  private async *follow(from: Cursor): AsyncGenerator<unknown> {
    let cursor: Cursor | undefined = from
    while (cursor && this.running.size > 0) {
      const polled: ReturnType<Cluster['poll']> = this.cluster.poll(cursor)
      yield* polled.events
      cursor = polled.cursor
      await turn()
      this.cluster.advance(this.cluster.now + STEP)
    }
  }

  private async sleep(time: number, signal: AbortSignal): Promise<void> {
    const until = this.cluster.now + milliseconds(time)
    while (this.cluster.now < until && !signal.aborted) {
      await turn()
      this.cluster.advance(Math.min(until, this.cluster.now + STEP))
    }
  }

  private files(): Files {
    const { texts } = this
    const names = (path: string): readonly string[] => {
      const folder = path === '.' || path === '' ? '' : `${path.replace(/\/$/, '')}/`
      const below = [...texts.keys()]
        .filter((each) => each.startsWith(folder) && (folder !== '' || !each.startsWith('/')))
        .map((each) => each.slice(folder.length).replace(/\/.*$/, '/'))
      return [...new Set(below)].sort()
    }
    return {
      read: (path) => texts.get(path),
      write: (path, text) => void texts.set(path, text),
      remove: (path) => void texts.delete(path),
      list: (path) => (names(path).length > 0 ? names(path) : undefined),
    }
  }
}

// Lets whoever waits for something that has come go on before time does.
async function turn(): Promise<void> {
  for (let count = 0; count < 20; count++) await Promise.resolve()
}
