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

/** How a chain ended for a packet. */
export const verdict = {
  /** It ran off the end, or returned. */
  none: 0,
  accept: 1,
  drop: 2,
  reject: 3,
  /** nat: the connection's translation is decided. */
  translated: 4,
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
  /** Whether nothing but connection state and mark is asked for. */
  readonly isForAll: boolean
  // The chain it leads to, as last found: rules are shared by tables that have other chains of that
  // name.
  knownTable: CompiledTable | undefined
  knownChain: CompiledChain | undefined

  constructor(
    readonly rule: Rule,
    /** Its place in the chain. */
    readonly position: number,
  ) {
    this.compileAddresses(rule)
    if (rule.protocol) this.protocol = protocols[rule.protocol]
    for (const match of rule.matches) this.compileMatch(match)
    this.compileTarget(rule)
    this.isForAll = this.asksForNothing()
  }

  /**
   * Whether a packet of an established connection, without mark, may get past the state and the
   * mark.
   */
  get mayMatchEstablished(): boolean {
    const asksEstablished = (this.states & ESTABLISHED) !== 0
    const isOpen = this.states === 0 || (this.states & DNAT) !== 0
    if (asksEstablished ? this.statesNot : !isOpen && !this.statesNot) return false
    const isMarked = this.markValue !== 0
    return this.markMask === 0 || isMarked === this.markNot
  }

  private asksForNothing(): boolean {
    const asksAddresses = this.sourceMask !== 0 || this.destinationMask !== 0
    const asksNode = this.localSource || this.localDestination || this.oneIn > 1
    const asksLists = this.recentCheck !== '' || this.recentSet !== ''
    // A connection that is established may be a translated one as well, or not.
    const asksNat = (this.states & (DNAT | ESTABLISHED)) === DNAT
    const asksPort = this.protocol >= 0 || this.port >= 0
    return !asksAddresses && !asksNode && !asksLists && !asksNat && !asksPort
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
 * A chain, ready to run. A long one is indexed by what its rules have in common – destination, port
 * and protocol – so that a packet meets the few rules it might match, in their order, however many
 * there are.
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

// Thirty bits, since a map finds small integers fastest. Two destinations may share a key: then a
// packet is tested against the rules of both, and matches its own.
const destinationKey = (address: number, port: number, protocol: number): number =>
  (Math.imul(address, 0x9e3779b1) ^ Math.imul(port * 4 + protocol, 0x85ebca6b)) >>> 2

// A chain that stays the same object through many rulesets, on many nodes, is compiled once.
const compiledChains = new WeakMap<Chain, CompiledChain>()

function compileChain(chain: Chain): CompiledChain {
  const known = compiledChains.get(chain)
  if (known) return known
  const compiled = new CompiledChain(chain)
  compiledChains.set(chain, compiled)
  return compiled
}

/** A built-in chain, where packets enter a table; compiled when the first one comes. */
export class Hook {
  private knownChain: CompiledChain | undefined
  private knownVerdict: number | 'depends' | undefined

  constructor(
    readonly table: CompiledTable,
    private readonly name: string,
  ) {}

  get chain(): CompiledChain {
    this.knownChain ??= this.table.chain(this.name)
    return this.knownChain
  }

  /**
   * What becomes of every packet of an established connection that bears no mark, when that depends
   * on nothing else. Most packets are such, and most rules do the same with all of them.
   */
  get established(): number | 'depends' {
    this.knownVerdict ??= this.table.verdictOf(this.chain)
    return this.knownVerdict
  }
}

/** One table of a ruleset; its chains are compiled when a packet first comes to them. */
export class CompiledTable {
  private readonly chains = new Map<string, CompiledChain>()

  constructor(private readonly source: Chains) {}

  /** The chain a rule leads to. */
  target(rule: CompiledRule): CompiledChain {
    if (rule.knownTable === this && rule.knownChain) return rule.knownChain
    rule.knownTable = this
    rule.knownChain = this.chain(rule.chain)
    return rule.knownChain
  }

  /** See `Hook.established`. */
  verdictOf(chain: CompiledChain): number | 'depends' {
    for (const rule of chain.rules) {
      if (!rule.mayMatchEstablished) continue
      if (!rule.isForAll) return 'depends'
      if (rule.action === action.return) return verdict.none
      if (rule.action === action.accept) return verdict.accept
      if (rule.action === action.nothing) continue
      const inner = rule.action === action.jump ? this.verdictOf(this.target(rule)) : 'depends'
      if (inner !== verdict.none) return inner
    }
    return verdict.none
  }

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

/** A node's rules, ready to run, by the places where packets come to them. */
export class CompiledRuleset {
  readonly filter: { readonly input: Hook; readonly forward: Hook; readonly output: Hook }
  readonly nat: { readonly prerouting: Hook; readonly output: Hook; readonly postrouting: Hook }

  constructor(rules: Ruleset) {
    const filter = new CompiledTable(rules.filter)
    const nat = new CompiledTable(rules.nat)
    this.filter = {
      input: new Hook(filter, 'INPUT'),
      forward: new Hook(filter, 'FORWARD'),
      output: new Hook(filter, 'OUTPUT'),
    }
    this.nat = {
      prerouting: new Hook(nat, 'PREROUTING'),
      output: new Hook(nat, 'OUTPUT'),
      postrouting: new Hook(nat, 'POSTROUTING'),
    }
  }
}

const compiledRulesets = new WeakMap<Ruleset, CompiledRuleset>()

/** A ruleset, ready to run: nodes that have the same one share it. */
export function compiledRuleset(ruleset: Ruleset): CompiledRuleset {
  const known = compiledRulesets.get(ruleset)
  if (known) return known
  const compiled = new CompiledRuleset(ruleset)
  compiledRulesets.set(ruleset, compiled)
  return compiled
}
