import type { Statement, Word } from 'unbash'
import type { Client, Output, World } from '../../kubectl'
import type { DirectoryView, FileSystem } from '../files'
import { type Descriptors, nothing, type Source } from '../streams'
import type { State } from './state'
import type { PatternPart } from './words/pattern'
import type { Piece } from './words/split'

/** The learner's machine: what every shell and program on it shares. */
export interface Machine {
  readonly client: Client
  readonly disk: FileSystem
  /** A program by its name; fetched when it is first wanted. */
  program(name: string): Promise<LaptopProgram | undefined>
  /** Names of all programs, sorted. */
  readonly programs: readonly string[]
  /** Says why a well-known program is not here; undefined when there is nothing to say. */
  absence(name: string): string | undefined
  /** Unix milliseconds of the cluster's clock. */
  now(): number
  /** Waits on the cluster's clock, or until `signal` is set. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Lets keys and pictures come through, when it has been long since they could. */
  turn(): Promise<void>
  /** A moment of real time, in which a stopped program may put things in order. */
  grace(): Promise<void>
  random(below: number): number
  edit?(name: string, text: string): Promise<string>
  /** Number of the next process. */
  nextPid(): number
  /** Lines typed before, the oldest first. */
  history(): readonly string[]
}

/** What a program of the laptop has, beyond what any program has. */
export interface Laptop extends World {
  readonly files: DirectoryView
  readonly stdin: Source
  readonly programs: readonly string[]
  /** Height of the terminal. */
  readonly rows: number
  /** Runs a program by its name, with its own streams where they are given. */
  run(words: readonly string[], streams?: Streams): Promise<number>
  /** Runs a text as `sh -c` does. */
  sh(text: string, options?: ShellCall): Promise<number>
  history(): readonly string[]
  /** Writes even after a stop: puts the terminal back as it was. */
  restore(text: string): void
  /** Lets keys come through: for whoever works without end. */
  turn(): Promise<void>
}

/** Streams that stand in for a program's own. */
export interface Streams {
  readonly stdin?: Source
  readonly stdout?: Output
  readonly stderr?: Output
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** How a script is run. */
export interface ShellCall extends Streams {
  readonly name?: string
  readonly words?: readonly string[]
}

/** A program of the laptop; `words` do not hold its own name. */
export interface LaptopProgram {
  (words: readonly string[], laptop: Laptop): Promise<number>
  /** At Ctrl-C it ends by itself, and its exit code is what it says then. */
  readonly endsItself?: boolean
}

/**
 * What the parts of the shell ask of each other: a command holds words, and a word may hold a
 * command.
 */
export interface Interpreter {
  run(statements: readonly Statement[], process: Process): Promise<number>
  /** Reads a script and runs it. */
  script(source: string, process: Process): Promise<number>
  /** Runs a command that is words already, by whatever its name means. */
  words(words: readonly string[], process: Process): Promise<number>
  /** A word as one text. */
  text(word: Word, process: Process): Promise<string>
  pattern(word: Word, process: Process): Promise<readonly PatternPart[]>
  pieces(word: Word, process: Process): Promise<readonly Piece[]>
  /** A text as if it stood in a here-document. */
  document(text: string, process: Process): Promise<string>
}

/** One process: a shell or a subshell. */
export interface Process {
  readonly interpreter: Interpreter
  readonly machine: Machine
  readonly state: State
  readonly descriptors: Descriptors
  readonly signal: AbortSignal
  /** What the places in its syntax tree are counted in. */
  readonly source: string
  /** Whether a failure is looked at, so that `set -e` does not act on it. */
  readonly tested: boolean
  /** Loops around it. */
  readonly loops: number
  /** Functions, scripts and substitutions inside each other. */
  readonly depth: number
  /** Aliases that are being replaced. */
  readonly aliased: readonly string[]
  /** A shell that somebody types into. */
  readonly interactive: boolean
  readonly rows: () => number
}

const closedOutput: Output = { isTerminal: false, columns: 80, write: () => undefined }

/** What a process reads by a number. */
export const inputOf = (process: Process, descriptor = 0): Source =>
  process.descriptors.get(descriptor)?.input ?? nothing()

/** What a process writes to by a number. */
export const outputOf = (process: Process, descriptor = 1): Output =>
  process.descriptors.get(descriptor)?.output ?? closedOutput

/** Says something on standard error, as bash does. */
export const complain = (process: Process, message: string): void =>
  outputOf(process, 2).write(`bash: ${message}\n`)
