import type { Duration, Instant, Random } from '../sim'
import type { FileSystem } from './files/file-system'
import type {
  AskRequest,
  ConnectRequest,
  FetchRequest,
  HttpResponse,
  Image,
  PingRequest,
  ProcessMessage,
  SeenProcess,
  Signal,
  System,
  Terminal,
} from './image'
import type { NodeKernel } from './kernel'
import type { NodeRuntime } from './node-runtime'
import type { NetworkStack } from './stack'

/** A program inside an image: what an image is, but for its registry entry. */
export interface Program<Memory = unknown> {
  start(system: System): Memory
  receive(memory: Memory, message: ProcessMessage, system: System): Memory
  /** Whether it answers signals itself: the kernel ends a program that does not. */
  catches?(argv: readonly string[]): boolean
  /** Whether it takes what comes on standard input. */
  reads?(argv: readonly string[]): boolean
  /** Its process is gone, however that came about. */
  ended?(system: System): void
}

/** A system, as programs know it. */
export type Console = System

/** Writes to standard error, which a container's log shows as well. */
export const complain = (system: System, text: string): void => system.complain(text)

/** What the shells of one process may still do before others get their turn. */
export interface Budget {
  left: number
}

/** A system as a process lends it to a program that it runs in its place. */
export class Lent implements System {
  /** How many have lent it on. */
  readonly depth: number

  constructor(
    protected readonly base: System,
    readonly argv: readonly string[],
    readonly budget: Budget | undefined = base instanceof Lent ? base.budget : undefined,
  ) {
    this.depth = base instanceof Lent ? base.depth + 1 : 1
  }

  get now(): Instant {
    return this.base.now
  }
  get epoch(): number {
    return this.base.epoch
  }
  get hostname(): string {
    return this.base.hostname
  }
  get address(): string {
    return this.base.address
  }
  get tag(): string {
    return this.base.tag ?? 'latest'
  }
  get environment(): Readonly<Record<string, string>> {
    return this.base.environment
  }
  get random(): Random {
    return this.base.random
  }
  get files(): FileSystem {
    return this.base.files
  }
  get directory(): string {
    return this.base.directory
  }
  get hasInput(): boolean {
    return this.base.hasInput
  }
  get terminal(): Terminal | undefined {
    return this.base.terminal
  }
  listen(...listening: Parameters<System['listen']>): void {
    this.base.listen(...listening)
  }
  respond(request: number, response: HttpResponse, after?: Duration): void {
    this.base.respond(request, response, after)
  }
  reply(datagram: number, payload: unknown, after?: Duration): void {
    this.base.reply(datagram, payload, after)
  }
  fetch(request: FetchRequest): number {
    return this.base.fetch(request)
  }
  ask(request: AskRequest): number {
    return this.base.ask(request)
  }
  connect(request: ConnectRequest): number {
    return this.base.connect(request)
  }
  lookUp(host: string): number {
    return this.base.lookUp(host)
  }
  ping(request: PingRequest): number {
    return this.base.ping(request)
  }
  send(stream: number, text: string): void {
    this.base.send(stream, text)
  }
  finish(stream: number): void {
    this.base.finish(stream)
  }
  close(stream: number): void {
    this.base.close(stream)
  }
  sleep(span: Duration, tag?: string): void {
    this.base.sleep(span, tag)
  }
  print(text: string): void {
    this.base.print(text)
  }
  complain(text: string): void {
    this.base.complain(text)
  }
  exit(code: number): void {
    this.base.exit(code)
  }
  stack(): NetworkStack {
    return this.base.stack()
  }
  kernel(): NodeKernel | undefined {
    return this.base.kernel?.()
  }
  runtime(): NodeRuntime | undefined {
    return this.base.runtime?.()
  }
  get pid(): number {
    return this.base.pid ?? 1
  }
  processes(): readonly SeenProcess[] {
    return this.base.processes()
  }
  signal(process: number, signal: Signal): boolean {
    return this.base.signal(process, signal)
  }
}

/** A system with another command line. */
export const lent = (system: System, argv: readonly string[]): System => new Lent(system, argv)

/** Declares a program. */
export const defineProgram = <Memory>(program: Program<Memory>): Program<Memory> => program

/**
 * Programs by what one types to start them: `nginx` (found in the PATH) or `/agnhost` (only so).
 */
export type Programs = Readonly<Record<string, Program>>

const PATH = /^\/(usr\/(local\/)?)?s?bin\//

/** The program that a command names. */
export function programOf(programs: Programs, command: string): Program | undefined {
  const name = command.replace(PATH, '')
  return Object.hasOwn(programs, name) ? programs[name] : undefined
}

/** The part of an image that starts whichever of its programs the command names. */
export const running = (
  programs: Programs,
): Pick<Image, 'start' | 'receive' | 'has' | 'catches' | 'ended'> => ({
  start: (system) => programOf(programs, system.argv[0] ?? '')?.start(system),
  receive: (memory, message, system) =>
    programOf(programs, system.argv[0] ?? '')?.receive(memory, message, system),
  has: (command) => programOf(programs, command) !== undefined,
  catches: (argv) => programOf(programs, argv[0] ?? '')?.catches?.(argv) === true,
  ended: (system) => programOf(programs, system.argv[0] ?? '')?.ended?.(system),
})
