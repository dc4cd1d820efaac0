import { limits } from '../limits'
import type { CompiledChain, CompiledTable, Hooks, TableName } from './compiled'
import type { CompiledRule } from './compiled-rule'
import { countsByRule, keptFor } from './counted'
import { HashTable } from './hash-table'
import { Pages } from './pages'
import type { Rule, Ruleset } from './rules'

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

/** A rule that a packet has matched. */
export interface Step {
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

/** A way through the rules, and how often it was gone. */
export interface Way {
  readonly steps: readonly Step[]
  readonly counter: Counter
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
    this.settled = keptFor(ruleset, this.settled, this.ways())
    this.paths = HashTable.empty()
    this.counts = noCounts()
  }

  private ways(): readonly Way[] {
    return this.paths.values().map((path) => ({ steps: path.steps, counter: this.counterOf(path) }))
  }

  /** What each rule has seen, by table, chain and what the rule says. */
  byRule(hooks: Hooks): RuleCounters {
    const passed = places.map((place) => {
      const at = filterPlace[place] * 2
      return { place, packets: this.passed[at] ?? 0, bytes: this.passed[at + 1] ?? 0 }
    })
    return countsByRule(hooks, this.settled, { ways: this.ways(), passed })
  }
}

/** What a rule of a chain has seen. */
export type RuleCounters = (table: CountedTable, chain: string, rule: Rule) => Counter

/** Tables whose packets are counted; of mangle, in which nobody has rules, the policies only. */
export type CountedTable = TableName | 'mangle'
