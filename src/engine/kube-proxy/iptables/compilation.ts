import type { Chain, Chains, Rule, Ruleset } from '../../network/rules'
import { type SortedMap, sortedMap } from '../../sim'
import type { ProxyOptions } from '../options'
import { filterChains, mangleChains, natChains, nodePortsRule } from './base-chains'
import { sameItems } from './blocks'
import { chain } from './rule'
import type { ServiceBlock, SharedRules } from './service-block'

/** The rules of a node, and the parts they are put together from: to change them part by part. */
export interface Compilation {
  readonly options: ProxyOptions
  readonly ruleset: Ruleset
  /** By `namespace/name`. */
  readonly blocks: Blocks
  readonly endpoints: number
}

type Blocks = SortedMap<ServiceBlock>

/** What a Service adds from now on; undefined when it is gone. */
export type BlockChange = readonly [key: string, block: ServiceBlock | undefined]

// Nodes come to the same rules, by whatever steps: what was put together lately they share. Only a
// cache.
const latest: Compilation[] = []
const MOST_LATEST = 4

/** The rules after some Services have changed. */
export function derive(previous: Compilation, changes: readonly BlockChange[]): Compilation {
  let { blocks } = previous
  for (const [key, block] of changes) blocks = block ? blocks.set(key, block) : blocks.delete(key)
  if (blocks === previous.blocks) return previous
  const isAlike = (other: Compilation): boolean =>
    other.options === previous.options &&
    changes.every(([key, block]) => other.blocks.get(key) === block) &&
    sameItems(other.blocks.values(), blocks.values())
  const found = latest.find(isAlike)
  if (found) return found
  const compilation = apply(previous, blocks, changes)
  latest.unshift(compilation)
  latest.length = Math.min(latest.length, MOST_LATEST)
  return compilation
}

function apply(
  previous: Compilation,
  blocks: Blocks,
  changes: readonly BlockChange[],
): Compilation {
  let { endpoints } = previous
  let nat = previous.ruleset.nat
  for (const [key, after] of changes) {
    const before = previous.blocks.get(key)
    endpoints += (after?.endpoints ?? 0) - (before?.endpoints ?? 0)
    nat = replaceChains(nat, before?.chains ?? [], after?.chains ?? [])
  }
  const shared = sharedChains(blocks, previous.ruleset)
  const ruleset: Ruleset = {
    mangle: previous.ruleset.mangle,
    filter: setAll(previous.ruleset.filter, shared.filter),
    nat: setAll(nat, shared.nat),
  }
  return { options: previous.options, ruleset, blocks, endpoints }
}

const beginnings = new WeakMap<ProxyOptions, Compilation>()

/** The rules of a node while there is no Service. */
export function beginning(options: ProxyOptions): Compilation {
  const known = beginnings.get(options)
  if (known) return known
  const blocks: Blocks = sortedMap()
  const shared = sharedChains(blocks)
  const ruleset: Ruleset = {
    mangle: byName(mangleChains),
    filter: byName([...filterChains, ...shared.filter]),
    nat: byName([...natChains(options.clusterCIDR), ...shared.nat]),
  }
  const compilation = { options, ruleset, blocks, endpoints: 0 }
  beginnings.set(options, compilation)
  return compilation
}

// Most chains stay: only those that come, change or go are touched.
function replaceChains(chains: Chains, before: readonly Chain[], after: readonly Chain[]): Chains {
  const gone = new Set(before)
  const fresh = after.filter((each) => !gone.delete(each))
  const names = new Set(fresh.map(({ name }) => name))
  let next = chains
  for (const { name } of gone) if (!names.has(name)) next = next.delete(name)
  return setAll(next, fresh)
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
  blocks: Blocks,
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

function collect(blocks: Blocks): SharedRules {
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
