import { invalid } from '../../../api/field-error'
import type { Report } from '../../checks'
import { isHeadless } from '../default'
import type { ServiceSpec } from '../schema'

const FIXED = 'may not change once set'

// Another type, even one that there is not, has none.
const hasAddress = ({ type }: ServiceSpec): boolean =>
  type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer'

/**
 * What an update may not change: a Service's addresses and families, but for the second, and who
 * balances it (validateUpgradeDowngradeClusterIPs, validateUpgradeDowngradeIPFamilies,
 * validateLoadBalancerClassField).
 */
export function checkUpdate(report: Report, spec: ServiceSpec, old: ServiceSpec): void {
  const haveAddresses = hasAddress(spec) && hasAddress(old)
  if (haveAddresses && !(isHeadless(spec) && isHeadless(old))) {
    checkPair(report, 'clusterIPs', spec, old)
    if (!isHeadless(spec)) checkPair(report, 'ipFamilies', spec, old)
  }
  const isBalanced = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer'
  if (isBalanced && spec.loadBalancerClass !== old.loadBalancerClass) {
    report.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass, FIXED))
  }
}

const WORDS = { clusterIPs: 'clusterIP', ipFamilies: 'ipFamily' } as const

// The first stays as it is. The second may come, and go when one family is asked for.
function checkPair(
  report: Report,
  name: 'clusterIPs' | 'ipFamilies',
  spec: ServiceSpec,
  old: ServiceSpec,
): void {
  const { [name]: now = [] } = spec
  const { [name]: before = [] } = old
  const field = `spec.${name}`
  if (now.length < before.length && now.length === 0) {
    report.push(invalid(`${field}[0]`, now, `primary ${WORDS[name]} can not be unset`))
    return
  }
  for (const [index, value] of now.entries()) {
    const isFixed = index === 0 || now.length === before.length
    const isChanged = before[index] !== undefined && before[index] !== value
    if (isFixed && isChanged) report.push(invalid(`${field}[${index}]`, now, FIXED))
  }
  if (now.length >= before.length || spec.ipFamilyPolicy === 'SingleStack') return
  const detail = `must be set to 'SingleStack' when releasing the secondary ${WORDS[name]}`
  report.push(invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, detail))
}
