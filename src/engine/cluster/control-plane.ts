import type { ApiRequest } from '../api/request'
import { StatusError } from '../api/status'
import type { Action, Draft, Outcome } from '../apiserver/action'
import type { Component, ComponentContext } from '../apiserver/component'
import type { ServerEnvironment } from '../apiserver/environment'
import { type Asker, perform } from '../apiserver/perform'
import { type Reader, readerOf } from '../apiserver/reader'
import { type Served, serve } from '../apiserver/serve'
import type { Change, Store } from '../apiserver/store'
import type { Clock, Duration, Instant, Random } from '../sim'
import type { ClusterMessage } from './message'
import { type ClusterOptions, plan } from './options'
import { type ClusterState, inOrder } from './state'

/** What components may do besides what every component may: given by the cluster, by name. */
export type Extras = (component: string, session: Session) => object

/** A component of whatever memory and messages: the cluster only carries them. */
export type AnyComponent = Component<unknown, unknown>

/** One call into the cluster: the state it works on, and its clock. */
export interface Session {
  readonly state: ClusterState
  readonly clock: Clock<ClusterMessage>
}

/**
 * The API server and its clients: carries every change to those who watch, and every action back.
 */
export class ControlPlane {
  private readonly components: ReadonlyMap<string, AnyComponent>
  private readonly watchers = new Map<string, string[]>()

  constructor(
    private readonly options: ClusterOptions,
    components: readonly AnyComponent[],
    private readonly extras: Extras,
  ) {
    this.components = new Map(components.map((component) => [component.name, component]))
    for (const { name, watches } of components) {
      for (const { kind, node } of watches) {
        const topic = node === undefined ? kind : `${kind}@${node}`
        this.watchers.set(topic, [...(this.watchers.get(topic) ?? []), name])
      }
    }
  }

  /** Creates the first objects and starts every component; each is shown them by its watches. */
  start(drafts: readonly Draft[], session: Session): void {
    const { state, clock } = session
    const first: Change[] = []
    for (const object of drafts) {
      const action = { verb: 'create', object } as const
      const environment = this.environment(state, clock.now)
      const made = perform(state.store, action, { component: 'kubeadm' }, environment)
      if (made.outcome.refused) throw new StatusError(made.outcome.refused)
      state.store = made.store
      first.push(...made.changes)
    }
    for (const component of this.components.values()) {
      const memory = component.start(this.contextOf(component, session))
      state.memories.set(component.name, memory)
    }
    this.announce(first, state.store, session)
  }

  /** Answers a request from outside. */
  request(request: ApiRequest, session: Session): Served['response'] {
    const { state, clock } = session
    const { store } = state
    const served = serve(store, request, this.environment(state, clock.now))
    state.store = served.store
    this.announce(served.changes, store, session)
    return served.response
  }

  /** Performs an action in the name of a component. */
  act(action: Action, asker: Asker, session: Session): Outcome {
    const { state, clock } = session
    const { store: before } = state
    const performed = perform(before, action, asker, this.environment(state, clock.now))
    state.store = performed.store
    this.announce(performed.changes, before, session)
    return performed.outcome
  }

  /** A component's watch brings what has gathered. */
  deliver(name: string, session: Session): void {
    const { state } = session
    const component = this.components.get(name)
    const informer = state.informers.get(name)
    if (!component || !informer) return
    const changes = inOrder(informer.pending)
    state.informers.delete(name)
    this.run(component, session, (memory, context) => component.changed(memory, changes, context))
  }

  /** Hands a component a message. */
  receive(name: string, message: unknown, session: Session): void {
    const component = this.components.get(name)
    if (!component) return
    this.run(component, session, (memory, context) => component.receive(memory, message, context))
  }

  /** Whether a component's pending message is only a timer that repeats. */
  isIdle(name: string, message: unknown): boolean {
    return this.components.get(name)?.idle?.(message) ?? false
  }

  /** The objects as a component has been shown them. */
  readerOf(name: string, { state }: Session): Reader {
    return readerOf(state.informers.get(name)?.cache ?? state.store)
  }

  private run(
    { name }: AnyComponent,
    session: Session,
    step: (memory: unknown, context: ComponentContext<unknown>) => unknown,
  ): void {
    const component = this.components.get(name) as AnyComponent
    const { memories } = session.state
    const before = memories.get(name)
    const after = step(before, this.contextOf(component, session))
    if (after !== before) memories.set(name, after)
  }

  private environment(state: ClusterState, now: Instant): ServerEnvironment {
    return {
      now,
      epoch: this.options.epoch,
      streams: state.streams,
      serviceCIDR: plan.serviceCIDR,
      nodePorts: plan.nodePorts,
    }
  }

  private contextOf(component: AnyComponent, session: Session): ComponentContext<unknown> {
    const { name } = component
    const context = new ComponentSession(this, component, session, this.options.epoch)
    return Object.assign(context, this.extras(name, session))
  }

  private announce(changes: readonly Change[], before: Store, session: Session): void {
    for (const change of changes) {
      const { kind, object } = change
      for (const name of this.watchers.get(kind) ?? []) this.send(name, change, before, session)
      if (kind !== 'Pod') continue
      const { nodeName } = (object as { readonly spec?: { readonly nodeName?: string } }).spec ?? {}
      if (nodeName === undefined) continue
      const topic = `${kind}@${nodeName}`
      for (const name of this.watchers.get(topic) ?? []) this.send(name, change, before, session)
    }
  }

  private send(name: string, change: Change, before: Store, { state, clock }: Session): void {
    const informer = state.informers.get(name)
    if (!informer) {
      const latency = this.components.get(name)?.watchLatency ?? 0
      clock.after(latency, { to: 'informer', component: name })
    }
    const { cache = before, pending: earlier } = informer ?? {}
    state.informers.set(name, { cache, pending: { change, earlier } })
  }
}

class ComponentSession implements ComponentContext<unknown> {
  private cached: Reader | undefined

  constructor(
    private readonly plane: ControlPlane,
    private readonly component: AnyComponent,
    private readonly session: Session,
    readonly epoch: number,
  ) {}

  get now(): Instant {
    return this.session.clock.now
  }
  get reader(): Reader {
    this.cached ??= this.plane.readerOf(this.component.name, this.session)
    return this.cached
  }
  get random(): Random {
    return this.session.state.streams(this.component.name)
  }
  act(action: Action): Outcome {
    return this.plane.act(action, askerOf(this.component.name), this.session)
  }
  after(delay: Duration, message: unknown): void {
    this.session.clock.after(delay, { to: 'component', component: this.component.name, message })
  }
}

// Events show `kubelet` with its host; the scheduler goes by the name of its profile.
function askerOf(name: string): Asker {
  const [component = name, host] = name.split('/')
  return host === undefined ? { component } : { component, host }
}
