import { type Address, contains } from '../../api/address'
import type { FieldRef } from '../../api/object'
import type { RealServer, VirtualServer } from '../../network/ipvs'
import type { SetElement } from '../../network/rules'
import type { EndpointSlice, Service } from '../../resources'
import { type BlockScope, blockFinder, sameList } from '../blocks'
import { type Endpoint, endpointsOf, type Usable, usableEndpoints } from '../endpoints'
import { isLoopback, nodePortAddresses } from '../local-traffic'
import { fieldOf, host } from '../rule'
import { type ServicePort, servicePorts } from '../service-port'
import { type IpsetName, ipsetShapes } from './sets'

/** What one Service adds on a node. */
export interface IpvsBlock {
  /** For its addresses. */
  readonly servers: readonly VirtualServer[]
  /** For its node ports: their address is each of the node's. */
  readonly nodePorts: readonly VirtualServer[]
  readonly elements: Readonly<Partial<Record<IpsetName, readonly SetElement[]>>>
  readonly endpoints: number
}

interface IpvsPort extends BlockScope {
  readonly port: ServicePort
  readonly endpoints: readonly Endpoint[]
  readonly usable: Usable
}

/** What a Service adds, as it is now. */
export const blockAt = blockFinder<IpvsBlock>((service, slices, { scope, before }) =>
  alike(before, compileService(service, slices, scope)),
)

// What is the same in content stays the same in identity: then so does the set that it is in.
function alike(before: IpvsBlock | undefined, after: IpvsBlock): IpvsBlock {
  if (!before) return after
  return {
    servers: sameList(before.servers, after.servers),
    nodePorts: sameList(before.nodePorts, after.nodePorts),
    elements: eachSet((name) => sameList(before.elements[name], after.elements[name] ?? [])),
    endpoints: after.endpoints,
  }
}

const eachSet = (elements: (name: IpsetName) => readonly SetElement[]): IpvsBlock['elements'] =>
  Object.fromEntries(ipsetShapes.map(({ name }) => [name, elements(name)]))

function compileService(
  service: Service,
  slices: readonly EndpointSlice[],
  scope: BlockScope,
): IpvsBlock {
  const ports = servicePorts(service).map((port): IpvsPort => {
    const endpoints = endpointsOf(port, slices)
    const usable = usableEndpoints(port, endpoints, scope.node)
    return Object.assign({}, scope, { port, endpoints, usable })
  })
  const parts = ports.map(elementsOf)
  return {
    servers: ports.flatMap(virtualServers),
    nodePorts: ports.flatMap(nodePortServers),
    elements: eachSet((name) => {
      const all = parts.flatMap((part) => part[name] ?? [])
      return name === 'KUBE-IPVS-IPS' ? single(all) : all
    }),
    endpoints: ports.reduce((sum, { usable }) => sum + usable.all.length, 0),
  }
}

// Ports of one Service have the same addresses.
function single(elements: readonly SetElement[]): readonly SetElement[] {
  const seen = new Map(elements.map((element) => [element.address, element]))
  return [...seen.values()]
}

// Policy Local without an endpoint on the node leads to all that policy Cluster would use: what
// comes from outside is lost on its way back. syncEndpoint does so for the internal policy as well;
// but only a Service that is open to the outside has any such endpoints (topology.go).
const chosen = ({ usable }: IpvsPort, isLocal: boolean): readonly Endpoint[] =>
  isLocal && usable.local.length > 0 ? usable.local : usable.cluster

// The kernel puts a new server before the others.
const realServers = (endpoints: readonly Endpoint[]): readonly RealServer[] =>
  endpoints.map(({ address, port }) => ({ address, port, weight: 1 })).reverse()

const virtualServer = (
  { protocol, affinitySeconds }: ServicePort,
  [address, port]: readonly [address: Address, port: number],
  endpoints: readonly Endpoint[],
  because: FieldRef,
): VirtualServer => ({
  address,
  port,
  protocol,
  ...(affinitySeconds === undefined ? {} : { persistence: affinitySeconds }),
  servers: realServers(endpoints),
  because,
})

function virtualServers(context: IpvsPort): readonly VirtualServer[] {
  const { port } = context
  const inside = chosen(context, port.isInternalLocal)
  const outside = chosen(context, port.isExternalLocal)
  const at = (address: Address, endpoints: readonly Endpoint[], path: string) =>
    virtualServer(port, [address, port.port], endpoints, fieldOf(port, path))
  return [
    at(port.clusterIP, inside, whyOf(port, inside, `spec.ports[${port.index}].port`)),
    ...port.externalIPs.map((address, index) =>
      at(address, outside, whyOf(port, outside, `spec.externalIPs[${index}]`)),
    ),
    ...port.balancerIPs.map((address, index) =>
      at(address, outside, whyOf(port, outside, `status.loadBalancer.ingress[${index}].ip`)),
    ),
  ]
}

function nodePortServers(context: IpvsPort): readonly VirtualServer[] {
  const { port } = context
  const { nodePort } = port
  if (nodePort === undefined) return []
  const endpoints = chosen(context, port.isExternalLocal)
  const because = fieldOf(port, whyOf(port, endpoints, `spec.ports[${port.index}].nodePort`))
  return [virtualServer(port, [0, nodePort], endpoints, because)]
}

// A virtual server without servers turns everything away: for want of endpoints, or by its policy.
function whyOf(port: ServicePort, endpoints: readonly Endpoint[], field: string): string {
  if (endpoints.length > 0) return field
  return port.isInternalLocal ? 'spec.internalTrafficPolicy' : 'spec.selector'
}

/** An element that only one node has. */
export interface LocalElement extends SetElement {
  readonly node: string | undefined
}

function elementsOf(context: IpvsPort): Partial<Record<IpsetName, readonly SetElement[]>> {
  const { port, endpoints } = context
  const cluster = service(port, port.clusterIP)
  const external = port.externalIPs.map((address) => service(port, address))
  const balancers = port.balancerIPs.map((address) => service(port, address))
  const isLocal = port.isExternalLocal
  return {
    'KUBE-CLUSTER-IP': [cluster],
    // Each node has its own Pods in it: nodes share the block, and leave out what is not theirs.
    'KUBE-LOOP-BACK': endpoints.map(
      ({ address, port: own, node }): LocalElement => ({
        address,
        protocol: port.protocol,
        port: own,
        source: host(address),
        node,
      }),
    ),
    [isLocal ? 'KUBE-EXTERNAL-IP-LOCAL' : 'KUBE-EXTERNAL-IP']: external,
    'KUBE-LOAD-BALANCER': balancers,
    'KUBE-LOAD-BALANCER-LOCAL': isLocal ? balancers : [],
    'KUBE-IPVS-IPS': [cluster, ...external, ...balancers].map(({ address }) => addressOf(address)),
    ...fenceElements(context, balancers),
    ...nodePortElements(context),
    'KUBE-HEALTH-CHECK-NODE-PORT':
      port.healthCheckNodePort === undefined
        ? []
        : [{ protocol: 'tcp', port: port.healthCheckNodePort }],
  }
}

const addressOf = (address = 0): SetElement => ({ address })

const service = ({ protocol, port }: ServicePort, address: Address): SetElement => ({
  address,
  protocol,
  port,
})

function fenceElements(
  { port, node }: IpvsPort,
  balancers: readonly SetElement[],
): Partial<Record<IpsetName, readonly SetElement[]>> {
  const { sourceRanges } = port
  if (sourceRanges.length === 0) return {}
  const isNodeAllowed = sourceRanges.some((range) =>
    node.addresses.some((address) => contains(range, address)),
  )
  return {
    'KUBE-LOAD-BALANCER-FW': balancers,
    'KUBE-LOAD-BALANCER-SOURCE-CIDR': balancers.flatMap((balancer) =>
      sourceRanges.map((source) => ({ ...balancer, source })),
    ),
    'KUBE-LOAD-BALANCER-SOURCE-IP': isNodeAllowed
      ? balancers.map((balancer) => ({ ...balancer, source: host(balancer.address ?? 0) }))
      : [],
  }
}

function nodePortElements({ port, node, options }: IpvsPort) {
  const { nodePort, protocol, isExternalLocal } = port
  if (nodePort === undefined) return {}
  const elements: readonly SetElement[] =
    protocol === 'sctp'
      ? nodePortAddresses(options, node)
          .filter((address) => !isLoopback(address))
          .map((address) => ({ address, protocol, port: nodePort }))
      : [{ protocol, port: nodePort }]
  const kind = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP-HASH' } as const
  return {
    [`KUBE-NODE-PORT-${kind[protocol]}`]: elements,
    [`KUBE-NODE-PORT-LOCAL-${kind[protocol]}`]: isExternalLocal ? elements : [],
  } as Partial<Record<IpsetName, readonly SetElement[]>>
}
