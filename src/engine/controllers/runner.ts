import { keyText, type ObjectKey } from '../api/object'
import type { Status } from '../api/status'
import type { Action, Outcome } from '../apiserver/action'
import type { Component, ComponentContext, Interest } from '../apiserver/component'
import type { Change } from '../apiserver/store'
import type { Kind } from '../resources'
import { type Duration, type Instant, milliseconds, type SortedMap, sortedMap } from '../sim'
import type { Controller } from './controller'
import { isNamespaceTerminating } from './refusal'

/** What a controller's work queue holds between messages. */
export interface RunnerMemory {
  /** Keys that want a run, in the order in which they came. */
  readonly queue: SortedMap<Waiting>
  /** Counts arrivals, so that the queue is first in, first out. */
  readonly arrivals: number
  /** The run under way, which ends with the `work` message that is scheduled. */
  readonly running: Waiting | undefined
  readonly keys: SortedMap<KeyState>
  /** Revisions that it wrote itself and has not been shown yet, if it ignores them. */
  readonly own: readonly number[]
}

/** A key that waits, and its place. */
interface Waiting {
  readonly key: ObjectKey
  readonly place: string
}

/** What is remembered of one key. */
interface KeyState {
  readonly place?: string
  readonly failures: number
  /** The cache must have reached this revision before the key is looked at again. */
  readonly wrote: number
  /** When the one timer that `requeue` asked for is due. */
  readonly due?: Instant
}

/** What the runner tells itself. */
export type RunnerMessage =
  | { readonly type: 'work' }
  | {
      readonly type: 'requeue'
      readonly key: ObjectKey
      readonly due: Instant
      readonly idle: boolean
    }

const RUN_TAKES: Duration = milliseconds(1)
const WATCH_LATENCY: Duration = milliseconds(2)
// The default rate limiter of client-go's work queue: 5 ms, doubled at each failure, 1000 s at
// most.
const FIRST_RETRY: Duration = milliseconds(5)
const LAST_RETRY: Duration = milliseconds(1_000_000)
// What was refused so often will be refused for a while: nobody waits for it.
const HOPELESS: Duration = milliseconds(1_000)
const UNTOUCHED: KeyState = { failures: 0, wrote: 0 }

/**
 * A component that runs a controller: its work queue, its back-off, and its wait for its own
 * writes.
 */
export function runnerOf(controller: Controller): Component<RunnerMemory, RunnerMessage> {
  const kinds = Object.keys(controller.watches) as Kind[]
  return {
    name: controller.name,
    watches: kinds.map((kind) => interestIn(kind, controller)),
    watchLatency: WATCH_LATENCY,
    start: () => ({
      queue: sortedMap(),
      arrivals: 0,
      running: undefined,
      keys: sortedMap(),
      own: [],
    }),
    changed(memory, changes, context) {
      const { own } = memory
      let next = memory
      for (const change of changes) {
        if (own.includes(change.revision)) continue
        for (const key of concerned(controller, change, context)) next = enqueue(next, key)
      }
      const latest = changes.at(-1)?.revision ?? 0
      if (own.length > 0) next = { ...next, own: own.filter((revision) => revision > latest) }
      return begin(controller, next, context)
    },
    receive(memory, message, context) {
      if (message.type === 'work') return work(controller, memory, context)
      const state = memory.keys.get(keyText(message.key)) ?? UNTOUCHED
      if (state.due !== message.due) return memory
      const { due: _, ...rest } = state
      const cleared = { ...memory, keys: memory.keys.set(keyText(message.key), rest) }
      return begin(controller, enqueue(cleared, message.key), context)
    },
    idle: (message) => message.type === 'requeue' && message.idle,
  }
}

type Context = ComponentContext<RunnerMessage>

// The tables of a controller are keyed by kind, so an object of that kind is what their functions
// take.
function interestIn(kind: Kind, { ignores }: Controller): Interest {
  const ignored = ignores?.[kind] as
    | ((object: unknown, previous: unknown, type: Change['type']) => boolean)
    | undefined
  if (!ignored) return { kind }
  return {
    kind,
    ignores: ({ object, previous, type }) =>
      ignored(object, type === 'MODIFIED' ? previous : undefined, type),
  }
}

function concerned(
  { watches }: Controller,
  { kind, object, previous, type }: Change,
  { reader }: Context,
): Iterable<ObjectKey> {
  const keysOf = watches[kind as Kind] as
    | ((object: unknown, cluster: unknown, previous?: unknown) => Iterable<ObjectKey>)
    | undefined
  return keysOf?.(object, reader, type === 'MODIFIED' ? previous : undefined) ?? []
}

function enqueue(memory: RunnerMemory, key: ObjectKey): RunnerMemory {
  const text = keyText(key)
  const state = memory.keys.get(text) ?? UNTOUCHED
  if (state.place !== undefined) return memory
  const place = String(memory.arrivals).padStart(12, '0')
  return {
    ...memory,
    queue: memory.queue.set(place, { key, place }),
    arrivals: memory.arrivals + 1,
    keys: memory.keys.set(text, Object.assign({}, state, { place })),
  }
}

// One worker: a run takes its time, and changes that come meanwhile are part of what it sees at its
// end.
function begin(controller: Controller, memory: RunnerMemory, context: Context): RunnerMemory {
  if (memory.running) return memory
  const { reader } = context
  for (const [, waiting] of memory.queue.entries()) {
    const state = memory.keys.get(keyText(waiting.key)) ?? UNTOUCHED
    if (reader.revision < state.wrote) continue
    context.after(controller.cost?.(waiting.key, reader, context) ?? RUN_TAKES, { type: 'work' })
    return { ...memory, running: waiting }
  }
  return memory
}

function work(controller: Controller, memory: RunnerMemory, context: Context): RunnerMemory {
  const { running } = memory
  if (!running) return memory
  const text = keyText(running.key)
  const { place: _, ...state } = memory.keys.get(text) ?? UNTOUCHED
  const { state: ran, own } = run(controller, running.key, state, context)
  const next: RunnerMemory = {
    ...memory,
    own: own.length > 0 ? [...memory.own, ...own] : memory.own,
    running: undefined,
    queue: memory.queue.delete(running.place),
    keys: isForgettable(ran) ? memory.keys.delete(text) : memory.keys.set(text, ran),
  }
  return begin(controller, next, context)
}

const isForgettable = ({ failures, wrote, due }: KeyState): boolean =>
  failures === 0 && wrote === 0 && due === undefined

/** How a key stands after its run, and which revisions are the run's own and to be ignored. */
interface Ran {
  readonly state: KeyState
  readonly own: readonly number[]
}

function run(controller: Controller, key: ObjectKey, before: KeyState, context: Context): Ran {
  let { due } = before
  const own: number[] = []
  let wrote = 0
  let failed = false
  const { now, epoch, random } = context
  const steps = controller.reconcile(key, context.reader, { now, epoch, random, due })
  let step = steps.next()
  while (!step.done) {
    const action = step.value
    if (action.verb === 'requeue') {
      due = context.now + action.after
      context.after(action.after, { type: 'requeue', key, due, idle: action.idle ?? false })
      step = steps.next({})
      continue
    }
    const outcome = context.act(action)
    if (outcome.refused) failed ||= !isHarmless(action, outcome.refused)
    else {
      const revision = revisionToAwait(controller, action, outcome)
      // The answer to a deletion may be the object as it was seen: nothing to wait for.
      if (revision > context.reader.revision) {
        wrote = Math.max(wrote, revision)
        if (outcome.object && controller.ignoresOwn?.(outcome.object)) own.push(revision)
      }
    }
    step = steps.next(outcome)
  }
  if (!failed) return { state: succeeded(wrote, due), own }
  const failures = before.failures + 1
  const retry = Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 20), LAST_RETRY)
  const at = context.now + retry
  context.after(retry, { type: 'requeue', key, due: at, idle: retry >= HOPELESS })
  return { state: { failures, wrote, due: at }, own }
}

const succeeded = (wrote: number, due: Instant | undefined): KeyState =>
  due === undefined ? { failures: 0, wrote } : { failures: 0, wrote, due }

// What is gone need not be deleted, and where all is going away nothing need be created.
function isHarmless({ verb }: Action, refused: Status): boolean {
  if (verb === 'delete') return refused.reason === 'NotFound'
  return verb === 'create' && isNamespaceTerminating(refused)
}

// Only what the controller watches will ever reach its cache; a deletion leaves no revision in the
// answer.
function revisionToAwait(
  { watches }: Controller,
  action: Action,
  { object }: Extract<Outcome, { refused?: undefined }>,
): number {
  if (!object || action.verb === 'record' || !(object.kind in watches)) return 0
  return Number(object.metadata.resourceVersion)
}
