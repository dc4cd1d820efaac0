import type { RuleView } from '../../api/kernel'
import { ipsetSave, iptablesSave, ipvsadmList, nftList } from '../../kube-proxy'
import type { NodeState } from '../../network/node-state'
import { busyServers } from '../../network/virtual-servers'
import { rememberedBy } from './listing'

/** A node's rules, as a program prints them that nobody has asked for more. */
export function rulesText(node: NodeState, view: RuleView, second: number): string {
  const { ruleset } = node
  switch (view) {
    case 'iptables':
      return iptablesSave(ruleset)
    case 'ipset':
      return ipsetSave(ruleset)
    case 'nftables':
      return ruleset.nftables ? nftList(ruleset.nftables, rememberedBy(node, second)) : ''
    case 'ipvsadm':
      return ipvsadmList(ruleset.ipvs ?? NO_SERVERS, busyServers(node.flows, second))
  }
}

const NO_SERVERS = {
  scheduler: 'rr',
  isBound: () => false,
  find: () => undefined,
  servers: [],
} as const
