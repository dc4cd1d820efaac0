import { sameJson } from '../../api/equality'
import { type FieldError, invalid } from '../../api/field-error'
import { parseIp } from '../../api/ip'
import { filled, replaced } from '../sharing'
import type { ServiceSpec } from './schema'

/** What a Service's families are measured by (registry/core/service/storage/alloc.go). */
export interface FamilyLimits {
  /** What the cluster has; the first is the usual one. */
  readonly families: readonly Family[]
  /** The Service before an update. */
  readonly old?: ServiceSpec
}

type Family = NonNullable<ServiceSpec['ipFamilies']>[number]

/**
 * What the cluster cannot give, and what an update may not give up (initIPFamilyFields). The
 * addresses themselves are known to be addresses, and the policy is there.
 */
export function familyErrors(
  spec: ServiceSpec,
  { families, old }: FamilyLimits,
): readonly FieldError[] {
  if (spec.type === 'ExternalName') return []
  const errors = [
    ...(old ? releaseErrors(spec, old) : []),
    ...singleStackErrors(spec),
    ...unservedAddresses(spec, families),
  ]
  if (errors.length > 0 || isFree(spec)) return errors
  return [...dualStackErrors(spec, families), ...unservedFamilies(spec, families)]
}

// A headless Service without selector never gets an address, so it may name any family.
const isFree = ({ clusterIP, selector = {} }: ServiceSpec): boolean =>
  clusterIP === 'None' && Object.keys(selector).length === 0

function releaseErrors(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  if (spec.ipFamilyPolicy === 'SingleStack') return []
  const refuse = (what: string): FieldError =>
    invalid(
      'spec.ipFamilyPolicy',
      spec.ipFamilyPolicy,
      `must be 'SingleStack' to release the secondary ${what}`,
    )
  return [
    ...(isReduced(spec.clusterIPs, old.clusterIPs) ? [refuse('cluster IP')] : []),
    ...(isReduced(spec.ipFamilies, old.ipFamilies) ? [refuse('IP family')] : []),
  ]
}

const isReduced = (now: readonly string[] = [], before: readonly string[] = []): boolean =>
  now.length > 0 && now.length < before.length

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

function unservedAddresses(
  spec: ServiceSpec,
  served: readonly (Family | undefined)[],
): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = spec
  return clusterIPs.flatMap((address, index) => {
    const family = parseIp(address)?.family
    if (address === 'None' || index < ipFamilies.length || served.includes(family)) return []
    const detail = `${family} is not configured on this cluster`
    return [invalid(`spec.clusterIPs[${index}]`, clusterIPs, detail)]
  })
}

function dualStackErrors(
  { ipFamilyPolicy: policy }: ServiceSpec,
  served: readonly Family[],
): readonly FieldError[] {
  if (policy !== 'RequireDualStack' || served.length > 1) return []
  const detail = 'this cluster is not configured for dual-stack services'
  return [invalid('spec.ipFamilyPolicy', policy, detail)]
}

const unservedFamilies = (
  { ipFamilies = [] }: ServiceSpec,
  served: readonly Family[],
): readonly FieldError[] =>
  ipFamilies.flatMap((family, index) =>
    served.includes(family)
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

/** To ask for one family where there were two, and leave both as they were, says enough. */
export function withOneFamily(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  if (spec.ipFamilyPolicy !== 'SingleStack') return spec
  const first = (name: 'clusterIPs' | 'ipFamilies'): object => {
    const { [name]: now = [] } = spec
    return now.length > 1 && sameJson(now, old[name]) ? { [name]: now.slice(0, 1) } : {}
  }
  return replaced(spec, { ...first('clusterIPs'), ...first('ipFamilies') })
}

/** The families of a Service: those it names, those of its addresses, and what is missing yet. */
export function withFamilies(spec: ServiceSpec, served: readonly Family[]): ServiceSpec {
  if (spec.type === 'ExternalName') return spec
  const { ipFamilies: named = [], ipFamilyPolicy } = spec
  const found = (spec.clusterIPs ?? [])
    .slice(named.length)
    .flatMap((address) => parseIp(address)?.family ?? [])
  const own = [...named, ...found]
  const families = own.length > 0 ? own : served.slice(0, 1)
  const isWhole = families.length > 1 || ipFamilyPolicy === 'SingleStack'
  if (isWhole || (!isFree(spec) && served.length < 2)) {
    return sameJson(families, named) ? spec : withThese(spec, families)
  }
  return withThese(spec, [...families, families[0] === 'IPv4' ? 'IPv6' : 'IPv4'])
}

const withThese = (spec: ServiceSpec, ipFamilies: readonly Family[]): ServiceSpec =>
  Object.assign({}, spec, { ipFamilies })
