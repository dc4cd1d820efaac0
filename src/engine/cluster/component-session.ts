import type { Action, Outcome } from '../apiserver/action'
import type { ComponentContext } from '../apiserver/component'
import type { Asker } from '../apiserver/perform'
import { type Reader, readerOf } from '../apiserver/reader'
import type { Store } from '../apiserver/store'
import type { Duration, Instant, Random } from '../sim'
import type { Session } from './control-plane'

/** What a component's session needs of the control plane. */
interface Server {
  act(action: Action, asker: Asker, session: Session): Outcome
}

/** What one component is called with: the same each time, on the session of the moment. */
export class ComponentSession implements ComponentContext<unknown> {
  private current: Session | undefined
  private seen: Store | undefined
  private cached: Reader | undefined
  private readonly asker: Asker

  constructor(
    private readonly server: Server,
    private readonly name: string,
    readonly epoch: number,
  ) {
    // Events show `kubelet` with its host; the scheduler goes by the name of its profile.
    const [component = name, host] = name.split('/')
    this.asker = host === undefined ? { component } : { component, host }
  }

  /** Goes to work on a session, with a look at a store. */
  enter(session: Session, store: Store): this {
    this.current = session
    this.seen = store
    return this
  }
  /** The work is done: nothing is held on to. */
  leave(): void {
    this.current = undefined
    this.seen = undefined
    this.cached = undefined
  }

  get session(): Session {
    if (!this.current) throw new Error(`${this.name} was not called`)
    return this.current
  }
  get now(): Instant {
    return this.session.clock.now
  }
  get reader(): Reader {
    if (!this.seen) throw new Error(`${this.name} was not called`)
    this.cached ??= readerOf(this.seen)
    return this.cached
  }
  get random(): Random {
    return this.session.state.streams(this.name)
  }
  act(action: Action): Outcome {
    return this.server.act(action, this.asker, this.session)
  }
  after(delay: Duration, message: unknown): void {
    this.session.clock.after(delay, { to: 'component', component: this.name, message })
  }
}
