import { contains } from '../api/address'
import type { CompiledChain, CompiledTable } from './compiled'
import { action, type CompiledRule, verdict } from './compiled-rule'
import type { Trail } from './counters'
import type { NodeState } from './node-state'
import type { Packet } from './packet'
import type { Chain, NamedSet, SetElement } from './rules'

/** Hears of every rule a packet was tested against. Absent, it costs nothing. */
export interface RuleSink {
  /** The packet comes into a chain. */
  entered(chain: Chain): void
  tested(packet: Packet, rule: CompiledRule, matched: boolean): void
  /** A number below `of` has been drawn; for a rule that takes one in so many, 0 is that one. */
  drew(drawn: number, of: number): void
}

/** Decides what is left to chance, in place of a node's dice. */
export interface Chance {
  /** Whether a packet is the one in so many. */
  oneIn(of: number): boolean
  /** A number from 0 to `limit` − 1, each as likely. */
  below(limit: number): number
}

/**
 * What stays the same while one packet runs through one chain and those it jumps to. Like the
 * packet, it is used for one after the other.
 */
export interface Run {
  node: NodeState
  table: CompiledTable
  /** In whole seconds. */
  second: number
  /** Hears of every rule tested; absent, it costs nothing. */
  sink: RuleSink | undefined
  /** Decides in place of the node's dice, for who wants to see every way a packet may go. */
  chance: Chance | undefined
  /** Notes which rules matched. */
  readonly trail: Trail
}

/**
 * Runs a packet through a chain: the first rule that matches decides, unless it only marks or
 * returns.
 */
export function runChain(chain: CompiledChain, packet: Packet, run: Run): number {
  if (run.sink !== undefined) run.sink.entered(chain.chain)
  const rules = chain.rulesFor(packet)
  for (let at = 0; at < rules.length; at++) {
    const rule = rules[at] as CompiledRule
    if (!test(rule, packet, run)) continue
    run.trail.note(run.table, chain, rule)
    const result = perform(rule, packet, run)
    if (result !== verdict.none) return result === verdict.left ? verdict.none : result
  }
  return verdict.none
}

function test(rule: CompiledRule, packet: Packet, run: Run): boolean {
  const matched = matches(rule, packet, run)
  if (run.sink !== undefined) run.sink.tested(packet, rule, matched)
  return matched
}

function matches(rule: CompiledRule, packet: Packet, run: Run): boolean {
  if (rule.protocol >= 0 && rule.protocol !== packet.protocol) return false
  if (rule.port >= 0 && rule.port !== packet.destinationPort) return false
  if (
    rule.destinationMask !== 0 &&
    ((packet.destination & rule.destinationMask) === rule.destinationBase) === rule.destinationNot
  ) {
    return false
  }
  if (
    rule.sourceMask !== 0 &&
    ((packet.source & rule.sourceMask) === rule.sourceBase) === rule.sourceNot
  ) {
    return false
  }
  if (rule.input !== '' && hasInput(rule.input, packet) === rule.inputNot) return false
  if (rule.states !== 0 && ((packet.state & rule.states) !== 0) === rule.statesNot) return false
  if (rule.markMask !== 0 && ((packet.mark & rule.markMask) === rule.markValue) === rule.markNot) {
    return false
  }
  return matchesNode(rule, packet, run)
}

// Interfaces are known by how their names begin: a Pod's is `veth` and a hash.
const hasInput = (name: string, { input }: Packet): boolean =>
  input !== '' && (name.endsWith('+') ? input.startsWith(name.slice(0, -1)) : input === name)

// What depends on the node: its own addresses, its sets, its dice, its memory of who was here.
function matchesNode(rule: CompiledRule, packet: Packet, run: Run): boolean {
  const { node, second } = run
  if (rule.set !== '' && !isInSet(rule, packet, run)) return false
  if (rule.blocks.length > 0 && !isInBlocks(rule, packet)) return false
  if (rule.localDestination && !node.isLocal(packet.destination)) return false
  if (rule.butLoopback && packet.destination >>> 24 === 127) return false
  if (rule.localSource && !node.isLocal(packet.source)) return false
  if (rule.foreignSource && node.isLocal(packet.source)) return false
  if (rule.oneIn > 1 && !isOneIn(rule.oneIn, run)) return false
  if (rule.recentCheck !== '') {
    const { recentCheck, recentSeconds } = rule
    if (!node.wasSeen(recentCheck, packet.source, second - recentSeconds)) return false
  }
  if (rule.recentSet !== '') node.see(rule.recentSet, packet.source, second)
  return true
}

const isOneIn = (of: number, run: Run): boolean =>
  run.chance === undefined ? drawn(of, run) === 0 : run.chance.oneIn(of)

function drawn(of: number, { node, sink }: Run): number {
  const number = node.below(of)
  if (sink !== undefined) sink.drew(number, of)
  return number
}

function isInSet(rule: CompiledRule, packet: Packet, { table }: Run): boolean {
  const set = table.set(rule.set)
  if (set === undefined) return false
  if (!rule.setOfSource) return elementFor(set, packet) !== undefined
  const { source, destinationPort, protocol } = packet
  return set.find(source, destinationPort, protocol, source) !== undefined
}

function elementFor(set: NamedSet, packet: Packet): SetElement | undefined {
  const { source, destination, destinationPort, protocol } = packet
  switch (set.key) {
    case 'address':
      return set.find(destination, 0, 0, source)
    case 'port':
      return set.find(0, destinationPort, protocol, source)
    default:
      return set.find(destination, destinationPort, protocol, source)
  }
}

function isInBlocks({ blocks, blocksOfSource, blocksNot }: CompiledRule, packet: Packet): boolean {
  const address = blocksOfSource ? packet.source : packet.destination
  return blocks.some((block) => contains(block, address)) !== blocksNot
}

function perform(rule: CompiledRule, packet: Packet, run: Run): number {
  switch (rule.action) {
    case action.jump:
      return runChain(run.table.target(rule), packet, run)
    case action.goto:
      return enter(run.table.target(rule), packet, run)
    case action.vmap:
      return consult(rule, packet, run)
    case action.lottery:
      return draw(rule, packet, run)
    case action.return:
      return verdict.left
    case action.mark:
      packet.mark = (packet.mark & ~rule.clearMark) ^ rule.setMark
      return verdict.none
    case action.dnat:
      packet.destination = rule.address
      packet.destinationPort = rule.addressPort
      packet.readdressed = true
      packet.translation = rule.rule
      return verdict.translated
    case action.masquerade:
      packet.masqueraded = true
      packet.randomPort = rule.randomFully
      return verdict.translated
    case action.accept:
      return verdict.accept
    case action.drop:
      packet.stopper = rule.rule
      return verdict.drop
    case action.reject:
      packet.stopper = rule.rule
      return verdict.reject
    default:
      return verdict.none
  }
}

// A chain that one goes to, and does not come back from.
const enter = (chain: CompiledChain, packet: Packet, run: Run): number =>
  runChain(chain, packet, run) || verdict.left

function consult(rule: CompiledRule, packet: Packet, run: Run): number {
  const map = run.table.set(rule.chain)
  const element = map && elementFor(map, packet)
  const target = element?.verdict
  if (!target) return verdict.none
  if (target.type === 'drop') return stop(element, packet, verdict.drop)
  if (target.type !== 'goto') return verdict.none
  const result = enter(run.table.chain(target.chain), packet, run)
  return result === verdict.reject ? stop(element, packet, result) : result
}

// It is the element that says which Service it was; the chains behind it are for all.
function stop({ verdict: target, because }: SetElement, packet: Packet, result: number): number {
  packet.stopper = { matches: [], ...(target && { target }), ...(because && { because }) }
  return result
}

function draw({ chains }: CompiledRule, packet: Packet, run: Run): number {
  const { length } = chains
  const index = run.chance === undefined ? drawn(length, run) : run.chance.below(length)
  return enter(run.table.chain(chains[index] ?? ''), packet, run)
}
