import type { Status } from '../engine/api/status'
import { CommandError } from './command'
import { refusalText } from './refusal'

/** A failure in kubectl's own words: `error: …` on standard error. */
export const failed = (message: string): CommandError => new CommandError(`error: ${message}`)

/** A verb used wrongly (cmd/util, UsageErrorf). `path` is `kubectl rollout status`. */
export const misused = (path: string, message: string): CommandError =>
  new CommandError(`error: ${message}\nSee '${path} -h' for help and examples`)

/** The server's refusal of a request. */
export class ServerError extends CommandError {
  constructor(readonly status: Status) {
    super(refusalText(status))
  }

  /** What the server said, without any prefix; as `fmt.Errorf("…: %v", err)` has it. */
  get said(): string {
    return this.status.message ?? this.status.reason ?? ''
  }
}

/** Whether a failure says that there is no such object. */
export const isNotFound = (error: unknown): error is ServerError =>
  error instanceof ServerError && error.status.reason === 'NotFound'

/** Names the file that a refusal is about (cmd/util, AddSourceToErr). */
export function withSource(error: unknown, verb: string, source: string): unknown {
  if (source === '' || !(error instanceof ServerError)) return error
  const message = `error when ${verb} "${source}": ${error.said}`
  return new ServerError({ ...error.status, message })
}

/**
 * Several failures of one call: each on its own lines. Of several, kubectl's own stand without
 * their prefix (cmd/util, MultipleErrors), but for verbs that write it into each.
 */
export function together(errors: readonly unknown[], { prefixed = false } = {}): unknown {
  const [only] = errors
  if (errors.length < 2) return only
  return new CommandError([...new Set(errors.map((each) => textOfMany(each, prefixed)))].join('\n'))
}

/** Failures of a verb that gathers them: one alone has no prefix either. */
export const gathered = (errors: readonly unknown[]): unknown =>
  errors.length === 1 ? new CommandError(textOfOne(errors[0])) : together(errors)

const textOfOne = (error: unknown): string =>
  error instanceof ServerError ? textOf(error) : textOfMany(error, false)

// Of several refusals the `Invalid` ones are not unfolded.
function textOfMany(error: unknown, prefixed: boolean): string {
  if (error instanceof ServerError && error.status.reason === 'Invalid') {
    return `Error from server (Invalid): ${error.said}`
  }
  const text = textOf(error)
  return prefixed ? text : text.replace(/^error: /, '')
}

/** A failure as it stands on standard error, without the last line's end. */
export function textOf(error: unknown): string {
  if (error instanceof CommandError) return error.message
  const message = error instanceof Error ? error.message : String(error)
  return message.startsWith('error: ') ? message : `error: ${message}`
}
