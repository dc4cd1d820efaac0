import type { Address } from '../../api/address'
import type { Chain, SetElement, Target } from '../../network/rules'
import type { EndpointSlice, Service } from '../../resources'
import { type BlockScope, blockFinder, sameList } from '../blocks'
import { endpointsOf, type Usable, usableEndpoints } from '../endpoints'
import { fieldOf } from '../rule'
import { type ServicePort, servicePorts } from '../service-port'
import { portChains } from './chains'
import { type NftPortNames, namesOf } from './names'
import type { NftPort } from './port'

/** Sets and maps that Services fill. */
export type SetName =
  | 'cluster-ips'
  | 'firewall-ips'
  | 'no-endpoint-nodeports'
  | 'no-endpoint-services'
  | 'service-ips'
  | 'service-nodeports'

/** What one Service adds to the table of a node. */
export interface NftBlock {
  readonly chains: readonly Chain[]
  readonly elements: Readonly<Record<SetName, readonly SetElement[]>>
  readonly endpoints: number
}

/** What a Service adds, as it is now. */
export const blockAt = blockFinder<NftBlock>((service, slices, { scope, before }) =>
  alike(before, compileService(service, slices, scope)),
)

// Elements that are the same in content stay the same in identity: then so does their set.
function alike(before: NftBlock | undefined, after: NftBlock): NftBlock {
  if (!before) return after
  const keep = (name: SetName) => sameList(before.elements[name], after.elements[name])
  return { ...after, elements: eachSet(keep) }
}

const eachSet = (
  make: (name: SetName) => readonly SetElement[],
): Readonly<Record<SetName, readonly SetElement[]>> => ({
  'cluster-ips': make('cluster-ips'),
  'firewall-ips': make('firewall-ips'),
  'no-endpoint-nodeports': make('no-endpoint-nodeports'),
  'no-endpoint-services': make('no-endpoint-services'),
  'service-ips': make('service-ips'),
  'service-nodeports': make('service-nodeports'),
})

function compileService(
  service: Service,
  slices: readonly EndpointSlice[],
  scope: BlockScope,
): NftBlock {
  const ports = servicePorts(service).map((port): NftPort => {
    const usable = usableEndpoints(port, endpointsOf(port, slices), scope.node)
    return Object.assign({}, scope, { port, usable, names: namesOf(port) })
  })
  const parts = ports.map(elementsOf)
  return {
    chains: ports.flatMap(portChains),
    elements: eachSet((name) => {
      const all = parts.flatMap((part) => part[name])
      // Ports of one Service have one ClusterIP.
      return name === 'cluster-ips' ? all.slice(0, 1) : all
    }),
    endpoints: ports.reduce((sum, { usable }) => sum + usable.all.length, 0),
  }
}

const goto = (chain: string): Target => ({ type: 'goto', chain })

function elementsOf({ port, names, usable }: NftPort): Record<SetName, readonly SetElement[]> {
  const inside = port.isInternalLocal ? usable.local : usable.cluster
  const outside = port.isExternalLocal ? usable.local : usable.cluster
  const external = [...externalElements(port, names.external), ...balancerElements(port, names)]
  const nodePort = nodePortElement(port, goto(names.external))
  const isFenced = port.sourceRanges.length > 0
  const inward = goto(port.isInternalLocal ? names.local : names.service)
  const without = (field: string) => withoutEndpoints(port, usable, field)
  return {
    'cluster-ips': [{ address: port.clusterIP, because: fieldOf(port, 'spec.clusterIP') }],
    'service-ips': [
      ...(inside.length > 0 ? [clusterElement(port, inward)] : []),
      ...(usable.some ? external : []),
    ],
    'service-nodeports': usable.some ? nodePort : [],
    'no-endpoint-services': [
      ...(inside.length > 0 ? [] : [without('spec.internalTrafficPolicy')(port.clusterIP)]),
      ...(outside.length > 0
        ? []
        : external.map(({ address }) => without('spec.externalTrafficPolicy')(address))),
    ],
    'no-endpoint-nodeports': (outside.length > 0 ? [] : nodePort).map((element) => ({
      ...element,
      ...verdictWithout(port, usable, 'spec.externalTrafficPolicy'),
    })),
    'firewall-ips': isFenced
      ? port.balancerIPs.map((address) => ({
          ...service(port, address),
          verdict: goto(names.firewall),
          because: fieldOf(port, 'spec.loadBalancerSourceRanges'),
        }))
      : [],
  }
}

const service = ({ protocol, port }: ServicePort, address: Address): SetElement => ({
  address,
  protocol,
  port,
})

const clusterElement = (port: ServicePort, verdict: Target): SetElement =>
  Object.assign(service(port, port.clusterIP), {
    verdict,
    because: fieldOf(port, `spec.ports[${port.index}].port`),
  })

const externalElements = (port: ServicePort, chain: string): readonly SetElement[] =>
  port.externalIPs.map((address, index) => ({
    ...service(port, address),
    verdict: goto(chain),
    because: fieldOf(port, `spec.externalIPs[${index}]`),
  }))

const balancerElements = (port: ServicePort, { external }: NftPortNames): readonly SetElement[] =>
  port.balancerIPs.map((address, index) => ({
    ...service(port, address),
    verdict: goto(external),
    because: fieldOf(port, `status.loadBalancer.ingress[${index}].ip`),
  }))

function nodePortElement(port: ServicePort, verdict: Target): readonly SetElement[] {
  const { protocol, nodePort } = port
  if (nodePort === undefined) return []
  const because = fieldOf(port, `spec.ports[${port.index}].nodePort`)
  return [{ protocol, port: nodePort, verdict, because }]
}

// Nothing serves at all: rejected. Something serves elsewhere: dropped, so that a balancer tries
// another node.
const verdictWithout = (port: ServicePort, { some }: Usable, policy: string) => ({
  verdict: some ? ({ type: 'drop' } as const) : goto('reject-chain'),
  comment: port.name,
  because: fieldOf(port, some ? policy : 'spec.selector'),
})

const withoutEndpoints =
  (port: ServicePort, usable: Usable, policy: string) =>
  (address = 0): SetElement =>
    Object.assign(service(port, address), verdictWithout(port, usable, policy))
