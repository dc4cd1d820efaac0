import type { RuleView } from '../../api/kernel'
import type { ProxyMode } from '../../api/traffic'
import {
  ipsetLines,
  iptablesLines,
  ipvsadmLines,
  type ListedLine,
  modeOf,
  nftLines,
} from '../../kube-proxy'
import type { NodeState } from '../../network/node-state'
import type { Ruleset } from '../../network/rules'
import { busyServers } from '../../network/virtual-servers'

const views: Readonly<Record<ProxyMode, readonly RuleView[]>> = {
  iptables: ['iptables'],
  nftables: ['nftables', 'iptables'],
  ipvs: ['ipvsadm', 'ipset', 'iptables'],
}

/** What programs have something to tell of a node's rules, the telling one first. */
export const viewsOf = (ruleset: Ruleset): readonly RuleView[] => views[modeOf(ruleset)]

/** All lines that a program prints of a node's rules in a second. */
export function linesOf(node: NodeState, view: RuleView, second: number): readonly ListedLine[] {
  const { ruleset } = node
  switch (view) {
    case 'iptables':
      return kept(ruleset, view, () => iptablesLines(ruleset))
    case 'ipset':
      return kept(ruleset, view, () => ipsetLines(ruleset))
    case 'nftables':
      return ruleset.nftables ? nftLines(ruleset.nftables, rememberedBy(node, second)) : []
    case 'ipvsadm':
      return ruleset.ipvs ? ipvsadmLines(ruleset.ipvs, busyServers(node.flows, second)) : []
  }
}

const listings = new WeakMap<Ruleset, Map<RuleView, readonly ListedLine[]>>()

// A listing is long, and the same as long as the rules are.
function kept(
  ruleset: Ruleset,
  view: RuleView,
  make: () => readonly ListedLine[],
): readonly ListedLine[] {
  const known = listings.get(ruleset) ?? new Map<RuleView, readonly ListedLine[]>()
  listings.set(ruleset, known)
  const lines = known.get(view) ?? make()
  known.set(view, lines)
  return lines
}

/** What packets have put into a node's sets. */
export const rememberedBy =
  (node: NodeState, second: number): Parameters<typeof nftLines>[1] =>
  ({ list, seconds }) =>
    node.seenOn(list, second - seconds).map((seen) => ({
      address: seen.address,
      seconds: seconds - (second - seen.second),
    }))
