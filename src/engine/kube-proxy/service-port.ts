import { type Address, type Cidr, parseAddress, parseCidr } from '../api/address'
import type { ObjectKey } from '../api/object'
import type { RuleProtocol } from '../network/rules'
import type { Service } from '../resources'
import { remembered } from '../resources/sharing'

/** One port of a Service, as kube-proxy sees it (pkg/proxy ServicePort). */
export interface ServicePort {
  readonly service: ObjectKey
  /** `default/web:http`, or `default/web` when the port has no name. */
  readonly name: string
  /** The name that the port has in EndpointSlices; `''` without one. */
  readonly portName: string
  /** Its place in `spec.ports`. */
  readonly index: number
  readonly protocol: RuleProtocol
  readonly port: number
  readonly clusterIP: Address
  readonly nodePort: number | undefined
  readonly externalIPs: readonly Address[]
  readonly balancerIPs: readonly Address[]
  readonly sourceRanges: readonly Cidr[]
  readonly isInternalLocal: boolean
  readonly isExternalLocal: boolean
  /** Seconds of ClientIP affinity; undefined without. */
  readonly affinitySeconds: number | undefined
  readonly healthCheckNodePort: number | undefined
}

/** Services that another proxy looks after carry this label. */
const OTHER_PROXY = 'service.kubernetes.io/service-proxy-name'
const DEFAULT_AFFINITY_SECONDS = 10_800

/** The ports of a Service that get rules: none for headless and ExternalName Services. */
export const servicePorts = remembered((service: Service): readonly ServicePort[] => {
  const { metadata, spec } = service
  if (spec.type === 'ExternalName') return []
  if (metadata.labels?.[OTHER_PROXY] !== undefined) return []
  // The rules are those of IPv4: a Service whose first family is the other may have it second.
  const [clusterIP] = addresses(spec.clusterIPs ?? [spec.clusterIP ?? ''])
  if (clusterIP === undefined) return []
  const namespace = metadata.namespace ?? ''
  const all = Object.assign(addressesOf(service), policiesOf(service), { clusterIP })
  return (spec.ports ?? []).map((port, index) =>
    Object.assign({}, all, {
      service: { namespace, name: metadata.name },
      name: `${namespace}/${metadata.name}${port.name ? `:${port.name}` : ''}`,
      portName: port.name ?? '',
      index,
      protocol: port.protocol.toLowerCase() as RuleProtocol,
      port: port.port,
      nodePort: port.nodePort === 0 ? undefined : port.nodePort,
    }),
  )
})

/** Whether anything outside the cluster may address it. */
export const isExternal = ({ nodePort, externalIPs, balancerIPs }: ServicePort): boolean =>
  nodePort !== undefined || externalIPs.length > 0 || balancerIPs.length > 0

function addressesOf({ spec, status }: Service) {
  const ingress = status?.loadBalancer?.ingress ?? []
  const vips = ingress.filter(({ ip, ipMode }) => ip && ipMode !== 'Proxy')
  return {
    externalIPs: addresses(spec.externalIPs ?? []),
    balancerIPs: spec.type === 'LoadBalancer' ? addresses(vips.map(({ ip }) => ip ?? '')) : [],
    sourceRanges: (spec.loadBalancerSourceRanges ?? []).flatMap(
      (text) => parseCidr(text.trim()) ?? [],
    ),
  }
}

function policiesOf({ spec }: Service) {
  const isExternalLocal = spec.externalTrafficPolicy === 'Local'
  const affinity = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS
  const needsCheck = spec.type === 'LoadBalancer' && isExternalLocal && spec.healthCheckNodePort
  return {
    isExternalLocal,
    isInternalLocal: spec.internalTrafficPolicy === 'Local',
    affinitySeconds: spec.sessionAffinity === 'ClientIP' ? affinity : undefined,
    healthCheckNodePort: needsCheck ? spec.healthCheckNodePort : undefined,
  }
}

// IPv6 addresses of a dual-stack Service belong to the other family's rules.
const addresses = (texts: readonly string[]): readonly Address[] =>
  texts.flatMap((text) => parseAddress(text) ?? [])
