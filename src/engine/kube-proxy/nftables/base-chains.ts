import type { Cidr } from '../../api/address'
import type { BaseHook, Chain, Match, Rule } from '../../network/rules'
import { pluginMasquerade } from '../kubelet-chains'
import { comment, jump, MASQUERADE_MARK } from '../rule'

const isNew: Match = { type: 'state', states: ['NEW'] }

const onNew = (chain: string): Rule => ({ matches: [isNew], target: jump(chain) })
const always = (chain: string): Rule => ({ matches: [], target: jump(chain) })
const lookUp = (map: string, ...matches: readonly Match[]): Rule => ({
  matches,
  target: { type: 'vmap', map, by: map.endsWith('nodeports') ? 'port' : 'service' },
})
const isNodeAddress: Match = { type: 'set', set: 'nodeport-ips' }

const base = (
  name: string,
  [type, hook, priority]: readonly [BaseHook['type'], BaseHook['hook'], number],
  rules: readonly Rule[],
): Chain => ({ name, hook: { type, hook, priority }, rules })

/** The base chains, and what each does with packets; the network plugin's rule stands last. */
export const baseChains = ({ clusterCIDR }: { readonly clusterCIDR: Cidr }): readonly Chain[] => [
  base('filter-prerouting-pre-dnat', ['filter', 'prerouting', -110], [onNew('firewall-check')]),
  base('filter-output-pre-dnat', ['filter', 'output', -110], [onNew('firewall-check')]),
  base(
    'filter-input',
    ['filter', 'input', 0],
    [onNew('nodeport-endpoints-check'), onNew('service-endpoints-check')],
  ),
  base(
    'filter-forward',
    ['filter', 'forward', 0],
    [onNew('service-endpoints-check'), onNew('cluster-ips-check')],
  ),
  base(
    'filter-output',
    ['filter', 'output', 0],
    [onNew('service-endpoints-check'), onNew('cluster-ips-check')],
  ),
  base('nat-prerouting', ['nat', 'prerouting', -100], [always('services')]),
  base('nat-output', ['nat', 'output', -100], [always('services')]),
  base(
    'nat-postrouting',
    ['nat', 'postrouting', 100],
    [always('masquerading'), pluginMasquerade(clusterCIDR)],
  ),
]

/** Chains that base chains and maps lead to, and that Services do not change. */
export const sharedChains = ({ serviceCIDR }: { readonly serviceCIDR: Cidr }): readonly Chain[] => [
  {
    name: 'cluster-ips-check',
    rules: [
      {
        matches: [
          { type: 'set', set: 'cluster-ips' },
          comment('Reject traffic to invalid ports of ClusterIPs'),
        ],
        target: { type: 'reject' },
      },
      {
        matches: [
          { type: 'blocks', side: 'destination', blocks: [serviceCIDR] },
          comment('Drop traffic to unallocated ClusterIPs'),
        ],
        target: { type: 'drop' },
      },
    ],
  },
  { name: 'firewall-check', rules: [lookUp('firewall-ips')] },
  {
    name: 'mark-for-masquerade',
    rules: [
      { matches: [], target: { type: 'mark', value: MASQUERADE_MARK, mask: MASQUERADE_MARK } },
    ],
  },
  {
    name: 'masquerading',
    rules: [
      {
        matches: [{ type: 'mark', value: MASQUERADE_MARK, mask: MASQUERADE_MARK, not: true }],
        target: { type: 'return' },
      },
      { matches: [], target: { type: 'mark', value: MASQUERADE_MARK, mask: 0 } },
      { matches: [], target: { type: 'masquerade', randomFully: true } },
    ],
  },
  { name: 'nodeport-endpoints-check', rules: [lookUp('no-endpoint-nodeports', isNodeAddress)] },
  { name: 'service-endpoints-check', rules: [lookUp('no-endpoint-services')] },
  { name: 'services', rules: [lookUp('service-ips'), lookUp('service-nodeports', isNodeAddress)] },
  {
    name: 'reject-chain',
    comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
    rules: [{ matches: [], target: { type: 'reject' } }],
  },
]
