import { addressText } from '../api/address'
import type { Answer, Question } from '../api/dns'
import type { Ends, ListenerTrace, PacketTrace, Step, TraceOutcome } from '../api/trace'
import { ACK, DATA, type Packet, RST, SYN } from '../network/packet'
import type { Instant } from '../sim'
import type { Connection } from './connection'
import type { Exchange } from './exchange'
import { PacketTracer, type RuleWords } from './packet-tracer'
import { portKey } from './sockets'
import type { World } from './world'

type StepOf<S extends Step> = S extends unknown ? Omit<S, 'at'> : never
/** A step without its time. */
export type Untimed = StepOf<Step>

/** Packets that go forth. */
type ForthCode = 'connect' | 'request' | 'datagram' | 'echo'

/** What is told of a packet besides what it says itself. */
interface Sending {
  readonly payload: unknown
  /** The end of the connection that sent it, when it has one. */
  readonly connection?: Connection
}

/**
 * Follows one request: which packets are its own, and what each of them meets. It is no part of the
 * cluster, and there is none unless somebody asks.
 */
export class Tracer {
  readonly packets: PacketTracer
  readonly steps: Step[] = []
  outcome: TraceOutcome | undefined
  status: number | undefined
  ended: Instant = 0
  /** Who waits where the last packet has come to. */
  reached: ListenerTrace | undefined
  private exchange: Exchange | undefined
  private knowsAddress = false
  // What was sent, as it arrived: its answers go back the same way.
  private readonly arrived: Ends[] = []

  constructor(words: RuleWords) {
    this.packets = new PacketTracer(words)
  }

  /** The request begins. */
  follow(world: World, exchange: Exchange): void {
    this.exchange = exchange
    const { client, questions, url } = exchange.call
    const { nameservers, search, ndots } = client.resolver
    this.knowsAddress = url.address !== undefined || url.host === ''
    if (url.address !== undefined) {
      this.add(world.now, { code: 'address', host: url.host, address: url.host })
    } else if (url.host !== '') {
      const candidates = questions.map(({ v4 }) => v4.name)
      this.add(world.now, { code: 'resolver', nameservers, search, ndots, candidates })
    }
  }

  /** A packet has been walked; it is told of if it belongs to the request. */
  sent(world: World, sending: Sending): void {
    const packet = this.packets.end(world.walk.packet)
    const { id = 0 } = this.exchange ?? {}
    // It is edited while it goes on, and gone when it is over.
    const exchange = world.state.exchanges.get(id) ?? this.exchange
    if (!exchange || this.outcome !== undefined) return
    if (this.isForth(exchange, packet, sending)) this.forth(world, packet, sending)
    else if (this.isAnswer(packet)) this.back(world, packet, sending)
  }

  /** The request is over. */
  end(at: Instant, outcome: TraceOutcome, status?: number): void {
    if (this.outcome !== undefined) return
    this.outcome = outcome
    this.status = status
    this.ended = at
    this.add(at, { code: 'end', outcome, ...(status === undefined ? {} : { status }) })
  }

  add(at: Instant, step: Untimed): void {
    this.steps.push({ at, ...step } as Step)
  }

  /** Adds a packet that has gone forth, and who waits where it has come to. */
  addForth(world: World, code: ForthCode, packet: PacketTrace): void {
    const isHeard = code !== 'echo' && packet.fate === 'delivered'
    const listener = isHeard ? listenerAt(world) : undefined
    this.reached = listener
    this.add(world.now, { code, packet, ...(listener ? { listener } : {}) })
    this.arrived.push(packet.last)
    if (packet.fate === 'rejected') {
      const by = packet.passes.at(-1)?.node ?? ''
      this.add(world.now + packet.latency, { code: 'unreachable', by })
    }
  }

  private isForth(
    { id, port, call }: Readonly<Exchange>,
    { sent }: PacketTrace,
    by: Sending,
  ): boolean {
    if (by.connection) return by.connection.isClient && by.connection.exchange === id
    return sent.sourcePort === port && sent.source === addressText(call.client.host.address)
  }

  private isAnswer({ sent }: PacketTrace): boolean {
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
      this.arrived.push(packet.last)
    } else if (packet.protocol === 'UDP') this.addForth(world, 'datagram', packet)
    else if (flags === SYN) {
      this.tellAddress(world, packet.sent.destination)
      this.addForth(world, 'connect', packet)
    } else if ((flags & DATA) !== 0) this.addForth(world, 'request', packet)
  }

  private back(world: World, packet: PacketTrace, { payload }: Sending): void {
    const { flags } = world.walk.packet
    if (isAnswer(payload)) {
      const { rcode, answers: records, question } = payload
      const { name, type } = question
      this.add(world.now, { code: 'answer', name, type, rcode, records, packet })
      return
    }
    if (packet.protocol === 'UDP') this.add(world.now, { code: 'reply', packet })
    else if ((flags & RST) !== 0) this.add(world.now, { code: 'reset', packet })
    else if (flags === (SYN | ACK)) this.add(world.now, { code: 'accept', packet })
    else if ((flags & DATA) !== 0) this.add(world.now, { code: 'response', packet })
    else return
    const { call } = this.exchange ?? {}
    const isOpen = flags === (SYN | ACK) && call?.url.purpose === 'stream'
    const isDone = packet.protocol === 'UDP' || isOpen
    if (isDone && packet.fate === 'delivered') this.end(world.now + packet.latency, 'ok')
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

const isQuestion = (payload: unknown): payload is Question =>
  typeof payload === 'object' && payload !== null && 'name' in payload && 'type' in payload

const isAnswer = (payload: unknown): payload is Answer =>
  typeof payload === 'object' && payload !== null && 'rcode' in payload

/** Who waits at the port to which the packet that has just been walked was delivered. */
export function listenerAt({ state, walk }: World): ListenerTrace | undefined {
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
