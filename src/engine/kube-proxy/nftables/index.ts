import type { Contributions } from '../../network/contributions'
import type { Chains, NamedSet, NftTable, Ruleset, SetElement } from '../../network/rules'
import { type SortedMap, sortedMap } from '../../sim'
import { byName, replaceChains } from '../chains'
import type { BlockChange, Mode } from '../compilation'
import type { ProxyNode } from '../endpoints'
import { kubeletFilter, kubeletMangle, kubeletNat } from '../kubelet-chains'
import { isLoopback, nodePortAddresses, takesAll } from '../local-traffic'
import { ContributedSet, noElements, type SetShape } from '../named-set'
import type { ProxyOptions } from '../options'
import { baseChains, sharedChains } from './base-chains'
import { blockAt, type NftBlock, type SetName } from './service-block'

/** The table, and what Services put into its sets. */
interface Parts {
  readonly chains: Chains
  readonly sets: SortedMap<ContributedSet>
}

const isVerdict = { isMap: true } as const

/** Named sets and maps that Services fill, in the order in which they are made. */
const shapes: readonly (SetShape & { readonly name: SetName })[] = [
  { name: 'cluster-ips', key: 'address', isMap: false, comment: 'Active ClusterIPs' },
  {
    name: 'firewall-ips',
    key: 'service',
    comment: 'destinations that are subject to LoadBalancerSourceRanges',
    ...isVerdict,
  },
  {
    name: 'no-endpoint-nodeports',
    key: 'port',
    comment: 'vmap to drop or reject packets to service nodeports with no endpoints',
    ...isVerdict,
  },
  {
    name: 'no-endpoint-services',
    key: 'service',
    comment: 'vmap to drop or reject packets to services with no endpoints',
    ...isVerdict,
  },
  {
    name: 'service-ips',
    key: 'service',
    comment: 'ClusterIP, ExternalIP and LoadBalancer IP traffic',
    ...isVerdict,
  },
  { name: 'service-nodeports', key: 'port', comment: 'NodePort traffic', ...isVerdict },
]

const beginning = (options: ProxyOptions): Parts => ({
  chains: byName([...baseChains(options), ...sharedChains(options)]),
  sets: sortedMap(
    shapes.map((shape) => [shape.name, new ContributedSet(shape, noElements(shape.key))]),
  ),
})

function change(parts: Parts, changes: readonly BlockChange<NftBlock>[]): Parts {
  let { chains, sets } = parts
  for (const { before, after } of changes) {
    chains = replaceChains(chains, before?.chains ?? [], after?.chains ?? [])
  }
  for (const shape of shapes) {
    const before = sets.get(shape.name)?.contributions ?? noElements(shape.key)
    const after: Contributions<SetElement> = before.with(
      changes.map((each) => [each.key, each.after?.elements[shape.name] ?? []]),
    )
    if (after !== before) sets = sets.set(shape.name, new ContributedSet(shape, after))
  }
  return { chains, sets }
}

const bases = baseChains({ podNetwork: { base: 0, length: 0 } }).map(({ name }) => name)

// Node ports are taken on the node's first address alone, unless `nodePortAddresses` says more.
function ruleset({ chains, sets }: Parts, node: ProxyNode, options: ProxyOptions): Ruleset {
  const own = sets as SortedMap<NamedSet>
  const table: NftTable = {
    name: 'kube-proxy',
    comment: 'rules for kube-proxy',
    chains,
    bases,
    sets: takesAll(options) ? own : own.set('nodeport-ips', nodePortIps(options, node)),
  }
  return { mangle: kubeletMangle, filter: kubeletFilter, nat: kubeletNat, nftables: table }
}

function nodePortIps(options: ProxyOptions, node: ProxyNode): NamedSet {
  const taken = nodePortAddresses(options, node).filter((address) => !isLoopback(address))
  return {
    name: 'nodeport-ips',
    key: 'address',
    isMap: false,
    comment: 'IPs that accept NodePort traffic',
    elements: taken.map((address) => ({ address })),
    find: (address) => (taken.includes(address) ? { address } : undefined),
  }
}

/** kube-proxy with nftables (pkg/proxy/nftables), in the layout of v1.34 and v1.35. */
export const nftables: Mode<NftBlock, Parts> = { blockAt, beginning, change, ruleset }
