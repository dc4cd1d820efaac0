import { BEST, type ScorePlugin } from '../plugin'

/** Prefers nodes that have the most left: the strategy LeastAllocated of NodeResourcesFit. */
export const leastAllocated: ScorePlugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  score({ request: { scored } }, nodes) {
    return nodes.map(({ allocatable, used }) => {
      const cpu = left(allocatable['cpu'] ?? 0, used.scored.cpu + scored.cpu)
      const memory = left(allocatable['memory'] ?? 0, used.scored.memory + scored.memory)
      return Math.trunc((cpu + memory) / 2)
    })
  },
}

const left = (capacity: number, requested: number): number =>
  capacity === 0 || requested > capacity
    ? 0
    : Math.trunc(((capacity - requested) * BEST) / capacity)
