import type { Cluster, ClusterOptions } from '../../engine'
import type { Answer, Rcode, ResourceRecord } from '../../engine/api/dns'
import { clusterFirst } from '../../engine/kubelet/resolver'
import {
  answeredBy,
  candidatesFor,
  type Decision,
  decide,
  goesOn,
  type Met,
  metAfter,
  outcomeOf,
} from '../../engine/runtime/resolver'
import { complain } from '../complaints'
import { askNow, CLUSTER_DNS } from '../dns/asking'
import { open } from '../opening'
import type { Query, Scenario } from './cases'

/** What came of a look-up. */
interface Resolved {
  /** The absolute names that were asked for, in order. */
  readonly sent: readonly string[]
  /** `NOT_SENT` when the client itself refuses the name. */
  readonly rcode: Rcode | 'NOT_SENT'
  readonly answers: readonly ResourceRecord[]
}

/** Resolves the names of each scenario in a cluster of its own. */
export async function resolveCases(
  scenarios: readonly Scenario[],
  optionsFor: (yaml: string) => Partial<ClusterOptions>,
): Promise<object> {
  const resolved: object[] = []
  for (const { given, yaml, upstream, queries, place } of scenarios) {
    const options = { ...optionsFor(yaml), upstream }
    const { cluster, applied } = await open({ ...options, manifest: yaml, traffic: [] })
    complain(`${place}.yaml`, yaml, applied)
    const answered = queries.map((query) => ({ ...query.given, ...resolve(cluster, query) }))
    resolved.push({ ...given, queries: answered })
  }
  return { scenarios: resolved }
}

/** Walks the search list of a Pod of a namespace, one name after the other. */
export function resolve(cluster: Cluster, { namespace, name, type, libc }: Query): Resolved {
  const config = clusterFirst(namespace)
  const sent: string[] = []
  let met: Met = 'nothing'
  let last: readonly ResourceRecord[] = []
  for (const candidate of candidatesFor(name, config, libc)) {
    sent.push(candidate)
    const question = { name: candidate, type }
    const answer = askNow(cluster, { question, server: CLUSTER_DNS, byTcp: false })
    const whole = answer?.truncated
      ? askNow(cluster, { question, server: CLUSTER_DNS, byTcp: true })
      : answer
    const decision = decisionOn(whole, type, libc)
    if (whole && (decision === 'connect' || !goesOn(decision, libc))) return told(sent, whole)
    if (!whole) return { sent, rcode: 'SERVFAIL', answers: [] }
    met = metAfter(met, decision)
    last = told(sent, whole).answers
  }
  if (sent.length === 0) return { sent, rcode: 'NOT_SENT', answers: [] }
  const outcome = outcomeOf(met)
  // An alias that leads nowhere is told with the denial.
  if (outcome === 'NXDOMAIN') return { sent, rcode: outcome, answers: last }
  return { sent, rcode: outcome === 'NODATA' ? 'NOERROR' : outcome, answers: [] }
}

// One type is asked for: whatever was found counts, an alias that leads nowhere included.
function decisionOn(answer: Answer | null, type: string, libc: Query['libc']): Decision {
  if (!answer) return 'SERVFAIL'
  const found = answeredBy(answer, type)
  const isThere = answer.rcode === 'NOERROR' && answer.answers.length > 0
  return isThere ? 'connect' : decide(found, found, libc)
}

const told = (sent: readonly string[], { rcode, answers }: Answer): Resolved => ({
  sent,
  rcode,
  answers: answers.map(({ name, type, ttl, data }) => ({ name, type, ttl, data })),
})
