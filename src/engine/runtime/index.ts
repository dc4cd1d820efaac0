import { addressText } from '../api/address'
import type { ConnectionEnds } from '../images/image'
import { forgetStale } from '../network/conntrack'
import { TCP } from '../network/packet'
import { toldBy, unheard } from './asking'
import { heardByHand, sendByHand } from './by-hand'
import { alarm } from './client'
import { rejected } from './connecting'
import { containerLog } from './container-log'
import type {
  DataPlane,
  DataPlaneContext,
  DataPlaneOptions,
  NodeNetwork,
  TrafficCount,
} from './data-plane'
import { datagramsRefused } from './datagrams'
import { echoRejected, exceeded, receiveEcho } from './echo'
import type { Exchange } from './exchange'
import { forwardAnswered, forwardFailed, forwardLocal, openForwards } from './forwarding'
import { tellHealth } from './health-checks'
import { emptyLog, linesOf } from './log'
import type { NetworkMessage } from './message'
import { open, take } from './opening'
import { addOutside } from './outside'
import { setPodFault } from './pod-faults'
import { Runtime } from './pods'
import { probeAnswered, probeFailed } from './probes'
import { deliver, handOver, leaveIfHeld, processNumber } from './processes'
import { proxyAnswered, proxyFailed } from './proxying'
import { answeredByTcp, refused, withoutTcp } from './resolving'
import { receiveDatagram, receiveSegment, reply, respond } from './server'
import { portKey } from './sockets'
import { DataPlaneState } from './state'
import { systemOf } from './system'
import { toldSince } from './told'
import { follow } from './tracing'
import { setTraffic, tick, trafficEnded } from './traffic'
import type { Owners } from './world'
import { World } from './world'

export type {
  ContainerLog,
  DataPlane,
  DataPlaneContext,
  DataPlaneOptions,
  NodeNetwork,
  SessionOpening,
  TrafficClient,
  TrafficCount,
} from './data-plane'
export type { OpenForward } from './forwarded'
export type { LogLine } from './log'
export type { NetworkMessage } from './message'
export { nameServer, outsideResolver } from './outside'
export { isProxyHung, podFaultOf } from './pod-faults'
export type { DataPlaneState } from './state'
export { terrainOf } from './terrain'
export type { Tracer, Wanted } from './tracer'

/** Makes the data plane of a cluster. It holds no state of its own: `start` gives that. */
export function createDataPlane(options: DataPlaneOptions): DataPlane {
  const world = new World(options, new DataPlaneState(options.seed), owners, systemOf)
  const entered = (state: DataPlaneState, context: DataPlaneContext): World => {
    world.enter(state, context)
    return world
  }
  return {
    start() {
      const state = new DataPlaneState(options.seed)
      addOutside(state, options)
      return state
    },
    receive: (state, message, context) => receive(entered(state, context), message),
    idle: (message) => message.type !== 'wake' || !message.isStopping,
    runtime: (state, context) => new Runtime(world, state, context),
    addNode: (state, node) => addNode(state, node),
    removeNode: (state, name) => state.network.removeNode(name),
    cut(state, node, isCut) {
      const kernel = state.network.nodeNamed(node)
      if (kernel) kernel.isCut = isCut
    },
    breakPod: (state, pod, fault, context) =>
      setPodFault(entered(state, context), pod, fault, handOver),
    install: (state, node, ruleset) => state.network.nodeNamed(node)?.install(ruleset),
    rulesOf: (state, node) => state.network.nodeNamed(node)?.ruleset,
    configure: (state, node, settings) => state.network.nodeNamed(node)?.configure(settings),
    report(state, node, status) {
      const kernel = state.network.nodeNamed(node)
      if (kernel) kernel.proxy = status
    },
    tellHealth,
    forget(state, node, stale) {
      const kernel = state.network.nodeNamed(node)
      if (kernel) forgetStale(kernel.flows, stale)
    },
    balance: (state, service, balancer) => state.network.balance(service, balancer),
    traffic: (state, clients, context) => setTraffic(entered(state, context), clients),
    trafficCount: (state, name) =>
      countOf(state.traffic.get(state.trafficNames.get(name) ?? 0) ?? noTraffic),
    log: (state, process, from = 0) =>
      linesOf(state.logs.get(processNumber(process)) ?? emptyLog, from),
    containerLog: (state, container, before) => containerLog(state, container, before),
    open: (state, opening, context) => open(entered(state, context), opening),
    input: (state, session, input, context) => take(entered(state, context), session, input),
    send: (state, request, context) => sendByHand(entered(state, context), request),
    follow: (wanted, words) => follow(world, wanted, words),
    forwards: (state) => openForwards(state),
    told(state, session, since) {
      const known = state.sessions.get(session)
      return known && { ...toldSince(known.told, since), isOver: known.isOver }
    },
  }
}

const noTraffic: TrafficCount = { started: 0, succeeded: 0, failed: 0 }

const countOf = ({ started, succeeded, failed }: TrafficCount): TrafficCount => ({
  started,
  succeeded,
  failed,
})

const owners: Owners = {
  forwarded: forwardLocal,
  told: heardByHand,
  succeeded(world, exchange, response) {
    const { owner } = exchange.call.client
    if (owner.type === 'traffic') trafficEnded(world, exchange, response.status < 400)
    else if (owner.type === 'probe') probeAnswered(world, exchange, response)
    else if (owner.type === 'session') forwardAnswered(world, exchange, response)
    else if (owner.type === 'proxy') proxyAnswered(world, owner.id, response)
    else if (owner.type === 'process') {
      const process = world.state.processes.get(owner.id)
      const { id } = exchange
      if (process)
        deliver(world, process, { type: 'response', id, response, ends: endsOf(exchange) })
    }
  },
  failed(world, exchange, failure) {
    const { owner } = exchange.call.client
    if (owner.type === 'traffic') trafficEnded(world, exchange, false)
    else if (owner.type === 'probe') probeFailed(world, exchange, failure)
    else if (owner.type === 'session') forwardFailed(world, exchange, failure)
    else if (owner.type === 'proxy') proxyFailed(world, owner.id, exchange, failure)
    else if (owner.type === 'resolver') withoutTcp(world, exchange)
    else {
      const process = world.state.processes.get(owner.id)
      const { id, port } = exchange
      if (process) deliver(world, process, { type: 'failure', id, failure, port })
    }
  },
  answered(world, exchange, answer) {
    const { owner } = exchange.call.client
    if (owner.type === 'resolver') answeredByTcp(world, exchange, answer)
    else toldBy(world, exchange, answer)
  },
}

const endsOf = ({ call, addresses, address, localPort }: Exchange): ConnectionEnds => ({
  address: addressText(call.client.host.address),
  port: localPort,
  peer: addressText(addresses[address] ?? 0),
  peerPort: call.url.port,
})

function receive(world: World, message: NetworkMessage): void {
  const { state } = world
  switch (message.type) {
    case 'tcp':
      receiveSegment(world, message)
      return
    case 'udp':
      receiveDatagram(world, message)
      return
    case 'echo':
      receiveEcho(world, message)
      return
    case 'exceeded':
      exceeded(world, message.exchange, message.from)
      return
    case 'heard': {
      const process = state.processes.get(message.process)
      if (process) handOver(world, process, message.message)
      return
    }
    case 'respond':
      respond(world, message.request, message.response)
      return
    case 'reply':
      reply(world, message.datagram, message.payload)
      return
    case 'tick':
      tick(world, message.client, message.turn)
      return
    case 'alarm':
      if (state.alarm === message.at) alarm(world)
      return
    case 'unreachable': {
      const exchange = state.exchanges.edit(message.exchange)
      if (exchange?.phase === 'asking') unheard(world, exchange)
      else if (exchange?.phase === 'resolving') refused(world, exchange)
      else if (exchange?.phase === 'open') datagramsRefused(world, exchange)
      else if (exchange?.phase === 'pinging') echoRejected(world, exchange)
      else if (exchange) rejected(world, exchange)
      return
    }
    case 'leave': {
      const process = state.processes.get(message.process)
      if (process) leaveIfHeld(world, process)
      return
    }
    case 'wake': {
      const process = state.processes.get(message.process)
      if (process) deliver(world, process, { type: 'timer', tag: message.tag })
    }
  }
}

function addNode(state: DataPlaneState, node: NodeNetwork): void {
  const host = state.network.addNode(node, state.seed)
  if (node.apiServerPort === undefined) return
  const key = portKey(node.apiServerPort, TCP)
  state.listeners.set(host.id, key, { process: 0, isLoopbackOnly: false })
}
