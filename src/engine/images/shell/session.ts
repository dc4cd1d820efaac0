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

/** A shell's memory. */
export interface Session {
  readonly frames: readonly Frame[]
  /** `$?` */
  readonly status: number
  readonly variables: Readonly<Record<string, string>>
  readonly directory: string
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

/** A shell about to run a script. */
export const session = (
  script: Script,
  { directory, variables = {} }: Pick<Session, 'directory'> & Partial<Session>,
): Session => ({
  frames: [{ type: 'script', script, next: 0 }],
  status: 0,
  variables,
  directory,
  children: [],
  next: 1,
})
