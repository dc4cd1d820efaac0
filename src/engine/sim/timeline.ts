import { type Checkpoint, type Clock, Simulation, type State, type Transition } from './simulation'
import type { Instant } from './time'

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
  /** Messages between two checkpoints, at least, unless much is written. */
  readonly checkpointEvery?: number
  /** What of the state is costly; without it, all messages are alike. */
  readonly bulk?: (state: S) => Bulk
}

/** What it costs to repeat a run and to keep what it came by. */
export interface Bulk {
  /** How often a thing was written, since the beginning: messages that write take long. */
  readonly writes: number
  /** How many things there are. What is no longer as it was at a checkpoint is kept for it. */
  readonly things: number
}

const CHECKPOINT_EVERY = 3_000
/** Cheap messages are repeated in no time, and each checkpoint costs copies. */
const FEW_WRITES = 200
const STEPS_WITHOUT_WRITES = 48_000
/** Repeating a write takes as long as so many messages that write nothing. */
const STEPS_A_WRITE = 16
const CHECKPOINTS_KEPT = 80
/** Things of the past that are kept for all checkpoints, besides as many as there are now. */
const THINGS_KEPT = 400_000
/** Looks at whether a checkpoint is due, while so many messages run. */
const LOOKS_EACH = 10

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
  readonly bulk: Bulk
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
    this.marks = [{ checkpoint: rules.start, taken: 0, bulk: nothing }]
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
  /** How many checkpoints are kept. */
  get checkpoints(): number {
    return this.marks.length
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
      const nextLook = this.looked + Math.ceil(this.every / LOOKS_EACH)
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
      { checkpoint: start, taken: this.taken, bulk: this.bulk },
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

  private get bulk(): Bulk {
    return this.rules.bulk?.(this.simulation.state) ?? nothing
  }

  private look(): void {
    const { steps } = this.simulation
    this.looked = steps
    const { checkpoint, bulk } = this.marks[this.marks.length - 1] as Mark<S, Message>
    const ran = steps - checkpoint.steps
    const now = this.bulk
    const wrote = this.rules.bulk ? now.writes - bulk.writes : FEW_WRITES
    const isFar = ran + wrote * STEPS_A_WRITE >= STEPS_WITHOUT_WRITES
    if (!isFar && (ran < this.every || wrote < FEW_WRITES)) return
    this.marks.push({ checkpoint: this.simulation.checkpoint(), taken: this.taken, bulk: now })
    while (isTooMuch(this.marks)) this.marks.splice(leastMissed(this.marks), 1)
  }
}

const nothing: Bulk = { writes: 0, things: 0 }

// A checkpoint keeps what was written since the one before; in the end, all of the state.
function isTooMuch<S, Message>(marks: readonly Mark<S, Message>[]): boolean {
  if (marks.length <= 2 || marks.length > CHECKPOINTS_KEPT) return marks.length > 2
  const most = THINGS_KEPT + (marks.at(-1)?.bulk.things ?? 0)
  let kept = 0
  let before = nothing
  for (const { bulk } of marks) {
    kept += Math.min(bulk.writes - before.writes, before.things)
    before = bulk
  }
  return kept > most
}

// The farther back one goes, the more may have to be repeated: so that grows with the root of how
// far that is.
function leastMissed<S, Message>(marks: readonly Mark<S, Message>[]): number {
  const places = marks.map(({ checkpoint, bulk }) => checkpoint.steps + bulk.writes * STEPS_A_WRITE)
  const end = places.at(-1) ?? 0
  const missed = places.map((place, index) => {
    const [before, after] = [places[index - 1], places[index + 1]]
    if (before === undefined || after === undefined) return Number.POSITIVE_INFINITY
    return ((after - before) * (after - before)) / (end - place)
  })
  return missed.indexOf(Math.min(...missed))
}
