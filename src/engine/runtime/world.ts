import type { Answer } from '../api/dns'
import type { FetchFailure, HttpResponse, ProcessMessage, System } from '../images/image'
import { Walk } from '../network/walk'
import type { Instant } from '../sim'
import type { Connection, WireRequest } from './connection'
import type { DataPlaneContext, DataPlaneOptions } from './data-plane'
import type { Exchange } from './exchange'
import type { Process } from './process'
import { type End, Recorder } from './recorder'
import type { Datagram, DataPlaneState } from './state'
import type { Tracer } from './tracer'

/** Who hears how requests end. */
export interface Owners {
  succeeded(world: World, exchange: Exchange, response: HttpResponse): void
  failed(world: World, exchange: Exchange, failure: FetchFailure): void
  /** A process would hear this, where there is none: the request was sent by hand. */
  told(world: World, exchange: Exchange, message: ProcessMessage): void
  /** A question has been answered that was put by TCP. */
  answered(world: World, exchange: Exchange, answer: Answer): void
  /** A request has come to a port of the laptop that leads through a session. */
  forwarded(world: World, connection: Connection, wire: WireRequest): void
}

/**
 * Where one call into the data plane works: the state and the context of that call, and the scratch
 * that all calls share. Nothing in it outlives the call but the recorder, which is not part of the
 * cluster.
 */
export class World {
  context: DataPlaneContext = silent
  now: Instant = 0
  /** The process that is running. */
  process: Process | undefined
  /** The datagram it has not answered yet. */
  datagram: Datagram | undefined
  readonly walk: Walk
  readonly system: System
  /** Follows one request, in a run that somebody only wants to look at. */
  tracer: Tracer | undefined
  private readonly recorder = new Recorder()

  constructor(
    readonly options: DataPlaneOptions,
    public state: DataPlaneState,
    readonly owners: Owners,
    systemOf: (world: World) => System,
  ) {
    this.walk = new Walk(state.network)
    this.system = systemOf(this)
  }

  /** Turns to a state and a context. */
  enter(state: DataPlaneState, context: DataPlaneContext): void {
    this.state = state
    this.context = context
    this.now = context.now
    this.walk.network = state.network
    this.walk.second = Math.floor(context.now / 1_000_000)
  }

  /** Whom to tell of requests; undefined when nobody listens. */
  get records(): Recorder | undefined {
    const { observer } = this.context
    if (observer === undefined) return undefined
    this.recorder.observer = observer
    return this.recorder
  }

  /** A request begins: whoever listens is told. */
  began(exchange: Exchange): void {
    this.records?.began(exchange)
    this.tracer?.began(this, exchange)
  }

  /** A connection of earlier requests serves this one. */
  reused(exchange: Exchange, connection: Connection): void {
    this.records?.reused(exchange, connection)
    this.tracer?.reused(this.now, exchange, connection)
  }

  /** A request has come to its end. */
  ended(exchange: Exchange, end: End): void {
    this.records?.ended(this.now, exchange, end)
    this.tracer?.over(this.now, exchange, end)
  }

  /** A number that nothing has had yet. */
  number(): number {
    return ++this.state.lastNumber
  }

  /** Sees to it that a request is looked at again at an instant, if nothing happens before. */
  lookAgain(exchange: Exchange, due: Instant): void {
    exchange.due = due
    this.remind(due)
  }

  /** Sees to it that an alarm rings at an instant, or before. */
  remind(at: Instant): void {
    const { alarm } = this.state
    if (alarm !== 0 && alarm <= at) return
    this.state.alarm = at
    this.context.after(Math.max(0, at - this.now), { to: 'network', type: 'alarm', at })
  }
}

const silent: DataPlaneContext = {
  now: 0,
  after: () => undefined,
  tell: () => undefined,
  reader: () => undefined,
}
