import { type Address, contains } from '../../api/address'
import type { Chain, Rule } from '../../network/rules'
import type { EndpointSlice, Service } from '../../resources'
import { remembered } from '../../resources/sharing'
import { type BlockScope, blockFinder, sameList } from '../blocks'
import { endpointsOf, type Usable, usableEndpoints } from '../endpoints'
import { ifLocal } from '../local-traffic'
import { chainsOf, type PortChains } from '../names'
import { chain, comment, fieldOf, host, jump, toAddress, toNodePort, transport } from '../rule'
import { isExternal, type ServicePort, servicePorts } from '../service-port'
import { portChains } from './port-chains'

/** What one Service adds to the rules of a node. */
export interface ServiceBlock {
  /** nat chains of its own. */
  readonly chains: readonly Chain[]
  /** What it adds to chains that all Services share. */
  readonly shared: SharedRules
  readonly endpoints: number
}

/** Rules for the shared chains, by chain. */
export interface SharedRules {
  /** nat KUBE-SERVICES. */
  readonly services: readonly Rule[]
  /** nat KUBE-NODEPORTS. */
  readonly nodePorts: readonly Rule[]
  /** filter KUBE-SERVICES. */
  readonly filterServices: readonly Rule[]
  /** filter KUBE-EXTERNAL-SERVICES. */
  readonly filterExternal: readonly Rule[]
  /** filter KUBE-PROXY-FIREWALL. */
  readonly firewall: readonly Rule[]
  /** filter KUBE-NODEPORTS. */
  readonly healthChecks: readonly Rule[]
}

/** One Service port, with all that its rules depend on. */
export interface PortContext extends BlockScope {
  readonly port: ServicePort
  readonly names: PortChains
  readonly usable: Usable
}

const namesOf = remembered(({ name, protocol }: ServicePort) => chainsOf(name, protocol))

/** What a Service adds, as it is now. */
export const blockAt = blockFinder<ServiceBlock>((service, slices, { scope, before }) =>
  alike(before, compileService(service, slices, scope)),
)

// Lists of rules that are the same in content stay the same in identity: then so does the chain
// they are in.
function alike(before: ServiceBlock | undefined, after: ServiceBlock): ServiceBlock {
  if (!before) return after
  const keep = (name: keyof SharedRules) => sameList(before.shared[name], after.shared[name])
  const shared: SharedRules = {
    services: keep('services'),
    nodePorts: keep('nodePorts'),
    filterServices: keep('filterServices'),
    filterExternal: keep('filterExternal'),
    firewall: keep('firewall'),
    healthChecks: keep('healthChecks'),
  }
  return { ...after, shared }
}

function compileService(
  service: Service,
  slices: readonly EndpointSlice[],
  scope: BlockScope,
): ServiceBlock {
  const ports = servicePorts(service).map((port) => {
    const endpoints = endpointsOf(port, slices)
    const usable = usableEndpoints(port, endpoints, scope.node)
    return Object.assign({}, scope, { port, usable, names: namesOf(port) })
  })
  const parts = ports.map(sharedRules)
  return {
    chains: ports.flatMap(ownChains),
    shared: {
      services: parts.flatMap(({ services }) => services),
      nodePorts: parts.flatMap(({ nodePorts }) => nodePorts),
      filterServices: parts.flatMap(({ filterServices }) => filterServices),
      filterExternal: parts.flatMap(({ filterExternal }) => filterExternal),
      firewall: parts.flatMap(({ firewall }) => firewall),
      healthChecks: parts.flatMap(({ healthChecks }) => healthChecks),
    },
    endpoints: ports.reduce((sum, { usable }) => sum + usable.all.length, 0),
  }
}

function ownChains(context: PortContext): readonly Chain[] {
  const { port, usable, names } = context
  if (!usable.some) return []
  const external = isExternal(port) ? [chain(names.external, externalRules(context))] : []
  const firewall = hasFirewall(context) ? [chain(names.firewall, firewallRules(context))] : []
  return [...portChains(context), ...external, ...firewall]
}

const hasFirewall = ({ port, usable }: PortContext): boolean =>
  usable.some && port.sourceRanges.length > 0 && port.balancerIPs.length > 0

function sharedRules(context: PortContext): SharedRules {
  const { port, usable, names } = context
  const externalTarget = jump(names.external)
  const balancerTarget = hasFirewall(context) ? jump(names.firewall) : externalTarget
  const ifSome = <Item>(items: readonly Item[]): readonly Item[] => (usable.some ? items : [])
  return {
    services: [
      ...clusterRules(context),
      ...ifSome(port.externalIPs).map((address, index) => ({
        ...toAddress(port, address, `${port.name} external IP`),
        target: externalTarget,
        because: fieldOf(port, `spec.externalIPs[${index}]`),
      })),
      ...ifSome(port.balancerIPs).map((address, index) => ({
        ...toAddress(port, address, `${port.name} loadbalancer IP`),
        target: balancerTarget,
        because: fieldOf(port, `status.loadBalancer.ingress[${index}].ip`),
      })),
    ],
    nodePorts: ifSome(port.nodePort === undefined ? [] : [port.nodePort]).map((nodePort) => ({
      protocol: port.protocol,
      matches: [comment(port.name), transport(nodePort)],
      target: externalTarget,
      because: fieldOf(port, `spec.ports[${port.index}].nodePort`),
    })),
    filterServices: unserved(context),
    filterExternal: unservedOutside(context),
    firewall: hasFirewall(context) ? port.balancerIPs.map((ip) => firewallDrop(context, ip)) : [],
    healthChecks: healthCheckRules(port),
  }
}

// Internal policy Local without a local endpoint has no nat rule: the packet stays what it is and
// is dropped.
const internal = ({ port, usable }: PortContext) =>
  port.isInternalLocal ? usable.local : usable.cluster

function clusterRules(context: PortContext): readonly Rule[] {
  const { port, names } = context
  if (internal(context).length === 0) return []
  return [
    Object.assign(toAddress(port, port.clusterIP, `${port.name} cluster IP`), {
      target: jump(port.isInternalLocal ? names.local : names.service),
      because: fieldOf(port, `spec.ports[${port.index}].port`),
    }),
  ]
}

const NO_ENDPOINTS = 'has no endpoints'
const NO_LOCAL_ENDPOINTS = 'has no local endpoints'

function unserved(context: PortContext): readonly Rule[] {
  const { port, usable } = context
  if (internal(context).length > 0) return []
  const text = `${port.name} ${usable.some ? NO_LOCAL_ENDPOINTS : NO_ENDPOINTS}`
  return [
    Object.assign(toAddress(port, port.clusterIP, text), {
      target: { type: usable.some ? 'drop' : 'reject' } as const,
      because: fieldOf(port, usable.some ? 'spec.internalTrafficPolicy' : 'spec.selector'),
    }),
  ]
}

// External policy Local keeps its nat rules even so: Pods and the node itself take a short cut
// there.
function unservedOutside({ port, usable }: PortContext): readonly Rule[] {
  const isServed = port.isExternalLocal ? usable.local.length > 0 : usable.cluster.length > 0
  if (isServed || !isExternal(port)) return []
  const text = `${port.name} ${usable.some ? NO_LOCAL_ENDPOINTS : NO_ENDPOINTS}`
  const rest: Pick<Rule, 'target' | 'because'> = {
    target: { type: usable.some ? 'drop' : 'reject' },
    because: fieldOf(port, usable.some ? 'spec.externalTrafficPolicy' : 'spec.selector'),
  }
  const addresses = [...port.externalIPs, ...port.balancerIPs]
  return [
    ...addresses.map((address) => ({ ...toAddress(port, address, text), ...rest })),
    ...(port.nodePort === undefined
      ? []
      : [{ ...toNodePort(port.protocol, port.nodePort, text), ...rest }]),
  ]
}

const firewallDrop = ({ port, names }: PortContext, address: Address): Rule => ({
  ...toAddress(port, address, `${port.name} traffic not accepted by ${names.firewall}`),
  target: { type: 'drop' },
  because: fieldOf(port, 'spec.loadBalancerSourceRanges'),
})

function healthCheckRules(port: ServicePort): readonly Rule[] {
  if (port.healthCheckNodePort === undefined) return []
  return [
    {
      protocol: 'tcp',
      matches: [
        comment(`${port.name} health check node port`),
        transport(port.healthCheckNodePort),
      ],
      target: { type: 'accept' },
      because: fieldOf(port, 'spec.healthCheckNodePort'),
    },
  ]
}

function externalRules({ port, names, usable, options, node }: PortContext): readonly Rule[] {
  const because = fieldOf(port, 'spec.externalTrafficPolicy')
  const text = `${port.name} external destinations`
  const markAll = {
    matches: [comment(`masquerade traffic for ${text}`)],
    target: jump('KUBE-MARK-MASQ'),
    because,
  }
  if (!port.isExternalLocal) return [markAll, { matches: [], target: jump(names.service), because }]
  const fromNode = { type: 'local', side: 'source' } as const
  const shortcut = jump(names.service)
  const ofPods = ifLocal(options, node)
  return [
    ...(ofPods
      ? [{ ...ofPods, matches: [comment(`pod traffic for ${text}`)], target: shortcut, because }]
      : []),
    {
      matches: [comment(`masquerade LOCAL traffic for ${text}`), fromNode],
      target: jump('KUBE-MARK-MASQ'),
      because,
    },
    {
      matches: [comment(`route LOCAL traffic for ${text}`), fromNode],
      target: shortcut,
      because,
    },
    ...(usable.local.length > 0 ? [{ matches: [], target: jump(names.local), because }] : []),
  ]
}

function firewallRules({ port, names, node }: PortContext): readonly Rule[] {
  const isNodeAllowed = port.sourceRanges.some((range) =>
    node.addresses.some((address) => contains(range, address)),
  )
  const target = jump(names.external)
  const matches = [comment(`${port.name} loadbalancer IP`)]
  const ranges = port.sourceRanges.map((block, index) => ({
    source: { block },
    matches,
    target,
    because: fieldOf(port, `spec.loadBalancerSourceRanges[${index}]`),
  }))
  // A node that is allowed sends from the balancer's address when the balancer gave it to the node.
  const balancers = isNodeAllowed ? port.balancerIPs : []
  return [
    ...ranges,
    ...balancers.map((address, index) => ({
      source: { block: host(address) },
      matches,
      target,
      because: fieldOf(port, `status.loadBalancer.ingress[${index}].ip`),
    })),
    {
      matches: [comment(`other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL`)],
      because: fieldOf(port, 'spec.loadBalancerSourceRanges'),
    },
  ]
}
