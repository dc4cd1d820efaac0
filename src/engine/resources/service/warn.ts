import { hasLeadingZeros, ipText, maskedBlock, parseIp, parseIpBlock } from '../../api/ip'
import { isHeadless } from './default'
import type { Service, ServiceSpec } from './schema'

/** What is accepted and will not do what it seems to (api/service/warnings.go). */
export function warnService({ spec }: Service): readonly string[] {
  return [
    ...addressWarnings(spec),
    ...headlessWarnings(spec),
    ...nameWarnings(spec),
    ...listed(spec),
  ]
}

const addressWarnings = ({ clusterIPs = [] }: ServiceSpec): readonly string[] =>
  clusterIPs.flatMap((address, index) => zeroWarnings(`spec.clusterIPs[${index}]`, address))

function headlessWarnings(spec: ServiceSpec): readonly string[] {
  if (!isHeadless(spec)) return []
  const { externalIPs = [], loadBalancerIP, sessionAffinity } = spec
  return [
    ...(loadBalancerIP ? ['spec.loadBalancerIP'] : []),
    ...(externalIPs.length > 0 ? ['spec.externalIPs'] : []),
    ...(sessionAffinity === 'None' ? [] : ['spec.SessionAffinity']),
  ].map((field) => `${field} is ignored for headless services`)
}

function nameWarnings({ externalIPs = [], externalName, type }: ServiceSpec): readonly string[] {
  if (type !== 'ExternalName') {
    return externalName ? ['spec.externalName is ignored when spec.type is not "ExternalName"'] : []
  }
  return externalIPs.length > 0
    ? ['spec.externalIPs is ignored when spec.type is "ExternalName"']
    : []
}

function listed({ externalIPs = [], loadBalancerSourceRanges = [] }: ServiceSpec): string[] {
  return [
    ...externalIPs.flatMap((address, index) => zeroWarnings(`spec.externalIPs[${index}]`, address)),
    ...loadBalancerSourceRanges.flatMap((range, index) =>
      blockWarnings(`spec.loadBalancerSourceRanges[${index}]`, range.trim()),
    ),
  ]
}

function zeroWarnings(field: string, address: string): readonly string[] {
  const ip = parseIp(address)
  if (!ip || !hasLeadingZeros(address)) return []
  return [
    `${field}: non-standard IP address "${address}" will be considered invalid in a future ` +
      `Kubernetes release: use "${ipText(ip)}"`,
  ]
}

// `10.0.0.1/8` may mean the block around the address, or the address alone.
function blockWarnings(field: string, text: string): readonly string[] {
  const block = parseIpBlock(text)
  if (!block) return []
  const masked = maskedBlock(block)
  const address = text.slice(0, text.indexOf('/'))
  if (masked.startsWith(`${address}/`)) return []
  const alone = `${address}/${block.ip.family === 'IPv4' ? 32 : 128}`
  return [
    `${field}: CIDR value "${text}" is ambiguous in this context ` +
      `(should be "${masked}" or "${alone}"?)`,
  ]
}
