import type { ApiRequest } from '../api/request'
import { StatusError } from '../api/status'
import type { Action, Outcome } from '../apiserver/action'
import type { Component, Interest } from '../apiserver/component'
import type { ServerEnvironment } from '../apiserver/environment'
import { type Asker, perform } from '../apiserver/perform'
import { type Reader, readerOf } from '../apiserver/reader'
import { type Served, serve } from '../apiserver/serve'
import { type Change, changesAfter, compacted, type Store, withoutMemory } from '../apiserver/store'
import { limits } from '../limits'
import { type Clock, type Duration, type Instant, seconds } from '../sim'
import { ComponentSession } from './component-session'
import type { ClusterMessage } from './message'
import { type ClusterOptions, plan, rangesOf } from './options'
import type { ClusterState } from './state'

/**
 * What a component may do besides what every component may: given once, it works on the session of
 * the moment.
 */
type Extras = (component: string, at: { readonly session: Session }) => object

/** A component of whatever memory and messages: the cluster only carries them. */
export type AnyComponent = Component<unknown, unknown>

/** One call into the cluster: the state it works on, and its clock. */
export interface Session {
  readonly state: ClusterState
  readonly clock: Clock<ClusterMessage>
}

/** A component in its place: its number in the state's lists, and what it is called with. */
interface Seat {
  readonly number: number
  readonly component: AnyComponent
  readonly context: ComponentSession
  readonly interests: ReadonlyMap<string, Interest>
  /** What tells it that its watch has something for it. */
  readonly wake: ClusterMessage
}

/** A seat, as one of those who watch a kind or a node's part of it. */
interface Watcher {
  readonly seat: Seat
  readonly interest: Interest
}

/**
 * The API server and its clients: carries every change to those who watch, and every action back.
 */
export class ControlPlane {
  private readonly seats = new Map<string, Seat>()
  private readonly watchers = new Map<string, Watcher[]>()
  // A name server looks at one store for many questions. Only a cache.
  private readonly readers = new WeakMap<Store, Reader>()
  private latest: ServerEnvironment | undefined

  constructor(
    private readonly options: ClusterOptions,
    components: readonly AnyComponent[],
    extras: Extras,
  ) {
    for (const component of components) this.seat(component, extras)
  }

  private seat(component: AnyComponent, extras: Extras): void {
    const { name, watches } = component
    const context = new ComponentSession(this, name, this.options.epoch)
    Object.defineProperties(context, Object.getOwnPropertyDescriptors(extras(name, context)))
    const seat: Seat = {
      number: this.seats.size,
      component,
      context,
      interests: new Map(watches.map((interest) => [interest.kind, interest])),
      wake: { to: 'informer', component: name },
    }
    this.seats.set(name, seat)
    for (const interest of watches) {
      const topic = topicOf(interest.kind, interest.node)
      this.watchers.set(topic, [...(this.watchers.get(topic) ?? []), { seat, interest }])
    }
  }

  /** Writes what comes first and starts every component; each is shown it by its watches. */
  start(first: Iterable<Action, unknown, Outcome>, session: Session): void {
    const { state, clock } = session
    const changes: Change[] = []
    const steps = first[Symbol.iterator]()
    for (let step = steps.next(NOTHING_YET); !step.done; ) {
      const environment = this.environment(state, clock.now)
      const made = perform(state.store, step.value, { component: 'kubeadm' }, environment)
      if (made.outcome.refused) throw new StatusError(made.outcome.refused)
      state.store = made.store
      changes.push(...made.changes)
      step = steps.next(made.outcome)
    }
    for (const { number, component, context } of this.seats.values()) {
      state.caches[number] = undefined
      state.memories[number] = component.start(context.enter(session, state.store))
      context.leave()
    }
    const { store } = state
    // What there was before anybody looked is news to all.
    const nothing = withoutMemory({ ...store, revision: 0 })
    this.announce(changes, nothing, session)
  }

  /** Answers a request from outside. */
  request(request: ApiRequest, session: Session): Served['response'] {
    const { state, clock } = session
    const { store } = state
    const served = serve(store, request, this.environment(state, clock.now))
    this.commit(served, session)
    return served.response
  }

  /** Performs an action in the name of a component. */
  act(action: Action, asker: Asker, session: Session): Outcome {
    const { state, clock } = session
    const performed = perform(state.store, action, asker, this.environment(state, clock.now))
    this.commit(performed, session)
    return performed.outcome
  }

  /** A component's watch brings what has gathered. */
  deliver(name: string, session: Session): void {
    const { state } = session
    const seat = this.seats.get(name)
    const cache = seat && state.caches[seat.number]
    if (!seat || !cache) return
    state.caches[seat.number] = undefined
    const changes: Change[] = []
    for (const change of changesAfter(state.store, cache.revision) ?? []) {
      if (isOfInterest(seat, change)) changes.push(change)
    }
    this.run(seat, session, (memory, context) => seat.component.changed(memory, changes, context))
  }

  /** Hands a component a message. */
  receive(name: string, message: unknown, session: Session): void {
    const seat = this.seats.get(name)
    if (!seat) return
    this.run(seat, session, (memory, context) => seat.component.receive(memory, message, context))
  }

  /** Whether a component's pending message is only a timer that repeats. */
  isIdle(name: string, message: unknown): boolean {
    return this.seats.get(name)?.component.idle?.(message) ?? false
  }

  /** The objects as a component has been shown them. */
  readerOf(name: string, session: Session): Reader {
    return this.readerAt(this.shownTo(name, session))
  }

  /** The objects as a component has been shown them. */
  shownTo(name: string, { state }: Session): Store {
    const seat = this.seats.get(name)
    return (seat && state.caches[seat.number]) ?? state.store
  }

  /** Reads a store; the same reader for the same store. */
  readerAt(store: Store): Reader {
    const known = this.readers.get(store)
    if (known) return known
    const reader = readerOf(store)
    this.readers.set(store, reader)
    return reader
  }

  /** How many changes of some kinds a component has yet to be shown. */
  unseenBy(name: string, kinds: readonly string[], { state }: Session): number {
    const seat = this.seats.get(name)
    const cache = seat && state.caches[seat.number]
    if (!cache) return 0
    const changes = changesAfter(state.store, cache.revision) ?? []
    return changes.filter(({ kind }) => kinds.includes(kind)).length
  }

  /** What a component remembers. */
  memoryOf(name: string, { state }: Pick<Session, 'state'>): unknown {
    const seat = this.seats.get(name)
    return seat && state.memories[seat.number]
  }

  private run(
    { number, context }: Seat,
    session: Session,
    step: (memory: unknown, context: ComponentSession) => unknown,
  ): void {
    const { memories, caches, store } = session.state
    memories[number] = step(memories[number], context.enter(session, caches[number] ?? store))
    context.leave()
  }

  // Much is done at one instant: what that is done in is made once.
  private environment(state: ClusterState, now: Instant): ServerEnvironment {
    const { latest } = this
    if (latest?.now === now && latest.streams === state.streams) return latest
    this.latest = {
      now,
      ...rangesOf(this.options),
      streams: state.streams,
      nodePorts: plan.nodePorts,
    }
    return this.latest
  }

  private commit(
    { store, changes }: { readonly store: Store; readonly changes: readonly Change[] },
    session: Session,
  ): void {
    const { state } = session
    if (changes.length === 0) return
    const before = state.store
    state.store = store
    this.announce(changes, before, session)
    forget(state, session.clock.now)
  }

  private announce(changes: readonly Change[], before: Store, session: Session): void {
    for (const change of changes) {
      this.tell(this.watchers.get(change.kind), change, before, session)
      const node = nodeOf(change)
      if (node !== undefined) {
        this.tell(this.watchers.get(topicOf(change.kind, node)), change, before, session)
      }
    }
  }

  private tell(
    watchers: readonly Watcher[] | undefined,
    change: Change,
    before: Store,
    { state, clock }: Session,
  ): void {
    if (!watchers) return
    for (const { seat, interest } of watchers) {
      if (state.caches[seat.number] || interest.ignores?.(change)) continue
      state.caches[seat.number] = before
      clock.after(seat.component.watchLatency, seat.wake)
    }
  }
}

// What a first step is handed, and does not look at.
const NOTHING_YET: Outcome = {}

const YOUNG: Duration = seconds(1)

// What was written long ago is forgotten, but nothing that is still on its way to somebody.
function forget(state: ClusterState, now: Instant): void {
  const { store, old } = state
  const { revision, changes } = store
  if (now - old.at >= YOUNG) state.old = { revision: old.next, next: revision, at: now }
  const upTo = Math.min(revision - limits.changesKept, state.old.revision)
  // Not one by one: the list is copied each time.
  if (upTo < changes.first + limits.changesKept / 2) return
  const shown = Math.min(upTo, state.shownUpTo())
  if (shown > changes.first) state.store = compacted(store, shown)
}

const topicOf = (kind: string, node: string | undefined): string =>
  node === undefined ? kind : `${kind}@${node}`

// Pods are watched by their node, and Nodes by their name.
function nodeOf({ kind, object }: Change): string | undefined {
  if (kind === 'Node') return object.metadata.name
  if (kind !== 'Pod') return undefined
  return (object as { readonly spec?: { readonly nodeName?: string } }).spec?.nodeName
}

function isOfInterest({ interests }: Seat, change: Change): boolean {
  const interest = interests.get(change.kind)
  if (!interest || (interest.node !== undefined && interest.node !== nodeOf(change))) return false
  return !interest.ignores?.(change)
}
