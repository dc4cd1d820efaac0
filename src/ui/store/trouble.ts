import type { Summary } from '../../projection/summary'
import { readiness } from './readiness'

/** Whether one may want to know why a thing is as it is: it is of less use than it could be. */
export function isTroubled(summary: Summary | undefined): boolean {
  switch (summary?.type) {
    case 'pod':
      return summary.fault !== undefined || !/^(ready|completed)$/.test(summary.state)
    case 'node':
      return !summary.ready || summary.fault !== undefined || summary.isProxyHung === true
    case 'slice':
      return summary.ready < summary.all || summary.all === 0
    case 'service': {
      if (summary.serviceType === 'ExternalName') return false
      const { ready, all } = readiness(summary)
      const isPending = summary.serviceType === 'LoadBalancer' && summary.external.length === 0
      return ready < all || all === 0 || isPending
    }
    case 'workload':
      return summary.ready < summary.replicas
    default:
      return false
  }
}
