import type { Cidr } from '../api/address'
import { hashText } from '../sim'
import type { CompiledChain, CompiledTable } from './compiled'
import { DNAT, ESTABLISHED, INVALID, NEW, protocolNumber, RELATED } from './packet'
import type { AddressMatch, ConnectionState, Match, Rule } from './rules'

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
  goto: 9,
  vmap: 10,
  lottery: 11,
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
  /** The chain is left before its end, without a decision. */
  left: 5,
} as const

const states: Readonly<Record<ConnectionState, number>> = {
  NEW,
  ESTABLISHED,
  RELATED,
  INVALID,
  DNAT,
}

const none: readonly never[] = []

/** A rule, unfolded into plain numbers: every one has every field, so that testing it is quick. */
export class CompiledRule {
  sourceBase = 0
  sourceMask = 0
  sourceNot = false
  destinationBase = 0
  destinationMask = 0
  destinationNot = false
  input = ''
  inputNot = false
  protocol = -1
  port = -1
  states = 0
  statesNot = false
  markValue = 0
  markMask = 0
  markNot = false
  localSource = false
  localDestination = false
  foreignSource = false
  /** One packet in so many; 1 is all. */
  oneIn = 1
  recentCheck = ''
  recentSeconds = 0
  recentSet = ''
  set = ''
  setOfSource = false
  butLoopback = false
  blocks: readonly Cidr[] = none
  blocksOfSource = false
  blocksNot = false
  action: number = action.nothing
  /** The chain or map that it leads to. */
  chain = ''
  chains: readonly string[] = none
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

  private hashed = 0
  private said: string | undefined

  constructor(readonly rule: Rule) {
    this.compileAddresses(rule)
    if (rule.protocol) this.protocol = protocolNumber(rule.protocol)
    if (rule.input) {
      this.input = rule.input.name
      this.inputNot = rule.input.not === true
    }
    for (const match of rule.matches) this.compileMatch(match)
    this.compileTarget(rule)
    this.isForAll = this.asksForNothing()
  }

  /** Stands for what the rule says. */
  get key(): number {
    if (this.hashed === 0) this.hashed = hashText(JSON.stringify(this.rule)) | 0
    return this.hashed
  }

  /** What the rule says, for who counts rules that say the same as one. */
  get text(): string {
    this.said ??= JSON.stringify(this.rule)
    return this.said
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
    const asksNode =
      this.localSource || this.localDestination || this.foreignSource || this.oneIn > 1
    const asksLists = this.recentCheck !== '' || this.recentSet !== '' || this.set !== ''
    // A connection that is established may be a translated one as well, or not.
    const asksNat = (this.states & (DNAT | ESTABLISHED)) === DNAT
    const asksPort = this.protocol >= 0 || this.port >= 0 || this.input !== ''
    const asksBlocks = this.blocks.length > 0
    return !asksAddresses && !asksNode && !asksLists && !asksNat && !asksPort && !asksBlocks
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
        // As signed words, which is what bit operations give.
        this.markValue = match.value | 0
        this.markMask = match.mask | 0
        this.markNot = match.not === true
        return
      case 'local':
        this.butLoopback = match.butLoopback === true
        if (match.side === 'destination') this.localDestination = true
        else if (match.not) this.foreignSource = true
        else this.localSource = true
        return
      case 'unbridged':
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
      case 'set':
        this.set = match.set
        this.setOfSource = match.isSource === true
        return
      case 'blocks':
        this.blocks = match.blocks
        this.blocksOfSource = match.side === 'source'
        this.blocksNot = match.not === true
        return
    }
  }

  private compileTarget({ target }: Rule): void {
    if (!target) return
    this.action = action[target.type]
    switch (target.type) {
      case 'jump':
      case 'goto':
        this.chain = target.chain
        return
      case 'vmap':
        this.chain = target.map
        return
      case 'lottery':
        this.chains = target.chains
        return
      case 'dnat':
        this.address = target.address
        this.addressPort = target.port
        return
      case 'mark':
        this.setMark = target.value | 0
        this.clearMark = target.mask | 0
        return
      case 'masquerade':
        this.randomFully = target.randomFully
        return
    }
  }
}

const maskOf = ({ block }: AddressMatch): number =>
  block.length === 0 ? 0 : -1 << (32 - block.length)

const compiledRules = new WeakMap<Rule, CompiledRule>()

/** A rule, ready to run. */
export function compiledRule(rule: Rule): CompiledRule {
  const known = compiledRules.get(rule)
  if (known) return known
  const compiled = new CompiledRule(rule)
  compiledRules.set(rule, compiled)
  return compiled
}

/** Stands for the end of a built-in chain: its policy counts what comes there. */
export const policy: Rule = { matches: [] }

/** See `policy`. */
export const compiledPolicy: CompiledRule = compiledRule(policy)
