import { projectionLimits } from './limits'
import type { PodSummary } from './summary'

/** Which Pods are shown one by one, and which as part of their workload. */
export interface Grouping {
  readonly shown: readonly PodSummary[]
  /** By workload id. */
  readonly grouped: ReadonlyMap<string, readonly PodSummary[]>
}

/** Puts the largest workloads together until the rest can be shown. */
export function grouping(pods: readonly PodSummary[]): Grouping {
  if (pods.length <= projectionLimits.podsShown) return { shown: pods, grouped: new Map() }
  const byOwner = new Map<string, PodSummary[]>()
  for (const pod of pods) {
    if (pod.owner === undefined) continue
    const all = byOwner.get(pod.owner)
    if (all) all.push(pod)
    else byOwner.set(pod.owner, [pod])
  }
  const largestFirst = [...byOwner].sort(
    ([one, few], [other, many]) => many.length - few.length || (one < other ? -1 : 1),
  )
  const grouped = new Map<string, readonly PodSummary[]>()
  let left = pods.length
  for (const [owner, all] of largestFirst) {
    if (left <= projectionLimits.podsShown) break
    grouped.set(owner, all)
    left -= all.length
  }
  const shown = pods.filter(({ owner }) => owner === undefined || !grouped.has(owner))
  return { shown, grouped }
}
