import type { ClientSummary, ServiceSummary, Summary } from '../../projection/summary'

/** A client of a Service, and how often each of the Service's Pods has answered it. */
export interface Asker {
  readonly client: ClientSummary
  readonly servers: ClientSummary['servers']
}

/** The clients that ask a Service by its name or address, and have been answered. */
export function askersOf(service: ServiceSummary, summaries: Iterable<Summary>): readonly Asker[] {
  const askers: Asker[] = []
  for (const client of summaries) {
    if (client.type !== 'client' || !asks(client, service)) continue
    if (Object.keys(client.servers).length > 0) askers.push({ client, servers: client.servers })
  }
  return askers
}

function asks({ url, host }: ClientSummary, service: ServiceSummary): boolean {
  const { name, namespace, clusterIP, external } = service
  const asked = /^(?:[a-z]+:\/\/)?([^:/?#]*)/i.exec(url)?.[1]?.toLowerCase().replace(/\.$/, '')
  const [, own = 'default'] = host.startsWith('pod/') ? host.split('/') : []
  const full = `${name}.${namespace}`
  const names = [full, `${full}.svc`, `${full}.svc.cluster.local`, clusterIP, ...external]
  return names.includes(asked) || (asked === name && own === namespace)
}
