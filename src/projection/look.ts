import type { Crew } from './crew'
import { projectionLimits } from './limits'
import type { Subject } from './recorded'
import type { PodPage, PodState, PodSummary } from './summary'

/** What a screen wants told besides what it is told anyway. */
export interface Look {
  /** Pods that are told by themselves, whatever they belong to: whichever is selected. */
  readonly pods: readonly string[]
  /** Workloads shown as one, of which some Pods are told one by one. */
  readonly workloads: readonly WorkloadLook[]
  /** Whether Events are listed. */
  readonly events?: boolean
  /** A thing of which it is told what was recorded about it: whichever is selected. */
  readonly about?: Subject & { readonly id: string }
  /** Words by which Pods are sought, told by themselves or not. */
  readonly find?: string
}

/** Which Pods of a workload are wanted. */
export interface WorkloadLook {
  readonly id: string
  /** How many of those that match come before. */
  readonly from: number
  /** Words, each of which is in its name, its node, its address or its status. */
  readonly text?: string
  readonly state?: PodState
}

/** Nothing besides. */
export const noLook: Look = { pods: [], workloads: [] }

/** As many Pods of a workload as a screen takes at a time, by name, and where they stand in all. */
export function pageOf(
  crew: Crew,
  { from, text = '', state }: WorkloadLook,
): { readonly pods: readonly PodSummary[]; readonly page: PodPage } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const all = crew.inOrder()
  const isAll = words.length === 0 && state === undefined
  const found = isAll ? all : all.filter((pod) => isMeant(pod, words, state))
  const { podsAPage } = projectionLimits
  // Where there are fewer than before, the last page is shown.
  const last = Math.floor(Math.max(0, found.length - 1) / podsAPage) * podsAPage
  const first = Math.min(from, last)
  const pods = found.slice(first, first + podsAPage)
  return { pods, page: { from: first, pods: pods.length, matching: found.length } }
}

function isMeant(pod: PodSummary, words: readonly string[], state?: PodState): boolean {
  if (state !== undefined && pod.state !== state) return false
  const texts = [pod.name, pod.node ?? '', pod.ip ?? '', pod.status.toLowerCase()]
  return words.every((word) => texts.some((each) => each.includes(word)))
}
