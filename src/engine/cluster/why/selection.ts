import { matchesSelector, selects } from '../../api/labels'
import { controllerOf, type Labels } from '../../api/object'
import type { Cause, Change } from '../../api/trace'
import type { WhyChain } from '../../api/why'
import type { Pod, Service } from '../../resources'
import { fieldOf, titleOf, type View } from '../trace/view'
import { fieldOfPod } from '../trace/workload'

/** Why a Service does not take a Pod: the label that differs, and who decides what it is. */
export function selectionChain(pod: Pod, service: Service, view: View): WhyChain {
  const { selector = {} } = service.spec
  const { labels = {}, name } = pod.metadata
  const differing = Object.entries(selector).filter(([key, value]) => labels[key] !== value)
  const [label, wants] = differing.find(([key]) => labels[key] !== undefined) ?? differing[0] ?? []
  if (label === undefined || wants === undefined) return []
  const data = { pod: name, service: titleOf(service), label, has: labels[label] ?? '–', wants }
  const first = { code: 'not-selected', data, field: fieldOf(service, 'spec.selector') } as const
  return [first, decidedBy(pod, service, { label, wanted: Object.fromEntries(differing), view })]
}

interface Wanted {
  readonly label: string
  /** All that the selector wants and the Pod has not. */
  readonly wanted: Labels
  readonly view: View
}

// A Pod's labels are its template's, and a workload's own selector holds some of those fast.
function decidedBy(pod: Pod, service: Service, { label, wanted, view }: Wanted): Cause {
  const { labels = {}, name, namespace = '' } = pod.metadata
  const after = { ...labels, ...wanted }
  const bySelector = widened(pod, service, view)
  const isServed = podsOf(service, view).length > 0
  const owner = controllerOf(pod)
  if (!owner) {
    const field = fieldOfPod(view.reader, pod, 'metadata.labels')
    const change: Change = { type: 'field', before: labels, after }
    const data = { pod: name, label }
    return { code: 'label-of-pod', data, field, ...ways([change, ...bySelector], isServed) }
  }
  const field = fieldOfPod(view.reader, pod, 'metadata.labels')
  const { kind, key } = field
  const workload = templated(view, kind, namespace, key.name)
  const own = workload?.spec.template.metadata?.labels ?? {}
  const isFixed = !matchesSelector(workload?.spec.selector, { ...own, ...wanted })
  const data = { kind, workload: key.name, label }
  if (!workload || isFixed) {
    const at = { ...field, path: 'spec.selector' }
    return { code: 'label-is-fixed', data, field: at, ...ways(bySelector, isServed) }
  }
  const change: Change = { type: 'field', before: own, after: { ...own, ...wanted } }
  return { code: 'label-from-template', data, field, ...ways([change, ...bySelector], isServed) }
}

// Where the Service has Pods of its own, this one may well be none that is meant: no way is first.
function ways(changes: readonly Change[], isServed: boolean): Pick<Cause, 'change' | 'others'> {
  const [change, ...others] = changes
  return isServed || !change ? { others: changes } : { change, others }
}

const podsOf = ({ metadata, spec }: Service, { reader }: View): readonly Pod[] =>
  reader
    .list('Pod', metadata.namespace)
    .filter((pod) => selects(spec.selector, pod.metadata.labels))

function templated({ reader }: View, kind: string, namespace: string, name: string) {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return reader.get(kind, namespace, name)
    default:
      return undefined
  }
}

// Another selector helps where it loses none of the Pods that the Service has.
function widened(pod: Pod, service: Service, view: View): readonly Change[] {
  const { selector = {} } = service.spec
  const { labels = {} } = pod.metadata
  const kept = Object.fromEntries(
    Object.entries(selector).filter(([key, value]) => labels[key] === value),
  )
  const own = Object.fromEntries(
    Object.entries(selector).flatMap(([key]) => {
      const has = labels[key]
      return has === undefined ? [] : [[key, has] as const]
    }),
  )
  const had = podsOf(service, view)
  const keeps = (candidate: Labels): boolean =>
    selects(candidate, labels) && had.every(({ metadata }) => selects(candidate, metadata.labels))
  const after = [kept, own].find((candidate) => keeps(candidate))
  const field = fieldOf(service, 'spec.selector')
  return after ? [{ type: 'field', field, before: selector, after }] : []
}
