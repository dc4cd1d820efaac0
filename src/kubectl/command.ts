import type { Session } from './session'
import type { World } from './world'

/**
 * A verb, or a verb within a verb (`rollout status`). Help, usage errors and completion are made
 * from the definition; nothing else in the program knows a verb by name.
 */
export interface Command {
  readonly name: string
  readonly aliases?: readonly string[]
  /** What follows the name in the usage line: `(TYPE NAME | TYPE/NAME) --replicas=COUNT`. */
  readonly use: string
  /** One line, as the list of verbs shows it. */
  readonly short: string
  readonly long?: string
  /** Lines of examples, comments included. */
  readonly examples?: readonly string[]
  readonly flags?: readonly Flag[]
  readonly commands?: readonly Command[]
  /** What the words after the verb are, for completion. */
  readonly completes?: Completes
  /** Absent for a verb that only has verbs below it: it prints its help. */
  run?(call: Call): Promise<number>
}

/** One flag, as spf13/pflag has it. */
export interface Flag {
  readonly name: string
  readonly shorthand?: string
  readonly type: FlagType
  /** As text, as the help shows it; the type's zero when absent. */
  readonly default?: string
  /** What the bare flag means: `--dry-run` is `--dry-run=unchanged` (pflag's NoOptDefVal). */
  readonly bare?: string
  readonly usage: string
  readonly required?: boolean
  readonly hidden?: boolean
  /** Values for completion. */
  readonly values?: readonly string[] | Completes
}

/** How a flag's value is read, and how a bad one is refused. */
export type FlagType =
  | 'bool'
  | 'string'
  | 'int'
  | 'int32'
  | 'int64'
  | 'duration'
  /** Comma-separated, and the flag may be repeated. */
  | 'strings'
  /** One value each time the flag is given; commas are kept. */
  | 'stringArray'
  | 'stringToString'

/** What can stand at a place of the command line. */
export type Completes =
  | 'resources'
  | 'resources and names'
  | 'pods'
  | 'nodes'
  | 'namespaces'
  | 'containers'
  | 'deployments'
  | 'contexts'
  | 'files'
  | 'nothing'

/** One call of a verb: its words, its flags, and the server it speaks to. */
export interface Call {
  /** `kubectl rollout status`, for messages. */
  readonly path: string
  readonly command: Command
  /** kubectl itself, with every verb. */
  readonly root: Command
  /** Words that are no flags. */
  readonly words: readonly string[]
  /** Those of `words` that stood after `--`. */
  readonly after: readonly string[] | undefined
  readonly flags: Flags
  readonly session: Session
  readonly world: World
}

/** The values of the flags of a call, read by their type. */
export interface Flags {
  /** Whether the user gave it. */
  given(name: string): boolean
  bool(name: string): boolean
  string(name: string): string
  integer(name: string): number
  /** Milliseconds. */
  duration(name: string): number
  list(name: string): readonly string[]
  map(name: string): Readonly<Record<string, string>>
}

/** Stops a verb with a message for standard error, as it stands there: `error: …`. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly code = 1,
  ) {
    super(message)
  }
}
