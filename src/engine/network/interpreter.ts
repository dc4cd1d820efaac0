import {
  action,
  type CompiledChain,
  type CompiledRule,
  type CompiledTable,
  verdict,
} from './compiled'
import type { NodeState } from './node-state'
import type { Packet } from './packet'

/** Hears of every rule a packet was tested against. Absent, it costs nothing. */
export interface RuleSink {
  tested(packet: Packet, rule: CompiledRule, matched: boolean): void
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
}

/**
 * Runs a packet through a chain: the first rule that matches decides, unless it only marks or
 * returns.
 */
export function runChain(chain: CompiledChain, packet: Packet, run: Run): number {
  if (chain.indexed) return runIndexed(chain, packet, run)
  const { rules } = chain
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index] as CompiledRule
    if (!test(rule, packet, run)) continue
    if (rule.action === action.return) return verdict.none
    const result = perform(rule, packet, run)
    if (result !== verdict.none) return result
  }
  return verdict.none
}

// The same, meeting only the rules that name the packet's destination and port, or none.
function runIndexed(chain: CompiledChain, packet: Packet, run: Run): number {
  const { destination, destinationPort, protocol } = packet
  const exact = chain.forDestination(destination, destinationPort, protocol)
  const ports = chain.forPort(destinationPort, protocol)
  const { others } = chain
  let first = 0
  let second = 0
  let third = 0
  for (;;) {
    let rule = exact[first]
    const byPort = ports[second]
    const other = others[third]
    if (byPort && (!rule || byPort.position < rule.position)) rule = byPort
    if (other && (!rule || other.position < rule.position)) rule = other
    if (!rule) return verdict.none
    if (rule === other) third++
    else if (rule === byPort) second++
    else first++
    if (!test(rule, packet, run)) continue
    if (rule.action === action.return) return verdict.none
    const result = perform(rule, packet, run)
    if (result !== verdict.none) return result
  }
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
  if (rule.states !== 0 && ((packet.state & rule.states) !== 0) === rule.statesNot) return false
  if (rule.markMask !== 0 && ((packet.mark & rule.markMask) === rule.markValue) === rule.markNot) {
    return false
  }
  return matchesNode(rule, packet, run)
}

// What depends on the node: its own addresses, its dice, its memory of who was here.
function matchesNode(rule: CompiledRule, packet: Packet, { node, second }: Run): boolean {
  if (rule.localDestination && !node.isLocal(packet.destination)) return false
  if (rule.localSource && !node.isLocal(packet.source)) return false
  if (rule.oneIn > 1 && node.below(rule.oneIn) !== 0) return false
  if (rule.recentCheck !== '') {
    const { recentCheck, recentSeconds } = rule
    if (!node.wasSeen(recentCheck, packet.source, second - recentSeconds)) return false
  }
  if (rule.recentSet !== '') node.see(rule.recentSet, packet.source, second)
  return true
}

function perform(rule: CompiledRule, packet: Packet, run: Run): number {
  switch (rule.action) {
    case action.jump:
      return runChain(run.table.target(rule), packet, run)
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
