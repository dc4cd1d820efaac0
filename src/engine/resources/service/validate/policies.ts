import { invalid, notSupported } from '../../../api/field-error'
import { specialUse } from '../../../api/ip'
import { checkIp, checkOneOf, checkPortNumber, checkText, type Report } from '../../checks'
import { hasClusterIP, isExternallyAccessible, needsHealthCheck } from '../default'
import type { ServiceSpec } from '../schema'

const POLICIES = ['Cluster', 'Local'] as const
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'] as const

/** Addresses that someone else brings to the nodes; none of those may have a special use. */
export function checkExternalIPs(report: Report, { externalIPs = [] }: ServiceSpec): void {
  for (const [index, address] of externalIPs.entries()) {
    const field = `spec.externalIPs[${index}]`
    if (checkIp(report, field, address)) checkText(report, field, address, specialUse)
  }
}

/** Where traffic from outside and from inside may go, and how a balancer finds out. */
export function checkPolicies(report: Report, spec: ServiceSpec): void {
  checkExternalPolicy(report, spec)
  checkHealthPort(report, spec)
  const { internalTrafficPolicy: internal, trafficDistribution: distribution } = spec
  if (internal !== undefined || hasClusterIP(spec)) {
    checkOneOf(report, 'spec.internalTrafficPolicy', internal, POLICIES)
  }
  if (distribution !== undefined && !DISTRIBUTIONS.includes(distribution)) {
    report.push(notSupported('spec.trafficDistribution', distribution, DISTRIBUTIONS))
  }
}

function checkExternalPolicy(report: Report, spec: ServiceSpec): void {
  const { externalTrafficPolicy: policy } = spec
  const field = 'spec.externalTrafficPolicy'
  if (isExternallyAccessible(spec)) checkOneOf(report, field, policy, POLICIES)
  else if (policy) {
    const detail = 'may only be set for externally-accessible services'
    report.push(invalid(field, policy, detail))
  }
}

// A balancer that needs the port has been given one by the allocator.
function checkHealthPort(report: Report, spec: ServiceSpec): void {
  const { healthCheckNodePort: port } = spec
  const field = 'spec.healthCheckNodePort'
  if (!port) return
  if (needsHealthCheck(spec)) checkPortNumber(report, field, port)
  else {
    const detail =
      "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
    report.push(invalid(field, port, detail))
  }
}
