import { largestTogether } from '../../../projection/grouping'
import type {
  PodState,
  PodSummary,
  ServiceSummary,
  Summary,
  WorkloadSummary,
} from '../../../projection/summary'
import { objectOf } from '../../store'

/** Pods that the picture shows one by one before it puts some together. */
export const singlePods = 30

/** What somebody wants of an owner's Pods: each by itself, or all as one. */
export type Folds = ReadonlyMap<string, 'open' | 'folded'>

/** Summaries in which the Pods of some owners are one thing, and who stands for whom there. */
export interface Grouped {
  readonly summaries: ReadonlyMap<string, Summary>
  /** By the id of a Pod that is not shown by itself: its owner's. */
  readonly standIns: ReadonlyMap<string, string>
}

/**
 * Puts the Pods of the largest owners together until the rest can be shown one by one, and those
 * of owners that somebody folded. An owner that somebody opened stays open. A Pod from which a
 * client asks is shown by itself: one wants to see who asks.
 */
export function grouped(summaries: ReadonlyMap<string, Summary>, folds: Folds): Grouped {
  const folded = foldedOwners(summaries, folds)
  if (folded.size === 0) return { summaries, standIns: new Map() }
  const standIns = new Map<string, string>()
  for (const [owner, pods] of folded) for (const { id } of pods) standIns.set(id, owner)
  const shown = new Map<string, Summary>()
  for (const [id, each] of summaries) {
    if (standIns.has(id)) continue
    shown.set(id, each.type === 'service' ? serviceOver(each, standIns) : each)
  }
  for (const [owner, pods] of folded) shown.set(owner, workloadOf(owner, pods, summaries))
  return { summaries: shown, standIns }
}

/** Owners whose Pods are shown as one. */
export const ownersOf = (standIns: Grouped['standIns']): ReadonlySet<string> =>
  new Set(standIns.values())

function foldedOwners(
  summaries: ReadonlyMap<string, Summary>,
  folds: Folds,
): ReadonlyMap<string, readonly PodSummary[]> {
  const asking = new Set<string>()
  for (const each of summaries.values()) if (each.type === 'client') asking.add(each.host)
  const byOwner = new Map<string, PodSummary[]>()
  let single = 0
  for (const pod of summaries.values()) {
    if (pod.type !== 'pod' || pod.system) continue
    const { owner } = pod
    if (owner !== undefined && folds.get(owner) === 'open') continue
    single++
    if (owner === undefined || asking.has(pod.id)) continue
    const all = byOwner.get(owner)
    if (all) all.push(pod)
    else byOwner.set(owner, [pod])
  }
  const folded = new Map<string, readonly PodSummary[]>()
  for (const [owner, pods] of byOwner) {
    // Of very many the worker tells some, for whoever wants them.
    const isFolded = folds.get(owner) === 'folded' || isCrowd(summaries.get(owner))
    if (isFolded) folded.set(owner, pods)
    if (isFolded) single -= pods.length
  }
  const sizes = [...byOwner]
    .filter(([owner, { length }]) => length > 1 && !folded.has(owner))
    .map(([owner, { length }]) => [owner, length] as const)
  for (const owner of largestTogether(sizes, { all: single, most: singlePods })) {
    folded.set(owner, byOwner.get(owner) ?? [])
  }
  return folded
}

/** Whether a workload has so many Pods that they are never told all at once. */
export const isCrowd = (thing: Summary | undefined): boolean =>
  thing?.type === 'workload' && thing.grouped !== undefined

/** Such workloads, by their ids. */
export const crowdsIn = (summaries: ReadonlyMap<string, Summary>): readonly string[] =>
  [...summaries.values()].filter(isCrowd).map(({ id }) => id)

/** The Service with its endpoints and near misses as the groups that stand for them. */
function serviceOver(
  service: ServiceSummary,
  standIns: ReadonlyMap<string, string>,
): ServiceSummary {
  const ownerOf = (pod?: string) => (pod === undefined ? undefined : standIns.get(pod))
  const counts = new Map((service.groups ?? []).map((group) => [group.workload, group]))
  for (const { pod, ready } of service.endpoints) {
    const workload = ownerOf(pod)
    if (workload === undefined) continue
    const before = counts.get(workload) ?? { workload, ready: 0, notReady: 0 }
    const key = ready ? 'ready' : 'notReady'
    counts.set(workload, { ...before, [key]: before[key] + 1 })
  }
  const misses = new Map(
    service.misses.map((miss) => {
      const pod = ownerOf(miss.pod) ?? miss.pod
      return [pod, { ...miss, pod }]
    }),
  )
  return {
    ...service,
    endpoints: service.endpoints.filter(({ pod }) => ownerOf(pod) === undefined),
    ...(counts.size > 0 && { groups: [...counts.values()] }),
    misses: [...misses.values()],
  }
}

function workloadOf(
  id: string,
  pods: readonly PodSummary[],
  summaries: ReadonlyMap<string, Summary>,
): WorkloadSummary {
  const known = summaries.get(id)
  if (known?.type === 'workload' && known.grouped) return known
  const states: Partial<Record<PodState, number>> = {}
  const nodes: Record<string, number> = {}
  for (const { state, node } of pods) {
    states[state] = (states[state] ?? 0) + 1
    if (node !== undefined) nodes[`node/${node}`] = (nodes[`node/${node}`] ?? 0) + 1
  }
  const [kind = '', namespace = '', name = ''] = id.split('/')
  const { length } = pods
  const plain: WorkloadSummary = {
    ...{ type: 'workload', id, namespace, name, kind: objectOf(id)?.kind ?? kind },
    ...{ replicas: length, ready: states.ready ?? 0, updated: length },
  }
  const workload = known?.type === 'workload' ? known : plain
  return { ...workload, grouped: { pods: length, states, nodes } }
}
