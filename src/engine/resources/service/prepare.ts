import { type FieldError, forbiddenField, invalidObject } from '../../api/field-error'
import { type ClusterFacts, singleStack } from '../resource'
import { replaced, without } from '../sharing'
import { clusterIPErrors } from './addresses'
import {
  defaultService,
  hasClusterIP,
  hasNodePorts,
  isExternallyAccessible,
  needsHealthCheck,
} from './default'
import {
  type FamilyLimits,
  familyErrors,
  withFamilies,
  withOneFamily,
  withPolicy,
} from './families'
import type { Service, ServicePort, ServiceSpec } from './schema'

const SERVICE = { kind: 'Service', group: '' } as const

/**
 * Readies a Service for the allocation of its addresses and ports (registry/core/service:
 * storage.go, alloc.go, strategy.go): what an update leaves out is taken from the Service as it
 * was, and what its new type has no use for goes, unless the client changed that, too. What is
 * wrong with addresses and families is reported here, alone, for nothing else is looked at before.
 */
export function prepareService(
  given: Service,
  previous: Service | undefined,
  { families }: ClusterFacts = singleStack,
): Service {
  const service = defaultService(given)
  if (!previous) {
    const spec = checked(service, withPolicy(withClusterIPs(service.spec)), { families })
    return { ...service, spec: withFamilies(spec, families), status: { loadBalancer: {} } }
  }
  const old = previous.spec
  const copied = withPolicy(withClusterIPs(withOld(service.spec, old), old), old)
  const whole = checked(service, withOneFamily(copied, old), { families, old })
  const spec = withFamilies(withoutUseless(whole, old), families)
  const left = old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer'
  const status = left ? { ...previous.status, loadBalancer: {} } : previous.status
  return replaced(service, { spec, status })
}

function checked(service: Service, spec: ServiceSpec, limits: FamilyLimits): ServiceSpec {
  const { old } = limits
  refuse(service, clusterIPErrors(spec))
  refuse(service, familyErrors(spec, limits))
  const needed = old && needsHealthCheck(old) && needsHealthCheck(spec)
  if (needed && old.healthCheckNodePort !== spec.healthCheckNodePort) {
    refuse(service, [forbiddenField('spec.healthCheckNodePort', 'field is immutable')])
  }
  return spec
}

function refuse(service: Service, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidObject(SERVICE, service.metadata.name, errors)
}

/** `clusterIPs` follows `clusterIP`, unless the client has set both. */
function withClusterIPs(spec: ServiceSpec, old?: ServiceSpec): ServiceSpec {
  const { clusterIP, clusterIPs = [] } = spec
  const stale =
    old !== undefined && clusterIP !== old.clusterIP && sameList(clusterIPs, old.clusterIPs)
  if (clusterIP === undefined || clusterIP === '') return stale ? without(spec, 'clusterIPs') : spec
  return clusterIPs.length === 0 || stale ? { ...spec, clusterIPs: [clusterIP] } : spec
}

/** What was allocated and is left out now is meant to stay: a manifest can be applied again. */
function withOld(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const needed = needsHealthCheck(old) && needsHealthCheck(spec) && !spec.healthCheckNodePort
  const port = needed ? old.healthCheckNodePort : undefined
  return replaced(spec, {
    ...oldClusterIP(spec, old),
    ...oldNodePorts(spec, old),
    ...(port !== undefined && { healthCheckNodePort: port }),
  })
}

function oldClusterIP(spec: ServiceSpec, old: ServiceSpec): Partial<ServiceSpec> {
  if (!hasClusterIP(old) || !hasClusterIP(spec) || !old.clusterIP) return {}
  const clusterIP = spec.clusterIP || old.clusterIP
  const follows = (spec.clusterIPs ?? []).length === 0 && clusterIP === old.clusterIP
  return { clusterIP, ...(follows && old.clusterIPs && { clusterIPs: old.clusterIPs }) }
}

// A port keeps the node port that the port of its name had, unless another port says that it is
// its own now.
function oldNodePorts(spec: ServiceSpec, old: ServiceSpec): Partial<ServiceSpec> {
  if (!hasNodePorts(old) || !hasNodePorts(spec) || !spec.ports) return {}
  const wanted = new Set(spec.ports.map(({ nodePort }) => nodePort))
  const byName = new Map<string, number>()
  for (const { name = '', nodePort } of old.ports ?? []) if (nodePort) byName.set(name, nodePort)
  const ports = spec.ports.map((port): ServicePort => {
    const known = byName.get(port.name ?? '')
    if (port.nodePort || known === undefined || wanted.has(known)) return port
    wanted.add(known)
    return { ...port, nodePort: known }
  })
  return ports.every((port, index) => port === spec.ports?.[index]) ? {} : { ports }
}

/** What a new type has no use for goes, where the client left it as it was. */
function withoutUseless(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const useless: (keyof ServiceSpec)[] = []
  const drop = (name: keyof ServiceSpec): void => {
    if (spec[name] === old[name]) useless.push(name)
  }
  const lost = (uses: (each: ServiceSpec) => boolean): boolean => uses(old) && !uses(spec)
  if (lost(hasClusterIP)) {
    if (sameList(spec.clusterIPs, old.clusterIPs)) useless.push('clusterIP', 'clusterIPs')
    if (sameList(spec.ipFamilies, old.ipFamilies)) useless.push('ipFamilies')
    drop('ipFamilyPolicy')
  }
  if (lost(needsHealthCheck)) drop('healthCheckNodePort')
  if (lost(isBalanced)) {
    drop('allocateLoadBalancerNodePorts')
    drop('loadBalancerClass')
  }
  if (lost(isExternallyAccessible)) drop('externalTrafficPolicy')
  const kept = without(spec, ...useless)
  return lost(hasNodePorts) && sameNodePorts(spec, old) ? withoutNodePorts(kept) : kept
}

const isBalanced = ({ type }: ServiceSpec): boolean => type === 'LoadBalancer'

const nodePortsOf = ({ ports = [] }: ServiceSpec): readonly number[] =>
  ports
    .map(({ nodePort = 0 }) => nodePort)
    .filter((port) => port !== 0)
    .sort((left, right) => left - right)

const sameNodePorts = (left: ServiceSpec, right: ServiceSpec): boolean =>
  sameList(nodePortsOf(left), nodePortsOf(right))

const withoutNodePorts = (spec: ServiceSpec): ServiceSpec =>
  spec.ports ? { ...spec, ports: spec.ports.map((port) => without(port, 'nodePort')) } : spec

const sameList = (
  left: readonly unknown[] | undefined = [],
  right: readonly unknown[] | undefined = [],
): boolean => left.length === right.length && left.every((item, index) => item === right[index])
