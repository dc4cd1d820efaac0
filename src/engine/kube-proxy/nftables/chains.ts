import { contains } from '../../api/address'
import type { FieldRef } from '../../api/object'
import type { Chain, Match, Rule, Target } from '../../network/rules'
import type { Endpoint } from '../endpoints'
import { ifLocal, type LocalTraffic, toMasquerade } from '../local-traffic'
import { comment, fieldOf, host, jump, LazyChain } from '../rule'
import { isExternal, type ServicePort } from '../service-port'
import { endpointBase } from './names'
import { hasExternal, type NftPort } from './port'

const mark = jump('mark-for-masquerade')
const goto = (chain: string): Target => ({ type: 'goto', chain })

/** All chains of a Service port, in the order in which they are made. */
export function portChains(context: NftPort): readonly Chain[] {
  const { port, usable, names } = context
  const usesCluster = !port.isInternalLocal || isExternal(port)
  const cluster = usesCluster && usable.cluster.length > 0
  return [
    ...endpointChains(port, usable.all),
    ...(cluster ? [chooser(context, 'cluster')] : []),
    ...(usable.local.length > 0 ? [chooser(context, 'local')] : []),
    ...(hasExternal(context) ? [{ name: names.external, rules: externalRules(context) }] : []),
    ...(hasFirewall(port) ? [{ name: names.firewall, rules: [firewallRule(context)] }] : []),
  ]
}

const hasFirewall = ({ sourceRanges, balancerIPs }: ServicePort): boolean =>
  sourceRanges.length > 0 && balancerIPs.length > 0

const targetPort = (port: ServicePort): FieldRef =>
  fieldOf(port, `spec.ports[${port.index}].targetPort`)

// It is kept for long, and so is no more of the context than it needs.
function chooser(
  { port, names, options, node, usable }: NftPort,
  policy: 'cluster' | 'local',
): Chain {
  const endpoints = usable[policy]
  const isForClusterIP = port.isInternalLocal === (policy === 'local')
  const masquerades = isForClusterIP ? toMasquerade(options, node) : undefined
  return new LazyChain(policy === 'local' ? names.local : names.service, () => {
    const chains = endpointChains(port, endpoints)
    const lottery: Target = { type: 'lottery', chains: chains.map((each) => each.name) }
    return [
      ...(masquerades ? [fromOutside(port, masquerades)] : []),
      ...chains.flatMap(affinityRule),
      { matches: [], target: lottery, because: targetPort(port) },
    ]
  })
}

const fromOutside = (port: ServicePort, whom: LocalTraffic): Rule => ({
  ...whom,
  destination: { block: host(port.clusterIP) },
  matches: [],
  target: mark,
  because: targetPort(port),
})

function affinityRule({ name, list, port }: EndpointChain): readonly Rule[] {
  const { affinitySeconds: seconds } = port
  if (seconds === undefined) return []
  return [
    {
      matches: [{ type: 'recent-check', list, seconds }],
      target: goto(name),
      because: fieldOf(port, 'spec.sessionAffinity'),
    },
  ]
}

/** The chain of one endpoint; its rules are put together when somebody looks at them. */
class EndpointChain implements Chain {
  readonly name: string
  /** The set of addresses that keep to this endpoint. */
  readonly list: string
  private made: readonly Rule[] | undefined

  constructor(
    readonly endpoint: Endpoint,
    readonly port: ServicePort,
  ) {
    const base = endpointBase(port, endpoint)
    this.name = `endpoint-${base}`
    this.list = `affinity-${base}`
  }

  get rules(): readonly Rule[] {
    this.made ??= endpointRules(this)
    return this.made
  }
}

const known = new WeakMap<ServicePort, WeakMap<Endpoint, EndpointChain>>()

// An endpoint stays what it is while others come and go, and so does its chain.
function endpointChains(port: ServicePort, all: readonly Endpoint[]): readonly EndpointChain[] {
  const ofPort = known.get(port) ?? new WeakMap<Endpoint, EndpointChain>()
  known.set(port, ofPort)
  return all.map((endpoint) => {
    const before = ofPort.get(endpoint)
    if (before) return before
    const chain = new EndpointChain(endpoint, port)
    ofPort.set(endpoint, chain)
    return chain
  })
}

function endpointRules({ endpoint, port, list }: EndpointChain): readonly Rule[] {
  const because = targetPort(port)
  const { address } = endpoint
  const remember: Rule = {
    matches: [{ type: 'recent-set', list }],
    because: fieldOf(port, 'spec.sessionAffinity'),
  }
  return [
    // A Pod that meets itself must not see its own address: it would answer itself directly.
    { source: { block: host(address) }, matches: [], target: mark, because },
    ...(port.affinitySeconds === undefined ? [] : [remember]),
    {
      protocol: port.protocol,
      matches: [],
      target: { type: 'dnat', address, port: endpoint.port },
      because,
    },
  ]
}

const fromNode: Match = { type: 'local', side: 'source' }

function externalRules({ port, names, usable, options, node }: NftPort): readonly Rule[] {
  const because = fieldOf(port, 'spec.externalTrafficPolicy')
  const isServed = port.isExternalLocal ? usable.local.length > 0 : usable.cluster.length > 0
  const end = goto(port.isExternalLocal ? names.local : names.service)
  const last = isServed ? [{ matches: [], target: end, because }] : []
  if (!port.isExternalLocal) return [{ matches: [], target: mark, because }, ...last]
  const ofPods = ifLocal(options, node)
  const shortcut = (whose: string): Rule => ({
    matches: [comment(`short-circuit ${whose} traffic`)],
    target: goto(names.service),
    because,
  })
  return [
    ...(ofPods ? [{ ...ofPods, ...shortcut('pod') }] : []),
    { matches: [fromNode, comment('masquerade local traffic')], target: mark, because },
    {
      matches: [fromNode, comment('short-circuit local traffic')],
      target: goto(names.service),
      because,
    },
    ...last,
  ]
}

// A node that is allowed sends from the balancer's address when the balancer gave it to the node.
function firewallRule({ port, node }: NftPort): Rule {
  const isNodeAllowed = port.sourceRanges.some((range) =>
    node.addresses.some((address) => contains(range, address)),
  )
  const balancers = isNodeAllowed ? port.balancerIPs.map(host) : []
  const blocks = [...port.sourceRanges, ...balancers]
  return {
    matches: [{ type: 'blocks', side: 'source', blocks, not: true }],
    target: { type: 'drop' },
    because: fieldOf(port, 'spec.loadBalancerSourceRanges'),
  }
}
