import { milliOf, unitsOf } from '../../api/quantity'
import type { Cause, Change } from '../../api/trace'
import type { Pod } from '../../resources'
import type { View } from '../trace/view'
import { fieldOfPod } from '../trace/workload'
import { conditionOf, sinceOf } from './since'

/** Why a Pod is on no node: what the scheduler says, and what in the objects it speaks of. */
export function schedulingLinks(pod: Pod, view: View): readonly Cause[] {
  const { metadata, status } = pod
  const scheduled = conditionOf(status.conditions, 'PodScheduled')
  if (scheduled?.status !== 'False') {
    const since = sinceOf(metadata.creationTimestamp, view)
    return [{ code: 'scheduling', data: { pod: metadata.name }, ...since }]
  }
  const told = scheduled.message ?? ''
  const first: Cause = {
    code: 'unschedulable',
    data: { pod: metadata.name },
    ...sinceOf(scheduled.lastTransitionTime, view),
    told,
    field: fieldOfPod(view.reader, pod, 'spec'),
  }
  const behind = reasons.flatMap(([words, linksOf]) => (words.test(told) ? linksOf(pod, view) : []))
  return [first, ...behind]
}

type Linking = (pod: Pod, view: View) => readonly Cause[]

/** What the scheduler's words stand for (the reasons of its filter plugins). */
const reasons: readonly (readonly [words: RegExp, links: Linking])[] = [
  [/were unschedulable/, cordoned],
  [/node affinity\/selector/, unlabelled],
  [/Insufficient (cpu|memory)/, greedy],
  [/untolerated taint/, tainted],
  [/free ports for the requested pod ports/, taken],
]

function cordoned(_: Pod, { reader }: View): readonly Cause[] {
  const nodes = reader.list('Node').filter(({ spec }) => spec.unschedulable)
  const changes = nodes.map(({ metadata }): Change => {
    const field = { kind: 'Node', key: { namespace: '', name: metadata.name }, path: CORDON }
    return { type: 'field', field, before: true, after: false }
  })
  const [change, ...others] = changes
  const data = { nodes: nodes.map(({ metadata }) => metadata.name) }
  return [{ code: 'nodes-cordoned', data, ...(change && { change }), others }]
}

const CORDON = 'spec.unschedulable'

function unlabelled(pod: Pod, { reader }: View): readonly Cause[] {
  const { nodeSelector, affinity } = pod.spec
  // A DaemonSet's Pods are for one node each, and fit on no other.
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  if (!nodeSelector && terms.every(({ matchExpressions = [] }) => matchExpressions.length === 0)) {
    return []
  }
  const path = nodeSelector ? 'spec.nodeSelector' : 'spec.affinity'
  const wanted = Object.entries(nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`)
  const change = { type: 'field', before: nodeSelector, after: null } as const
  return [
    {
      code: 'no-node-has-labels',
      data: { pod: pod.metadata.name, labels: wanted },
      field: fieldOfPod(reader, pod, path),
      ...(nodeSelector ? { change } : {}),
    },
  ]
}

// What is free on the node that has most left.
function greedy(pod: Pod, { reader }: View): readonly Cause[] {
  const pods = reader
    .list('Pod')
    .filter(({ status }) => !/^(Succeeded|Failed)$/.test(status.phase ?? ''))
  return (['cpu', 'memory'] as const).flatMap((resource) => {
    const amount = resource === 'cpu' ? milliOf : unitsOf
    const asks = (each: Pod): number =>
      each.spec.containers.reduce(
        (sum, { resources }) => sum + amount(resources.requests?.[resource]),
        0,
      )
    const free = reader.list('Node').map(({ metadata, status }) => {
      const used = pods.filter(({ spec }) => spec.nodeName === metadata.name)
      return (
        amount(status.allocatable?.[resource]) - used.reduce((sum, each) => sum + asks(each), 0)
      )
    })
    const most = Math.max(0, ...free)
    const own = asks(pod)
    const at = pod.spec.containers.findIndex(
      ({ resources }) => resources.requests?.[resource] !== undefined,
    )
    const container = pod.spec.containers[at]
    if (own <= most || !container) return []
    // What the other containers ask for stays.
    const rest = own - amount(container.resources.requests?.[resource])
    const field = fieldOfPod(reader, pod, `spec.containers[${at}].resources.requests.${resource}`)
    const before = container.resources.requests?.[resource]
    const after = textOf(resource, most - rest)
    const change = most > rest ? { change: { type: 'field', before, after } as const } : {}
    const data = { resource, asks: textOf(resource, own), free: textOf(resource, most) }
    return [{ code: 'too-much-asked', data, field, ...change } satisfies Cause]
  })
}

const textOf = (resource: 'cpu' | 'memory', amount: number): string =>
  resource === 'cpu'
    ? amount % 1_000 === 0
      ? `${amount / 1_000}`
      : `${amount}m`
    : `${Math.floor(amount / 1_048_576)}Mi`

function tainted(pod: Pod, { reader }: View): readonly Cause[] {
  const nodes = reader.list('Node').filter(({ spec }) => (spec.taints ?? []).length > 0)
  const taints = nodes.flatMap(({ spec }) =>
    (spec.taints ?? []).map(
      ({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`,
    ),
  )
  const field = fieldOfPod(reader, pod, 'spec.tolerations')
  return [{ code: 'taints-untolerated', data: { taints: [...new Set(taints)] }, field }]
}

// A port of the node itself is one Pod's at a time.
function taken(pod: Pod, { reader }: View): readonly Cause[] {
  const ports = hostPortsOf(pod)
  const others = reader
    .list('Pod')
    .filter((each) => each.metadata.uid !== pod.metadata.uid && each.spec.nodeName)
    .filter((each) => hostPortsOf(each).some((port) => ports.includes(port)))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
  const field = fieldOfPod(reader, pod, 'spec.containers[0].ports')
  return [{ code: 'host-port-taken', data: { ports: ports.map(String), pods: others }, field }]
}

const hostPortsOf = ({ spec }: Pod): readonly number[] =>
  spec.containers.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort }) => hostPort ?? []))
