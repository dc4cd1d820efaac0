import { type Address, parseAddress } from '../../api/address'
import type { Reader } from '../../apiserver/reader'
import type { Rule } from '../../network/rules'
import type { EndpointSlice, Service } from '../../resources'
import type { ProxyNode } from '../endpoints'
import {
  type BlockScope,
  compileService,
  type ServiceBlock,
  type SharedRules,
} from './service-block'

/** How a Service is named among the blocks: `namespace/name`. */
export const serviceKey = ({ metadata }: Service): string =>
  `${metadata.namespace}/${metadata.name}`

/** The block of a Service as it is now; undefined when there is no such Service. */
export function blockAt(reader: Reader, key: string, scope: BlockScope): ServiceBlock | undefined {
  const slash = key.indexOf('/')
  const service = reader.get('Service', key.slice(0, slash), key.slice(slash + 1))
  return service && blockOf(service, reader.indexed('EndpointSlice', 'service', key), scope)
}

interface Known {
  readonly slices: readonly EndpointSlice[]
  readonly scope: string
  readonly block: ServiceBlock
}

// Nodes share what is the same for all of them.
const compiled = new WeakMap<Service, readonly Known[]>()
const none: readonly Known[] = []

function blockOf(
  service: Service,
  slices: readonly EndpointSlice[],
  scope: BlockScope,
): ServiceBlock {
  const scopeKey = scopeOf(service, slices, scope)
  const known = compiled.get(service) ?? none
  for (const each of known) {
    if (each.scope === scopeKey && sameItems(each.slices, slices)) return each.block
  }
  const block = alike(known.at(-1)?.block, compileService(service, slices, scope))
  const current = known.filter((each) => sameItems(each.slices, slices))
  compiled.set(service, [...current, { slices, scope: scopeKey, block }])
  return block
}

// Lists of rules that are the same in content stay the same in identity: then so does the chain
// they are in.
function alike(before: ServiceBlock | undefined, after: ServiceBlock): ServiceBlock {
  if (!before) return after
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

/** Whether two lists hold the same objects. */
export const sameItems = <Item>(left: readonly Item[], right: readonly Item[]): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

const ZONE = 'topology.kubernetes.io/zone'

/** What of a Node its rules depend on. */
export function proxyNode(reader: Reader, name: string): ProxyNode {
  const node = reader.get('Node', '', name)
  const addresses = (node?.status?.addresses ?? []).flatMap(({ address }): readonly Address[] =>
    [parseAddress(address)].filter((each) => each !== undefined),
  )
  return { name, zone: node?.metadata.labels?.[ZONE], addresses }
}
