import { limits } from '../limits'
import type { CompiledChain, CompiledTable, Hook, Hooks, TableName } from './compiled'
import { action, type CompiledRule, compiledRule } from './compiled-rule'
import { HashTable } from './hash-table'
import { Pages } from './pages'
import type { Chains, Rule, Ruleset } from './rules'

/** Packets and bytes, as the kernel counts them. */
export interface Counter {
  readonly packets: number
  readonly bytes: number
}

/**
 * Where packets of established connections pass without being looked at one by one, as numbers:
 * every packet comes to some.
 */
export const filterPlace = { arriving: 0, leaving: 1, input: 2, forward: 3, output: 4 } as const

const places = Object.keys(filterPlace) as readonly (keyof typeof filterPlace)[]

/** Stands for the end of a built-in chain: its policy counts what comes there. */
export const policy: Rule = { matches: [] }

/** See `policy`. */
export const compiledPolicy: CompiledRule = compiledRule(policy)

interface Step {
  readonly table: TableName
  readonly chain: string
  readonly rule: CompiledRule
}

/** The rules that one packet has matched on one node, in order. Used for one after the other. */
export class Trail {
  length = 0
  // Two hashes of 32 bits: that two trails share both does not happen.
  high = 0
  low = 0
  private readonly tables: CompiledTable[] = []
  private readonly chains: CompiledChain[] = []
  private readonly rules: CompiledRule[] = []

  note(table: CompiledTable, chain: CompiledChain, rule: CompiledRule): void {
    const at = this.length++
    if (at === 0) {
      this.high = 0
      this.low = 0
    }
    this.tables[at] = table
    this.chains[at] = chain
    this.rules[at] = rule
    this.high = Math.imul(this.high ^ rule.key, 0x9e3779b1) ^ chain.key
    this.low = Math.imul(this.low + rule.key + chain.key, 0x85ebca6b) ^ (this.low >>> 15)
  }

  get steps(): readonly Step[] {
    return this.rules.slice(0, this.length).map((rule, at) => ({
      table: this.tables[at]?.name ?? 'filter',
      chain: this.chains[at]?.chain.name ?? '',
      rule,
    }))
  }
}

interface Path {
  readonly steps: readonly Step[]
  /** Where its packets and bytes are counted. */
  readonly slot: number
}

const SLOT_BITS = 6
const SLOT_MASK = (1 << SLOT_BITS) - 1
const NO_COUNTS: Float64Array = new Float64Array(2 << SLOT_BITS)
const noCounts = (): Pages<Float64Array> => new Pages(1, NO_COUNTS, (page) => page.slice())

/**
 * How often the rules of a node have matched. It is the ways through the rules that are counted,
 * one for each packet, and not the rules: what each of them has seen is added up when somebody
 * asks.
 */
export class Counters {
  private paths: HashTable<Path>
  private counts: Pages<Float64Array>
  /** What was counted before, already added up. */
  private settled: ReadonlyMap<string, Counter>
  /** Packets and bytes of established connections, place by place. */
  private readonly passed: Float64Array

  constructor(from?: Counters) {
    this.paths = from ? from.paths.fork() : HashTable.empty()
    this.counts = from ? from.counts.fork() : noCounts()
    this.settled = from ? from.settled : new Map()
    this.passed = from ? from.passed.slice() : new Float64Array(places.length * 2)
  }

  fork(): Counters {
    return new Counters(this)
  }

  /** Counts a packet that has matched these rules. */
  count(trail: Trail, bytes: number): void {
    const { high, low } = trail
    const path = this.paths.get(high, low) ?? this.add(trail)
    if (!path) return
    const page = this.counts.own(path.slot >>> SLOT_BITS)
    const at = (path.slot & SLOT_MASK) * 2
    page[at] = (page[at] as number) + 1
    page[at + 1] = (page[at + 1] as number) + bytes
  }

  private add(trail: Trail): Path | undefined {
    const slot = this.paths.size
    if (slot >= limits.countedPaths) return undefined
    const { counts } = this
    if (slot >>> SLOT_BITS >= counts.length) counts.grow(counts.length * 2)
    const path = { steps: trail.steps, slot }
    this.paths.set(trail.high, trail.low, path)
    return path
  }

  private counterOf({ slot }: Path): Counter {
    const page = this.counts.at(slot >>> SLOT_BITS)
    const at = (slot & SLOT_MASK) * 2
    return { packets: page[at] ?? 0, bytes: page[at + 1] ?? 0 }
  }

  /** Counts a packet of an established connection. */
  pass(place: number, bytes: number): void {
    const { passed } = this
    const at = place * 2
    passed[at] = (passed[at] as number) + 1
    passed[at + 1] = (passed[at + 1] as number) + bytes
  }

  /**
   * Other rules are there now. Ways through those before are not kept for ever: once they are many
   * they are added up, and what nobody says any more is forgotten, as in a kernel.
   */
  settle(ruleset: Ruleset, many: number = limits.pathsBeforeSettling): void {
    if (this.paths.size < many) return
    const texts = textsIn(ruleset)
    const kept = [...this.sums().all].filter(([key]) => {
      const [table = '', chain = ''] = key.split(' ', 2)
      return texts(table, chain).has(key.slice(table.length + chain.length + 2))
    })
    this.settled = new Map(kept)
    this.paths = HashTable.empty()
    this.counts = noCounts()
  }

  private sums(): Sums {
    const sums = new Sums(this.settled)
    for (const path of this.paths.values()) sums.addPath(path.steps, this.counterOf(path))
    return sums
  }

  /** What each rule has seen, by table, chain and what the rule says. */
  byRule(hooks: Hooks): RuleCounters {
    const sums = this.sums()
    for (const place of places) {
      const packets = this.passed[filterPlace[place] * 2] ?? 0
      const bytes = this.passed[filterPlace[place] * 2 + 1] ?? 0
      sums.addPath(hooks[place].flatMap(establishedSteps), { packets, bytes })
    }
    return (table, chain, rule) => sums.of(table, chain, rule)
  }
}

class Sums {
  private readonly byKey: Map<string, Counter>

  constructor(before: ReadonlyMap<string, Counter>) {
    this.byKey = new Map(before)
  }

  get all(): ReadonlyMap<string, Counter> {
    return this.byKey
  }

  addPath(steps: readonly Step[], counter: Counter): void {
    for (const { table, chain, rule } of steps) this.add(keyOf(table, chain, rule), counter)
    for (const [table, chain] of emptyChainsOn(steps)) {
      this.add(keyOf(table, chain, compiledPolicy), counter)
    }
  }

  of(table: CountedTable, chain: string, rule: Rule): Counter {
    return this.byKey.get(keyOf(table, chain, compiledRule(rule))) ?? NOTHING
  }

  private add(key: string, { packets, bytes }: Counter): void {
    const before = this.byKey.get(key) ?? NOTHING
    this.byKey.set(key, { packets: before.packets + packets, bytes: before.bytes + bytes })
  }
}

// The built-in chains in which nobody has rules are not run: which of them a packet has come
// through is told by the others.
function emptyChainsOn(steps: readonly Step[]): readonly (readonly [CountedTable, string])[] {
  const met = (wanted: TableName, ...names: readonly string[]) =>
    steps.some(({ table, chain }) => table === wanted && names.includes(chain))
  const isStopped = steps.some(
    ({ rule }) => rule.action === action.drop || rule.action === action.reject,
  )
  const isIn = met('filter', 'INPUT')
  const chains: readonly (readonly [CountedTable, string, boolean])[] = [
    ['mangle', 'PREROUTING', met('filter', 'INPUT', 'FORWARD')],
    ['mangle', 'INPUT', isIn],
    ['mangle', 'FORWARD', met('filter', 'FORWARD')],
    ['mangle', 'OUTPUT', met('filter', 'OUTPUT')],
    ['mangle', 'POSTROUTING', !isStopped && met('filter', 'FORWARD', 'OUTPUT')],
    ['nat', 'INPUT', !isStopped && isIn && met('nat', 'PREROUTING', 'OUTPUT')],
  ]
  return chains.flatMap(([table, chain, isMet]) => (isMet ? [[table, chain] as const] : []))
}

/** What a rule of a chain has seen. */
export type RuleCounters = (table: CountedTable, chain: string, rule: Rule) => Counter

/** Tables whose packets are counted; of mangle, in which nobody has rules, the policies only. */
export type CountedTable = TableName | 'mangle'

/** What the rules of a chain say, its policy besides; each chain is read once. */
function textsIn(ruleset: Ruleset): (table: string, chain: string) => ReadonlySet<string> {
  const { mangle, filter, nat, nftables } = ruleset
  const tables = new Map<string, Chains>([
    ['mangle', mangle],
    ['filter', filter],
    ['nat', nat],
  ])
  if (nftables) tables.set(nftables.name, nftables.chains)
  const known = new Map<string, ReadonlySet<string>>()
  return (table, chain) => {
    const name = `${table} ${chain}`
    const found = tables.get(table)?.get(chain)
    const rules = found ? [...found.rules, policy] : []
    const texts = known.get(name) ?? new Set(rules.map((rule) => compiledRule(rule).text))
    known.set(name, texts)
    return texts
  }
}

const NOTHING: Counter = { packets: 0, bytes: 0 }

const keyOf = (table: CountedTable, chain: string, { text }: CompiledRule): string =>
  `${table} ${chain} ${text}`

// The rules that every packet of an established connection matches, where all match the same.
function establishedSteps(hook: Hook): readonly Step[] {
  const { table, chain, established, hasPolicy } = hook
  if (established === 'depends') return []
  const { steps, isDecided } = stepsFrom(table, chain)
  if (isDecided || !hasPolicy) return steps
  return [...steps, { table: table.name, chain: chain.chain.name, rule: compiledPolicy }]
}

function stepsFrom(
  table: CompiledTable,
  chain: CompiledChain,
): { readonly steps: readonly Step[]; readonly isDecided: boolean } {
  const steps: Step[] = []
  for (const rule of chain.rules) {
    if (!rule.mayMatchEstablished) continue
    steps.push({ table: table.name, chain: chain.chain.name, rule })
    if (rule.action === action.return) break
    if (rule.action === action.accept) return { steps, isDecided: true }
    if (rule.action !== action.jump) continue
    const inner = stepsFrom(table, table.target(rule))
    steps.push(...inner.steps)
    if (inner.isDecided) return { steps, isDecided: true }
  }
  return { steps, isDecided: false }
}
