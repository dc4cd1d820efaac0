import { tolerates } from '../../api/taints'
import { normalized, type ScorePlugin } from '../plugin'

/** Prefers nodes with fewer soft taints that a Pod does not tolerate. */
export const taintToleration: ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  score({ pod }, nodes) {
    // Soft taints are rare, and without any all nodes are as good.
    const isSoft = nodes.some(({ taints }) =>
      taints.some(({ effect }) => effect === 'PreferNoSchedule'),
    )
    if (!isSoft) return undefined
    const tolerations = pod.spec.tolerations ?? []
    const disliked = nodes.map(
      ({ taints }) =>
        taints.filter(
          (taint) =>
            taint.effect === 'PreferNoSchedule' &&
            !tolerations.some((each) => tolerates(each, taint)),
        ).length,
    )
    return normalized(disliked, true)
  },
}
