import { isDryRun } from './api/dry-run'
import type { NodeFault, PodFault } from './api/fault'
import type { ApiRequest, ApiResponse, ConnectRequest, Cursor, WatchEvent } from './api/request'
import type { SessionChunk, SessionInput } from './api/session'
import { failure, refusalOf } from './api/status'
import type { SentRequest, Trace, TraceRequest } from './api/trace'
import type { ProxyMode } from './api/traffic'
import { type Reader, readerOf } from './apiserver/reader'
import { isConnect } from './cluster/connect'
import { digestOf } from './cluster/digest'
import { doctorAnswer } from './cluster/doctor'
import { isDoctor } from './cluster/doctor/request'
import { imagesAnswer, isImages } from './cluster/images'
import { judgeAnswer } from './cluster/judge'
import { isJudge } from './cluster/judge/request'
import { followLog } from './cluster/logs'
import { type ClusterInput, Machine } from './cluster/machine'
import type { ClusterMessage } from './cluster/message'
import { type ClusterOptions, defaultOptions, rangesOf } from './cluster/options'
import { configuredMode } from './cluster/proxy-mode'
import type { ClusterState } from './cluster/state'
import { type Survey, survey } from './cluster/terrain'
import { patienceOf, traceOf } from './cluster/trace'
import { isSend, isTrace } from './cluster/trace/asked'
import { sentRequestOf, traceRequestOf } from './cluster/trace/request'
import type { View } from './cluster/trace/view'
import { pollWatch } from './cluster/watch'
import { whyAnswer } from './cluster/why'
import { isWhy } from './cluster/why/request'
import { modeOf } from './kube-proxy'
import type { Probes } from './kubelet'
import type { Observer } from './network/record'
import {
  type OpenForward,
  podFaultOf,
  type Tracer,
  type TrafficClient,
  type TrafficCount,
} from './runtime'
import { type Clock, type Dropped, type Instant, milliseconds, seconds, Timeline } from './sim'

type ClusterTimeline = Timeline<ClusterState, ClusterMessage, ClusterInput, ApiResponse | undefined>

/** What was to come after an instant of a cluster, and was dropped. */
export type DroppedFuture = Dropped<ClusterInput>

const SETTLE_STEP = milliseconds(100)
/** Lines of a log that tell why its container has ended. */
const LAST_WORDS = 2
/** Messages between two looks at whether a request that is followed is over. */
const BATCH = 50

/** What a request's causes are looked for in: the cluster as it is. */
const viewOf = (cluster: Cluster): View => ({
  now: cluster.now,
  reader: cluster.reader(),
  survey: cluster.survey(),
  options: cluster.options,
  faultOf: (node) => cluster.faultOf(node),
  podFaultOf: (pod) => cluster.podFaultOf(pod),
  probesOf: (pod) => cluster.probesOf(pod),
  lastWordsOf: (pod, container) => cluster.lastWordsOf(pod, container),
  tryOut: (request) => cluster.trace(request),
})

/** An answer; what is wrong with a request is one, too. */
function answering(answer: () => ApiResponse): ApiResponse {
  try {
    return answer()
  } catch (error) {
    return refusalOf(error)
  }
}

/** A whole cluster with its past: ask it, send it requests, let time pass, go back, branch. */
export class Cluster {
  private constructor(
    readonly options: ClusterOptions,
    private readonly machine: Machine,
    private readonly timeline: ClusterTimeline,
  ) {}

  /** A bare cluster at the instant of its creation: its nodes and CoreDNS are still starting. */
  static create(options: Partial<ClusterOptions> = {}): Cluster {
    const all = { ...defaultOptions, ...options }
    const machine = new Machine(all)
    return new Cluster(all, machine, new Timeline(machine.rules()))
  }

  get now(): Instant {
    return this.timeline.now
  }
  /** The furthest instant reached since the last input. */
  get end(): Instant {
    return this.timeline.end
  }
  /** When something is next due. */
  get next(): Instant | undefined {
    return this.timeline.next
  }
  /** Every input so far, with its place in the run. */
  get inputs(): ClusterTimeline['inputs'] {
    return this.timeline.inputs
  }
  /** The store's revision: what was read at another may be stale. */
  get revision(): number {
    return this.timeline.state.store.revision
  }
  /** How many objects there are. */
  get size(): number {
    return this.timeline.state.store.size
  }
  /** How many messages have run. */
  get steps(): number {
    return this.timeline.steps
  }

  /**
   * Sends a request to the API server. One that could change something is an input; a read is not.
   */
  request(request: ConnectRequest): ApiResponse {
    if (isTrace(request)) return this.traced(request)
    if (isDoctor(request)) return doctorAnswer(viewOf(this))
    if (isWhy(request)) return answering(() => whyAnswer(request, viewOf(this)))
    if (isJudge(request)) return answering(() => judgeAnswer(request, () => this.fork()))
    if (isImages(request)) return imagesAnswer(request)
    if (isSend(request)) return answering(() => this.sendByHand(traceRequestOf(request.body)))
    if (isConnect(request)) return this.submit({ type: 'connect', request })
    return this.plain(request as ApiRequest)
  }

  private traced({ body }: ConnectRequest): ApiResponse {
    return answering(() => {
      const sent = sentRequestOf(body)
      const trace = sent ? this.retrace(sent) : this.trace(traceRequestOf(body))
      if (!trace) throw failure(404, 'NotFound', 'no such request was sent')
      return { status: 200, body: trace }
    })
  }

  private plain(request: ApiRequest): ApiResponse {
    if (request.method === 'GET' || isDryRun(request)) return this.read(request)
    return this.submit({ type: 'request', request })
  }

  private submit(input: ClusterInput): ApiResponse {
    return this.timeline.submit(input) ?? { status: 200, body: null }
  }

  /** Sends something into an open session. */
  send(session: number, input: SessionInput): void {
    const { plane } = this.timeline.state
    const told = this.machine.plane.told(plane, session, { chunk: 0, offset: 0 })
    if (told?.isOver !== false) return
    this.timeline.submit({ type: 'session', session, input })
  }

  // A dry run draws from the streams of chance as the real thing would: it is given a state of its
  // own.
  private read(request: ApiRequest): ApiResponse {
    const clock: Clock<ClusterMessage> = { now: this.now, after: () => undefined }
    const state = request.method === 'GET' ? this.timeline.state : this.timeline.state.fork()
    return this.machine.read(request, { state, clock })
  }

  /** Replaces the traffic clients; one that stays the same goes on as it was. */
  setTraffic(clients: readonly TrafficClient[]): void {
    this.timeline.submit({ type: 'traffic', clients })
  }

  /** Breaks a node, or (without a fault) mends it. */
  setFault(node: string, fault: NodeFault | undefined): void {
    this.timeline.submit({ type: 'fault', node, ...(fault && { fault }) })
  }

  /** Breaks the app of a Pod, `namespace/name`, or mends it: what is not said is well. */
  setPodFault(pod: string, fault: PodFault): void {
    this.timeline.submit({ type: 'pod-fault', pod, fault })
  }

  /** What is wrong with the app of a Pod. */
  podFaultOf(pod: string): PodFault | undefined {
    return podFaultOf(this.timeline.state.plane, pod)
  }

  /** What the probes of a Pod, `namespace/name`, have found: of each container, init ones first. */
  probesOf(pod: string): readonly Probes[] {
    const [namespace = '', name = ''] = pod.split('/')
    const node = this.reader().get('Pod', namespace, name)?.spec.nodeName
    const { state } = this.timeline
    return node === undefined ? [] : this.machine.probesOf(pod, node, state)
  }

  /** The last lines of a container that has run that said something. */
  lastWordsOf(pod: string, name: string): readonly string[] {
    const { plane } = this.timeline.state
    const logs = [false, true].map((before) =>
      this.machine.plane.containerLog(plane, { pod, name }, before),
    )
    const lines = logs.flatMap((log) => [(log?.lines ?? []).map(({ text }) => text)])
    return (lines.find((each) => each.length > 0) ?? []).slice(-LAST_WORDS)
  }

  /** The mode that kube-proxy is configured with, if it is one. */
  proxyMode(): ProxyMode | undefined {
    return configuredMode(this.reader(), this.options)
  }

  /** The mode of the kube-proxy that has written a node's rules. */
  proxyModeOn(node: string): ProxyMode | undefined {
    const kernel = this.timeline.state.plane.network.nodeNamed(node)
    return kernel && modeOf(kernel.ruleset)
  }

  /** What is wrong with a node. */
  faultOf(node: string): NodeFault | undefined {
    return this.timeline.state.faults.get(node)
  }

  /** Lets time pass until `until`, at most `limit` messages; returns how many ran. */
  advance(until: Instant, limit?: number): number {
    return this.timeline.advance(until, limit)
  }

  /** Goes to an instant, past or to come. */
  seek(at: Instant): void {
    this.timeline.seek(at)
  }

  /**
   * Goes to just before an input, by its place in `inputs`, and drops it and all that came after;
   * `recall` brings that back.
   */
  dropFrom(input: number): DroppedFuture | undefined {
    return this.timeline.dropFrom(input)
  }

  /**
   * Puts a dropped future back ahead of now; false when something else has been done since.
   */
  recall(future: DroppedFuture): boolean {
    return this.timeline.recall(future)
  }

  /** A second future of the same cluster, unobserved; nothing done to it is seen here. */
  fork(): Cluster {
    const machine = new Machine(this.options)
    return new Cluster(this.options, machine, this.timeline.fork(machine.steps()))
  }

  /** Hears of every request from now on; `undefined` ends it. */
  observe(observer: Observer | undefined): void {
    this.machine.observer = observer
  }

  /** The objects as they are now. */
  reader(): Reader {
    return readerOf(this.timeline.state.store)
  }

  /** What has come since a cursor; `cursor` is undefined when there will be nothing more. */
  poll(cursor: Cursor): {
    readonly events: readonly (WatchEvent | SessionChunk | string)[]
    readonly cursor: Cursor | undefined
  } {
    if (cursor.type === 'session') return this.pollSession(cursor)
    if (cursor.type === 'log') return this.pollLog(cursor)
    const { epoch } = this.options
    const from = rangesOf(this.options)
    return pollWatch(this.timeline.state.store, cursor, { epoch, now: this.now, from })
  }

  private pollSession(cursor: Extract<Cursor, { type: 'session' }>) {
    const told = this.machine.plane.told(this.timeline.state.plane, cursor.session, cursor)
    if (!told) return { events: [], cursor: undefined }
    const next = told.isOver ? undefined : { ...cursor, ...told.heard }
    return { events: told.chunks, cursor: next }
  }

  private pollLog(cursor: Extract<Cursor, { type: 'log' }>) {
    const { plane } = this.timeline.state
    const { pod, container: name } = cursor
    const log = [false, true]
      .map((before) => this.machine.plane.containerLog(plane, { pod, name }, before))
      .find((each) => each?.process === cursor.process)
    return followLog(cursor, log, this.options.epoch)
  }

  /** What a traffic client has seen so far. */
  trafficCount(name: string): TrafficCount {
    return this.machine.plane.trafficCount(this.timeline.state.plane, name)
  }

  /** Ports of the laptop that lead to Pods now: what `kubectl port-forward` has opened. */
  forwards(): readonly OpenForward[] {
    return this.machine.plane.forwards(this.timeline.state.plane)
  }

  /** Sends a request over the network, by hand. */
  sendByHand(request: TraceRequest): ApiResponse {
    return this.submit({ type: 'send', request })
  }

  /**
   * What would become of a request if it were sent now, step by step: it is sent in a future that
   * nobody else sees, so that nothing here is changed by looking.
   */
  trace(request: TraceRequest): Trace {
    const future = this.fork()
    future.setTraffic([])
    const { now: started } = future
    const view = viewOf(future)
    const tracer = future.machine.follow('by-hand')
    const { status } = future.sendByHand(request)
    if (status !== 200) tracer.end(started, 'unreachable')
    const end = started + patienceOf(request)
    future.goOn(tracer, end)
    tracer.end(end, 'timeout')
    return traceOf({ request, started, tracer }, view)
  }

  /**
   * What has become of a request that was sent, as far as it has come: the run is repeated from
   * before it, and looked at this time. Undefined when it was not sent in this run.
   */
  retrace({ request: number, started }: SentRequest): Trace | undefined {
    if (started > this.now) return undefined
    const past = this.fork()
    past.seek(started - 1)
    const view = viewOf(past)
    const tracer = past.machine.follow(number)
    past.goOn(tracer, this.now)
    tracer.end(this.now, 'under-way')
    const { request } = tracer
    return request && traceOf({ request, started, tracer }, view)
  }

  private goOn(tracer: Tracer, end: Instant): void {
    while (tracer.outcome === undefined && this.advance(end, BATCH) === BATCH);
  }

  /** The network as it is now: nodes' rules, Pods and what listens in them, balancers. */
  survey(): Survey {
    return survey(this.timeline.state)
  }

  /** Nothing is pending but timers that only repeat: heartbeats, probes, back-off, traffic. */
  settled(): boolean {
    return this.timeline.pending().every(({ message }) => this.machine.isIdle(message))
  }

  /** Lets time pass until the cluster has settled, at most `most`; returns whether it has. */
  settle(most = seconds(120)): boolean {
    const end = this.now + most
    while (this.now < end) {
      const { revision } = this
      this.advance(Math.min(this.now + SETTLE_STEP, end))
      if (this.revision === revision && this.settled()) return true
    }
    return this.settled()
  }

  /** The cluster as a value, as the timeline keeps it now and then. */
  checkpoint(): unknown {
    return this.timeline.checkpoint()
  }

  /** A short text that is the same for two clusters only if they are the same. */
  digest(): string {
    const { now, steps, state } = this.timeline
    return digestOf(state, { now, steps, queue: this.timeline.pending() })
  }
}
