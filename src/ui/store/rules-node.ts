import type { ServiceSummary, Summary } from '../../projection/summary'

/**
 * Where to look for what kube-proxy has made of a Service: on the node of its first Pod, or on any.
 * Of one without an address of its own, it makes nothing.
 */
export function rulesNodeOf(
  { headless, serviceType, endpoints }: ServiceSummary,
  summaries: ReadonlyMap<string, Summary>,
): string | undefined {
  if (headless || serviceType === 'ExternalName') return undefined
  const [first] = endpoints.flatMap(({ pod = '' }) => {
    const found = summaries.get(pod)
    return found?.type === 'pod' ? [found] : []
  })
  return first?.node ?? [...summaries.values()].find(({ type }) => type === 'node')?.name
}
