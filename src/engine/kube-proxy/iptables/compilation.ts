import type { Chain, Chains, Rule, Ruleset } from '../../network/rules'
import { type SortedMap, sortedMap } from '../../sim'
import type { ProxyOptions } from '../options'
import { filterChains, mangleChains, natChains, nodePortsRule } from './base-chains'
import { sameItems } from './blocks'
import { chain } from './rule'
import type { ServiceBlock, SharedRules } from './service-block'

/** The rules of a node, and the parts they are put together from: to change them part by part. */
export interface Compilation {
  readonly ruleset: Ruleset
  /** By `namespace/name`. */
  readonly blocks: SortedMap<ServiceBlock>
  readonly endpoints: number
}

/** What a Service adds from now on; undefined when it is gone. */
export type BlockChange = readonly [key: string, block: ServiceBlock | undefined]

interface Derived {
  readonly changes: readonly BlockChange[]
  readonly compilation: Compilation
}

// Nodes mostly go through the same changes from the same beginning: they share every step.
const derived = new WeakMap<Compilation, readonly Derived[]>()
const STEPS_SHARED = 4

/** The rules after some Services have changed. */
export function derive(previous: Compilation, changes: readonly BlockChange[]): Compilation {
  if (changes.length === 0) return previous
  const known = derived.get(previous) ?? []
  const found = known.find((each) => sameChanges(each.changes, changes))
  if (found) return found.compilation
  const compilation = apply(previous, changes)
  derived.set(previous, [{ changes, compilation }, ...known.slice(0, STEPS_SHARED - 1)])
  return compilation
}

const sameChanges = (left: readonly BlockChange[], right: readonly BlockChange[]): boolean =>
  left.length === right.length &&
  left.every(([key, block], index) => key === right[index]?.[0] && block === right[index]?.[1])

function apply(previous: Compilation, changes: readonly BlockChange[]): Compilation {
  let { blocks, endpoints } = previous
  let nat = previous.ruleset.nat
  for (const [key, changed] of changes) {
    const before = blocks.get(key)
    const after = alike(before, changed)
    endpoints += (after?.endpoints ?? 0) - (before?.endpoints ?? 0)
    blocks = after ? blocks.set(key, after) : blocks.delete(key)
    nat = replaceChains(nat, before?.chains ?? [], after?.chains ?? [])
  }
  const shared = sharedChains(blocks, previous.ruleset)
  const ruleset: Ruleset = {
    mangle: previous.ruleset.mangle,
    filter: setAll(previous.ruleset.filter, shared.filter),
    nat: setAll(nat, shared.nat),
  }
  return { ruleset, blocks, endpoints }
}

const beginnings = new WeakMap<ProxyOptions, Compilation>()

/** The rules of a node while there is no Service. */
export function beginning(options: ProxyOptions): Compilation {
  const known = beginnings.get(options)
  if (known) return known
  const blocks = sortedMap<ServiceBlock>()
  const shared = sharedChains(blocks)
  const ruleset: Ruleset = {
    mangle: byName(mangleChains),
    filter: byName([...filterChains, ...shared.filter]),
    nat: byName([...natChains(options.clusterCIDR), ...shared.nat]),
  }
  const compilation = { ruleset, blocks, endpoints: 0 }
  beginnings.set(options, compilation)
  return compilation
}

// Lists of rules that are the same in content stay the same in identity: then so does the chain
// they are in.
function alike(
  before: ServiceBlock | undefined,
  after: ServiceBlock | undefined,
): ServiceBlock | undefined {
  if (!before || !after || before === after) return after
  const keep = (left: readonly Rule[], right: readonly Rule[]): readonly Rule[] =>
    JSON.stringify(left) === JSON.stringify(right) ? left : right
  const shared: SharedRules = {
    services: keep(before.shared.services, after.shared.services),
    nodePorts: keep(before.shared.nodePorts, after.shared.nodePorts),
    filterServices: keep(before.shared.filterServices, after.shared.filterServices),
    filterExternal: keep(before.shared.filterExternal, after.shared.filterExternal),
    firewall: keep(before.shared.firewall, after.shared.firewall),
    healthChecks: keep(before.shared.healthChecks, after.shared.healthChecks),
  }
  return { ...after, shared }
}

function replaceChains(chains: Chains, before: readonly Chain[], after: readonly Chain[]): Chains {
  const kept = new Set(after.map(({ name }) => name))
  let next = chains
  for (const { name } of before) if (!kept.has(name)) next = next.delete(name)
  return setAll(next, after)
}

function setAll(chains: Chains, changed: readonly Chain[]): Chains {
  let next = chains
  for (const each of changed) if (next.get(each.name) !== each) next = next.set(each.name, each)
  return next
}

const byName = (chains: readonly Chain[]): Chains =>
  sortedMap(chains.map((each) => [each.name, each] as const))

// The chains that all Services fill; each stays the same object when nothing in it has changed.
function sharedChains(
  blocks: SortedMap<ServiceBlock>,
  previous?: Ruleset,
): { readonly filter: readonly Chain[]; readonly nat: readonly Chain[] } {
  const now = collect(blocks)
  const keep = (chains: Chains | undefined, name: string, rules: readonly Rule[]): Chain => {
    const before = chains?.get(name)
    return before && sameItems(before.rules, rules) ? before : chain(name, rules)
  }
  const { filter, nat } = previous ?? {}
  return {
    filter: [
      keep(filter, 'KUBE-SERVICES', now.filterServices),
      keep(filter, 'KUBE-EXTERNAL-SERVICES', now.filterExternal),
      keep(filter, 'KUBE-PROXY-FIREWALL', now.firewall),
      keep(filter, 'KUBE-NODEPORTS', now.healthChecks),
    ],
    nat: [
      keep(nat, 'KUBE-SERVICES', [...now.services, nodePortsRule]),
      keep(nat, 'KUBE-NODEPORTS', now.nodePorts),
    ],
  }
}

function collect(blocks: SortedMap<ServiceBlock>): SharedRules {
  const all = {
    services: [] as Rule[],
    nodePorts: [] as Rule[],
    filterServices: [] as Rule[],
    filterExternal: [] as Rule[],
    firewall: [] as Rule[],
    healthChecks: [] as Rule[],
  }
  for (const [, { shared }] of blocks.entries()) {
    append(all.services, shared.services)
    append(all.nodePorts, shared.nodePorts)
    append(all.filterServices, shared.filterServices)
    append(all.filterExternal, shared.filterExternal)
    append(all.firewall, shared.firewall)
    append(all.healthChecks, shared.healthChecks)
  }
  return all
}

const append = (to: Rule[], rules: readonly Rule[]): void => {
  for (const rule of rules) to.push(rule)
}
