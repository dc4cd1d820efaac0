import type { Image, ProcessMessage, System } from './image'

/** A program inside an image: what an image is, but for its registry entry. */
export interface Program<Memory = unknown> {
  start(system: Console): Memory
  receive(memory: Memory, message: ProcessMessage, system: Console): Memory
}

/**
 * What a program finds when a shell started it: a second stream, and the files the shell has made.
 */
export type Console = System & {
  /** Writes to standard error. */
  complain?(text: string): void
  /** What a file holds; undefined when there is none. */
  read?(path: string): string | undefined
}

/** Writes to standard error, which a container's log shows as well. */
export const complain = (system: Console, text: string): void =>
  system.complain ? system.complain(text) : system.print(text)

/** A system as a process lends it to a program that it runs in its place. */
export const lent = (system: System, argv: readonly string[]): System => ({
  now: system.now,
  epoch: system.epoch,
  hostname: system.hostname,
  address: system.address,
  argv,
  ...(system.tag === undefined ? {} : { tag: system.tag }),
  environment: system.environment,
  random: system.random,
  listen: (port, options) => system.listen(port, options),
  respond: (request, response, after) => system.respond(request, response, after),
  reply: (datagram, payload, after) => system.reply(datagram, payload, after),
  fetch: (request) => system.fetch(request),
  sleep: (span, tag) => system.sleep(span, tag),
  print: (text) => system.print(text),
  exit: (code) => system.exit(code),
})

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
export const running = (programs: Programs): Pick<Image, 'start' | 'receive' | 'has'> => ({
  start: (system) => programOf(programs, system.argv[0] ?? '')?.start(system),
  receive: (memory, message, system) =>
    programOf(programs, system.argv[0] ?? '')?.receive(memory, message, system),
  has: (command) => programOf(programs, command) !== undefined,
})
