import type { BaseHook, Chain, Match, Rule, Target } from '../../network/rules'
import { pluginMasquerade } from '../kubelet-chains'
import { takesAll } from '../local-traffic'
import type { ProxyOptions } from '../options'
import { comment, jump } from '../rule'
import { isUnmarked } from '../shared-rules'

const isNew: Match = { type: 'state', states: ['NEW'] }

const onNew = (chain: string): Rule => ({ matches: [isNew], target: jump(chain) })
const always = (chain: string): Rule => ({ matches: [], target: jump(chain) })
const lookUp = (map: string, ...matches: readonly Match[]): Rule => ({
  matches,
  target: { type: 'vmap', map, by: map.endsWith('nodeports') ? 'port' : 'service' },
})
// What comes to 127.0.0.0/8 is never taken.
const isNodeAddress = (options: ProxyOptions): Match =>
  takesAll(options)
    ? { type: 'local', side: 'destination', butLoopback: true }
    : { type: 'set', set: 'nodeport-ips' }

const base = (
  name: string,
  [type, hook, priority]: readonly [BaseHook['type'], BaseHook['hook'], number],
  rules: readonly Rule[],
): Chain => ({ name, hook: { type, hook, priority }, rules })

/** The base chains, and what each does with packets; the network plugin's rule stands last. */
export const baseChains = ({ podNetwork }: Pick<ProxyOptions, 'podNetwork'>): readonly Chain[] => [
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
    [always('masquerading'), pluginMasquerade(podNetwork)],
  ),
]

const markWith = ({ masqueradeMark: value }: ProxyOptions): Target => ({
  type: 'mark',
  value,
  mask: value,
})

/** Chains that base chains and maps lead to, and that Services do not change. */
export const sharedChains = (options: ProxyOptions): readonly Chain[] => [
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
          { type: 'blocks', side: 'destination', blocks: [options.serviceCIDR] },
          comment('Drop traffic to unallocated ClusterIPs'),
        ],
        target: { type: 'drop' },
      },
    ],
  },
  { name: 'firewall-check', rules: [lookUp('firewall-ips')] },
  {
    name: 'mark-for-masquerade',
    rules: [{ matches: [], target: markWith(options) }],
  },
  {
    name: 'masquerading',
    rules: [
      {
        matches: [isUnmarked(options.masqueradeMark)],
        target: { type: 'return' },
      },
      { matches: [], target: { type: 'mark', value: options.masqueradeMark, mask: 0 } },
      { matches: [], target: { type: 'masquerade', randomFully: true } },
    ],
  },
  {
    name: 'nodeport-endpoints-check',
    rules: [lookUp('no-endpoint-nodeports', isNodeAddress(options))],
  },
  { name: 'service-endpoints-check', rules: [lookUp('no-endpoint-services')] },
  {
    name: 'services',
    rules: [lookUp('service-ips'), lookUp('service-nodeports', isNodeAddress(options))],
  },
  {
    name: 'reject-chain',
    comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
    rules: [{ matches: [], target: { type: 'reject' } }],
  },
]
