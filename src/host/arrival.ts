import type { Command } from './protocol'
import type { Rest } from './rest'

/** What works on a cluster that is open; the others only say how it is to be shown. */
const workers: ReadonlySet<Command['type']> = new Set([
  ...(['request', 'input', 'cancel', 'step', 'seek'] as const),
  ...(['traffic', 'fault', 'pod-fault', 'undo', 'redo'] as const),
])

/**
 * Waits for the rest of the engine. An ordinary scenario is opened without it; whatever may come
 * then is held until it is there, so that no cluster can tell when that was.
 */
export class Arrival {
  private held: Command[] = []
  private isComing = false
  private hasCome: boolean

  constructor(private readonly rest: Rest | undefined) {
    this.hasCome = !rest
  }

  get there(): boolean {
    return this.hasCome
  }

  /** Whether something was thrown because the rest is not there yet. */
  isMissing(error: unknown): boolean {
    return !this.there && this.rest?.isMissing(error) === true
  }

  /** Keeps a command back, if it cannot be obeyed before the rest is there. */
  holds(command: Command): boolean {
    const holds = !this.there && workers.has(command.type)
    if (holds) this.held.push(command)
    return holds
  }

  /** Brings the rest, once, and gives what was held. */
  async bring(): Promise<readonly Command[]> {
    if (!this.rest || this.isComing) return []
    this.isComing = true
    await this.rest.load()
    this.hasCome = true
    return this.held.splice(0)
  }
}
