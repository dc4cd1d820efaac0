import type { Address } from '../api/address'
import type { Upstream } from '../api/dns'
import type { PodFault } from '../api/fault'
import type { ProxyConfiguration, ProxyStatus } from '../api/proxy'
import type { SessionChunk, SessionInput } from '../api/session'
import type { TraceRequest } from '../api/trace'
import type { Traffic } from '../api/traffic'
import type { Mount } from '../images/files/disk'
import type { FetchRequest, Image } from '../images/image'
import type { NodeKernel } from '../images/kernel'
import type { NodeRuntime } from '../images/node-runtime'
import type { Balancer } from '../network/balancer'
import type { StaleFlows } from '../network/conntrack'
import type { HealthChecks } from '../network/health-check'
import type { NodeState } from '../network/node-state'
import type { Observer } from '../network/record'
import type { Ruleset } from '../network/rules'
import type { KernelSettings } from '../network/settings'
import type { Duration, Instant } from '../sim'
import type { JoinedStreams } from './executing'
import type { OpenForward } from './forwarded'
import type { LogLine } from './log'
import type { NetworkMessage } from './message'
import type { RuleWords } from './packet-tracer'
import type { ContainerRuntime, RuntimeEvent } from './runtime'
import type { DataPlaneState } from './state'
import type { Heard } from './told'
import type { Tracer, Wanted } from './tracer'

/** What does not change while a cluster lives. */
export interface DataPlaneOptions {
  readonly seed: number
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  /** Finds an image by its name, without tag. */
  image(name: string): Image | undefined
  /** What name servers outside know; nodes and hosts outside ask them directly. */
  readonly upstream: Upstream
  /** What the tools of a node print of its kernel. */
  kernel?(node: NodeState, second: number, changed: () => void): NodeKernel
  /** Where traffic from outside begins. */
  readonly visitor: Address
  /** Hosts outside that serve a small page on every port a browser would try. */
  readonly sites: readonly { readonly name: string; readonly address: Address }[]
}

/** What the data plane may do to the rest of the cluster during one call. */
export interface DataPlaneContext {
  readonly now: Instant
  /** Schedules a message to the data plane itself. */
  after(delay: Duration, message: NetworkMessage): void
  /** Tells the kubelet of a node. */
  tell(node: string, event: RuntimeEvent): void
  /** The objects as a process on a node has been shown them: CoreDNS's informer. */
  reader(node: string): unknown
  /** A node's kube-proxy runs, with this configuration; or it does not run. */
  proxy?(node: string, configuration: ProxyConfiguration | undefined): void
  /** Somebody has changed a node's rules, and not its kube-proxy. */
  flushed?(node: string): void
  /** When it was last shown a change of them. */
  informedAt?(node: string): Instant
  /** All objects as they are, as far as is known there. */
  objects?(node: string): unknown
  /** What a node's container runtime knows; logs are the data plane's own. */
  runtime?(node: string, log: NodeRuntime['log']): NodeRuntime
  /** Whether the API server can be reached from there. */
  isInformed?(node: string): boolean
  /** The volumes of a container, as they are now; `pod` is `namespace/name`. */
  volumes?(pod: string, container: string): readonly Mount[]
  /** Hears of every request; what it is told is not part of the state. */
  readonly observer?: Observer | undefined
}

/** A machine of the cluster. */
export interface NodeNetwork {
  readonly name: string
  readonly address: Address
  /** The block of its Pods; its first address is the node's end of every Pod's interface. */
  readonly podCIDR: string
  /** The control plane's node answers on the API server's port. */
  readonly apiServerPort?: number
}

/** A client that the playground runs, and how it paces itself. */
export interface TrafficClient extends Traffic {
  /** Begins the next request as soon as one is done, whatever the rate says. */
  readonly closedLoop?: boolean
}

/** What a traffic client has seen so far. */
export interface TrafficCount {
  readonly started: number
  readonly succeeded: number
  readonly failed: number
}

/** The network, the kernels and the processes of a cluster: everything that packets pass. */
export interface DataPlane {
  start(): DataPlaneState
  /** Takes in a message that `after` was given. */
  receive(state: DataPlaneState, message: NetworkMessage, context: DataPlaneContext): void
  /**
   * Whether a message is only a timer, a packet or a pause: nothing that a settled cluster would
   * not have.
   */
  idle(message: NetworkMessage): boolean
  /** The container runtime of every node, as kubelets call it; good for this call only. */
  runtime(state: DataPlaneState, context: DataPlaneContext): ContainerRuntime
  addNode(state: DataPlaneState, node: NodeNetwork): void
  removeNode(state: DataPlaneState, name: string): void
  /** Pulls a node's cable, or puts it back. */
  cut(state: DataPlaneState, node: string, isCut: boolean): void
  /** Breaks a Pod's app, or mends it. */
  breakPod(state: DataPlaneState, pod: string, fault: PodFault, context: DataPlaneContext): void
  /** Replaces a node's netfilter rules, as kube-proxy does. Connections that exist go on. */
  install(state: DataPlaneState, node: string, ruleset: Ruleset): void
  /** A node's rules as they are. */
  rulesOf(state: DataPlaneState, node: string): Ruleset | undefined
  /** Sets up a node's kernel, as kube-proxy does when it starts. */
  configure(state: DataPlaneState, node: string, settings: KernelSettings): void
  /** What a node's kube-proxy has done; undefined: it runs no longer. */
  report(state: DataPlaneState, node: string, status: ProxyStatus | undefined): void
  /** What a node's kube-proxy tells balancers that ask, and on which ports. */
  tellHealth(state: DataPlaneState, node: string, health: HealthChecks): void
  /**
   * Deletes UDP connections to endpoints that are gone, as kube-proxy does after it has written.
   */
  forget(state: DataPlaneState, node: string, stale: readonly StaleFlows[]): void
  /** Puts a Service's load balancer up, replaces it, or (undefined) takes it down. */
  balance(state: DataPlaneState, service: string, balancer: Balancer | undefined): void
  /** Replaces all traffic clients; one that stays the same goes on as it was. */
  traffic(state: DataPlaneState, clients: readonly TrafficClient[], context: DataPlaneContext): void
  trafficCount(state: DataPlaneState, name: string): TrafficCount
  /**
   * The lines of a process's log from number `from` on (the first is 0), as far as they are kept.
   */
  log(state: DataPlaneState, process: string, from?: number): readonly LogLine[]
  /** The log of a container's latest run, or of the one before it; undefined when there is none. */
  containerLog(
    state: DataPlaneState,
    container: { readonly pod: string; readonly name: string },
    before?: boolean,
  ): ContainerLog | undefined
  /** Opens a session; its number is returned. */
  open(state: DataPlaneState, opening: SessionOpening, context: DataPlaneContext): number
  /** Hands a session what its client sends. */
  input(
    state: DataPlaneState,
    session: number,
    input: SessionInput,
    context: DataPlaneContext,
  ): void
  /** Sends a request by hand; its number, unless there is nowhere to send it from. */
  send(state: DataPlaneState, request: TraceRequest, context: DataPlaneContext): number | undefined
  /**
   * From now on one request is followed step by step. The tracer is no part of the state: only a
   * run that nobody keeps should have one.
   */
  follow(wanted: Wanted, words: RuleWords): Tracer
  /** Ports of the laptop that lead to Pods now. */
  forwards(state: DataPlaneState): readonly OpenForward[]
  /** What a session has told its client since; undefined when it is forgotten. */
  told(state: DataPlaneState, session: number, since: Heard): ToldSince | undefined
}

/** What a session has told its client since it was last asked. */
export interface ToldSince {
  readonly chunks: readonly SessionChunk[]
  readonly heard: Heard
  readonly isOver: boolean
}

/** The log of one run of a container. */
export interface ContainerLog {
  readonly process: string
  readonly isRunning: boolean
  readonly lines: readonly LogLine[]
  /** The beginning of a line that has no end yet. */
  readonly partial: string
}

/** A session that a client asks for. */
export type SessionOpening =
  | {
      readonly type: 'exec'
      readonly pod: string
      readonly container: string
      readonly argv: readonly string[]
      readonly streams: JoinedStreams
    }
  | {
      readonly type: 'attach'
      readonly pod: string
      readonly container: string
      readonly streams: JoinedStreams
    }
  /** `via` are the places it leads through: the API server's node, and the Pod's. */
  | { readonly type: 'portforward'; readonly pod: string; readonly via: readonly string[] }
  /** A request that the API server passes on, from the node it runs on. */
  | { readonly type: 'proxy'; readonly node: string; readonly request: FetchRequest }
  /** Ports of the laptop whose requests are answered by a program outside of the cluster. */
  | { readonly type: 'server' }
  /** A command on the learner's laptop, or on a node. */
  | {
      readonly type: 'machine'
      /** `laptop`, or a node's name. */
      readonly machine: string
      readonly argv: readonly string[]
      readonly streams: JoinedStreams
    }
