import { seconds } from '../engine'
import type { ProxyMode } from '../engine/api/traffic'
import type { Figure } from './figure'
import {
  client,
  clusterFor,
  deployment,
  paths,
  readyEndpoints,
  send,
  service,
  until,
} from './workload'

const WARM_UP = 20_000
const MEASURED = 200_000

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
    const cluster = clusterFor(300, mode as ProxyMode)
    send(cluster, paths.deployments, deployment('web', 3))
    send(cluster, paths.pods, client('client'))
    // All Services select the same three Pods: as many rules as three Pods each would make.
    for (let index = 0; index < Number(count); index++) {
      send(cluster, paths.services, service(`web-${index}`, 'web'))
    }
    const last = `web-${Number(count) - 1}`
    until(cluster, () => readyEndpoints(cluster, last) === 3)
    cluster.advance(cluster.now + seconds(5))
    cluster.setTraffic([
      {
        name: 'load',
        from: { type: 'pod', namespace: 'default', name: 'client' },
        url: `http://${last}`,
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
