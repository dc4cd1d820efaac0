import type { Process } from '../process'

/** A command of the shell itself: it changes the shell that runs it. */
export type Builtin = (words: readonly string[], process: Process) => Promise<number> | number
