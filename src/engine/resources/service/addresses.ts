import { duplicate, type FieldError, invalid, notSupported, required } from '../../api/field-error'
import { NOT_AN_IP, parseIp } from '../../api/ip'
import { isHeadless } from './default'
import type { ServiceSpec } from './schema'

const FAMILIES = ['IPv4', 'IPv6'] as const
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'] as const
const FIELD = 'spec.clusterIPs'

/**
 * What is wrong with a Service's own addresses, as such
 * (ValidateServiceClusterIPsRelatedFields).
 */
export function clusterIPErrors(spec: ServiceSpec): readonly FieldError[] {
  if (spec.type === 'ExternalName') return []
  const errors = [...pairing(spec), ...families(spec)]
  const { clusterIPs = [] } = spec
  const bad = clusterIPs.flatMap((address, index) => addressErrors(clusterIPs, address, index))
  errors.push(...bad)
  if (clusterIPs.length > 2) errors.push(invalid(FIELD, clusterIPs, 'may only hold up to 2 values'))
  if (bad.length > 0) return errors
  const found = clusterIPs.map((address) => parseIp(address)?.family)
  if (found.length > 1 && new Set(found).size < 2) {
    const detail = 'may specify no more than one IP for each IP family'
    errors.push(invalid(FIELD, clusterIPs, detail))
  }
  return errors.length > 0 || isHeadless(spec) ? errors : mismatches(spec)
}

function pairing({ clusterIP, clusterIPs = [] }: ServiceSpec): FieldError[] {
  if (!clusterIP) {
    if (clusterIPs.length === 0) return []
    return [invalid(FIELD, clusterIPs, 'must be empty when `clusterIP` is not specified')]
  }
  if (clusterIPs.length === 0) return [required(FIELD)]
  return clusterIPs[0] === clusterIP
    ? []
    : [invalid(FIELD, clusterIPs, 'first value must match `clusterIP`')]
}

function families({ ipFamilies = [], ipFamilyPolicy }: ServiceSpec): readonly FieldError[] {
  const errors = ipFamilies.flatMap((family, index) => {
    const field = `spec.ipFamilies[${index}]`
    return [
      ...(FAMILIES.includes(family) ? [] : [notSupported(field, family, FAMILIES)]),
      ...(ipFamilies.indexOf(family) < index ? [duplicate(field, family)] : []),
    ]
  })
  return ipFamilyPolicy === undefined || POLICIES.includes(ipFamilyPolicy)
    ? errors
    : [...errors, notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, POLICIES)]
}

function addressErrors(
  all: readonly string[],
  address: string,
  index: number,
): readonly FieldError[] {
  if (index === 0 && address === 'None') {
    const alone = all.length === 1
    return alone ? [] : [invalid(FIELD, all, "'None' must be the first and only value")]
  }
  return parseIp(address) ? [] : [invalid(`${FIELD}[${index}]`, address, NOT_AN_IP)]
}

const mismatches = ({ clusterIPs = [], ipFamilies = [] }: ServiceSpec): readonly FieldError[] =>
  clusterIPs.flatMap((address, index) => {
    const family = ipFamilies[index]
    if (family === undefined || parseIp(address)?.family === family) return []
    const article = `an ${family} value as indicated by \`ipFamilies[${index}]\``
    return [invalid(`${FIELD}[${index}]`, address, `expected ${article}`)]
  })
