import type { PodSummary, ServiceSummary, Summary } from '../../../projection/summary'

/** What is to be shown: of one namespace, with some labels; all of it when nothing is said. */
export interface Filter {
  readonly namespace?: string | undefined
  /** As a selector writes them: `app=web`, `app!=web`, `app`, `!app`, with commas between. */
  readonly labels?: string | undefined
}

/** What is shown, and how many Pods, Services and clients are not. */
export interface Filtered {
  readonly summaries: ReadonlyMap<string, Summary>
  readonly hidden: number
}

/**
 * Leaves out Pods of other namespaces and with other labels, the Services that take none of those
 * shown, and clients in Pods that are left out. The cluster's own things have a switch of their
 * own.
 */
export function filtered(summaries: ReadonlyMap<string, Summary>, filter: Filter): Filtered {
  const labels = conditionsIn(filter.labels ?? '')
  if (!filter.namespace && labels.length === 0) return { summaries, hidden: 0 }
  const isHere = ({ namespace }: { readonly namespace: string }): boolean =>
    !filter.namespace || namespace === filter.namespace
  const pods = new Set<string>()
  for (const each of summaries.values()) {
    if (each.type !== 'pod') continue
    if (each.system || (isHere(each) && labels.every((is) => is(each.labels)))) pods.add(each.id)
  }
  const services = new Set<string>()
  for (const each of summaries.values()) {
    if (each.type !== 'service') continue
    const isMeant = labels.length === 0 || takesAny(each, summaries, pods)
    if (each.system || (isHere(each) && isMeant)) services.add(each.id)
  }
  const isShown = (each: Summary): boolean => {
    switch (each.type) {
      case 'pod':
        return pods.has(each.id)
      case 'service':
        return services.has(each.id)
      case 'slice':
        return each.service === undefined ? isHere(each) : services.has(each.service)
      case 'workload':
        return isHere(each)
      case 'outside':
        return each.services.some((id) => services.has(id))
      case 'client':
        return !each.host.startsWith('pod/') || pods.has(each.host) || !summaries.has(each.host)
      default:
        return true
    }
  }
  const shown = new Map([...summaries].filter(([, each]) => isShown(each)))
  let hidden = 0
  for (const { id, type } of summaries.values()) {
    if ((type === 'pod' || type === 'service') && !shown.has(id)) hidden++
  }
  return { summaries: shown, hidden }
}

/** Whether it takes a Pod that is shown; one of a workload shown as one counts as shown. */
function takesAny(
  { namespace, selector, endpoints, groups = [] }: ServiceSummary,
  summaries: ReadonlyMap<string, Summary>,
  shown: ReadonlySet<string>,
): boolean {
  if (groups.length > 0 || endpoints.some(({ pod }) => pod !== undefined && shown.has(pod))) {
    return true
  }
  const wanted = Object.entries(selector ?? {})
  if (wanted.length === 0) return false
  return [...shown].some((id) => {
    const pod = summaries.get(id) as PodSummary
    return (
      pod.namespace === namespace && wanted.every(([label, value]) => pod.labels[label] === value)
    )
  })
}

type Condition = (labels: PodSummary['labels']) => boolean

/** What a selector's text asks of labels; a part that is not finished asks nothing yet. */
function conditionsIn(text: string): readonly Condition[] {
  return text.split(',').flatMap((part): readonly Condition[] => {
    const [, not = '', label = '', sign, value = ''] =
      /^\s*(!?)\s*([\w./-]+)\s*(?:(!=|==?)\s*([\w.-]*))?\s*$/.exec(part) ?? []
    if (label === '') return []
    if (sign === undefined) return [(labels) => Object.hasOwn(labels, label) === (not === '')]
    if (sign === '!=') return [(labels) => labels[label] !== value]
    return [(labels) => labels[label] === value]
  })
}

/** Namespaces that there is a choice of. */
export function namespacesIn(summaries: Iterable<Summary>): readonly string[] {
  const found = new Set<string>()
  for (const each of summaries) {
    if ((each.type === 'pod' || each.type === 'service') && !each.system) found.add(each.namespace)
  }
  return [...found].sort()
}
