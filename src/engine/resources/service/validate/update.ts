import { invalid } from '../../../api/field-error'
import type { Report } from '../../checks'
import { isHeadless } from '../default'
import type { ServiceSpec } from '../schema'

const FIXED = 'may not change once set'

/** What an update may not change: a Service's first address and family, and who balances it. */
export function checkUpdate(report: Report, spec: ServiceSpec, old: ServiceSpec): void {
  const isExternal = spec.type === 'ExternalName' || old.type === 'ExternalName'
  if (!isExternal && !(isHeadless(spec) && isHeadless(old))) {
    checkKept(report, spec, old, families)
    checkKept(report, spec, old, addresses)
  }
  const isBalanced = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer'
  if (isBalanced && spec.loadBalancerClass !== old.loadBalancerClass) {
    report.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass, FIXED))
  }
}

interface Pair {
  readonly field: string
  readonly released: string
  readonly unset: string
  of(spec: ServiceSpec): readonly string[]
}

const addresses: Pair = {
  field: 'spec.clusterIPs',
  released: 'secondary clusterIP',
  unset: 'primary clusterIP can not be unset',
  of: ({ clusterIPs = [] }) => clusterIPs,
}

const families: Pair = {
  field: 'spec.ipFamilies',
  released: 'secondary ipFamily',
  unset: 'primary ipFamily can not be unset',
  of: ({ ipFamilies = [] }) => ipFamilies,
}

// The second of a pair may come and go, when the policy says so; the first stays.
function checkKept(report: Report, spec: ServiceSpec, old: ServiceSpec, pair: Pair): void {
  const now = pair.of(spec)
  const before = pair.of(old)
  if (now.length < before.length && now.length === 0) {
    report.push(invalid(`${pair.field}[0]`, now, pair.unset))
    return
  }
  const compared = now.length === before.length ? before.length : Math.min(before.length, 1)
  for (let index = 0; index < compared; index++) {
    if (now[index] !== before[index]) report.push(invalid(`${pair.field}[${index}]`, now, FIXED))
  }
  const isReleased = now.length === 1 && before.length > 1
  if (isReleased && spec.ipFamilyPolicy !== 'SingleStack') {
    const detail = `must be set to 'SingleStack' when releasing the ${pair.released}`
    report.push(invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, detail))
  }
}
