import type { LoadNews, Spread } from '../../projection/load'
import type { ServiceSummary, Summary } from '../../projection/summary'
import { judge, type Sharing } from './chance'

type Summaries = ReadonlyMap<string, Summary>
type Spreads = LoadNews['spreads']

/** Whoever sent or was asked something in the last minute: clients first, then Services. */
export function subjectsOf({ points }: LoadNews, summaries: Summaries): readonly string[] {
  const seen = new Set(points.flatMap(({ figures }) => Object.keys(figures)))
  const known = [...summaries.keys()].filter((id) => seen.has(id))
  const rank = (id: string) => (id.startsWith('service/') ? 1 : 0)
  return known.sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
}

/** How one client's requests to a Service, or all of them, were shared out among its Pods. */
export interface Shared extends Sharing {
  readonly pods: readonly { readonly pod: string; readonly count: number }[]
  /** Requests to Pods that are not listed. */
  readonly others: number
  /** Whether a connection served more than one request. */
  readonly kept: boolean
}

/**
 * For a client that asked one Service, and for a Service that more than that client asked. A client
 * that asked more than one has its requests mixed: the Services tell of them.
 */
export function sharingOf(id: string, spreads: Spreads, summaries: Summaries): Shared | undefined {
  const spread = spreads[id]
  const isService = id.startsWith('service/')
  const asked = spread?.services.filter((each) => summaries.get(each)?.type === 'service') ?? []
  const service = summaries.get((isService ? id : asked[0]) ?? '')
  if (!spread || service?.type !== 'service' || asked.length > 1) return undefined
  const senders = isService ? sendersTo(id, spreads) : [id]
  if (isService && senders.some((each) => countOf(spreads[each]) === countOf(spread))) {
    return undefined // told already
  }
  const { pods, gone, among } = podsOf(spread, service)
  const counts = pods.map(({ count }) => count)
  const sharing = judge({ counts, others: spread.others, among, hasGone: gone })
  const kept = senders.some((each) => keepsConnections(summaries.get(each)))
  return { ...sharing, pods, others: spread.others, kept }
}

/** Every Pod that could have had a request, and how many it had. */
function podsOf({ servers }: Spread, { endpoints, groups = [] }: ServiceSummary) {
  const ready = new Set(endpoints.filter((each) => each.ready).flatMap(({ pod }) => pod ?? []))
  const grouped = groups.reduce((sum, group) => sum + group.ready, 0)
  const gone = grouped === 0 && Object.keys(servers).some((each) => !ready.has(each))
  const named = new Set([...ready, ...Object.keys(servers)])
  const pods = [...named].sort().map((pod) => ({ pod, count: servers[pod] ?? 0 }))
  return { pods, gone, among: Math.max(ready.size + grouped, 1) }
}

const sendersTo = (service: string, spreads: Spreads): readonly string[] =>
  Object.keys(spreads).filter((each) => {
    const { services = [] } = spreads[each] ?? {}
    return !each.startsWith('service/') && services.includes(service)
  })

const countOf = ({ outcomes }: Spread = { outcomes: {}, servers: {}, others: 0, services: [] }) =>
  Object.values(outcomes).reduce((sum, count) => sum + count, 0)

const keepsConnections = (summary: Summary | undefined): boolean =>
  summary?.type === 'client' && summary.connections !== 'new'
