import { meetsTerm } from '../../resources/node-terms'
import { normalized, type ScorePlugin } from '../plugin'

/** Prefers nodes that a Pod's preferred node affinity matches. */
export const nodeAffinity: ScorePlugin = {
  name: 'NodeAffinity',
  weight: 2,
  score({ pod }, nodes) {
    const { nodeAffinity: affinity } = pod.spec.affinity ?? {}
    const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    if (preferred.length === 0) return undefined
    const liked = nodes.map((node) =>
      preferred.reduce(
        (sum, { preference, weight }) => sum + (meetsTerm(preference, node) ? weight : 0),
        0,
      ),
    )
    return normalized(liked)
  },
}
