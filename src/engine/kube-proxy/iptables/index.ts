import { type Address, parseAddress } from '../../api/address'
import type { Reader } from '../../apiserver/reader'
import type { Chain, Chains, Rule, Ruleset } from '../../network/rules'
import type { EndpointSlice, Service } from '../../resources'
import { type SortedMap, sortedMap } from '../../sim'
import type { ProxyNode } from '../endpoints'
import type { ProxyOptions } from '../options'
import { filterChains, mangleChains, natChains, nodePortsRule } from './base-chains'
import { chain } from './rule'
import {
  type BlockScope,
  compileService,
  type ServiceBlock,
  type SharedRules,
} from './service-block'

/** The rules of a node, and the parts they are put together from: to change them part by part. */
export interface Compilation {
  readonly ruleset: Ruleset
  /** By `namespace/name`. */
  readonly blocks: SortedMap<ServiceBlock>
  readonly endpoints: number
  readonly node: ProxyNode
}

/** Above this many endpoints in all, rules of single endpoints go without comments. */
const LARGE_CLUSTER = 1_000
/** Above this many changed Services, starting over is quicker. */
const MANY_CHANGES = 200

/** Compiles the rules of a node, as its kube-proxy would write them (pkg/proxy/iptables). */
export const compile = (reader: Reader, node: string, options: ProxyOptions): Ruleset =>
  compileAll(reader, node, options).ruleset

/** As `compile`, keeping the parts. */
export function compileAll(reader: Reader, name: string, options: ProxyOptions): Compilation {
  const node = proxyNode(reader, name)
  const small = compileBlocks(reader, { node, options, isLarge: false })
  const endpoints = endpointsIn(small)
  const blocks =
    endpoints > LARGE_CLUSTER ? compileBlocks(reader, { node, options, isLarge: true }) : small
  return { ruleset: assemble(blocks, options), blocks, endpoints, node }
}

/**
 * Compiles again what has changed: Services, by `namespace/name`, with all that belongs to them.
 */
export function recompile(
  previous: Compilation,
  changed: ReadonlySet<string>,
  reader: Reader,
  options: ProxyOptions,
): Compilation {
  const node = proxyNode(reader, previous.node.name)
  const isSameNode = JSON.stringify(node) === JSON.stringify(previous.node)
  if (!isSameNode || changed.size > MANY_CHANGES) return compileAll(reader, node.name, options)
  const isLarge = previous.endpoints > LARGE_CLUSTER
  const scope = { node, options, isLarge }
  let { blocks, endpoints } = previous
  let nat = previous.ruleset.nat
  for (const key of changed) {
    const before = blocks.get(key)
    const after = alike(before, compileKey(reader, key, scope))
    endpoints += (after?.endpoints ?? 0) - (before?.endpoints ?? 0)
    blocks = after ? blocks.set(key, after) : blocks.delete(key)
    nat = replaceChains(nat, before?.chains ?? [], after?.chains ?? [])
  }
  if (endpoints > LARGE_CLUSTER !== isLarge) return compileAll(reader, node.name, options)
  const shared = sharedChains(blocks, previous)
  const ruleset: Ruleset = {
    mangle: previous.ruleset.mangle,
    filter: setAll(previous.ruleset.filter, shared.filter),
    nat: setAll(nat, shared.nat),
  }
  return { ruleset, blocks, endpoints, node }
}

const compileBlocks = (reader: Reader, scope: BlockScope): SortedMap<ServiceBlock> =>
  sortedMap(
    reader
      .list('Service')
      .map((service) => [serviceKey(service), blockOf(service, reader, scope)] as const),
  )

const endpointsIn = (blocks: SortedMap<ServiceBlock>): number => {
  let sum = 0
  for (const [, block] of blocks.entries()) sum += block.endpoints
  return sum
}

const serviceKey = ({ metadata }: Service): string => `${metadata.namespace}/${metadata.name}`

function compileKey(reader: Reader, key: string, scope: BlockScope): ServiceBlock | undefined {
  const [namespace = '', name = ''] = key.split('/')
  const service = reader.get('Service', namespace, name)
  return service && blockOf(service, reader, scope)
}

interface Known {
  readonly slices: readonly EndpointSlice[]
  readonly scope: string
  readonly block: ServiceBlock
}

// Nodes share what is the same for all of them, and a full compilation finds again what it had.
const compiled = new WeakMap<Service, Known[]>()

function blockOf(service: Service, reader: Reader, scope: BlockScope): ServiceBlock {
  const slices = reader.indexed('EndpointSlice', 'service', serviceKey(service))
  const scopeKey = scopeOf(service, slices, scope)
  const known = (compiled.get(service) ?? []).filter((each) => sameItems(each.slices, slices))
  const found = known.find((each) => each.scope === scopeKey)
  if (found) return found.block
  const block = compileService(service, slices, scope)
  compiled.set(service, [...known, { slices, scope: scopeKey, block }])
  return block
}

// What a block depends on besides its Service and slices. Only some depend on the node at all.
function scopeOf(
  { spec }: Service,
  slices: readonly EndpointSlice[],
  { node, options, isLarge }: BlockScope,
): string {
  const isNodes =
    spec.internalTrafficPolicy === 'Local' ||
    spec.externalTrafficPolicy === 'Local' ||
    (spec.loadBalancerSourceRanges ?? []).length > 0 ||
    slices.some(({ endpoints }) => (endpoints ?? []).some(({ hints }) => hints))
  const { base, length } = options.clusterCIDR
  return `${base}/${length} ${isLarge} ${isNodes ? JSON.stringify(node) : ''}`
}

const sameItems = <Item>(left: readonly Item[], right: readonly Item[]): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

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

function assemble(blocks: SortedMap<ServiceBlock>, options: ProxyOptions): Ruleset {
  const shared = sharedChains(blocks)
  const own: Chain[] = []
  for (const [, block] of blocks.entries()) own.push(...block.chains)
  return {
    mangle: byName(mangleChains),
    filter: byName([...filterChains, ...shared.filter]),
    nat: byName([...natChains(options.clusterCIDR), ...shared.nat, ...own]),
  }
}

// The chains that all Services fill; each stays the same object when nothing in it has changed.
function sharedChains(
  blocks: SortedMap<ServiceBlock>,
  previous?: Compilation,
): { readonly filter: readonly Chain[]; readonly nat: readonly Chain[] } {
  const now = collect(blocks)
  const keep = (chains: Chains | undefined, name: string, rules: readonly Rule[]): Chain => {
    const before = chains?.get(name)
    return before && sameItems(before.rules, rules) ? before : chain(name, rules)
  }
  const { filter, nat } = previous?.ruleset ?? {}
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

const ZONE = 'topology.kubernetes.io/zone'

function proxyNode(reader: Reader, name: string): ProxyNode {
  const node = reader.get('Node', '', name)
  const addresses = (node?.status?.addresses ?? []).flatMap(({ address }): readonly Address[] =>
    [parseAddress(address)].filter((each) => each !== undefined),
  )
  return { name, zone: node?.metadata.labels?.[ZONE], addresses }
}
