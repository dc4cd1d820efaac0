/** Why a program is stopped, as the operating system names it. */
export type SignalName = 'SIGINT' | 'SIGPIPE' | 'SIGTERM' | 'SIGKILL' | 'SIGHUP'

const numbers: Readonly<Record<SignalName, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGPIPE: 13,
  SIGTERM: 15,
}

/** A signal's number. */
export const signalNumber = (name: SignalName): number => numbers[name]

/** Stops whatever runs, up to where a process begins. */
export class Stopped extends Error {
  /** `code` is what a program that took the signal itself has ended with. */
  constructor(
    readonly signalName: SignalName,
    private readonly code?: number,
  ) {
    super(signalName)
  }
  get status(): number {
    return this.code ?? 128 + numbers[this.signalName]
  }
}

/** `exit`, or a failure under `set -e`. */
export class Exit extends Error {
  constructor(readonly status: number) {
    super('exit')
  }
}

/** `return`. */
export class Return extends Error {
  constructor(readonly status: number) {
    super('return')
  }
}

/** `break` and `continue`: `levels` loops up. */
export class LoopControl extends Error {
  constructor(
    readonly kind: 'break' | 'continue',
    readonly levels: number,
  ) {
    super(kind)
  }
}

/** An error in the shell's own words; the line is given up. */
export class ShellError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message)
  }
}

/** An error in a word or an assignment: what is left of the line is given up, too. */
export class DiscardError extends ShellError {}

/** Why a signal is set. */
export const stopOf = (signal: AbortSignal): Stopped =>
  signal.reason instanceof Stopped ? signal.reason : new Stopped('SIGINT')

/** Stops here when `signal` is set. */
export function checkStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stopOf(signal)
}

/** A controller that is also set when `parent` is. */
export function childOf(parent: AbortSignal): {
  readonly controller: AbortController
  /** Lets go of the parent. */
  free(): void
} {
  const controller = new AbortController()
  const stop = () => controller.abort(parent.reason)
  if (parent.aborted) stop()
  else parent.addEventListener('abort', stop, { once: true })
  return { controller, free: () => parent.removeEventListener('abort', stop) }
}
