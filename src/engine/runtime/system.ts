import type { ProxyConfiguration, ProxyStatus } from '../api/proxy'
import type { FileSystem } from '../images/files/file-system'
import type {
  AskRequest,
  ConnectRequest,
  FetchRequest,
  HttpResponse,
  Libc,
  PingRequest,
  SeenProcess,
  Signal,
  System,
  Terminal,
} from '../images/image'
import type { NodeKernel } from '../images/kernel'
import type { NodeRuntime } from '../images/node-runtime'
import type { NetworkStack } from '../images/stack'
import { type HealthChecks, noHealthChecks } from '../network/health-check'
import { TCP, UDP } from '../network/packet'
import { type Duration, drawAt, type Instant, isFair, type Random } from '../sim'
import { ask } from './asking'
import { begin } from './client'
import { filesOf } from './container-files'
import { containerLog } from './container-log'
import type { Client } from './exchange'
import type { Process } from './process'
import { exitProcess, print } from './processes'
import { numberIn, seenBy, signalSeen, terminalOf } from './seen'
import { reply, respond } from './server'
import { portKey } from './sockets'
import { stackOf } from './stack'
import { closeStream, finishStream, sendOn } from './streams'
import { parseUrl } from './url'
import type { World } from './world'

type ListenOptions = NonNullable<Parameters<System['listen']>[1]>

/** What CoreDNS and kube-proxy have besides what every program has. */
interface ClusterView {
  readonly reader: unknown
  readonly cpuMillis: number | undefined
  readonly informedAt: Instant
  readonly objects: unknown
  readonly isInformed: boolean
  proxy(configuration: ProxyConfiguration | undefined): void
  health(): HealthChecks
  status(): ProxyStatus | undefined
}

/** The kernel and libraries of whichever process is running: one object for all of them. */
export const systemOf = (world: World): System & ClusterView => new RunningSystem(world)

// A class, since what is asked for through a prototype's getters is found at once.
class RunningSystem implements System, ClusterView {
  readonly random: Random

  constructor(private readonly world: World) {
    this.random = new ProcessRandom(world)
  }

  get now(): Instant {
    return this.world.now
  }
  get epoch(): number {
    return this.world.options.epoch
  }
  get hostname(): string {
    return running(this.world).sandbox.hostname
  }
  get address(): string {
    return running(this.world).address
  }
  get argv(): readonly string[] {
    return running(this.world).argv
  }
  get tag(): string {
    return running(this.world).tag
  }
  get environment(): Readonly<Record<string, string>> {
    return running(this.world).environment
  }
  get reader(): unknown {
    return this.world.context.reader(running(this.world).sandbox.node)
  }
  get cpuMillis(): number | undefined {
    return running(this.world).manner?.cpuMillis
  }
  get informedAt(): Instant {
    return this.world.context.informedAt?.(running(this.world).sandbox.node) ?? 0
  }
  get objects(): unknown {
    return this.world.context.objects?.(running(this.world).sandbox.node)
  }
  get isInformed(): boolean {
    return this.world.context.isInformed?.(running(this.world).sandbox.node) ?? true
  }
  health(): HealthChecks {
    const { node } = running(this.world).sandbox
    return this.world.state.network.nodeNamed(node)?.health ?? noHealthChecks
  }
  status(): ProxyStatus | undefined {
    const { node } = running(this.world).sandbox
    return this.world.state.network.nodeNamed(node)?.proxy
  }
  proxy(configuration: ProxyConfiguration | undefined): void {
    const { sandbox } = running(this.world)
    this.world.context.proxy?.(sandbox.node, configuration)
  }
  get files(): FileSystem {
    return filesOf(this.world, running(this.world))
  }
  get directory(): string {
    return running(this.world).manner?.directory ?? '/'
  }
  get hasInput(): boolean {
    return running(this.world).manner?.stdin !== undefined
  }
  get terminal(): Terminal | undefined {
    return terminalOf(this.world, running(this.world))
  }

  listen(port: number, options: ListenOptions = {}): void {
    listen(this.world, running(this.world), port, options)
  }
  respond(request: number, response: HttpResponse, after: Duration = 0): void {
    respondAfter(this.world, request, response, after)
  }
  reply(datagram: number, payload: unknown, after: Duration = 0): void {
    replyAfter(this.world, datagram, payload, after)
  }
  fetch(request: FetchRequest): number {
    return begin(this.world, clientOf(this.world, running(this.world), request.url), request)
  }
  ask(request: AskRequest): number {
    const client = clientOf(this.world, running(this.world), '')
    return ask(this.world, request.isSilent ? { ...client, place: '' } : client, request)
  }
  connect({ host, port, timeout, protocol }: ConnectRequest): number {
    const limit = timeout === undefined ? undefined : { timeout }
    const client = clientOf(this.world, running(this.world), host)
    return begin(this.world, client, {
      url: `${protocol === 'UDP' ? 'udp' : 'tcp'}://${host}:${port}`,
      ...limit,
    })
  }
  lookUp(host: string): number {
    const client = clientOf(this.world, running(this.world), host)
    return begin(this.world, client, { url: `host://${host}` })
  }
  ping({ address, timeout, ttl }: PingRequest): number {
    const client = clientOf(this.world, running(this.world), address)
    const limit = ttl === undefined ? undefined : { ttl }
    return begin(this.world, client, { url: `icmp://${address}`, timeout, ...limit })
  }
  send(stream: number, text: string): void {
    sendOn(this.world, stream, text)
  }
  finish(stream: number): void {
    finishStream(this.world, stream)
  }
  close(stream: number): void {
    closeStream(this.world, stream)
  }
  sleep(span: Duration, tag = ''): void {
    sleep(this.world, running(this.world), span, tag)
  }
  print(text: string): void {
    print(this.world, running(this.world), text)
  }
  complain(text: string): void {
    print(this.world, running(this.world), text, 'stderr')
  }
  exit(code: number): void {
    exitProcess(this.world, running(this.world), code)
  }
  stack(): NetworkStack {
    return stackOf(this.world, running(this.world))
  }
  kernel(): NodeKernel | undefined {
    const { host } = running(this.world)
    const { options, state, walk, context } = this.world
    const node = host.kind === 'node' ? state.network.node(host.node) : undefined
    const changed = (): void => context.flushed?.(node?.name ?? '')
    return node && options.kernel?.(node, walk.second, changed)
  }
  runtime(): NodeRuntime | undefined {
    const { host } = running(this.world)
    const { state, context } = this.world
    if (host.kind !== 'node') return undefined
    const name = state.network.node(host.node)?.name ?? ''
    return context.runtime?.(name, (pod, container) =>
      (containerLog(state, { pod, name: container })?.lines ?? []).map(({ text }) => text),
    )
  }
  get pid(): number {
    return numberIn(this.world, running(this.world))
  }
  processes(): readonly SeenProcess[] {
    return seenBy(this.world, running(this.world))
  }
  signal(process: number, signal: Signal): boolean {
    return signalSeen(this.world, running(this.world), process, signal)
  }
}

function running({ process }: World): Process {
  if (!process) throw new Error('no process is running')
  return process
}

// Each process counts its draws: what one does leaves the others' luck alone.
class ProcessRandom implements Random {
  constructor(private readonly world: World) {}

  below(limit: number): number {
    let value = this.draw()
    while (!isFair(value, limit)) value = this.draw()
    return value % limit
  }
  chance(numerator: number, denominator: number): boolean {
    return this.below(denominator) < numerator
  }
  private draw(): number {
    const { drawn } = this.world.state
    const { id, randomKey } = running(this.world)
    const count = drawn.get(id) ?? 0
    drawn.set(id, 0, count + 1)
    return drawAt(randomKey, count)
  }
}

const NOTHING: readonly number[] = []

// The processes of one image listen on the same ports: they share the lists. Only a cache.
const lists = new WeakMap<readonly number[], { readonly key: number; list: readonly number[] }>()

function withPort(list: readonly number[], key: number): readonly number[] {
  const known = lists.get(list)
  if (known?.key === key) return known.list
  const longer = list.concat(key)
  lists.set(list, { key, list: longer })
  return longer
}

const LOOPBACK = /^(?:\w+:\/\/)?(?:localhost|127\.[\d.]+)(?:[:/?#]|$)/i

const LOCALHOST = 0x7f00_0001

// What stays on the learner's own machine is not told of: it has no place.
const clientOf = (world: World, process: Process, url: string): Client => ({
  owner: { type: 'process', id: process.id, session: process.manner?.session },
  host: process.host,
  place: process.host.kind === 'outside' && staysHome(world, url) ? '' : process.place,
  resolver: process.sandbox.resolver,
  libc: libcOf(process),
})

const libcOf = ({ image, tag }: Process): Libc => image.libc?.(tag) ?? 'musl'

// A load balancer may have the laptop's `localhost`, as Docker Desktop's has.
const staysHome = ({ state }: World, url: string): boolean =>
  LOOPBACK.test(url) &&
  state.network.balancerAt(LOCALHOST, parseUrl(url)?.port ?? 0, TCP) === undefined

function listen(
  world: World,
  process: Process,
  port: number,
  { protocol, address, stream }: ListenOptions,
): void {
  const { listeners, listening } = world.state
  const key = portKey(port, protocol === 'UDP' ? UDP : TCP)
  listeners.set(process.host.id, key, {
    process: process.id,
    isLoopbackOnly: address !== undefined,
    ...(stream === true ? { isStream: true } : undefined),
  })
  listening.set(process.id, 0, withPort(listening.get(process.id) ?? NOTHING, key))
}

function respondAfter(
  world: World,
  request: number,
  response: HttpResponse,
  after: Duration,
): void {
  if (after <= 0) respond(world, request, response)
  else world.context.after(after, { to: 'network', type: 'respond', request, response })
}

function replyAfter(world: World, datagram: number, payload: unknown, after: Duration): void {
  if (after <= 0) reply(world, datagram, payload)
  else world.context.after(after, { to: 'network', type: 'reply', datagram, payload })
}

function sleep(world: World, { id }: Process, span: Duration, tag: string): void {
  const isStopping = world.state.stopping.get(id) === true
  world.context.after(span, { to: 'network', type: 'wake', process: id, tag, isStopping })
}
