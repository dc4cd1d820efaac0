import { forbiddenField, invalid, notSupported, required } from '../../../api/field-error'
import { NOT_A_CIDR, parseIp, parseIpBlock } from '../../../api/ip'
import { dns1123Subdomain, qualifiedName } from '../../../api/names'
import { checkIp, checkText, type Report } from '../../checks'
import type { LoadBalancerIngress, Service, ServiceSpec } from '../schema'

const ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'"
const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges'

/** Who may use a balancer, by field or by annotation. The field's capital L is upstream's. */
export function checkSourceRanges(report: Report, { metadata, spec }: Service): void {
  const { loadBalancerSourceRanges: ranges = [], type } = spec
  const field = 'spec.LoadBalancerSourceRanges'
  if (ranges.length > 0) {
    if (type !== 'LoadBalancer') report.push(forbiddenField(field, ONLY_BALANCED))
    for (const [index, range] of ranges.entries()) {
      const block = range.trim()
      if (!parseIpBlock(block)) report.push(invalid(`${field}[${index}]`, block, NOT_A_CIDR))
    }
    return
  }
  const annotation = metadata.annotations?.[RANGES_ANNOTATION]
  if (annotation === undefined) return
  const path = `metadata.annotations[${RANGES_ANNOTATION}]`
  if (type !== 'LoadBalancer') report.push(forbiddenField(path, ONLY_BALANCED))
  const blocks = annotation.trim() === '' ? [] : annotation.trim().split(',')
  if (blocks.some((block) => !parseIpBlock(block.trim()))) {
    const detail = 'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24'
    report.push(invalid(path, annotation, detail))
  }
}

/** Whether a balancer's traffic goes through node ports. */
export function checkBalancer(report: Report, spec: ServiceSpec): void {
  const { allocateLoadBalancerNodePorts: allocates, type } = spec
  const field = 'spec.allocateLoadBalancerNodePorts'
  if (allocates !== undefined && type !== 'LoadBalancer') {
    report.push(forbiddenField(field, ONLY_BALANCED))
  }
  if (allocates === undefined && type === 'LoadBalancer') report.push(required(field))
}

/** Who provides the balancer; that cannot change while there is one. */
export function checkClass(report: Report, spec: ServiceSpec): void {
  const { loadBalancerClass, type } = spec
  const field = 'spec.loadBalancerClass'
  if (loadBalancerClass === undefined) return
  if (type !== 'LoadBalancer') report.push(forbiddenField(field, ONLY_BALANCED))
  else checkText(report, field, loadBalancerClass, qualifiedName)
}

/** The addresses that a balancer was given (ValidateLoadBalancerStatus). */
export function checkBalancerStatus(report: Report, { spec, status }: Service): void {
  const { ingress = [] } = status.loadBalancer
  const field = 'status.loadBalancer.ingress'
  if (ingress.length > 0 && spec.type !== 'LoadBalancer') {
    const detail = "may only be used when `spec.type` is 'LoadBalancer'"
    report.push(forbiddenField(field, detail))
    return
  }
  for (const [index, each] of ingress.entries()) checkIngress(report, `${field}[${index}]`, each)
}

function checkIngress(report: Report, field: string, ingress: LoadBalancerIngress): void {
  const { hostname, ip, ipMode } = ingress
  if (ip) checkIp(report, `${field}.ip`, ip)
  if (ipMode !== undefined && !ip) {
    const detail = 'may not be specified when `ip` is not set'
    report.push(forbiddenField(`${field}.ipMode`, detail))
  } else if (ipMode !== undefined && ipMode !== 'VIP' && ipMode !== 'Proxy') {
    report.push(notSupported(`${field}.ipMode`, ipMode, ['Proxy', 'VIP']))
  }
  if (!hostname) return
  checkText(report, `${field}.hostname`, hostname, dns1123Subdomain)
  if (parseIp(hostname)) {
    const detail = 'must be a DNS name, not an IP address'
    report.push(invalid(`${field}.hostname`, hostname, detail))
  }
}
