import type { ClientSummary, ServiceSummary, Summary } from '../../projection/summary'

/** The clients that ask a Service by its name or address, and have been answered. */
export const askersOf = (
  service: ServiceSummary,
  summaries: Iterable<Summary>,
): readonly ClientSummary[] =>
  [...summaries].filter(
    (each): each is ClientSummary =>
      each.type === 'client' && Object.keys(each.servers).length > 0 && asks(each, service),
  )

function asks({ url, host }: ClientSummary, service: ServiceSummary): boolean {
  const { name, namespace, clusterIP, external } = service
  const asked = /^(?:[a-z]+:\/\/)?([^:/?#]*)/i.exec(url)?.[1]?.toLowerCase().replace(/\.$/, '')
  const [, own = 'default'] = host.startsWith('pod/') ? host.split('/') : []
  const full = `${name}.${namespace}`
  const names = [full, `${full}.svc`, `${full}.svc.cluster.local`, clusterIP, ...external]
  return names.includes(asked) || (asked === name && own === namespace)
}
