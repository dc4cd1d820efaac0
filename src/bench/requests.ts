import { seconds } from '../engine'
import type { ProxyMode } from '../engine/api/traffic'
import type { Figure } from './figure'
import { shopOf } from './workload'

const WARM_UP = 10_000
const MEASURED = 40_000

const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

/**
 * Requests a second of wall time from one client in a closed loop: each looks the short name up (A
 * and AAAA), opens a connection through the ClusterIP, asks, and closes it.
 */
export const requests: Figure = {
  name: 'requests',
  unit: '1/s',
  parameters: modes.flatMap((mode) =>
    [1, 100, 1_000, 5_000].map((count) => ({ services: count, mode })),
  ),
  measure({ services: count, mode }) {
    const { cluster, from, url } = shopOf(Number(count), mode as ProxyMode)
    cluster.setTraffic([
      {
        name: 'load',
        from,
        url,
        ratePerSecond: 1_000,
        concurrency: 1,
        keepAlive: false,
        timeoutSeconds: 5,
        closedLoop: true,
      },
    ])
    const upTo = (wanted: number): void => {
      while (cluster.trafficCount('load').succeeded < wanted) {
        cluster.advance(cluster.now + seconds(1))
        const { failed } = cluster.trafficCount('load')
        if (failed > 0) throw new Error(`${failed} requests failed`)
      }
    }
    upTo(WARM_UP)
    const before = cluster.trafficCount('load').succeeded
    const start = performance.now()
    upTo(before + MEASURED)
    const done = cluster.trafficCount('load').succeeded - before
    return Math.round((done * 1_000) / (performance.now() - start))
  },
}
