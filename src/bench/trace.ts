import { type Figure, timed } from './figure'
import { shopOf } from './workload'

const TRACES = 20

/** Milliseconds of wall time to follow one request through a ClusterIP, with every step told. */
export const trace: Figure = {
  name: 'trace',
  unit: 'ms',
  parameters: [1, 1_000, 5_000].map((count) => ({ services: count })),
  measure({ services: count }) {
    const { cluster, from, url: to } = shopOf(Number(count))
    const spent = timed(() => {
      for (let times = 0; times < TRACES; times++) {
        const { outcome } = cluster.trace({ from, to })
        if (outcome !== 'ok') throw new Error(`a trace ended: ${outcome}`)
      }
    })
    return spent / TRACES
  },
}
