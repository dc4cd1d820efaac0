import type { Rejection } from './plugin'

const HOPELESS = 'Preemption is not helpful for scheduling'
const NOBODY = 'No preemption victims found for incoming pod'

/**
 * Why a Pod fits nowhere, as `FailedScheduling` tells it: each reason with the number of nodes, in
 * the order of the text; then why making room would not help either.
 */
export function unschedulableText(nodes: number, rejections: readonly Rejection[]): string {
  if (nodes === 0) return 'no nodes available to schedule pods'
  const available = `0/${nodes} nodes are available`
  const ofPod = rejections.find(({ isOfPod }) => isOfPod)
  const reasons = ofPod
    ? ofPod.reasons.join(', ')
    : counted(rejections.flatMap((each) => each.reasons))
  const preemption = counted(rejections.map(({ preemptible }) => (preemptible ? NOBODY : HOPELESS)))
  return (
    `${available}: ${reasons}. ` +
    `no new claims to deallocate, preemption: ${available}: ${preemption}.`
  )
}

function counted(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return Array.from(counts, ([text, count]) => `${count} ${text}`)
    .sort()
    .join(', ')
}
