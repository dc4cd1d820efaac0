import { type Checkpoint, type Clock, Simulation, type State, type Transition } from './simulation'
import { type Instant, seconds } from './time'

/** Something from outside, with its place in the run: how many messages had run before it. */
export interface RecordedInput<Input> {
  readonly at: Instant
  readonly steps: number
  readonly input: Input
}

/** How a simulation begins, moves on, and takes an input. */
export interface Rules<S extends State<S>, Message, Input, Result> {
  readonly start: Checkpoint<S, Message>
  readonly transition: Transition<S, Message>
  readonly take: (state: S, input: Input, clock: Clock<Message>) => Result
  /** Messages between two looks at whether a checkpoint is due. */
  readonly checkpointEvery?: number
  /**
   * A count that grows with what is costly to repeat. While it grows little, checkpoints stand
   * sixteen times as far apart: cheap messages are repeated in no time, and each checkpoint costs
   * copies.
   */
  readonly effort?: (state: S) => number
}

const CHECKPOINT_EVERY = 3_000
const LOOKS_WITHOUT_EFFORT = 16
const MUCH_EFFORT = 200
const CHECKPOINTS_KEPT = 600
const ALL_KEPT_FOR = seconds(60)
const KEPT_AFTERWARDS = 10

/** What was to come after an instant, and was dropped: `recall` brings it back. */
export interface Dropped<Input> {
  /** How many inputs stayed. */
  readonly kept: number
  /** Those that did not, in order. */
  readonly inputs: readonly RecordedInput<Input>[]
  readonly end: Instant
}

/** A checkpoint, and how many inputs had been taken before it. */
interface Mark<S, Message> {
  readonly checkpoint: Checkpoint<S, Message>
  readonly taken: number
  readonly effort: number
}

/**
 * A simulation that knows how it got here: every input, and a checkpoint now and then.
 *
 * An input's place is the number of messages run before it, not only its instant: many messages
 * share an instant, and an advance may stop between two of them.
 */
export class Timeline<S extends State<S>, Message, Input, Result> {
  private readonly simulation: Simulation<S, Message>
  private recorded: RecordedInput<Input>[] = []
  private marks: Mark<S, Message>[]
  private taken = 0
  private latest: Instant
  /** How many messages had run when it was last looked at whether a checkpoint is due. */
  private looked: number

  constructor(private readonly rules: Rules<S, Message, Input, Result>) {
    this.simulation = new Simulation(rules.transition, rules.start)
    this.marks = [{ checkpoint: rules.start, taken: 0, effort: 0 }]
    this.latest = rules.start.now
    this.looked = rules.start.steps
  }

  get now(): Instant {
    return this.simulation.now
  }
  /** The furthest instant reached since the last input. */
  get end(): Instant {
    return this.latest
  }
  get state(): S {
    return this.simulation.state
  }
  get steps(): number {
    return this.simulation.steps
  }
  /** When the next message is due. */
  get next(): Instant | undefined {
    return this.simulation.next
  }
  /** Every input so far, those that lie ahead of `now` included. */
  get inputs(): readonly RecordedInput<Input>[] {
    return this.recorded
  }
  pending(): ReturnType<Simulation<S, Message>['pending']> {
    return this.simulation.pending()
  }
  checkpoint(): Checkpoint<S, Message> {
    return this.simulation.checkpoint()
  }

  /** Takes an input now. In the past, this forgets what was the future. */
  submit(input: Input): Result {
    if (this.taken < this.recorded.length || this.simulation.now < this.latest) this.forgetFuture()
    this.recorded.push({ at: this.simulation.now, steps: this.simulation.steps, input })
    this.taken++
    return this.simulation.apply((state, clock) => this.rules.take(state, input, clock))
  }

  /**
   * Moves on to `until`, at most `limit` messages; returns how many ran. Inputs that lie ahead,
   * after a seek into the past, are taken again on the way.
   */
  advance(until: Instant, limit = Number.POSITIVE_INFINITY): number {
    let ran = 0
    for (;;) {
      const input = this.recorded[this.taken]
      const nextLook = this.looked + this.every
      const nextInput = input ? input.steps : Number.POSITIVE_INFINITY
      const room = Math.min(limit - ran, Math.min(nextLook, nextInput) - this.simulation.steps)
      const stop = input ? Math.min(until, input.at) : until
      ran += this.simulation.advance(stop, Math.max(room, 0))
      if (this.simulation.steps >= nextLook) this.look()
      if (input && this.simulation.steps === input.steps && this.simulation.now >= input.at) {
        this.taken++
        this.simulation.apply((state, clock) => this.rules.take(state, input.input, clock))
        continue
      }
      const next = this.simulation.next
      if (ran >= limit || (this.simulation.now >= until && (next === undefined || next > until)))
        break
    }
    if (this.simulation.now > this.latest) this.latest = this.simulation.now
    return ran
  }

  /** Goes to an instant, past or to come. What was submitted stays until something new is. */
  seek(at: Instant): void {
    const mark = this.markBefore(at)
    // Ahead of now, a checkpoint that was passed before spares the way to it.
    if (at < this.now || mark.checkpoint.steps > this.steps) this.restore(mark)
    this.advance(at)
  }

  /**
   * Goes to just before an input, counted from 0, and drops it and all that came after; undefined
   * when there is no such input.
   */
  dropFrom(index: number): Dropped<Input> | undefined {
    const first = this.recorded[index]
    if (!first) return undefined
    const dropped = { kept: index, inputs: this.recorded.slice(index), end: this.latest }
    this.goBefore(index, first)
    this.forgetFuture()
    return dropped
  }

  /**
   * Puts back what was dropped: it lies ahead of now, and is taken again on the way. Returns
   * false, and does nothing, when something else has been submitted since.
   */
  recall({ kept, inputs, end }: Dropped<Input>): boolean {
    const [first] = inputs
    if (!first || this.recorded.length !== kept) return false
    // Time may have gone on without them.
    this.goBefore(kept, first)
    this.forgetFuture()
    this.recorded.push(...inputs)
    this.latest = end
    return true
  }

  /** A second future, to ask "what if" without touching this one. */
  fork(
    steps: Partial<Pick<Rules<S, Message, Input, Result>, 'transition' | 'take'>> = {},
  ): Timeline<S, Message, Input, Result> {
    const start = this.simulation.checkpoint()
    const copy = new Timeline({ ...this.rules, ...steps, start })
    copy.recorded = this.recorded.slice(0, this.taken)
    copy.taken = this.taken
    copy.marks = [
      ...this.marks.filter(({ checkpoint }) => checkpoint.steps < this.simulation.steps),
      { checkpoint: start, taken: this.taken, effort: this.effort },
    ]
    return copy
  }

  private forgetFuture(): void {
    this.recorded.length = this.taken
    const { steps, now } = this.simulation
    this.marks = this.marks.filter(({ checkpoint, taken }) => {
      const isPast = checkpoint.steps <= steps && checkpoint.now <= now
      return isPast && taken <= this.taken
    })
    this.latest = now
  }

  /** Goes to the place of an input, with the first `taken` taken and no more. */
  private goBefore(taken: number, { at, steps }: Omit<RecordedInput<Input>, 'input'>): void {
    const mark = this.marks.findLast(
      ({ checkpoint, taken: before }) =>
        before <= taken && checkpoint.steps <= steps && checkpoint.now <= at,
    )
    this.restore(mark ?? (this.marks[0] as Mark<S, Message>))
    this.recorded.length = taken
    this.advance(at, steps - this.simulation.steps)
  }

  private markBefore(at: Instant): Mark<S, Message> {
    const found = this.marks.findLast(({ checkpoint }) => checkpoint.now < at)
    return found ?? (this.marks[0] as Mark<S, Message>)
  }

  private restore(mark: Mark<S, Message>): void {
    this.simulation.restore(mark.checkpoint)
    this.taken = mark.taken
    this.looked = this.simulation.steps
  }

  private get every(): number {
    return this.rules.checkpointEvery ?? CHECKPOINT_EVERY
  }

  private get effort(): number {
    return this.rules.effort?.(this.simulation.state) ?? 0
  }

  private look(): void {
    const { steps } = this.simulation
    this.looked = steps
    const known = this.marks[this.marks.length - 1] as Mark<S, Message>
    const ran = steps - known.checkpoint.steps
    const { effort } = this
    const isMuch = !this.rules.effort || effort - known.effort >= MUCH_EFFORT
    const isDue = ran >= this.every * (isMuch ? 1 : LOOKS_WITHOUT_EFFORT)
    if (!isDue) return
    this.marks.push({ checkpoint: this.simulation.checkpoint(), taken: this.taken, effort })
    if (this.marks.length > CHECKPOINTS_KEPT) this.thin()
  }

  // Every checkpoint of the last minute, then every tenth; still too many: every other one of
  // those.
  private thin(): void {
    const recent = this.simulation.now - ALL_KEPT_FOR
    const keep = (nth: number) => (mark: Mark<S, Message>, index: number) =>
      index === 0 || mark.checkpoint.now >= recent || index % nth === 0
    this.marks = this.marks.filter(keep(KEPT_AFTERWARDS))
    if (this.marks.length > CHECKPOINTS_KEPT) this.marks = this.marks.filter((_, i) => i % 2 === 0)
  }
}
