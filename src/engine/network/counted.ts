import type { CompiledChain, CompiledTable, Hook, Hooks, TableName } from './compiled'
import { action, type CompiledRule, compiledPolicy, compiledRule, policy } from './compiled-rule'
import type { CountedTable, Counter, filterPlace, RuleCounters, Step, Way } from './counters'
import type { Chains, Rule, Ruleset } from './rules'

type Settled = ReadonlyMap<string, Counter>

/** What is there to be added up: ways, and what has passed without being looked at. */
interface Counted {
  readonly ways: readonly Way[]
  readonly passed: readonly (Counter & { readonly place: keyof typeof filterPlace })[]
}

/** What each rule has seen. */
export function countsByRule(
  hooks: Hooks,
  settled: Settled,
  { ways, passed }: Counted,
): RuleCounters {
  const sums = sumsOf(settled, ways)
  for (const { place, ...counter } of passed) {
    sums.addPath(hooks[place].flatMap(establishedSteps), counter)
  }
  return (table, chain, rule) => sums.of(table, chain, rule)
}

/** Sums of what the rules that there are have seen. */
export function keptFor(ruleset: Ruleset, settled: Settled, ways: readonly Way[]): Settled {
  const texts = textsIn(ruleset)
  const kept = [...sumsOf(settled, ways).all].filter(([key]) => {
    const [table = '', chain = ''] = key.split(' ', 2)
    return texts(table, chain).has(key.slice(table.length + chain.length + 2))
  })
  return new Map(kept)
}

function sumsOf(settled: Settled, ways: readonly Way[]): Sums {
  const sums = new Sums(settled)
  for (const { steps, counter } of ways) sums.addPath(steps, counter)
  return sums
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
