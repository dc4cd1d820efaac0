import type { FetchRequest, HttpResponse, System } from '../images/image'
import { TCP, UDP } from '../network/packet'
import { type Duration, drawAt, type Random } from '../sim'
import { ask } from './asking'
import { begin } from './client'
import { filesOf } from './container-files'
import type { Client } from './exchange'
import type { Process } from './process'
import { exitProcess, print } from './processes'
import { seenBy, signalSeen, terminalOf } from './seen'
import { reply, respond } from './server'
import { portKey } from './sockets'
import { parseUrl } from './url'
import type { World } from './world'

/** What CoreDNS has besides what every program has. */
interface ClusterView {
  readonly reader: unknown
  readonly upstream: unknown
}

/** The kernel and libraries of whichever process is running: one object for all of them. */
export function systemOf(world: World): System & ClusterView {
  const running = (): Process => {
    const { process } = world
    if (!process) throw new Error('no process is running')
    return process
  }
  return {
    get now() {
      return world.now
    },
    get epoch() {
      return world.options.epoch
    },
    get hostname() {
      return running().sandbox.hostname
    },
    get address() {
      return running().address
    },
    get argv() {
      return running().argv
    },
    get tag() {
      return running().tag
    },
    get environment() {
      return running().environment
    },
    get reader() {
      return world.context.reader(running().pod)
    },
    get upstream() {
      return world.options.upstream
    },
    random: randomOf(world, running),
    listen: (port, options = {}) => listen(world, running(), port, options),
    respond: (request, response, after = 0) => respondAfter(world, request, response, after),
    reply: (datagram, payload, after = 0) => replyAfter(world, datagram, payload, after),
    fetch: (request: FetchRequest) =>
      begin(world, clientOf(world, running(), request.url), request),
    ask: (request) => ask(world, clientOf(world, running(), ''), request),
    sleep: (span, tag = '') => sleep(world, running(), span, tag),
    print: (text) => print(world, running(), text),
    complain: (text) => print(world, running(), text, 'stderr'),
    exit: (code) => exitProcess(world, running(), code),
    processes: () => seenBy(world, running()),
    signal: (process, signal) => signalSeen(world, running(), process, signal),
    get files() {
      return filesOf(world, running())
    },
    get directory() {
      return running().manner?.directory ?? '/'
    },
    get hasInput() {
      return running().manner?.stdin !== undefined
    },
    get terminal() {
      return terminalOf(world, running())
    },
  }
}

// Each process counts its draws: what one does leaves the others' luck alone.
function randomOf(world: World, running: () => Process): Random {
  const draw = (): number => {
    const { drawn } = world.state
    const { id, randomKey } = running()
    const count = drawn.get(id) ?? 0
    drawn.set(id, 0, count + 1)
    return drawAt(randomKey, count)
  }
  return {
    below(limit) {
      const fair = 4_294_967_296 - (4_294_967_296 % limit)
      let value = draw()
      while (value >= fair) value = draw()
      return value % limit
    },
    chance(numerator, denominator) {
      return this.below(denominator) < numerator
    },
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
  owner: { type: 'process', id: process.id },
  host: process.host,
  place: process.host.kind === 'outside' && staysHome(world, url) ? '' : process.place,
  resolver: process.sandbox.resolver,
})

// A load balancer may have the laptop's `localhost`, as Docker Desktop's has.
const staysHome = ({ state }: World, url: string): boolean =>
  LOOPBACK.test(url) &&
  state.network.balancerAt(LOCALHOST, parseUrl(url)?.port ?? 0, TCP) === undefined

function listen(
  world: World,
  process: Process,
  port: number,
  { protocol, address }: NonNullable<Parameters<System['listen']>[1]>,
): void {
  const { listeners, listening } = world.state
  const key = portKey(port, protocol === 'UDP' ? UDP : TCP)
  listeners.set(process.host.id, key, {
    process: process.id,
    isLoopbackOnly: address !== undefined,
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
