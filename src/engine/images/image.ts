import type { Answer, Question } from '../api/dns'
import type { Libc } from '../api/libc'
import type { Duration, Instant, Random } from '../sim'
import type { FileSystem, Files } from './files/file-system'
import type { NodeKernel } from './kernel'
import type { NodeRuntime } from './node-runtime'
import type { NetworkStack } from './stack'

/**
 * A simulated image: a program whose memory is a value. It has no closure, promise or generator
 * that outlives a message, so it survives a checkpoint.
 */
export interface Image<Memory = unknown> {
  /**
   * As one writes it in a manifest, without tag: `nginx`, `traefik/whoami`,
   * `registry.k8s.io/coredns/coredns`.
   */
  readonly name: string
  /** The tags the registry has; a pattern or a text each. */
  readonly tags: readonly (string | RegExp)[]
  /** Compressed size in bytes: a pull takes as long as this says. */
  readonly sizeBytes: number
  /** The same for one tag, where variants differ much: `nginx:alpine` is a third of `nginx`. */
  sizeOf?(tag: string): number
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  /** Ports the program listens on by default (Dockerfile EXPOSE): for hints, never for routing. */
  readonly exposes: readonly number[]
  /** The signal that asks it to stop (Dockerfile STOPSIGNAL), when it is not SIGTERM. */
  readonly stopSignal?: 'SIGINT' | 'SIGQUIT'
  /** Variables that the image itself sets (Dockerfile ENV). */
  environment?(tag: string): Readonly<Record<string, string>>
  /** Whether a command can be started at all: `nginx`, `/bin/sh`. Absent: any can. */
  has?(program: string, tag?: string): boolean
  /** What is in its file system, besides what every container has. */
  files?(tag: string): Files
  /** The C library that its programs look names up with; musl when absent. */
  libc?(tag: string): Libc
  /** Whether a command answers signals itself; the kernel ends those that do not. */
  catches?(argv: readonly string[]): boolean
  /** The programs that a shell runs within itself, when it is process `pid`. */
  within?(memory: unknown, argv: readonly string[], pid: number): readonly SeenProcess[]
  /** Called with the container's own command and arguments in `system.argv`. */
  start(system: System): Memory
  receive(memory: Memory, message: ProcessMessage, system: System): Memory
  /** The process is gone, however that came about: the last that is heard of it. */
  ended?(system: System): void
  /** Runs a command for `exec` probes; undefined when the image has no such program. */
  exec?(memory: Memory, argv: readonly string[], system: System): ExecResult | undefined
}

export type { Libc }

/** What a command run inside a container came to. */
export interface ExecResult {
  readonly code: number
  readonly output: string
}

/** Declares an image. */
export const defineImage = <Memory>(image: Image<Memory>): Image<Memory> => image

/** The kernel and the libraries, as a program sees them. */
export interface System {
  readonly now: Instant
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  readonly hostname: string
  /** The address of the Pod or host this process runs on, as text. */
  readonly address: string
  /** Program and arguments. */
  readonly argv: readonly string[]
  /** The tag that the container's image was pulled by: a program may tell its version by it. */
  readonly tag?: string
  readonly environment: Readonly<Record<string, string>>
  readonly random: Random
  /**
   * Accepts connections (TCP) or datagrams (UDP) on a port; `address` defaults to all of the
   * host's. A TCP server is told of requests (HTTP), or with `stream` of what comes as text.
   */
  listen(
    port: number,
    options?: { protocol?: 'TCP' | 'UDP'; address?: '127.0.0.1'; stream?: boolean },
  ): void
  /** Answers a request after `after` (the time the program works on it; default none). */
  respond(request: number, response: HttpResponse, after?: Duration): void
  /** Answers a datagram. */
  reply(datagram: number, payload: unknown, after?: Duration): void
  /**
   * Begins an HTTP request: the name is looked up with the Pod's resolv.conf, a connection is
   * opened. The answer comes later, as a message with the number returned here.
   */
  fetch(request: FetchRequest): number
  /**
   * Opens a TCP connection for text of one's own; the name is looked up as for `fetch`. A
   * `connected` or a `failure` comes with the number returned here.
   */
  connect(request: ConnectRequest): number
  /** Looks a name up as `fetch` does; `found` or a `failure` comes with the number returned. */
  lookUp(host: string): number
  /**
   * Sends an ICMP echo request; an `echo`, an `exceeded` or a `failure` comes with the number
   * returned.
   */
  ping(request: PingRequest): number
  /** Sends text on a stream that is open. */
  send(stream: number, text: string): void
  /** Closes one's own half of a stream: the other end may still say what it has to. */
  finish(stream: number): void
  /** Closes a stream, or gives up opening it. */
  close(stream: number): void
  /** Wakes the process later, with a `timer` message carrying `tag`. */
  sleep(span: Duration, tag?: string): void
  /**
   * Writes to standard output, as it stands: a line ends where the text has `\n`. What a container
   * itself writes is its log.
   */
  print(text: string): void
  /** Writes to standard error, which a container's log shows as well. */
  complain(text: string): void
  exit(code: number): void
  /** The container's files. */
  readonly files: FileSystem
  /** The working directory. */
  readonly directory: string
  /** Whether anything may come on standard input; without, it is at its end. */
  readonly hasInput: boolean
  /** The terminal that standard output is, if it is one. */
  readonly terminal: Terminal | undefined
  /**
   * Asks a name server, from a socket of its own; an `answer` or a `failure` comes with the number
   * returned here.
   */
  ask(request: AskRequest): number
  /** The network stack that the process is in. */
  stack(): NetworkStack
  /** The kernel, for a process on a node; nobody else may look into it. */
  kernel?(): NodeKernel | undefined
  /** The container runtime, for a process on a node. */
  runtime?(): NodeRuntime | undefined
  /** Its own number among the processes that it can see; 1 when nobody says otherwise. */
  readonly pid?: number
  /** The processes that this one can see, by number. */
  processes(): readonly SeenProcess[]
  /** Sends a signal to one of them; whether there is one. */
  signal(process: number, signal: Signal): boolean
}

/** A terminal's size, in characters. */
export interface Terminal {
  readonly columns: number
  readonly rows: number
}

/** A process as `ps` shows it. */
export interface SeenProcess {
  readonly id: number
  /** The number that the network knows it by. */
  readonly process?: number
  readonly argv: readonly string[]
  /** The shell that runs it within itself. */
  readonly shell?: number
}

/** A question, and whom it is put to. */
export interface AskRequest {
  readonly question: Question
  /** As text. */
  readonly server: string
  readonly port?: number
  readonly timeout: Duration
  /** A datagram, when absent. */
  readonly protocol?: 'TCP'
  /** Whether nobody is told: what a server asks on behalf of others. */
  readonly isSilent?: boolean
}

/** What a process can be told to stop, or begin anew, with. */
export type Signal = 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP' | 'SIGKILL'

/** A request that a client makes. */
export interface FetchRequest {
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** All told; default: the kernel's patience with an unanswered connection (127 s). */
  readonly timeout?: Duration
  /** Of an echo request: how many nodes it may pass. */
  readonly ttl?: number
  /** Keeps the connection for later requests to the same host and port. */
  readonly keepAlive?: boolean
  /** Shares one connection with all other such requests to the same place, many at a time. */
  readonly multiplexed?: boolean
}

/** An echo request. */
export interface PingRequest {
  /** As text. */
  readonly address: string
  readonly timeout: Duration
  /** How many nodes it may pass; 64 when absent. */
  readonly ttl?: number
}

/** A TCP connection that a client wants, or a socket for datagrams to one place. */
export interface ConnectRequest {
  /** A name or an address. */
  readonly host: string
  readonly port: number
  /** TCP when absent. Datagrams: nobody is asked, and each `send` is one of them. */
  readonly protocol?: 'UDP'
  /** Default: the kernel's patience with an unanswered connection (127 s). */
  readonly timeout?: Duration
}

/** What a process is told. */
export type ProcessMessage =
  | { readonly type: 'request'; readonly id: number; readonly request: HttpRequest }
  | {
      readonly type: 'datagram'
      readonly id: number
      readonly port: number
      readonly from: string
      readonly payload: unknown
      /** Set for what came over a connection; the answer goes back by it. */
      readonly protocol?: 'TCP'
    }
  | {
      readonly type: 'response'
      readonly id: number
      readonly response: HttpResponse
      /** The two ends of the connection, when they are known. */
      readonly ends?: ConnectionEnds
    }
  | {
      readonly type: 'failure'
      readonly id: number
      readonly failure: FetchFailure
      /** The local port, where it is known. */
      readonly port?: number
    }
  /** The addresses of a name that was looked up, and the name that they belong to. */
  | {
      readonly type: 'found'
      readonly id: number
      readonly name: string
      /** The whole name that was asked for: not the same where an alias has led on. */
      readonly asked: string
      readonly addresses: readonly string[]
    }
  /** A host has answered an echo request; `ttl` is what is left of the reply's. */
  | {
      readonly type: 'echo'
      readonly id: number
      readonly from: string
      readonly ttl: number
    }
  /** A node tells that an echo request has passed as many as it may. */
  | { readonly type: 'exceeded'; readonly id: number; readonly from: string }
  /** A stream that was asked for is open. */
  | { readonly type: 'connected'; readonly id: number; readonly ends: ConnectionEnds }
  /** A client has opened a stream to a port of one's own; `from` is its address and port. */
  | {
      readonly type: 'accepted'
      readonly id: number
      readonly port: number
      readonly from: string
    }
  | { readonly type: 'data'; readonly id: number; readonly text: string }
  /** The other end has closed its half of a stream. */
  | { readonly type: 'ended'; readonly id: number }
  /** The other end has reset a stream. */
  | { readonly type: 'broken'; readonly id: number }
  | { readonly type: 'signal'; readonly signal: Exclude<Signal, 'SIGKILL'> }
  /** A signal for a program that runs within this one, by the number that `within` gives it. */
  | { readonly type: 'kill'; readonly id: number; readonly signal: Signal }
  | { readonly type: 'timer'; readonly tag: string }
  /** A name server has answered. */
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  /** Text on standard input. */
  | { readonly type: 'input'; readonly text: string }
  /** Standard input has ended. */
  | { readonly type: 'end' }

/** The ends of a connection, as its client knows them. */
export interface ConnectionEnds {
  readonly address: string
  readonly port: number
  readonly peer: string
  readonly peerPort: number
}

/** An HTTP request as a server sees it. `remote` is the address and port it seems to come from. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The port that it came to. */
  readonly port?: number
  readonly remote: string
}

/** An HTTP response. */
export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** How a request ended without a response. */
export type FetchFailure =
  /** The name has no address; `rcode` is the last answer's. */
  | {
      readonly reason: 'name'
      readonly rcode: 'NXDOMAIN' | 'NODATA' | 'SERVFAIL' | 'TIMEOUT'
      /** The library that says so; glibc when absent. */
      readonly libc?: Libc
    }
  /** A TCP reset in answer to the first packet: nothing listens there. */
  | { readonly reason: 'refused'; readonly address: string }
  /** An ICMP port unreachable: a rule rejects it. Programs call it refused, too. */
  | { readonly reason: 'rejected'; readonly address: string }
  | { readonly reason: 'timeout'; readonly address: string; readonly connected: boolean }
  | { readonly reason: 'reset'; readonly address: string }
  /** The connection was closed without an answer. */
  | { readonly reason: 'empty'; readonly address: string }
  | { readonly reason: 'unreachable'; readonly address: string }
  /** What came in answer is not HTTP. */
  | { readonly reason: 'not-http'; readonly address: string; readonly line: string }
  | { readonly reason: 'url'; readonly url: string }
