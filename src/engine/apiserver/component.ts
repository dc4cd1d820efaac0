import type { Kind } from '../resources'
import type { Duration, Instant, Random } from '../sim'
import type { Action, Outcome } from './action'
import type { Reader } from './reader'
import type { Change } from './store'

/**
 * A client of the API server that lives in the cluster: a controller, the scheduler, a kubelet, a
 * kube-proxy, CoreDNS. Its memory is plain data, replaced and never changed, so it survives a
 * checkpoint.
 */
export interface Component<Memory, Message = never> {
  /** `kubelet/node-1`, `scheduler`. */
  readonly name: string
  readonly watches: readonly Interest[]
  /** From the write of a change until this component is shown it. */
  readonly watchLatency: Duration
  start(context: ComponentContext<Message>): Memory
  /**
   * Takes in what the watch brought; `context.reader` shows the objects as of the last of
   * `changes`.
   */
  changed(memory: Memory, changes: readonly Change[], context: ComponentContext<Message>): Memory
  receive(memory: Memory, message: Message, context: ComponentContext<Message>): Memory
  /**
   * Whether a message of its own, while it waits to be due, is a timer that only repeats or backs
   * off (a heartbeat, a probe, a retry): a cluster with nothing else pending has settled. Default:
   * none is.
   */
  idle?(message: Message): boolean
}

/**
 * Which changes a component wants to see: all of a kind, or those of one node (Pods by
 * `spec.nodeName`, Nodes by their name).
 */
export interface Interest {
  readonly kind: Kind
  readonly node?: string
  /** Whether a change is nothing to the component, as the change itself shows: it is not told. */
  readonly ignores?: (change: Change) => boolean
}

/** What a component can do. */
export interface ComponentContext<Message> {
  readonly now: Instant
  /** Unix seconds at which the cluster was created: for timestamps. */
  readonly epoch: number
  /** The objects as this component has been shown them: its informer's cache, perhaps behind. */
  readonly reader: Reader
  /** The component's own stream of chance. */
  readonly random: Random
  /** Performs an action through the API server, at once. */
  act(action: Action): Outcome
  /** Sends the component a message later. */
  after(delay: Duration, message: Message): void
}
