import type { OutsideSummary, ServiceSummary } from './summary'

/**
 * What stands beyond the cluster's border for a Service: the host it names, the balancer in
 * front of it.
 */
export function outsideSummaries(
  services: readonly ServiceSummary[],
  nodeAddresses: ReadonlySet<string>,
): readonly OutsideSummary[] {
  const summaries = new Map<string, OutsideSummary>()
  for (const service of services) {
    const summary = host(service) ?? balancer(service, nodeAddresses)
    if (!summary) continue
    const known = summaries.get(summary.id)?.services ?? []
    summaries.set(summary.id, { ...summary, services: [...known, ...summary.services] })
  }
  return [...summaries.values()]
}

function host({ id, serviceType, externalName }: ServiceSummary): OutsideSummary | undefined {
  if (serviceType !== 'ExternalName' || !externalName) return undefined
  const name = externalName.replace(/\.$/, '').toLowerCase()
  return { type: 'outside', id: `external/${name}`, kind: 'host', name, services: [id] }
}

// An address of a node has nothing in front of it: packets to it reach the node by themselves.
function balancer(
  { id, namespace, name, serviceType, external }: ServiceSummary,
  nodeAddresses: ReadonlySet<string>,
): OutsideSummary | undefined {
  const [address] = external
  if (serviceType !== 'LoadBalancer' || address === undefined || nodeAddresses.has(address)) {
    return undefined
  }
  return {
    type: 'outside',
    id: `balancer/${namespace}/${name}`,
    kind: 'balancer',
    name,
    address,
    services: [id],
  }
}
