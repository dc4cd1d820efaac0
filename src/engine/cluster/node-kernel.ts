import { parseAddress } from '../api/address'
import type { NodeKernel, VirtualPlace, VirtualView } from '../images/kernel'
import {
  ipsetListing,
  iptablesList,
  iptablesSpecified,
  iptablesTables,
  ipvsadmConnections,
  ipvsadmCounts,
  ipvsadmList,
  ipvsadmSave,
} from '../kube-proxy'
import type { Ipvs } from '../network/ipvs'
import type { NodeState } from '../network/node-state'
import { conntrackLine, endsText, trackedIn } from '../network/tracked'
import { busyServers } from '../network/virtual-servers'
import { rulesText } from './kernel/texts'

/** What the tools of a node print of its kernel; each text is made when it is asked for. */
export const kernelOf = (node: NodeState, second: number, changed: () => void): NodeKernel => {
  const counters = () => node.counters.byRule(node.compiled)
  return {
    iptables: (isCounted) => iptablesTables(node.ruleset, { counters: counters(), isCounted }),
    chains: (asked) => iptablesList(node.ruleset, asked, counters()),
    specified: (asked) => iptablesSpecified(node.ruleset, asked, counters()),
    nftables: () => rulesText(node, 'nftables', second),
    ipsets: () => ipsetListing(node.ruleset, node.name),
    virtualServers: (view, only) => virtualText({ node, second, view, only }),
    settings: node.settings,
    edit(edit) {
      const isDone = node.edit(edit)
      if (isDone) changed()
      return isDone
    },
    connections: () =>
      trackedIn(node.flows, second).map((tracked) => ({
        ...tracked,
        original: endsText(tracked.original),
        reply: endsText(tracked.reply),
        text: conntrackLine(tracked),
      })),
    forget: (flows) => {
      for (const { id } of flows) node.flows.remove(id)
    },
  }
}

interface Asked {
  readonly node: NodeState
  readonly second: number
  readonly view: VirtualView
  readonly only: VirtualPlace | undefined
}

const NO_SERVERS: Ipvs = {
  scheduler: 'rr',
  isBound: () => false,
  find: () => undefined,
  servers: [],
}

function virtualText({ node, second, view, only }: Asked): string {
  const all = node.ipvs ?? NO_SERVERS
  const servers = only ? all.servers.filter((each) => isAt(each, only)) : all.servers
  if (only && servers.length === 0) return ''
  const ipvs = { ...all, servers }
  const busy = busyServers(node.flows, second)
  switch (view) {
    case 'list':
      return ipvsadmList(ipvs, busy)
    case 'save':
      return ipvsadmSave(ipvs)
    case 'connection':
      return ipvsadmConnections(node.flows, node.virtual, second)
    default:
      return ipvsadmCounts(ipvs, node.virtual, { busy, second }, view)
  }
}

const isAt = (virtual: Ipvs['servers'][number], { protocol, address, port }: VirtualPlace) =>
  virtual.protocol === protocol &&
  virtual.port === port &&
  virtual.address === parseAddress(address)
