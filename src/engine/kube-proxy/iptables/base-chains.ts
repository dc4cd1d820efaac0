import type { Cidr } from '../../api/address'
import type { Chain, Match, Rule } from '../../network/rules'
import {
  builtIn,
  iptablesHint,
  kubeFirewall,
  kubeletCanary,
  pluginMasquerade,
  protectLoopback,
  untouched,
} from '../kubelet-chains'
import { chain, comment, jump } from '../rule'
import { isMarked, markChain, postroutingRules } from '../shared-rules'

const isNew: Match = { type: 'state', states: ['NEW'] }

const onNew = (text: string, target: string): Rule => ({
  matches: [isNew, comment(text)],
  target: jump(target),
})

const always = (text: string, target: string): Rule => ({
  matches: [comment(text)],
  target: jump(target),
})

const firewall = onNew('kubernetes load balancer firewall', 'KUBE-PROXY-FIREWALL')
const services = onNew('kubernetes service portals', 'KUBE-SERVICES')
const external = onNew('kubernetes externally-visible service portals', 'KUBE-EXTERNAL-SERVICES')
const portals = always('kubernetes service portals', 'KUBE-SERVICES')

/** mangle: nothing but names that tell whether somebody has flushed the rules. */
export const mangleChains: readonly Chain[] = [
  ...untouched('PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'),
  iptablesHint,
  kubeletCanary,
  chain('KUBE-PROXY-CANARY', []),
]

/** filter, but for the chains that Services fill. The kubelet's KUBE-FIREWALL was there first. */
export const filterChains: readonly Chain[] = [
  builtIn('INPUT', [
    firewall,
    always('kubernetes health check service ports', 'KUBE-NODEPORTS'),
    external,
    protectLoopback,
  ]),
  builtIn('FORWARD', [
    firewall,
    always('kubernetes forwarding rules', 'KUBE-FORWARD'),
    services,
    external,
  ]),
  builtIn('OUTPUT', [firewall, services, protectLoopback]),
  kubeFirewall,
  chain('KUBE-FORWARD', [
    { matches: [{ type: 'state', states: ['INVALID'] }], target: { type: 'drop' } },
    { matches: [comment('kubernetes forwarding rules'), isMarked], target: { type: 'accept' } },
    {
      matches: [
        comment('kubernetes forwarding conntrack rule'),
        { type: 'state', states: ['RELATED', 'ESTABLISHED'] },
      ],
      target: { type: 'accept' },
    },
  ]),
  kubeletCanary,
  chain('KUBE-PROXY-CANARY', []),
]

/** nat, but for the chains that Services fill. */
export const natChains = (podNetwork: Cidr): readonly Chain[] => [
  builtIn('PREROUTING', [portals]),
  builtIn('INPUT', []),
  builtIn('OUTPUT', [portals]),
  builtIn('POSTROUTING', [
    always('kubernetes postrouting rules', 'KUBE-POSTROUTING'),
    pluginMasquerade(podNetwork),
  ]),
  kubeletCanary,
  chain('KUBE-PROXY-CANARY', []),
  markChain,
  chain('KUBE-POSTROUTING', postroutingRules),
]

/** The last rule of nat KUBE-SERVICES. */
export const nodePortsRule: Rule = {
  matches: [
    comment('kubernetes service nodeports; NOTE: this must be the last rule in this chain'),
    { type: 'local', side: 'destination' },
  ],
  target: jump('KUBE-NODEPORTS'),
}
