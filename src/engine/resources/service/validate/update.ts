import { invalid } from '../../../api/field-error'
import type { Report } from '../../checks'
import { isHeadless } from '../default'
import type { ServiceSpec } from '../schema'

const FIXED = 'may not change once set'

// Another type, even one that there is not, has none.
const hasAddress = ({ type }: ServiceSpec): boolean =>
  type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer'

/**
 * What an update may not change: a Service's address, and who balances it
 * (validateUpgradeDowngradeClusterIPs, validateLoadBalancerClassField). On a cluster of one family
 * there is no second address to come and go, and `prepare` has seen to the families.
 */
export function checkUpdate(report: Report, spec: ServiceSpec, old: ServiceSpec): void {
  const haveAddresses = hasAddress(spec) && hasAddress(old)
  const stayHeadless = isHeadless(spec) && isHeadless(old)
  if (haveAddresses && !stayHeadless && spec.clusterIPs?.[0] !== old.clusterIPs?.[0]) {
    report.push(invalid('spec.clusterIPs[0]', spec.clusterIPs, FIXED))
  }
  const isBalanced = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer'
  if (isBalanced && spec.loadBalancerClass !== old.loadBalancerClass) {
    report.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass, FIXED))
  }
}
