import { Queue, type Scheduled } from './queue'
import type { Duration, Instant } from './time'

/** What a transition may do besides changing the state. */
export interface Clock<Message> {
  readonly now: Instant
  after(delay: Duration, message: Message): void
}

/** The state of a simulation: edited in place, forked in no time (see `Table`). */
export interface State<Self> {
  fork(): Self
}

/**
 * One message, taken in. Deterministic: the same state, message and instant make the same change.
 */
export type Transition<S, Message> = (state: S, message: Message, clock: Clock<Message>) => void

/** A whole simulation as a value. Restore it and advance: the same future follows. */
export interface Checkpoint<S, Message> {
  readonly now: Instant
  readonly sequence: number
  /** How many messages had run. */
  readonly steps: number
  readonly state: S
  readonly queue: readonly Scheduled<Message>[]
}

/** A state, and what is due to happen to it. */
export class Simulation<S extends State<S>, Message> {
  private queue: Queue<Message>
  private sequence: number
  private readonly clock: Clock<Message> & { now: Instant }
  private current: S
  private ran: number

  constructor(
    private readonly transition: Transition<S, Message>,
    start: Checkpoint<S, Message>,
  ) {
    this.queue = new Queue(start.queue)
    this.sequence = start.sequence
    this.current = start.state.fork()
    this.ran = start.steps
    this.clock = {
      now: start.now,
      after: (delay, message) => {
        this.queue.push({ at: this.clock.now + delay, sequence: this.sequence++, message })
      },
    }
  }

  get now(): Instant {
    return this.clock.now
  }
  get state(): S {
    return this.current
  }
  /** How many messages have run since the beginning. */
  get steps(): number {
    return this.ran
  }
  /** When the next message is due; undefined when nothing ever will be. */
  get next(): Instant | undefined {
    return this.queue.peek()?.at
  }
  /**
   * What is scheduled, in no particular order: to judge whether anything but idle timers is
   * pending.
   */
  pending(): readonly Scheduled<Message>[] {
    return this.queue.snapshot()
  }

  /** Takes a message in at this instant, ahead of what is scheduled. */
  apply<Result>(change: (state: S, clock: Clock<Message>) => Result): Result {
    return change(this.current, this.clock)
  }

  /**
   * Runs what is due up to and including `until`, at most `limit` messages, and returns how many
   * ran. The clock ends at `until`, unless the limit was reached first.
   */
  advance(until: Instant, limit = Number.POSITIVE_INFINITY): number {
    const { clock, queue } = this
    let count = 0
    for (;;) {
      const due = queue.peek()
      if (due === undefined || due.at > until) break
      if (count >= limit) return count
      queue.pop()
      clock.now = due.at
      this.ran++
      count++
      this.transition(this.current, due.message, clock)
    }
    if (until > clock.now) clock.now = until
    return count
  }

  checkpoint(): Checkpoint<S, Message> {
    return {
      now: this.clock.now,
      sequence: this.sequence,
      steps: this.ran,
      state: this.current.fork(),
      queue: this.queue.snapshot(),
    }
  }

  restore(checkpoint: Checkpoint<S, Message>): void {
    this.queue = new Queue(checkpoint.queue)
    this.sequence = checkpoint.sequence
    this.ran = checkpoint.steps
    this.current = checkpoint.state.fork()
    this.clock.now = checkpoint.now
  }
}
