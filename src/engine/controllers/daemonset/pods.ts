import type { DaemonSet, Node, Pod } from '../../resources'
import { TEMPLATE_GENERATION } from '../../resources/daemonset'
import { compareStrings, seconds } from '../../sim'
import type { Step } from '../controller'
import { availableFrom, isReady } from '../readiness'
import { REVISION_LABEL } from '../revisions'
import { createPods, deletePod, podOf, told } from '../workload'
import { type Place, placeOn, specFor } from './nodes'

/** What a run looks at. */
export interface Sight {
  readonly set: DaemonSet
  readonly nodes: readonly Node[]
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>
  /** The hash of the present template. */
  readonly hash: string
  /** Unix seconds. */
  readonly now: number
}

/** The label of old that counts a template's changes. */
const GENERATION_LABEL = 'pod-template-generation'
const BURST = 250
const RETRY_FAILED = seconds(1)

/** What is to be done about one node. */
interface Work {
  readonly deletes: readonly Pod[]
  readonly creates: boolean
}

/** Whether a Pod is of the present template (IsPodUpdated). */
export function isUpdated({ metadata }: Pod, { hash, set }: Sight): boolean {
  const generation = set.metadata.annotations?.[TEMPLATE_GENERATION]
  const { labels } = metadata
  return labels?.[REVISION_LABEL] === hash || labels?.[GENERATION_LABEL] === generation
}

/** Whether a Pod has been Ready for long enough. */
export function isAvailable(pod: Pod, { now, set }: Sight): boolean {
  const from = availableFrom(pod, set.spec.minReadySeconds ?? 0)
  return isReady(pod) && from !== undefined && from <= now
}

const stays = ({ metadata }: Pod): boolean => metadata.deletionTimestamp === undefined

/** Gives nodes the Pod that they lack, and takes away those that are too many. */
export function* managePods(sight: Sight): Step<void> {
  const { set, nodes, podsByNode } = sight
  const works = new Map<string, Work>()
  for (const node of nodes) {
    const { name } = node.metadata
    const pods = podsByNode.get(name) ?? []
    works.set(name, yield* workOn(sight, placeOn(node, set), pods))
  }
  yield* carryOut(sight, works)
}

function* workOn(sight: Sight, place: Place, pods: readonly Pod[]): Step<Work> {
  const { set } = sight
  if (!place.runs && !(place.stays && pods.length > 0)) {
    return { deletes: place.stays ? [] : pods.filter(stays), creates: false }
  }
  if (place.runs && pods.length === 0) return { deletes: [], creates: true }
  const ended = pods.filter(({ status }) => ['Failed', 'Succeeded'].includes(status.phase))
  for (const pod of ended.filter(stays)) yield* tellEnded(set, pod)
  const running = pods.filter((pod) => stays(pod) && !ended.includes(pod))
  return { deletes: [...ended.filter(stays), ...surplus(sight, running)], creates: false }
}

function* tellEnded(set: DaemonSet, pod: Pod): Step<void> {
  const { name, namespace } = pod.metadata
  const where = `daemon pod ${namespace}/${name} on node ${pod.spec.nodeName}`
  if (pod.status.phase === 'Failed') {
    const message = `Found failed ${where}, will try to kill it`
    yield told(set, 'Warning', 'FailedDaemonPod', message)
  } else {
    const message = `Found succeeded ${where}, will try to delete it`
    yield told(set, 'Normal', 'SucceededDaemonPod', message)
  }
}

// One is enough: the oldest. While a new one surges beside an old one, both stay.
function surplus(sight: Sight, running: readonly Pod[]): readonly Pod[] {
  if (running.length < 2) return []
  const sorted = running.toSorted(
    (left, right) =>
      compareStrings(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
      compareStrings(left.metadata.name, right.metadata.name),
  )
  if (!surges(sight.set)) return sorted.slice(1)
  const fresh = sorted.find((pod) => isUpdated(pod, sight))
  const old = sorted.find((pod) => !isUpdated(pod, sight))
  const kept = fresh && isAvailable(fresh, sight) ? [fresh] : [fresh, old]
  return sorted.filter((pod) => !kept.includes(pod))
}

/** Whether a new Pod comes before the old one goes. */
export const surges = ({ spec }: DaemonSet): boolean => {
  const { maxSurge = 0 } = spec.updateStrategy.rollingUpdate ?? {}
  return maxSurge !== 0 && maxSurge !== '0%'
}

/** Creates Pods on nodes, and deletes Pods. */
export function* carryOut(sight: Sight, works: ReadonlyMap<string, Work>): Step<void> {
  const { set } = sight
  const targets = [...works].filter(([, { creates }]) => creates).map(([node]) => node)
  yield* createPods(
    set,
    targets.slice(0, BURST).map((node) => podFor(sight, node)),
  )
  const victims = [...works.values()].flatMap(({ deletes }) => deletes)
  for (const pod of victims.slice(0, BURST)) yield* deletePod(set, pod)
  if (targets.length > BURST || victims.length > BURST) {
    yield { verb: 'requeue', after: RETRY_FAILED }
  }
}

/** A set's Pod for a node. */
export function podFor({ hash, set }: Pick<Sight, 'hash' | 'set'>, node: string) {
  const { template } = set.spec
  const generation = set.metadata.annotations?.[TEMPLATE_GENERATION] ?? '1'
  const draft = podOf(set, template, {
    generateName: `${set.metadata.name}-`,
    labels: {
      ...template.metadata.labels,
      [REVISION_LABEL]: hash,
      [GENERATION_LABEL]: generation,
    },
  })
  return { ...draft, spec: specFor(template, node) }
}
