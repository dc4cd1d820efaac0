import { DNAT, ESTABLISHED, INVALID, NEW, RELATED, SCTP, TCP, UDP } from './packet'
import type { AddressMatch, Chain, Chains, ConnectionState, Match, Rule, Ruleset } from './rules'

/** What a rule does, as a number for the interpreter. */
export const action = {
  nothing: 0,
  jump: 1,
  dnat: 2,
  masquerade: 3,
  mark: 4,
  accept: 5,
  drop: 6,
  reject: 7,
  return: 8,
} as const

const protocols = { tcp: TCP, udp: UDP, sctp: SCTP } as const
const states: Readonly<Record<ConnectionState, number>> = {
  NEW,
  ESTABLISHED,
  RELATED,
  INVALID,
  DNAT,
}

/** A rule, unfolded into plain numbers: every one has every field, so that testing it is quick. */
export class CompiledRule {
  sourceBase = 0
  sourceMask = 0
  sourceNot = false
  destinationBase = 0
  destinationMask = 0
  destinationNot = false
  protocol = -1
  port = -1
  states = 0
  statesNot = false
  markValue = 0
  markMask = 0
  markNot = false
  localSource = false
  localDestination = false
  /** One packet in so many; 1 is all. */
  oneIn = 1
  recentCheck = ''
  recentSeconds = 0
  recentSet = ''
  action: number = action.nothing
  chain = ''
  address = 0
  addressPort = 0
  setMark = 0
  clearMark = 0
  randomFully = false

  constructor(
    readonly rule: Rule,
    /** Its place in the chain. */
    readonly position: number,
  ) {
    this.compileAddresses(rule)
    if (rule.protocol) this.protocol = protocols[rule.protocol]
    for (const match of rule.matches) this.compileMatch(match)
    this.compileTarget(rule)
  }

  private compileAddresses({ source, destination }: Rule): void {
    if (source) {
      this.sourceMask = maskOf(source)
      this.sourceBase = source.block.base & this.sourceMask
      this.sourceNot = source.not === true
    }
    if (destination) {
      this.destinationMask = maskOf(destination)
      this.destinationBase = destination.block.base & this.destinationMask
      this.destinationNot = destination.not === true
    }
  }

  private compileMatch(match: Match): void {
    switch (match.type) {
      case 'comment':
        return
      case 'transport':
        this.port = match.port ?? -1
        return
      case 'state':
        this.states = match.states.reduce((bits, state) => bits | states[state], 0)
        this.statesNot = match.not === true
        return
      case 'mark':
        this.markValue = match.value
        this.markMask = match.mask
        this.markNot = match.not === true
        return
      case 'local':
        if (match.side === 'source') this.localSource = true
        else this.localDestination = true
        return
      case 'statistic':
        this.oneIn = match.of
        return
      case 'recent-check':
        this.recentCheck = match.list
        this.recentSeconds = match.seconds
        return
      case 'recent-set':
        this.recentSet = match.list
        return
    }
  }

  private compileTarget({ target }: Rule): void {
    if (!target) return
    this.action = action[target.type]
    switch (target.type) {
      case 'jump':
        this.chain = target.chain
        return
      case 'dnat':
        this.address = target.address
        this.addressPort = target.port
        return
      case 'mark':
        this.setMark = target.value
        this.clearMark = target.mask
        return
      case 'masquerade':
        this.randomFully = target.randomFully
        return
    }
  }
}

const maskOf = ({ block }: AddressMatch): number =>
  block.length === 0 ? 0 : -1 << (32 - block.length)

/** Below this many rules, testing one after the other beats looking them up. */
const INDEXED_FROM = 8

/**
 * A chain, ready to run. A long one is indexed by what its rules have in common – destination, port and
 * protocol – so that a packet meets the few rules it might match, in their order, however many there are.
 */
export class CompiledChain {
  readonly rules: readonly CompiledRule[]
  readonly drops: boolean
  readonly indexed: boolean
  private readonly byDestination = new Map<number, CompiledRule[]>()
  private readonly byPort = new Map<number, CompiledRule[]>()
  /** Rules that name no destination port. */
  readonly others: readonly CompiledRule[]

  constructor(chain: Chain) {
    this.rules = chain.rules.map((rule, position) => new CompiledRule(rule, position))
    this.drops = chain.policy === 'DROP'
    this.indexed = this.rules.length >= INDEXED_FROM
    this.others = this.indexed ? this.rules.filter((rule) => !this.index(rule)) : this.rules
  }

  /** The rules for one destination address and port. */
  forDestination(address: number, port: number, protocol: number): readonly CompiledRule[] {
    return this.byDestination.get(destinationKey(address, port, protocol)) ?? none
  }
  /** The rules for a port, whatever the address. */
  forPort(port: number, protocol: number): readonly CompiledRule[] {
    if (this.byPort.size === 0) return none
    return this.byPort.get(port * 4 + protocol) ?? none
  }

  private index(rule: CompiledRule): boolean {
    if (rule.port < 0 || rule.protocol < 0) return false
    const exact = rule.destinationMask === -1 && !rule.destinationNot
    const key = exact
      ? destinationKey(rule.destinationBase >>> 0, rule.port, rule.protocol)
      : rule.port * 4 + rule.protocol
    const table = exact ? this.byDestination : this.byPort
    const already = table.get(key)
    if (already) already.push(rule)
    else table.set(key, [rule])
    return true
  }
}

const none: readonly CompiledRule[] = []

const destinationKey = (address: number, port: number, protocol: number): number =>
  (address * 65_536 + port) * 4 + protocol

// A chain that stays the same object through many rulesets, on many nodes, is compiled once.
const compiledChains = new WeakMap<Chain, CompiledChain>()

function compileChain(chain: Chain): CompiledChain {
  const known = compiledChains.get(chain)
  if (known) return known
  const compiled = new CompiledChain(chain)
  compiledChains.set(chain, compiled)
  return compiled
}

/** One table of a ruleset; its chains are compiled when a packet first comes to them. */
export class CompiledTable {
  private readonly chains = new Map<string, CompiledChain>()

  constructor(private readonly source: Chains) {}

  /** A chain by name; an empty one when nobody has made it. */
  chain(name: string): CompiledChain {
    const known = this.chains.get(name)
    if (known) return known
    const chain = this.source.get(name)
    const compiled = chain ? compileChain(chain) : noChain
    this.chains.set(name, compiled)
    return compiled
  }
}

const noChain = new CompiledChain({ name: '', rules: [] })

/** A node's rules, ready to run. */
export class CompiledRuleset {
  readonly filter: CompiledTable
  readonly nat: CompiledTable

  constructor({ filter, nat }: Ruleset) {
    this.filter = new CompiledTable(filter)
    this.nat = new CompiledTable(nat)
  }
}
