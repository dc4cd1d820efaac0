import type { Reading, Unread } from './read'
import type { Command, Script } from './script'

/** Where a running script stands: plain data, from the outermost list to the innermost. */
export type Frame =
  | { readonly type: 'script'; readonly script: Script; readonly next: number }
  | {
      readonly type: 'loop'
      readonly loop: Command & { readonly type: 'loop' }
      readonly in: 'condition' | 'body'
    }
  | {
      readonly type: 'for'
      readonly loop: Command & { readonly type: 'for' }
      readonly values: readonly string[]
    }
  | { readonly type: 'if'; readonly command: Command & { readonly type: 'if' } }
  /** A function runs; what is to be as before when it returns. */
  | {
      readonly type: 'call'
      readonly positional: readonly string[]
      readonly locals: Readonly<Record<string, string | undefined>>
    }
  /** `read` waits for a line. */
  | { readonly type: 'read'; readonly reading: Reading }
  /** `$?` is this again: a trap is over. */
  | { readonly type: 'status'; readonly status: number }

/** A shell's memory. */
export interface Session {
  readonly frames: readonly Frame[]
  /** `$?` */
  readonly status: number
  readonly variables: Readonly<Record<string, string>>
  readonly directory: string
  readonly functions: Readonly<Record<string, Command>>
  /** `$1` and what follows. */
  readonly positional: readonly string[]
  /** What is run at a signal, by its name without `SIG`; `EXIT` at the end. */
  readonly traps: Readonly<Record<string, string>>
  /** Signals that have been caught, and whose traps have not run. */
  readonly pending: readonly string[]
  /** Of the last program in the background: `$!`. */
  readonly last?: number
  /** What has come on standard input of a shell that does not read its commands there. */
  readonly unread?: Unread
  /** The programs that run, in the order in which they were started. */
  readonly children: readonly Child[]
  /** The number of the next child. */
  readonly next: number
  /** What was typed, or came down a pipe, and has not been read; absent for `sh -c`. */
  readonly input?: ShellInput
}

/** Where an interactive shell's commands come from. */
export interface ShellInput {
  readonly text: string
  readonly hasEnded: boolean
  readonly isTerminal: boolean
  readonly isPrompted?: boolean
}

/** A program that a shell has started. */
export interface Child {
  readonly number: number
  readonly argv: readonly string[]
  readonly memory: unknown
  readonly directory: string
  readonly outputs: Outputs
  /** Where its input comes from: the shell's own, or only from its pipe or file. */
  readonly hasOwnInput: boolean
  readonly isBackground: boolean
  /** Whether it is in the background, and `wait` waits for it. */
  readonly isAwaited?: boolean
  /** Whether it is a part of its shell: what it sets stays set. */
  readonly isShared?: boolean
  /** Whether its exit code becomes the shell's `$?`; the other way round for `!`. */
  readonly counts: 'no' | 'yes' | 'inverted'
  /** Requests whose answers are for it. */
  readonly awaits: readonly number[]
  /** The list of commands that it is, when it is no program: a part of a pipe. */
  readonly script?: Script
}

/** Where the two streams of a command go. */
export interface Outputs {
  readonly 1: Output
  readonly 2: Output
}

/** The shell's own stream, a file by its absolute path, or the child that reads the pipe. */
export type Output =
  | { readonly stream: 1 | 2 }
  | { readonly file: string }
  | { readonly pipe: number }

/** What a shell within a shell knows of it. */
export type Surroundings = Pick<Session, 'directory'> &
  Partial<Pick<Session, 'functions' | 'positional' | 'variables'>>

const NOTHING = {}

/** A shell about to run a script. */
export const session = (
  script: Script,
  { directory, functions = NOTHING, positional = [], variables = NOTHING }: Surroundings,
): Session => ({
  frames: [{ type: 'script', script, next: 0 }],
  status: 0,
  variables,
  directory,
  functions,
  positional,
  traps: NOTHING,
  pending: [],
  children: [],
  next: 1,
})

/** What there is to read. */
export const unreadOf = ({ input, unread }: Session, hasInput: boolean): Unread =>
  input ?? unread ?? { text: '', hasEnded: !hasInput }

/** A shell of whose input this is left. */
export const withUnread = (current: Session, { text, hasEnded }: Unread): Session =>
  current.input
    ? { ...current, input: { ...current.input, text, hasEnded } }
    : { ...current, unread: { text, hasEnded } }

/** Whether it is the shell itself that waits for a line. */
export const isReading = ({ frames }: Session): boolean => frames.at(-1)?.type === 'read'
