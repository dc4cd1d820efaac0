import type { Client } from './client'

/**
 * What surrounds a program on the learner's own machine: kubectl, and everything else that the
 * terminal runs. No real clock, no real files: the terminal lends the page's, a test its own.
 */
export interface World {
  readonly client: Client
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly files: Files
  readonly environment: Readonly<Record<string, string>>
  /** Set when the user presses Ctrl-C, or the other end of a pipe is closed. */
  readonly signal: AbortSignal
  /** Unix milliseconds of the cluster's clock. */
  now(): number
  /** Waits on the cluster's clock; ends early, without an error, when `signal` is set. */
  sleep(milliseconds: number): Promise<void>
  /** Lets the user edit a text; undefined when there is no editor here. */
  edit?(name: string, text: string): Promise<string>
  /** A number for names such as `node-debugger-x2k4p`: never twice the same in one world. */
  random(below: number): number
}

/** Standard input. */
export interface Input {
  readonly isTerminal: boolean
  /** The next text, as much as has come; undefined at the end. */
  read(): Promise<string | undefined>
  /** Keys as they are pressed, unedited and unechoed, until the function returned is called. */
  raw?(): () => void
}

/** Standard output or standard error. */
export interface Output {
  readonly isTerminal: boolean
  /** Width in characters; 80 when nobody knows. */
  readonly columns: number
  /** Height in rows, of a terminal. */
  readonly rows?: number
  /** Calls back when a terminal has another size, until the function returned is called. */
  onResize?(listener: () => void): () => void
  write(text: string): void
  /**
   * Calls back when nobody reads any more, until the function returned is called: for whoever
   * waits for nothing but something to write.
   */
  onLeft?(listener: () => void): () => void
  /** Waits until a slow reader has caught up: for whoever writes without end. */
  drain?(): Promise<void>
}

/** The small home directory. Paths are absolute, or relative to the working directory. */
export interface Files {
  /** The text of a file; undefined when there is none. */
  read(path: string): string | undefined
  /** Throws an Error in the shell's words (`Is a directory`) when it cannot. */
  write(path: string, text: string): void
  remove(path: string): void
  /** Names in a directory; undefined when it is none. A directory's name ends in `/`. */
  list(path: string): readonly string[] | undefined
}

/** A program: what it was called with, and where; returns its exit code. */
export interface Program {
  (words: readonly string[], world: World): Promise<number>
  /** At Ctrl-C it ends by itself, and its exit code is what it says then. */
  readonly endsItself?: boolean
}
