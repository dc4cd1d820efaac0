import { parseAddress } from '../api/address'
import type { NodeFault, PodFault } from '../api/fault'
import type { ProxyView } from '../api/kernel'
import type { ProxyConfiguration, ProxyStatus } from '../api/proxy'
import type { ApiRequest, ApiResponse, ConnectRequest } from '../api/request'
import type { SessionInput } from '../api/session'
import { failure, refusalOf } from '../api/status'
import type { TraceRequest } from '../api/trace'
import { checkAccess } from '../apiserver/access/check'
import { readerOf } from '../apiserver/reader'
import { withoutMemory } from '../apiserver/store'
import { coredns } from '../coredns/image'
import { imageNamed } from '../images'
import type { Mount } from '../images/files/disk'
import type { Image } from '../images/image'
import { machine } from '../images/machine'
import type { NodeRuntime } from '../images/node-runtime'
import { type KubeProxyMemory, type KubeProxyMessage, wordsOf } from '../kube-proxy'
import { type KubeletMemory, mountedFor, type Probes } from '../kubelet'
import { limits } from '../limits'
import type { Balancer } from '../network/balancer'
import type { StaleFlows } from '../network/conntrack'
import type { HealthChecks } from '../network/health-check'
import type { NodeState } from '../network/node-state'
import type { Observer } from '../network/record'
import type { Ruleset } from '../network/rules'
import type { KernelSettings } from '../network/settings'
import {
  createDataPlane,
  type DataPlane,
  type DataPlaneContext,
  type NetworkMessage,
  type Tracer,
  type TrafficClient,
  type Wanted,
} from '../runtime'
import { type Checkpoint, type Clock, type Rules, seconds } from '../sim'
import { bootstrap } from './bootstrap'
import { componentsOf } from './components'
import { openingFor } from './connect'
import { ControlPlane, type Session } from './control-plane'
import { isCutOff, isDeaf, keepFor, lastShownOn, release, setFault } from './faults'
import { isKernel, kernelAnswer } from './kernel'
import { proxyView } from './kernel/proxy-view'
import { type FindLog, readLog, refusedLog } from './logs'
import type { ClusterMessage } from './message'
import { kernelOf } from './node-kernel'
import { runtimeOf } from './node-runtime'
import { type ClusterOptions, nodeAddress, nodeName, nodePodCIDR, plan } from './options'
import { outside } from './outside'
import { isProxied, logRoute, plainly } from './paths'
import { proxyOptions } from './proxy-options'
import { proxied, proxyRoute } from './proxying'
import { ClusterState } from './state'
import { sentAnswer } from './trace/request'
import { volumesOf } from './volumes'

/** What comes into a cluster from outside. Reads are not inputs: they change nothing. */
export type ClusterInput =
  | { readonly type: 'request'; readonly request: ApiRequest }
  | { readonly type: 'traffic'; readonly clients: readonly TrafficClient[] }
  /** Breaks a node, or (without a fault) mends it. */
  | { readonly type: 'fault'; readonly node: string; readonly fault?: NodeFault }
  /** Breaks the app of a Pod, `namespace/name`, or mends it; what is not said is well. */
  | { readonly type: 'pod-fault'; readonly pod: string; readonly fault: PodFault }
  /** A request that opens a session. */
  | { readonly type: 'connect'; readonly request: ConnectRequest }
  /** A request over the network that no program sends: somebody does, by hand. */
  | { readonly type: 'send'; readonly request: TraceRequest }
  /** What a session's client sends. */
  | { readonly type: 'session'; readonly session: number; readonly input: SessionInput }

/** How a cluster's timeline begins and goes on. */
type ClusterRules = Rules<ClusterState, ClusterMessage, ClusterInput, ApiResponse | undefined>

// The registry knows CoreDNS as an image; what it does with the cluster's objects is its own
// folder's.
const program = (name: string): Image | undefined =>
  name === coredns.name
    ? (coredns as Image)
    : name === machine.name
      ? (machine as Image)
      : imageNamed(name)

/** What rules are made of. */
const PROXIED = ['Service', 'EndpointSlice']

/** The transition of a cluster: it knows every component and no state. */
export class Machine {
  readonly plane: DataPlane
  observer: Observer | undefined
  private readonly control: ControlPlane
  private last: Session | undefined
  private lastContext: PlaneSession | undefined

  constructor(private readonly options: ClusterOptions) {
    const { seed, epoch, upstream = outside.upstream } = options
    this.plane = createDataPlane({
      seed,
      epoch,
      image: program,
      kernel: kernelOf,
      ...outside,
      upstream,
    })
    this.control = new ControlPlane(options, componentsOf(options), (component, at) =>
      this.extras(component, at),
    )
  }

  /** The rules of a timeline that begins with the bare cluster. */
  rules(): ClusterRules {
    return {
      start: this.beginning(),
      // A write wakes the components that watch; a packet is repeated in microseconds.
      bulk: ({ store }) => ({ writes: store.revision, things: store.size }),
      ...this.steps(),
    }
  }

  /** How a timeline goes on, whatever it began with. */
  steps(): Pick<ClusterRules, 'transition' | 'take'> {
    return {
      transition: (state, message, clock) => this.receive(message, this.sessionOf(state, clock)),
      take: (state, input, clock) => this.take(input, this.sessionOf(state, clock)),
    }
  }

  /** Answers a request that only reads. */
  read(request: ApiRequest, session: Session): ApiResponse {
    if (isKernel(request)) {
      const second = Math.floor(session.clock.now / seconds(1))
      const proxy = (node: NodeState): ProxyView => this.proxyOn(node, session)
      return kernelAnswer(request, session.state, { second, proxy })
    }
    const log = logRoute(request.path)
    if (!log) return this.control.request(request, session)
    const { state, clock } = session
    const at = { now: clock.now, epoch: this.options.epoch }
    const refused = refusedLog(state.store, request)
    if (refused) return refused
    const find: FindLog = (container, before) =>
      this.plane.containerLog(state.plane, container, before)
    return readLog(state.store, { ...log, query: request.query ?? {} }, { at, find })
  }

  /** What the kubelet of a node has found out about the containers of a Pod, `namespace/name`. */
  probesOf(pod: string, node: string, state: ClusterState): readonly Probes[] {
    const memory = this.control.memoryOf(`kubelet/${node}`, { state })
    const record = (memory as KubeletMemory | undefined)?.pods.get(pod)
    return (record?.containers ?? []).map(({ probes }) => probes)
  }

  private proxyOn(node: NodeState, session: Session): ProxyView {
    const name = `kube-proxy/${node.name}`
    const memory = this.control.memoryOf(name, session) as KubeProxyMemory | undefined
    return proxyView(node, memory, this.control.unseenBy(name, PROXIED, session))
  }

  private connect(request: ConnectRequest, session: Session): ApiResponse {
    const { state } = session
    const passed = isProxied(request.path) ? this.passOn(request, session) : undefined
    if (passed && 'answer' in passed) return passed.answer
    const opening = passed?.opening ?? openingFor(state.store, request)
    if ('code' in opening) return { status: opening.code, body: opening }
    const { sessions, sessionsOver } = state.plane
    if (sessions.size - sessionsOver.length >= limits.sessions) {
      const { status } = failure(429, 'TooManyRequests', 'there are too many open sessions')
      return { status: 429, body: status }
    }
    const number = this.plane.open(state.plane, opening, this.planeContext(session))
    return { status: 200, stream: { type: 'session', session: number, chunk: 0, offset: 0 } }
  }

  // A request for a Pod, a Service's endpoint or a node, which the API server passes on.
  private passOn(request: ConnectRequest, { state }: Session) {
    const { store } = state
    try {
      checkAccess(store, plainly(request), proxyRoute(request.path))
      const found = proxied(store, request, state.streams('proxy'))
      if ('answer' in found) return found
      const opening = { type: 'proxy', node: nodeName(0), request: found.request } as const
      return { opening }
    } catch (error) {
      return { answer: refusalOf(error) }
    }
  }

  /** Follows one request of a run that nobody keeps. */
  follow(wanted: Wanted): Tracer {
    return this.plane.follow(wanted, wordsOf)
  }

  /** Whether a pending message is only a timer that repeats. */
  isIdle(message: ClusterMessage): boolean {
    switch (message.to) {
      case 'network':
        return this.plane.idle(message)
      case 'informer':
        return false
      case 'component':
        return this.control.isIdle(message.component, message.message)
    }
  }

  private receive(message: ClusterMessage, session: Session): void {
    switch (message.to) {
      case 'network':
        this.plane.receive(session.state.plane, message, this.planeContext(session))
        return
      case 'informer':
        if (isDeaf(session.state, message.component)) keepFor(session.state, message)
        else this.control.deliver(message.component, session)
        return
      case 'component':
        if (isDeaf(session.state, message.component)) keepFor(session.state, message)
        else this.control.receive(message.component, message.message, session)
    }
  }

  private take(input: ClusterInput, session: Session): ApiResponse | undefined {
    const context = (): DataPlaneContext => this.planeContext(session)
    switch (input.type) {
      case 'request':
        return this.control.request(input.request, session)
      case 'connect':
        return this.connect(input.request, session)
      case 'session':
        this.plane.input(session.state.plane, input.session, input.input, context())
        return undefined
      case 'send':
        return sentAnswer(input.request, {
          request: this.plane.send(session.state.plane, input.request, context()),
          started: session.clock.now,
        })
      case 'fault':
        this.fault(input, session)
        return undefined
      case 'pod-fault':
        this.plane.breakPod(session.state.plane, input.pod, input.fault, context())
        release(session.state, session.clock)
        return undefined
      case 'traffic':
        this.plane.traffic(session.state.plane, input.clients, context())
        return undefined
    }
  }

  private fault(
    { fault, node }: Extract<ClusterInput, { readonly type: 'fault' }>,
    session: Session,
  ): void {
    const { clock, state } = session
    const informed = Number(this.control.memoryOf('coredns', session) ?? 0)
    setFault(state, node, { clock, fault })
    const shown = { store: withoutMemory(this.control.shownTo('coredns', session)), at: informed }
    state.lastShown =
      fault === 'network' ? state.lastShown.set(node, shown) : state.lastShown.delete(node)
    this.plane.cut(state.plane, node, fault === 'network')
  }

  private beginning(): Checkpoint<ClusterState, ClusterMessage> {
    const { options } = this
    const queue: { at: number; sequence: number; message: ClusterMessage }[] = []
    const clock: Clock<ClusterMessage> = {
      now: 0,
      after: (delay, message) => queue.push({ at: delay, sequence: queue.length, message }),
    }
    const state = new ClusterState(options.seed, this.plane.start())
    for (let index = 0; index < options.nodes; index++) {
      this.plane.addNode(state.plane, {
        name: nodeName(index),
        address: parseAddress(nodeAddress(index)) ?? 0,
        podCIDR: nodePodCIDR(index),
        ...(index === 0 ? { apiServerPort: plan.apiServerPort } : {}),
      })
    }
    this.control.start(bootstrap(options), { state, clock })
    // A sorted list is a heap.
    queue.sort((left, right) => left.at - right.at || left.sequence - right.sequence)
    return { now: 0, sequence: queue.length, steps: 0, state, queue }
  }

  // What one component may do besides what all may: its node's runtime, rules and conntrack, the
  // balancers.
  private extras(component: string, at: { readonly session: Session }): object {
    const [role, node = ''] = component.split('/')
    const { plane } = this
    const state = () => at.session.state.plane
    switch (role) {
      case 'kubelet': {
        const runtime = () => plane.runtime(state(), this.planeContext(at.session))
        return {
          get runtime() {
            return runtime()
          },
        }
      }
      case 'kube-proxy':
        return {
          get installed() {
            return plane.rulesOf(state(), node)
          },
          install: (ruleset: Ruleset) => plane.install(state(), node, ruleset),
          configure: (settings: KernelSettings) => plane.configure(state(), node, settings),
          report: (status: ProxyStatus | undefined) => plane.report(state(), node, status),
          tell: (health: HealthChecks) => plane.tellHealth(state(), node, health),
          forget: (stale: readonly StaleFlows[]) => plane.forget(state(), node, stale),
        }
      case 'balancers':
        return {
          balance: (service: string, balancer: Balancer | undefined) =>
            plane.balance(state(), service, balancer),
        }
      default:
        return {}
    }
  }

  // A packet is routed in microseconds: what it is handed is made once for a state, not for each.
  private sessionOf(state: ClusterState, clock: Clock<ClusterMessage>): Session {
    if (this.last?.state !== state || this.last.clock !== clock) this.last = { state, clock }
    return this.last
  }

  private planeContext(session: Session): DataPlaneContext {
    const last = this.lastContext
    if (last?.session === session && last.observer === this.observer) return last
    this.lastContext = new PlaneSession(this.control, session, this.observer, this.options.epoch)
    return this.lastContext
  }
}

class PlaneSession implements DataPlaneContext {
  constructor(
    private readonly control: ControlPlane,
    readonly session: Session,
    readonly observer: Observer | undefined,
    private readonly epoch: number,
  ) {}

  get now(): number {
    return this.session.clock.now
  }
  after(delay: number, message: NetworkMessage): void {
    this.session.clock.after(delay, message)
  }
  tell(node: string, event: unknown): void {
    const component = `kubelet/${node}`
    this.session.clock.after(0, { to: 'component', component, message: event })
  }
  proxy(node: string, configuration: ProxyConfiguration | undefined): void {
    const component = `kube-proxy/${node}`
    const message: KubeProxyMessage = configuration
      ? { type: 'start', options: proxyOptions(configuration) }
      : { type: 'stop' }
    this.session.clock.after(0, { to: 'component', component, message })
    // What a kube-proxy that hung has missed goes with it.
    if (!configuration) release(this.session.state, this.session.clock)
  }
  flushed(node: string): void {
    const component = `kube-proxy/${node}`
    const message: KubeProxyMessage = { type: 'flushed' }
    this.session.clock.after(0, { to: 'component', component, message })
  }
  reader(node: string): unknown {
    const before = lastShownOn(this.session.state, node)
    if (before) return this.control.readerAt(before.store)
    return this.control.readerOf('coredns', this.session)
  }
  informedAt(node: string): number {
    const before = lastShownOn(this.session.state, node)
    return before?.at ?? Number(this.control.memoryOf('coredns', this.session) ?? 0)
  }
  objects(node: string): unknown {
    const { state } = this.session
    return readerOf(lastShownOn(state, node)?.store ?? state.store)
  }
  runtime(node: string, log: NodeRuntime['log']): NodeRuntime {
    const now = this.epoch + Math.floor(this.now / seconds(1))
    const memory = this.control.memoryOf(`kubelet/${node}`, this.session)
    const kept = (memory as KubeletMemory | undefined)?.images.entries() ?? []
    const images = Array.from(kept, ([, image]) => image)
    return runtimeOf(readerOf(this.session.state.store), node, { now, log, images })
  }
  isInformed(node: string): boolean {
    return !isCutOff(this.session.state, node)
  }
  volumes(pod: string, container: string): readonly Mount[] {
    const reader = readerOf(this.session.state.store)
    const [namespace = '', name = ''] = pod.split('/')
    const { nodeName } = reader.get('Pod', namespace, name)?.spec ?? {}
    const memory = this.control.memoryOf(`kubelet/${nodeName}`, this.session)
    const record = (memory as KubeletMemory | undefined)?.pods.get(pod)
    return volumesOf(reader, pod, container, record && mountedFor(record, container))
  }
}
