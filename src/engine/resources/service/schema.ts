import { condition } from '../../api/meta-schema'
import {
  always,
  boolean,
  defaulted,
  enumeration,
  given,
  type Infer,
  int32,
  intOrString,
  list,
  map,
  object,
  oneOf,
  optional,
  pointer,
  string,
} from '../../api/schema'
import { byType } from '../condition'
import { protocol } from '../pod/container'
import type { ObjectFrom } from '../resource'

const servicePort = object('ServicePort', {
  appProtocol: pointer(string),
  name: optional(string),
  nodePort: optional(int32),
  port: given(int32),
  protocol: always(protocol),
  targetPort: always(intOrString),
})

/** A port of a Service. */
export type ServicePort = Infer<typeof servicePort>

const serviceSpec = object('ServiceSpec', {
  allocateLoadBalancerNodePorts: pointer(boolean),
  clusterIP: optional(string),
  clusterIPs: optional(list(string)),
  externalIPs: optional(list(string)),
  externalName: optional(string),
  externalTrafficPolicy: optional(enumeration('ServiceExternalTrafficPolicy', 'Cluster', 'Local')),
  healthCheckNodePort: optional(int32),
  internalTrafficPolicy: pointer(enumeration('ServiceInternalTrafficPolicy', 'Cluster', 'Local')),
  ipFamilies: optional(list(enumeration('IPFamily', 'IPv4', 'IPv6'))),
  ipFamilyPolicy: pointer(
    enumeration('IPFamilyPolicy', 'PreferDualStack', 'RequireDualStack', 'SingleStack'),
  ),
  loadBalancerClass: pointer(string),
  loadBalancerIP: optional(string),
  loadBalancerSourceRanges: optional(list(string)),
  ports: optional(list(servicePort, { mergeKey: 'port', keys: ['port', 'protocol'] })),
  publishNotReadyAddresses: optional(boolean),
  selector: optional(map(string, { atomic: true })),
  sessionAffinity: always(enumeration('ServiceAffinity', 'ClientIP', 'None')),
  sessionAffinityConfig: pointer(
    object('SessionAffinityConfig', {
      clientIP: pointer(object('ClientIPConfig', { timeoutSeconds: defaulted(int32) })),
    }),
  ),
  trafficDistribution: pointer(oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode')),
  type: always(enumeration('ServiceType', 'ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort')),
})

/** What a Service is to be. */
export type ServiceSpec = Infer<typeof serviceSpec>

const ingress = object('LoadBalancerIngress', {
  hostname: optional(string),
  ip: optional(string),
  ipMode: pointer(enumeration('LoadBalancerIPMode', 'VIP', 'Proxy')),
  ports: optional(
    list(
      object('PortStatus', {
        error: pointer(string),
        port: given(int32),
        protocol: given(protocol),
      }),
    ),
  ),
})

/** An address at which a load balancer answers. */
export type LoadBalancerIngress = Infer<typeof ingress>

const serviceStatus = object('ServiceStatus', {
  conditions: optional(list(condition, byType)),
  loadBalancer: always(object('LoadBalancerStatus', { ingress: optional(list(ingress)) })),
})

/** The fields of a Service (core/v1). */
export const service = object('Service', {
  spec: always(serviceSpec),
  status: always(serviceStatus),
})

/** A name, an address and ports for whichever Pods a selector matches. */
export type Service = ObjectFrom<'Service', typeof service.fields>
