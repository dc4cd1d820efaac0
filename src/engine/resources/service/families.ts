import { sameJson } from '../../api/equality'
import { type FieldError, invalid } from '../../api/field-error'
import { parseIp } from '../../api/ip'
import { filled } from '../sharing'
import type { ServiceSpec } from './schema'

/**
 * The simulated cluster has addresses of one family, as kubeadm sets it up: what it cannot give a
 * Service is refused before allocation (registry/core/service/storage/alloc.go,
 * initIPFamilyFields).
 */
const CLUSTER_FAMILY = 'IPv4'

const isServed = (family: string | undefined): boolean => family === CLUSTER_FAMILY

/**
 * What a cluster of one family cannot give, and what an update may not give up. The addresses
 * themselves are known to be addresses, and the policy is there.
 */
export function familyErrors(spec: ServiceSpec, old?: ServiceSpec): readonly FieldError[] {
  if (spec.type === 'ExternalName') return []
  const errors = [
    ...(old ? releaseErrors(spec, old) : []),
    ...singleStackErrors(spec),
    ...unservedAddresses(spec),
  ]
  if (errors.length > 0 || isFree(spec)) return errors
  return [...dualStackErrors(spec), ...unservedFamilies(spec)]
}

// A headless Service without selector never gets an address, so it may name any family.
const isFree = ({ clusterIP, selector = {} }: ServiceSpec): boolean =>
  clusterIP === 'None' && Object.keys(selector).length === 0

// Addresses cannot be released: on this cluster there is never a second one.
function releaseErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const { ipFamilies = [], ipFamilyPolicy } = spec
  const isReduced = ipFamilies.length > 0 && ipFamilies.length < (old.ipFamilies ?? []).length
  if (ipFamilyPolicy === 'SingleStack' || !isReduced) return []
  const detail = "must be 'SingleStack' to release the secondary IP family"
  return [invalid('spec.ipFamilyPolicy', ipFamilyPolicy, detail)]
}

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

function dualStackErrors({ ipFamilyPolicy: policy }: ServiceSpec): readonly FieldError[] {
  if (policy !== 'RequireDualStack') return []
  const detail = 'this cluster is not configured for dual-stack services'
  return [invalid('spec.ipFamilyPolicy', policy, detail)]
}

const unservedFamilies = ({ ipFamilies = [] }: ServiceSpec): readonly FieldError[] =>
  ipFamilies.flatMap((family, index) =>
    isServed(family)
      ? []
      : [invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
  )

/**
 * The spec with the policy that it left out: the one it had, or what the cluster's Services have
 * unless they ask for more.
 */
export function withPolicy(spec: ServiceSpec, old?: ServiceSpec): ServiceSpec {
  if (spec.type === 'ExternalName') return spec
  const usual = isFree(spec) ? 'RequireDualStack' : 'SingleStack'
  return filled(spec, { ipFamilyPolicy: old?.ipFamilyPolicy ?? usual })
}

/** To ask for one family where there were two, and leave both named, says enough. */
export function withOneFamily(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const { ipFamilies = [], ipFamilyPolicy } = spec
  const isMeant = ipFamilyPolicy === 'SingleStack' && sameJson(ipFamilies, old.ipFamilies)
  return isMeant && ipFamilies.length > 1 ? { ...spec, ipFamilies: ipFamilies.slice(0, 1) } : spec
}

/** The families of a Service that did not name any. */
export function withFamilies(spec: ServiceSpec): ServiceSpec {
  if (spec.type === 'ExternalName') return spec
  const families = spec.ipFamilies ?? [CLUSTER_FAMILY]
  const wantsOne = spec.ipFamilyPolicy === 'SingleStack'
  if (!isFree(spec) || wantsOne || families.length > 1)
    return filled(spec, { ipFamilies: families })
  return { ...spec, ipFamilies: [...families, families[0] === 'IPv4' ? 'IPv6' : 'IPv4'] }
}
