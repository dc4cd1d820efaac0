import { filled, mapShared, replaced, without } from '../sharing'
import type { LoadBalancerIngress, Service, ServicePort, ServiceSpec } from './schema'

/**
 * What the API server fills in in a Service, but for what it has to allocate (core/v1
 * defaults.go).
 */
export function defaultService(service: Service): Service {
  const spec = defaultSpec(service.spec)
  return replaced(service, { spec, status: defaultStatus(service) })
}

function defaultSpec(given: ServiceSpec): ServiceSpec {
  const ports = given.ports ? { ports: mapShared(given.ports, defaultPort) } : {}
  const spec = defaultAffinity(
    filled(replaced(given, ports), { sessionAffinity: 'None', type: 'ClusterIP' }),
  )
  if (spec.type === 'ExternalName') return withoutHidden(spec)
  return filled(spec, {
    ...(isExternallyAccessible(spec) && { externalTrafficPolicy: 'Cluster' }),
    ...(hasClusterIP(spec) && { internalTrafficPolicy: 'Cluster' }),
    ...(spec.type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
  })
}

const isKnownPolicy = (policy: string | undefined): boolean =>
  policy === 'Cluster' || policy === 'Local'

// The server still stores the policy of a Service that has become an ExternalName, but does not
// show it.
const withoutHidden = (spec: ServiceSpec): ServiceSpec =>
  isKnownPolicy(spec.internalTrafficPolicy) ? without(spec, 'internalTrafficPolicy') : spec

const defaultPort = (port: ServicePort): ServicePort =>
  filled(port.targetPort === 0 ? { ...port, targetPort: port.port } : port, {
    protocol: 'TCP',
    targetPort: port.port,
  })

const THREE_HOURS = { clientIP: { timeoutSeconds: 10_800 } } as const

// Without affinity its settings are dropped, silently and before anyone looks at them.
function defaultAffinity(spec: ServiceSpec): ServiceSpec {
  if (spec.sessionAffinity === 'None') return without(spec, 'sessionAffinityConfig')
  const isSet = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds !== undefined
  return spec.sessionAffinity !== 'ClientIP' || isSet
    ? spec
    : { ...spec, sessionAffinityConfig: THREE_HOURS }
}

const NO_BALANCER = { loadBalancer: {} } as const

function defaultStatus({ status }: Partial<Service>): Service['status'] {
  if (!status?.loadBalancer) return { ...status, ...NO_BALANCER }
  const { loadBalancer } = status
  if (!loadBalancer.ingress) return status
  const ingress = mapShared(loadBalancer.ingress, defaultIngress)
  return replaced(status, { loadBalancer: replaced(loadBalancer, { ingress }) })
}

const defaultIngress = (ingress: LoadBalancerIngress): LoadBalancerIngress =>
  ingress.ip ? filled(ingress, { ipMode: 'VIP' }) : ingress

/** Whether traffic from outside can reach a Service: by node port, balancer, or an external IP. */
export const isExternallyAccessible = ({ type, externalIPs = [] }: ServiceSpec): boolean =>
  type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && externalIPs.length > 0)

/** Whether Services of this type have an address of the cluster (or `None`). */
export const hasClusterIP = ({ type }: ServiceSpec): boolean =>
  type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer'

/** Whether Services of this type have ports on every node. */
export const hasNodePorts = ({ type }: ServiceSpec): boolean =>
  type === 'NodePort' || type === 'LoadBalancer'

/** Whether a balancer has to ask each node if it has an endpoint of its own. */
export const needsHealthCheck = ({ type, externalTrafficPolicy }: ServiceSpec): boolean =>
  type === 'LoadBalancer' && externalTrafficPolicy === 'Local'

/** Whether a Service has no address, only names. */
export const isHeadless = ({ clusterIP, clusterIPs = [] }: ServiceSpec): boolean =>
  clusterIP === 'None' || (clusterIPs.length === 1 && clusterIPs[0] === 'None')
