import { type Disk, emptyDisk } from './files/disk'
import { FileView } from './files/view'
import type {
  AskRequest,
  ConnectRequest,
  FetchFailure,
  FetchRequest,
  HttpRequest,
  HttpResponse,
  Image,
  ProcessMessage,
  System,
} from './image'

/** A process of an image, alone in a world that a test plays. */
export interface Bench {
  /** What it printed. */
  log(): string
  /** What it exited with; undefined while it runs. */
  readonly exit: number | undefined
  readonly listening: readonly string[]
  readonly fetched: readonly FetchRequest[]
  readonly replies: readonly unknown[]
  /** Streams that it asked for. */
  readonly connected: readonly ConnectRequest[]
  /** What it said on streams. */
  readonly sent: readonly Sent[]
  /** Sends a request, and returns what it answered at once. */
  get(path: string, request?: Partial<HttpRequest>): HttpResponse | undefined
  /** What it answered to its n-th request, perhaps later. */
  response(request: number): HttpResponse | undefined
  tell(message: ProcessMessage): void
  /** Answers the last request that it made itself. */
  answer(response: HttpResponse | FetchFailure): void
  /** Lets time pass, and its timers go off. */
  pass(seconds: number): void
  exec(...argv: string[]): ReturnType<NonNullable<Image['exec']>>
}

/** Text on a stream; undefined where the stream, or its own half, was closed. */
export interface Sent {
  readonly stream: number
  readonly text: string | undefined
}

interface Options {
  readonly tag?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Whether something may come on standard input. */
  readonly hasInput?: boolean
  /** What the image may find in its system besides. */
  readonly lent?: object
}

/** Starts an image with the arguments that a Pod would give it. */
export const launch = (
  image: Image,
  args: readonly string[] = image.command,
  options: Options = {},
): Bench => new World(image, args, options)

class World implements Bench {
  exit: number | undefined
  readonly listening: string[] = []
  readonly fetched: FetchRequest[] = []
  readonly replies: unknown[] = []
  private now = 0
  private text = ''
  private readonly responses = new Map<number, HttpResponse>()
  readonly asked: AskRequest[] = []
  readonly connected: ConnectRequest[] = []
  readonly sent: Sent[] = []
  private disk: Disk = emptyDisk
  private readonly files: FileView
  private timers: { at: number; tag: string }[] = []
  private requests = 0
  private memory: unknown

  constructor(
    private readonly image: Image,
    private readonly args: readonly string[],
    private readonly options: Options,
  ) {
    this.files = new FileView({
      now: 1,
      base: image.files?.(options.tag ?? 'latest') ?? {},
      own: 'disk',
      mounts: () => [],
      disk: () => this.disk,
      keep: (_, disk) => {
        this.disk = disk
      },
    })
    this.memory = image.start(this.system())
  }

  log(): string {
    return this.text
  }
  response(request: number): HttpResponse | undefined {
    return this.responses.get(request)
  }
  tell(message: ProcessMessage): void {
    if (this.exit !== undefined) return
    this.memory = this.image.receive(this.memory, message, this.system())
  }
  get(path: string, request: Partial<HttpRequest> = {}): HttpResponse | undefined {
    const id = ++this.requests
    const headers = { Host: 'web-svc', 'User-Agent': 'curl/8.12.1', Accept: '*/*' }
    const whole = { method: 'GET', path, headers, remote: '10.244.1.9:43210', ...request }
    this.tell({ type: 'request', id, request: whole })
    return this.responses.get(id)
  }
  answer(response: HttpResponse | FetchFailure): void {
    const id = this.fetched.length
    if ('status' in response) this.tell({ type: 'response', id, response })
    else this.tell({ type: 'failure', id, failure: response })
  }
  pass(span: number): void {
    const end = this.now + span * 1_000_000
    for (;;) {
      const [due] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!due) break
      this.timers = this.timers.filter((timer) => timer !== due)
      this.now = due.at
      this.tell({ type: 'timer', tag: due.tag })
    }
    this.now = end
  }
  exec(...argv: string[]): ReturnType<NonNullable<Image['exec']>> {
    return this.image.exec?.(this.memory, argv, this.system())
  }

  private system(): System {
    const { tag, environment, lent } = this.options
    return {
      now: this.now,
      epoch: 1_795_400_000,
      hostname: 'web-1',
      address: '10.244.1.5',
      argv: [...this.image.entrypoint, ...this.args],
      ...(tag === undefined ? {} : { tag }),
      environment: { ...this.image.environment?.(tag ?? 'latest'), ...environment },
      random: { below: () => 0, chance: () => false },
      listen: (port, { protocol = 'TCP' } = {}) => this.listening.push(`${port}/${protocol}`),
      respond: (id, response) => this.responses.set(id, response),
      reply: (_, payload) => this.replies.push(payload),
      fetch: (request) => this.fetched.push(request),
      lookUp: () => 0,
      ping: () => 0,
      connect: (request) => this.connected.push(request),
      send: (stream, text) => this.sent.push({ stream, text }),
      finish: (stream) => this.sent.push({ stream, text: undefined }),
      close: (stream) => this.sent.push({ stream, text: undefined }),
      sleep: (delay, name = '') => this.timers.push({ at: this.now + delay, tag: name }),
      print: (text) => {
        this.text += text
      },
      complain: (text) => {
        this.text += text
      },
      ask: (request) => this.asked.push(request),
      files: this.files,
      directory: '/',
      hasInput: this.options.hasInput === true,
      terminal: undefined,
      processes: () => [{ id: 1, argv: [...this.image.entrypoint, ...this.args] }],
      signal: () => false,
      stack: () => ({ links: [], routes: [], sockets: [] }),
      exit: (code) => {
        this.exit ??= code
      },
      ...lent,
    }
  }
}
