import { Contributions } from '../../network/contributions'
import type { Chains, Rule, Ruleset } from '../../network/rules'
import { byName, replaceChains } from '../chains'
import type { BlockChange, Mode } from '../compilation'
import { NOWHERE, type ProxyNode } from '../endpoints'
import { takesAll } from '../local-traffic'
import type { ProxyOptions } from '../options'
import { filterChains, mangleChains, natChains, nodePortsRules } from './base-chains'
import { blockAt, type ServiceBlock, type SharedRules } from './service-block'
import { placeOfRule, SharedChain } from './shared-chain'

/** All chains, and what Services put into those that they share. */
interface Parts {
  readonly ruleset: Ruleset
  readonly shared: Readonly<Record<keyof SharedRules, Contributions<Rule>>>
}

/** kube-proxy's default mode on Linux (pkg/proxy/iptables). */
export const iptables: Mode<ServiceBlock, Parts> = {
  blockAt,
  beginning,
  change,
  ruleset,
}

function beginning(options: ProxyOptions): Parts {
  const nothing = Contributions.none(placeOfRule)
  const shared = {
    services: nothing,
    nodePorts: nothing,
    filterServices: nothing,
    filterExternal: nothing,
    firewall: nothing,
    healthChecks: nothing,
  }
  const ruleset: Ruleset = {
    mangle: byName(mangleChains),
    filter: byName(filterChains(options)),
    nat: byName(natChains(options)),
  }
  return { shared, ruleset: withShared(ruleset, shared, lastOf(options)) }
}

// What every node has last in nat KUBE-SERVICES; some take node ports at addresses of their own.
const lastOf = (options: ProxyOptions): readonly Rule[] =>
  takesAll(options) ? nodePortsRules(options, NOWHERE) : []

function ruleset({ ruleset, shared }: Parts, node: ProxyNode, options: ProxyOptions): Ruleset {
  if (takesAll(options)) return ruleset
  const last = nodePortsRules(options, node)
  const services = new SharedChain('KUBE-SERVICES', shared.services, last)
  return { ...ruleset, nat: ruleset.nat.set('KUBE-SERVICES', services) }
}

function change(
  parts: Parts,
  changes: readonly BlockChange<ServiceBlock>[],
  options: ProxyOptions,
): Parts {
  let { nat } = parts.ruleset
  for (const { before, after } of changes) {
    nat = replaceChains(nat, before?.chains ?? [], after?.chains ?? [])
  }
  const into = (name: keyof SharedRules): Contributions<Rule> =>
    parts.shared[name].with(changes.map(({ key, after }) => [key, after?.shared[name] ?? []]))
  const shared = {
    services: into('services'),
    nodePorts: into('nodePorts'),
    filterServices: into('filterServices'),
    filterExternal: into('filterExternal'),
    firewall: into('firewall'),
    healthChecks: into('healthChecks'),
  }
  return { shared, ruleset: withShared({ ...parts.ruleset, nat }, shared, lastOf(options)) }
}

// Each shared chain stays the same object when nothing in it has changed.
function withShared(
  { mangle, filter, nat }: Ruleset,
  shared: Parts['shared'],
  nodePorts: readonly Rule[],
): Ruleset {
  const put = (chains: Chains, name: string, rules: Contributions<Rule>, last: readonly Rule[]) => {
    const before = chains.get(name)
    if (before instanceof SharedChain && before.contributions === rules) return chains
    return chains.set(name, new SharedChain(name, rules, last))
  }
  let filters = put(filter, 'KUBE-SERVICES', shared.filterServices, [])
  filters = put(filters, 'KUBE-EXTERNAL-SERVICES', shared.filterExternal, [])
  filters = put(filters, 'KUBE-PROXY-FIREWALL', shared.firewall, [])
  filters = put(filters, 'KUBE-NODEPORTS', shared.healthChecks, [])
  let nats = put(nat, 'KUBE-SERVICES', shared.services, nodePorts)
  nats = put(nats, 'KUBE-NODEPORTS', shared.nodePorts, [])
  return { mangle, filter: filters, nat: nats }
}
