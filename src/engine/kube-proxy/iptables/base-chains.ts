import type { Chain, Match, Rule } from '../../network/rules'
import type { ProxyNode } from '../endpoints'
import {
  builtIn,
  iptablesHint,
  kubeFirewall,
  kubeletCanary,
  LOOPBACK,
  pluginMasquerade,
  protectLoopback,
  untouched,
} from '../kubelet-chains'
import { isLoopback, nodePortAddresses, takesAll, takesLocalhost } from '../local-traffic'
import type { ProxyOptions } from '../options'
import { chain, comment, host, jump } from '../rule'
import { forwardingRules, markChain, postroutingRules } from '../shared-rules'

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

const dropInvalid: Rule = {
  matches: [{ type: 'state', states: ['INVALID'] }],
  target: { type: 'drop' },
}

/** filter, but for the chains that Services fill. The kubelet's KUBE-FIREWALL was there first. */
export const filterChains = (options: ProxyOptions): readonly Chain[] => [
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
    ...(options.tracking.isLiberal ? [] : [dropInvalid]),
    ...forwardingRules(options.masqueradeMark),
  ]),
  kubeletCanary,
  chain('KUBE-PROXY-CANARY', []),
]

/** nat, but for the chains that Services fill. */
export const natChains = ({ podNetwork, masqueradeMark }: ProxyOptions): readonly Chain[] => [
  builtIn('PREROUTING', [portals]),
  builtIn('INPUT', []),
  builtIn('OUTPUT', [portals]),
  builtIn('POSTROUTING', [
    always('kubernetes postrouting rules', 'KUBE-POSTROUTING'),
    pluginMasquerade(podNetwork),
  ]),
  kubeletCanary,
  chain('KUBE-PROXY-CANARY', []),
  markChain(masqueradeMark),
  chain('KUBE-POSTROUTING', postroutingRules(masqueradeMark)),
]

const nodePorts = comment(
  'kubernetes service nodeports; NOTE: this must be the last rule in this chain',
)

/** The last rules of nat KUBE-SERVICES: one for all addresses of a node, or one for each. */
export function nodePortsRules(options: ProxyOptions, node: ProxyNode): readonly Rule[] {
  const target = jump('KUBE-NODEPORTS')
  const isForLocalhost = takesLocalhost(options)
  if (takesAll(options)) {
    const matches: readonly Match[] = [nodePorts, { type: 'local', side: 'destination' }]
    const rule = { matches, target }
    return isForLocalhost ? [rule] : [{ destination: { block: LOOPBACK, not: true }, ...rule }]
  }
  return nodePortAddresses(options, node)
    .filter((address) => isForLocalhost || !isLoopback(address))
    .map((address) => ({ destination: { block: host(address) }, matches: [nodePorts], target }))
}
