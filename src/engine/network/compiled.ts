import { hashText, type SortedMap } from '../sim'
import { action, type CompiledRule, compiledRule, verdict } from './compiled-rule'
import { HashTable } from './hash-table'
import type { Packet } from './packet'
import type {
  BaseHook,
  Chain,
  Chains,
  IndexedRule,
  NamedSet,
  NftTable,
  RuleIndex,
  Ruleset,
} from './rules'

const none: readonly never[] = []

/**
 * A chain, ready to run. One that many Services fill is looked up by a packet's destination, port
 * and protocol: the packet meets the few rules it might match, in their order, however many there
 * are.
 */
export class CompiledChain {
  readonly drops: boolean
  readonly index: RuleIndex | undefined
  private made: readonly CompiledRule[] | undefined
  private madeOthers: readonly CompiledRule[] | undefined
  // Of places that no rule names there is no end: those are looked up anew. Only a cache.
  private places: HashTable<readonly CompiledRule[]> | undefined
  private hashed = 0

  constructor(readonly chain: Chain) {
    this.drops = chain.policy === 'DROP'
    // One that nobody has filled is read like any other.
    this.index = chain.index?.isEmpty ? undefined : chain.index
  }

  /** Stands for its name. */
  get key(): number {
    if (this.hashed === 0) this.hashed = hashText(this.chain.name) | 0
    return this.hashed
  }

  /** All rules, in order. */
  get rules(): readonly CompiledRule[] {
    this.made ??= this.chain.rules.map(compiledRule)
    return this.made
  }

  /** The rules that a packet may match, in order. */
  rulesFor(packet: Packet): readonly CompiledRule[] {
    if (this.index === undefined) return this.rules
    const { destination, destinationPort, protocol } = packet
    const place = destinationPort * 4 + protocol
    return this.places?.get(destination, place) ?? this.lookedUp(this.index, packet, place)
  }

  private lookedUp(index: RuleIndex, packet: Packet, place: number): readonly CompiledRule[] {
    const { destination, destinationPort, protocol } = packet
    this.madeOthers ??= index.others.map(compiled)
    const exact = index.find(destination, destinationPort, protocol)
    const byPort = index.forPort(destinationPort, protocol)
    if (exact.length + byPort.length === 0) return this.madeOthers
    const rules = inOrder(exact, byPort).map(compiled).concat(this.madeOthers)
    this.places ??= HashTable.empty()
    this.places.set(destination, place, rules)
    return rules
  }
}

const compiled = ({ item }: IndexedRule): CompiledRule => compiledRule(item)

const inOrder = (
  one: readonly IndexedRule[],
  other: readonly IndexedRule[],
): readonly IndexedRule[] =>
  [...one, ...other].sort((before, after) =>
    before.owner === after.owner
      ? before.number - after.number
      : before.owner < after.owner
        ? -1
        : 1,
  )

// A chain that stays the same object through many rulesets, on many nodes, is compiled once.
const compiledChains = new WeakMap<Chain, CompiledChain>()

function compileChain(chain: Chain): CompiledChain {
  const known = compiledChains.get(chain)
  if (known) return known
  const compiled = new CompiledChain(chain)
  compiledChains.set(chain, compiled)
  return compiled
}

/** A base chain, where packets enter a table; compiled when the first one comes. */
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

  /** Whether packets that come to its end are counted: nftables' own chains do not. */
  get hasPolicy(): boolean {
    return this.table.name !== 'kube-proxy'
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

/** Tables of iptables, and that of nftables. */
export type TableName = 'filter' | 'nat' | 'kube-proxy'

/** One table of a ruleset; its chains are compiled when a packet first comes to them. */
export class CompiledTable {
  private readonly chains = new Map<string, CompiledChain>()
  private readonly sets = new Map<string, NamedSet>()

  constructor(
    readonly name: TableName,
    private readonly source: Chains,
    sets?: SortedMap<NamedSet>,
  ) {
    for (const [name, set] of sets?.entries() ?? []) this.sets.set(name, set)
  }

  /** The chain a rule leads to. */
  target(rule: CompiledRule): CompiledChain {
    if (rule.knownTable === this && rule.knownChain) return rule.knownChain
    rule.knownTable = this
    rule.knownChain = this.chain(rule.chain)
    return rule.knownChain
  }

  /** A set or map by name. */
  set(name: string): NamedSet | undefined {
    return this.sets.get(name)
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

/** A node's rules, ready to run: what packets meet, place by place, in the order of priorities. */
export interface Hooks {
  /** Before the destination is translated. */
  readonly arriving: readonly Hook[]
  /** The same, for what the node itself sends. */
  readonly leaving: readonly Hook[]
  readonly prerouting: readonly Hook[]
  readonly input: readonly Hook[]
  readonly forward: readonly Hook[]
  /** nat's, for what the node itself sends. */
  readonly redirect: readonly Hook[]
  /** filter's, for the same. */
  readonly output: readonly Hook[]
  readonly postrouting: readonly Hook[]
}

/** nftables' names for the priorities of chains. */
const DSTNAT = -100

function hooksOf({ filter, nat, nftables, ipsets }: Ruleset): Hooks {
  const filters = new CompiledTable('filter', filter, ipsets)
  const nats = new CompiledTable('nat', nat, ipsets)
  const own = nftables && new CompiledTable('kube-proxy', nftables.chains, nftables.sets)
  // Where both have a chain of the same priority, that of iptables is older: the kubelet's.
  const at = (hook: BaseHook['hook'], wanted: (hook: BaseHook) => boolean): readonly Hook[] =>
    nftables && own
      ? baseChains(nftables, hook, wanted).map(({ name }) => new Hook(own, name))
      : none
  const isFilter = ({ type, priority }: BaseHook) => type === 'filter' && priority > DSTNAT
  const isEarly = ({ type, priority }: BaseHook) => type === 'filter' && priority < DSTNAT
  const isNat = ({ type }: BaseHook) => type === 'nat'
  return {
    arriving: at('prerouting', isEarly),
    leaving: at('output', isEarly),
    prerouting: [new Hook(nats, 'PREROUTING'), ...at('prerouting', isNat)],
    redirect: [new Hook(nats, 'OUTPUT'), ...at('output', isNat)],
    input: [new Hook(filters, 'INPUT'), ...at('input', isFilter)],
    forward: [new Hook(filters, 'FORWARD'), ...at('forward', isFilter)],
    output: [new Hook(filters, 'OUTPUT'), ...at('output', isFilter)],
    postrouting: [new Hook(nats, 'POSTROUTING'), ...at('postrouting', isNat)],
  }
}

// With thousands of chains beside them, a table's base chains are listed by name.
function baseChains(
  table: NftTable,
  hook: BaseHook['hook'],
  wanted: (hook: BaseHook) => boolean,
): readonly Chain[] {
  return table.bases
    .flatMap((name) => table.chains.get(name) ?? [])
    .filter((chain) => chain.hook?.hook === hook && wanted(chain.hook))
    .sort((left, right) => (left.hook?.priority ?? 0) - (right.hook?.priority ?? 0))
}

const compiledRulesets = new WeakMap<Ruleset, Hooks>()

/** A ruleset, ready to run: nodes that have the same one share it. */
export function compiledRuleset(ruleset: Ruleset): Hooks {
  const hooks = compiledRulesets.get(ruleset) ?? hooksOf(ruleset)
  compiledRulesets.set(ruleset, hooks)
  return hooks
}
