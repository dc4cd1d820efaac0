import type { NodeKernel } from '../images/kernel'
import { iptablesSave, ipvsadmSave } from '../kube-proxy'
import type { NodeState } from '../network/node-state'
import { conntrackLine, trackedIn } from '../network/tracked'
import { rulesText } from './kernel/texts'

/** What the tools of a node print of its kernel; each text is made when it is asked for. */
export const kernelOf = (node: NodeState, second: number, changed: () => void): NodeKernel => ({
  iptables: (isCounted) =>
    isCounted
      ? iptablesSave(node.ruleset, node.counters.byRule(node.compiled))
      : rulesText(node, 'iptables', second),
  nftables: () => rulesText(node, 'nftables', second),
  ipsets: () => rulesText(node, 'ipset', second),
  virtualServers(isSaved) {
    if (!isSaved) return rulesText(node, 'ipvsadm', second)
    return node.ipvs ? ipvsadmSave(node.ipvs) : ''
  },
  settings: node.settings,
  edit(edit) {
    const isDone = node.edit(edit)
    if (isDone) changed()
    return isDone
  },
  connections: () => trackedIn(node.flows, second).map(conntrackLine),
})
