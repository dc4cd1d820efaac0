import type { Hook } from './compiled'
import { compiledPolicy, verdict } from './compiled-rule'
import {
  confirm,
  goesUnheard,
  isTaken,
  track,
  translateDestination,
  translateSource,
} from './conntrack'
import { filterPlace, Trail } from './counters'
import { VIRTUAL } from './flow-kind'
import { field, portsOf } from './flow-table'
import type { Host } from './host'
import { type Chance, type RuleSink, type Run, runChain } from './interpreter'
import type { Ipvs, RealServer, VirtualServer } from './ipvs'
import type { BalancerEntry, NetworkState } from './network-state'
import type { NodeState } from './node-state'
import { ESTABLISHED, INVALID, NEW, Packet } from './packet'
import { chosenServer, ruleOf } from './virtual-servers'

/** Nodes a packet passes at most, before its time to live is over. */
const MOST_NODES = 4
/**
 * Where the kernel looks for a free port when it masquerades.
 */
const FIRST_RANDOM_PORT = 1024
const RANDOM_PORTS = 64_512
const PORT_TRIES = 128
/** How the name of the node's end of a Pod's interface begins. */
const POD_INTERFACE = 'veth'

// One way each, in microseconds, before jitter.
const latency = { interface: 25, wire: 200, loopback: 10, outside: 5_000 }

/** Hears of all that becomes of packets on their way. */
export interface WalkSink extends RuleSink {
  /** A packet has come to a node, and is known there or not. */
  came(packet: Packet, node: NodeState): void
  /** It comes to a base chain. */
  meets(node: NodeState, hook: Hook): void
  /** A virtual server hands it to one of its servers. */
  chose(ipvs: Ipvs, virtual: VirtualServer, server: RealServer): void
  /** It leaves, as it is then. */
  left(packet: Packet, node: NodeState): void
}

/** A packet's way through the cluster, in one go; used for one packet after the other. */
export class Walk {
  readonly packet = new Packet()
  /** The second in which it happens. */
  second = 0
  /** Hears of every rule tested; absent, it costs nothing. */
  sink: WalkSink | undefined
  /** Decides in place of nodes' dice which rules match; absent, they do. */
  chance: Chance | undefined
  readonly trail = new Trail()
  private run: Run | undefined

  constructor(public network: NetworkState) {}

  /** Runs the packet through the chain at a hook. */
  meet(node: NodeState, hook: Hook): number {
    const { second, sink, chance, trail } = this
    const { table, chain } = hook
    sink?.meets(node, hook)
    this.run ??= { node, table, second, sink, chance, trail }
    this.run.node = node
    this.run.table = table
    this.run.second = second
    this.run.sink = sink
    this.run.chance = chance
    const result = runChain(chain, this.packet, this.run)
    if (result === verdict.none && hook.hasPolicy) trail.note(table, chain, compiledPolicy)
    return result
  }
}

/** Sends the walk's packet from a host, and leaves in it what became of it. */
export function send(walk: Walk, from: Host): void {
  const { packet, network } = walk
  let node: NodeState | undefined
  if (from.kind === 'outside') node = reachable(throughOutside(walk, from))
  else if (isLoopback(packet, from)) deliver(packet, from, latency.loopback)
  else {
    const own = network.node(from.node)
    if (own) {
      const isPod = from.kind === 'pod'
      packet.input = isPod ? POD_INTERFACE : ''
      if (isPod) packet.latency += latency.interface
      node = passNode(walk, own, from.kind === 'node')
    }
  }
  travel(walk, node)
}

/** Nodes learn that a packet which they have seen was not acknowledged. */
export function miss({ packet, network, second }: Walk): void {
  for (let at = 0; at < packet.passed; at++) {
    const node = network.node(packet.nodes[at] ?? -1)
    if (node) goesUnheard(node.flows, packet.trackedOn[at] ?? 0, second)
  }
}

/** Sends the walk's packet to a node from outside, wherever it is meant for. */
export const enter = (walk: Walk, node: NodeState): void => travel(walk, reachable(node))

function travel(walk: Walk, from: NodeState | undefined): void {
  const { packet, network } = walk
  let node = from
  packet.input = 'eth0'
  while (node && packet.passed < MOST_NODES) node = passNode(walk, node, false)
  packet.latency += (packet.latency * network.jitter()) >> 13
}

// A Pod's own loopback is seen by no node; a node's is, since its rules apply to itself.
const isLoopback = ({ destination }: Packet, from: Host): boolean =>
  from.kind === 'pod' && (destination === from.address || destination >>> 24 === 127)

function deliver(packet: Packet, host: Host, after: number): undefined {
  packet.fate = 'delivered'
  packet.host = host
  packet.latency += after
}

/** Takes the packet through one node; returns the node it goes on to, if it does. */
function passNode(walk: Walk, node: NodeState, isOwn: boolean): NodeState | undefined {
  const { trail, packet } = walk
  const next = pass(walk, node, isOwn)
  packet.trackedOn[packet.passed - 1] = packet.tracked
  // Who tries out what might happen leaves no traces.
  if (trail.length > 0 && walk.chance === undefined) node.counters.count(trail, packet.bytes)
  trail.length = 0
  return next
}

function pass(walk: Walk, node: NodeState, isOwn: boolean): NodeState | undefined {
  const { packet, second } = walk
  packet.nodes[packet.passed++] = node.index
  track(node.flows, packet, second)
  walk.sink?.came(packet, node)
  const hooks = node.compiled
  const isFirst = packet.tracked === 0 && packet.state === NEW
  if (isOwn) {
    if (!isPassed(walk, node, hooks.leaving, filterPlace.leaving)) return undefined
  } else if (!isPassed(walk, node, hooks.arriving, filterPlace.arriving)) return undefined
  if (isFirst) runNat(walk, node, isOwn ? hooks.redirect : hooks.prerouting)
  else if (packet.tracked !== 0) translateDestination(node.flows, packet)
  const { ipvs } = node
  // IPVS sits behind filter on the way in, and before it on the way out.
  if (isOwn && isFirst && ipvs && !isScheduled(walk, node, ipvs)) return undefined
  let isForUs = node.isLocal(packet.destination)
  if (isOwn && !isPassed(walk, node, hooks.output, filterPlace.output)) return undefined
  if (isForUs) {
    if (!isPassed(walk, node, hooks.input, filterPlace.input)) return undefined
  } else if (!isOwn && !isPassed(walk, node, hooks.forward, filterPlace.forward)) return undefined
  if (isForUs && isFirst && ipvs && !packet.virtual) {
    if (!isScheduled(walk, node, ipvs)) return undefined
    isForUs = node.isLocal(packet.destination)
  }
  if (isFirst) {
    if (!isForUs || isOwn) runNat(walk, node, hooks.postrouting)
    if (packet.masqueraded) masquerade(walk, node, isForUs)
    else if (isTaken(node.flows, packet, second)) packet.sourcePort = freePort(walk, node)
    if (!confirm(node.flows, packet, second)) return undefined
  } else if (packet.tracked !== 0) translateSource(node.flows, packet)
  if (ipvs && packet.tracked !== 0 && walk.chance === undefined) countVirtual(node, packet, isFirst)
  walk.sink?.left(packet, node)
  return isForUs ? deliverToNode(walk, node, isOwn) : forward(walk, node)
}

// A virtual server takes the packet's connection; one that has no server turns it away.
function isScheduled(walk: Walk, node: NodeState, ipvs: Ipvs): boolean {
  const { packet, second, chance } = walk
  const { destination, destinationPort, protocol } = packet
  const virtual = ipvs.find(destination, destinationPort, protocol)
  if (!virtual) return true
  const rule = ruleOf(virtual)
  const server = chosenServer({ node, packet, second, chance }, ipvs.scheduler, virtual)
  if (!server) {
    packet.fate = 'rejected'
    packet.stopper = rule
    return false
  }
  walk.sink?.chose(ipvs, virtual, server)
  packet.destination = server.address
  packet.destinationPort = server.port
  packet.readdressed = true
  packet.virtual = true
  packet.translation = rule
  packet.translatedAt = packet.passed - 1
  return true
}

function countVirtual({ flows, virtual }: NodeState, packet: Packet, isFirst: boolean): void {
  const isVirtual = (flows.get(packet.tracked >>> 1, field.kind) & VIRTUAL) !== 0
  if (isVirtual) virtual.counts.count(flows, packet, isFirst)
}

function runNat(walk: Walk, node: NodeState, hooks: readonly Hook[]): void {
  const { packet } = walk
  const before = packet.translation
  for (const hook of hooks) {
    const result = walk.meet(node, hook)
    if (result === verdict.drop) packet.fate = 'dropped'
    // A connection is translated once each way: whoever comes later finds it done.
    if (result === verdict.translated || result === verdict.drop) break
  }
  if (packet.translation !== before) packet.translatedAt = packet.passed - 1
}

function isPassed(walk: Walk, node: NodeState, hooks: readonly Hook[], place: number): boolean {
  const { packet } = walk
  for (let at = 0; at < hooks.length; at++) {
    const hook = hooks[at] as Hook
    const isEstablished = packet.mark === 0 && (packet.state & ESTABLISHED) !== 0
    const known = isEstablished && walk.sink === undefined ? hook.established : 'depends'
    if (known !== 'depends' && at === 0) node.counters.pass(place, packet.bytes)
    const result = known === 'depends' ? walk.meet(node, hook) : known
    if (result === verdict.accept) continue
    if (result === verdict.none && !hook.chain.drops) continue
    packet.fate = result === verdict.reject ? 'rejected' : 'dropped'
    return false
  }
  return true
}

// MASQUERADE takes the address of the interface that the packet leaves by.
function masquerade(walk: Walk, node: NodeState, isForUs: boolean): void {
  const { packet, network, second } = walk
  const host = isForUs ? undefined : network.hosts.get(packet.destination)
  const isOwnPod = host?.kind === 'pod' && host.node === node.index
  packet.source = isOwnPod ? node.gateway : node.address
  if (packet.randomPort || isTaken(node.flows, packet, second))
    packet.sourcePort = freePort(walk, node)
}

// A port that makes the connection's replies unlike those of any other.
function freePort({ packet, second }: Walk, node: NodeState): number {
  for (let tries = 0; ; tries++) {
    packet.sourcePort = FIRST_RANDOM_PORT + node.below(RANDOM_PORTS)
    if (tries === PORT_TRIES || !isTaken(node.flows, packet, second)) return packet.sourcePort
  }
}

function deliverToNode(walk: Walk, node: NodeState, isOwn: boolean): undefined {
  const host = walk.network.hosts.get(node.address)
  if (host) deliver(walk.packet, host, isOwn ? latency.loopback : latency.interface)
}

function forward(walk: Walk, node: NodeState): NodeState | undefined {
  const { packet, network } = walk
  const { destination } = packet
  const host = network.hosts.get(destination)
  if (host?.kind === 'pod' && host.node === node.index) {
    return deliver(packet, host, latency.interface)
  }
  if (node.isCut) return undefined
  if (host?.kind === 'outside') return reachable(throughOutside(walk, undefined))
  const next = host ? network.node(host.node) : network.blockOwner(destination)
  if (next === undefined) return reachable(throughOutside(walk, undefined))
  if (next === node) return undefined
  packet.latency += latency.wire
  return reachable(next)
}

// What is sent to a node whose cable is pulled is lost.
const reachable = (node: NodeState | undefined): NodeState | undefined =>
  node?.isCut ? undefined : node

// The network outside the nodes knows its own hosts, the nodes' addresses and balancers, and
// nothing else.
function throughOutside(walk: Walk, from: Host | undefined): NodeState | undefined {
  const { packet, network } = walk
  packet.latency += latency.outside + network.jitter() * 10
  if (network.balanced.size > 0) unbalance(walk)
  const { source, sourcePort, destination, destinationPort, protocol } = packet
  // Whoever has a balancer's address on what it sends, sends it through the balancer.
  packet.balancer = network.balancerAt(source, sourcePort, protocol)?.service
  const entry = network.balancerAt(destination, destinationPort, protocol)
  if (entry) return balance(walk, entry)
  const isSelf = from !== undefined && destination >>> 24 === 127
  const host = isSelf ? from : network.hosts.get(destination)
  if (host?.kind === 'node') return network.node(host.node)
  return host?.kind === 'outside' ? deliver(packet, host, 0) : undefined
}

// A balancer chooses a node for a connection's first packet, and keeps to it.
function balance(walk: Walk, entry: BalancerEntry): NodeState | undefined {
  const { packet, network, second } = walk
  packet.balancer = entry.service
  track(network.balanced, packet, second, false)
  if (packet.tracked !== 0) {
    const flow = packet.tracked >>> 1
    if ((packet.tracked & 1) === 1) return undefined
    const host = network.hosts.get(network.balanced.get(flow, field.replySource) >>> 0)
    translateDestination(network.balanced, packet)
    if (entry.port.nodePort === undefined) packet.destination = entry.balancer.address
    return host?.kind === 'node' ? network.node(host.node) : undefined
  }
  const node = packet.state === INVALID ? undefined : network.nextNode(entry)
  if (!node) return undefined
  const { destination, destinationPort } = packet
  packet.destination = node.address
  packet.destinationPort = entry.port.nodePort ?? destinationPort
  packet.readdressed = true
  if (!confirm(network.balanced, packet, second)) return undefined
  if (entry.port.nodePort === undefined) packet.destination = destination
  return node
}

// A node's answer to a connection that a balancer readdressed gets the balancer's address back.
function unbalance({ packet, network, second }: Walk): void {
  const { source, sourcePort, destination, destinationPort, protocol } = packet
  const ports = portsOf(sourcePort, destinationPort)
  const reference = network.balanced.find(source, destination, ports, protocol)
  if ((reference & 1) === 0) return
  track(network.balanced, packet, second, false)
  if (packet.tracked === 0) return
  translateDestination(network.balanced, packet)
  translateSource(network.balanced, packet)
}
