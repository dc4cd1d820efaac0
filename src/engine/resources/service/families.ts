import { type FieldError, invalid } from '../../api/field-error'
import { parseIp } from '../../api/ip'
import { filled } from '../sharing'
import type { ServiceSpec } from './schema'

/**
 * The simulated cluster has addresses of one family, as kubeadm sets it up: what it cannot give a
 * Service is refused before allocation (registry/core/service/storage/alloc.go,
 * initIPFamilyFields).
 */
export const CLUSTER_FAMILY = 'IPv4'

const isServed = (family: string | undefined): boolean => family === CLUSTER_FAMILY

/** What a cluster of one family cannot give. The addresses themselves are known to be addresses. */
export function familyErrors(spec: ServiceSpec): readonly FieldError[] {
  if (spec.type === 'ExternalName') return []
  const errors = [...singleStackErrors(spec), ...unservedAddresses(spec)]
  if (errors.length > 0 || isFree(spec)) return errors
  return [...dualStackErrors(spec), ...unservedFamilies(spec)]
}

// A headless Service without selector never gets an address, so it may name any family.
const isFree = ({ clusterIP, selector = {} }: ServiceSpec): boolean =>
  clusterIP === 'None' && Object.keys(selector).length === 0

function singleStackErrors(spec: ServiceSpec): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec
  if (ipFamilyPolicy !== 'SingleStack') return []
  const refuse = (what: string): FieldError =>
    invalid(
      'spec.ipFamilyPolicy',
      ipFamilyPolicy,
      `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`,
    )
  return [
    ...(clusterIPs.length === 2 ? [refuse('cluster IPs')] : []),
    ...(ipFamilies.length === 2 ? [refuse('IP families')] : []),
  ]
}

function unservedAddresses(spec: ServiceSpec): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = spec
  return clusterIPs.flatMap((address, index) => {
    const family = parseIp(address)?.family
    if (address === 'None' || index < ipFamilies.length || isServed(family)) return []
    const detail = `${family} is not configured on this cluster`
    return [invalid(`spec.clusterIPs[${index}]`, clusterIPs, detail)]
  })
}

function dualStackErrors(spec: ServiceSpec): readonly FieldError[] {
  const policy = policyOf(spec)
  return policy === 'RequireDualStack'
    ? [
        invalid(
          'spec.ipFamilyPolicy',
          policy,
          'this cluster is not configured for dual-stack services',
        ),
      ]
    : []
}

const unservedFamilies = ({ ipFamilies = [] }: ServiceSpec): readonly FieldError[] =>
  ipFamilies.flatMap((family, index) =>
    isServed(family)
      ? []
      : [invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
  )

// Two addresses or two families without a policy mean that both are wanted.
const policyOf = ({ clusterIPs = [], ipFamilies = [], ipFamilyPolicy }: ServiceSpec) =>
  ipFamilyPolicy ??
  (clusterIPs.length === 2 || ipFamilies.length === 2 ? 'RequireDualStack' : undefined)

/** The families of a Service that did not name any. */
export function withFamilies(spec: ServiceSpec): ServiceSpec {
  if (spec.type === 'ExternalName') return spec
  if (!isFree(spec)) {
    return filled(spec, { ipFamilies: [CLUSTER_FAMILY], ipFamilyPolicy: 'SingleStack' })
  }
  const given = spec.ipFamilies ?? [CLUSTER_FAMILY]
  const other = given[0] === 'IPv4' ? 'IPv6' : 'IPv4'
  const both = given.length < 2 && spec.ipFamilyPolicy !== 'SingleStack'
  const free = filled(spec, { ipFamilyPolicy: 'RequireDualStack' })
  if (!both && spec.ipFamilies) return free
  return { ...free, ipFamilies: both ? [...given, other] : given }
}
