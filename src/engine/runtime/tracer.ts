import { addressText } from '../api/address'
import type { Answer, Question } from '../api/dns'
import type { ListenerTrace, PacketTrace, Step, TraceOutcome, TraceRequest } from '../api/trace'
import type { Host } from '../network/host'
import { ACK, DATA, type Packet, RST, SYN } from '../network/packet'
import type { TrackedEnds } from '../network/tracked'
import type { WalkSink } from '../network/walk'
import type { Instant } from '../sim'
import type { Connection } from './connection'
import type { Exchange } from './exchange'
import { PacketTracer, type RuleWords } from './packet-tracer'
import type { End } from './recorder'
import { portKey, type Sending } from './sockets'
import { requestOf } from './traced-request'
import type { World } from './world'

type StepOf<S extends Step> = S extends unknown ? Omit<S, 'at'> : never
/** A step without its time. */
type Untimed = StepOf<Step>

/** Packets that go forth. */
type ForthCode = 'connect' | 'request' | 'datagram' | 'echo'

/** Which request is followed: the one of this number, or the next that is sent by hand. */
export type Wanted = number | 'by-hand'

/**
 * Follows one request: which packets are its own, and what each of them meets. It is no part of the
 * cluster, and there is none but where a run is repeated, or tried out, to look at it.
 */
export class Tracer {
  readonly steps: Step[] = []
  outcome: TraceOutcome | undefined
  status: number | undefined
  ended: Instant = 0
  /** What is asked, once it has begun. */
  request: TraceRequest | undefined
  private readonly packets: PacketTracer
  private exchange: Exchange | undefined
  /** A look-up that does not fit into a datagram is a request of its own, by TCP. */
  private byTcp = 0
  private knowsAddress = false
  // What was sent, as it arrived: its answers go back the same way.
  private readonly arrived: TrackedEnds[] = []

  constructor(
    words: RuleWords,
    private readonly wanted: Wanted,
  ) {
    this.packets = new PacketTracer(words)
  }

  /** A request begins: perhaps it is the one. */
  began({ now }: World, exchange: Exchange): void {
    const { call, id } = exchange
    const { client, question, questions, url } = call
    const { owner } = client
    if (this.exchange) {
      if (owner.type === 'resolver' && owner.id === this.exchange.id) this.byTcp = id
      return
    }
    if (this.wanted === 'by-hand' ? owner.type !== 'hand' : this.wanted !== id) return
    this.exchange = exchange
    this.request = requestOf(call)
    this.knowsAddress = question !== undefined || url.address !== undefined || url.host === ''
    if (question !== undefined) return
    if (url.address !== undefined) {
      this.add(now, { code: 'address', host: url.host, address: url.host })
    } else if (url.host !== '') {
      const { nameservers, search, ndots } = client.resolver
      const { libc = 'musl' } = client
      const candidates = questions.map(({ v4 }) => v4.name)
      this.add(now, { code: 'resolver', libc, nameservers, search, ndots, candidates })
    }
  }

  /** A connection of earlier requests takes it. */
  reused(now: Instant, { id }: Exchange, connection: Connection): void {
    if (id !== this.exchange?.id) return
    const { address, port, peer, peerPort, streams } = connection
    const ends = {
      source: addressText(address),
      sourcePort: port,
      destination: addressText(peer),
      destinationPort: peerPort,
    }
    this.add(now, { code: 'reused', connection: ends, isShared: streams !== undefined })
  }

  /** A packet is about to leave a host: who hears of its way, if it belongs to the request. */
  sinkFor(world: World, from: Host, sending: Sending): WalkSink | undefined {
    if (!this.exchange || this.outcome !== undefined) return undefined
    const { packet } = world.walk
    if (!this.isForth(world, from, sending) && !this.isAnswer(packet, sending)) return undefined
    this.packets.begin(packet, from)
    return this.packets
  }

  /** A packet of the request has been walked. */
  sent(world: World, from: Host, sending: Sending): void {
    const isForth = this.isForth(world, from, sending)
    const packet = this.packets.end(world.walk.packet)
    if (isForth) this.forth(world, packet, sending)
    else this.back(world, packet, sending)
  }

  /** A request has come to its end. */
  over(at: Instant, { id }: Exchange, { outcome, status }: End): void {
    if (id === this.exchange?.id) this.end(at, outcome, status)
  }

  /** The request that is followed is over, or given up. */
  end(at: Instant, outcome: TraceOutcome, status?: number): void {
    if (this.outcome !== undefined) return
    this.outcome = outcome
    this.status = status
    this.ended = at
    this.add(at, { code: 'end', outcome, ...(status === undefined ? {} : { status }) })
  }

  private add(at: Instant, step: Untimed): void {
    this.steps.push({ at, ...step } as Step)
  }

  private isForth({ state, walk }: World, from: Host, { connection, exchange, payload }: Sending) {
    const { id = 0, call } = this.exchange ?? {}
    if (exchange !== undefined) return exchange === id && from.id === call?.client.host.id
    if (connection) {
      if (!connection.isClient) return false
      const stream = streamOf(payload)
      if (stream !== undefined) return stream === id
      return connection.exchange === id || connection.exchange === this.byTcp
    }
    // It is edited while it goes on, and gone when it is over.
    const { port } = state.exchanges.get(id) ?? {}
    return port !== 0 && port === walk.packet.sourcePort && from.id === call?.client.host.id
  }

  private isAnswer(sent: Packet, { payload }: Sending): boolean {
    const stream = streamOf(payload)
    if (stream !== undefined && stream !== this.exchange?.id) return false
    return this.arrived.some(
      (forth) =>
        forth.source === sent.destination &&
        forth.sourcePort === sent.destinationPort &&
        forth.destination === sent.source &&
        forth.destinationPort === sent.sourcePort,
    )
  }

  private forth(world: World, packet: PacketTrace, { payload }: Sending): void {
    const { flags } = world.walk.packet
    if (isQuestion(payload)) {
      const { name, type } = payload
      this.add(world.now, { code: 'question', name, type, packet })
      this.remember(world.walk.packet)
    } else if (packet.protocol === 'UDP') this.addForth(world, 'datagram', packet)
    else if (packet.protocol === 'ICMP') this.addForth(world, 'echo', packet)
    else if (flags === SYN) {
      this.tellAddress(world, packet.sent.destination)
      this.addForth(world, 'connect', packet)
    } else if ((flags & DATA) !== 0) this.addForth(world, 'request', packet)
  }

  private addForth(world: World, code: ForthCode, packet: PacketTrace): void {
    const isHeard = code !== 'echo' && packet.fate === 'delivered'
    const listener = isHeard ? listenerAt(world) : undefined
    this.add(world.now, { code, packet, ...(listener ? { listener } : {}) })
    this.remember(world.walk.packet)
    const isUnheard = code === 'datagram' && listener && listener.state !== 'listens'
    const by = isUnheard ? listener.place : packet.passes.at(-1)?.node
    if (packet.fate === 'rejected' || isUnheard) {
      this.add(world.now + packet.latency, { code: 'unreachable', by: by ?? '' })
    }
  }

  private remember({ source, sourcePort, destination, destinationPort }: Packet): void {
    this.arrived.push({ source, sourcePort, destination, destinationPort })
  }

  private back(world: World, packet: PacketTrace, { payload }: Sending): void {
    const { flags } = world.walk.packet
    if (isAnswer(payload)) {
      const { rcode, answers: records, question } = payload
      const { name, type } = question
      this.add(world.now, { code: 'answer', name, type, rcode, records, packet })
    } else if (packet.protocol === 'ICMP') this.add(world.now, { code: 'reply', packet })
    else if (packet.protocol === 'UDP') {
      this.add(world.now, { code: 'reply', packet })
      // A socket stays open: the first answer is what is waited for.
      if (packet.fate === 'delivered') this.end(world.now + packet.latency, 'ok')
    } else if ((flags & RST) !== 0) this.add(world.now, { code: 'reset', packet })
    else if (flags === (SYN | ACK)) this.add(world.now, { code: 'accept', packet })
    else if ((flags & DATA) !== 0) this.add(world.now, { code: 'response', packet })
  }

  // Nobody has been asked: the name stands in a file.
  private tellAddress(world: World, address: string): void {
    if (this.knowsAddress) return
    this.knowsAddress = true
    const wasAsked = this.steps.some(({ code }) => code === 'question')
    const host = this.exchange?.call.url.host ?? ''
    if (!wasAsked) this.add(world.now, { code: 'hosts', host, address })
  }
}

const isObject = (payload: unknown): payload is object =>
  typeof payload === 'object' && payload !== null

const isQuestion = (payload: unknown): payload is Question =>
  isObject(payload) && 'name' in payload && 'type' in payload

const isAnswer = (payload: unknown): payload is Answer => isObject(payload) && 'rcode' in payload

/** Which of a shared connection's requests it is about, if it says so. */
const streamOf = (payload: unknown): number | undefined =>
  isObject(payload) && 'stream' in payload ? Number(payload.stream) : undefined

/** Who waits at the port to which the packet that has just been walked was delivered. */
function listenerAt({ state, walk }: World): ListenerTrace | undefined {
  const { host, destination, destinationPort: port, protocol }: Packet = walk.packet
  if (!host) return undefined
  const { place } = host
  const listener = state.listeners.get(host.id, portKey(port, protocol))
  if (!listener) return { place, port, state: 'nobody' }
  if (listener.isLoopbackOnly && destination >>> 24 !== 127) {
    return { place, port, state: 'loopback' }
  }
  const process = state.processes.get(listener.process)
  const who = process ? { pod: process.pod, container: process.container } : {}
  return { place, port, state: 'listens', ...who }
}
