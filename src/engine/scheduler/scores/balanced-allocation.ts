import { BEST, type ScorePlugin } from '../plugin'

const MILLION = 1_000_000

/** Prefers nodes where CPU and memory are taken to the same degree. */
export const balancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  score({ request: { amounts } }, nodes) {
    const { cpu = 0, memory = 0 } = amounts
    // A Pod that asks for nothing changes no balance.
    if (cpu === 0 && memory === 0) return undefined
    return nodes.map(({ allocatable, used }) => {
      const one = share((used.amounts['cpu'] ?? 0) + cpu, allocatable['cpu'] ?? 0)
      const other = share((used.amounts['memory'] ?? 0) + memory, allocatable['memory'] ?? 0)
      // The deviation of two values is half their difference.
      return Math.trunc((BEST * (MILLION - Math.abs(one - other) / 2)) / MILLION)
    })
  },
}

// In millionths, at most one whole.
const share = (requested: number, capacity: number): number =>
  capacity === 0 ? MILLION : Math.min(MILLION, Math.trunc((requested / capacity) * MILLION))
