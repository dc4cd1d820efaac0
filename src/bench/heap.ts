import type { Figure } from './figure'
import { clusterFor, deployment, paths, readyEndpoints, send, service, until } from './workload'

function heapUsed(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** Bytes of heap for each Pod that is Ready, with all that the cluster keeps because of it. */
export const heap: Figure = {
  name: 'heap',
  unit: 'bytes/Pod',
  parameters: [100, 1_000].map((pods) => ({ pods })),
  measure({ pods }) {
    // One Pod first: code and caches that any Pod needs are not the hundredth Pod's.
    const cluster = clusterFor(Number(pods))
    send(cluster, paths.deployments, deployment('first', 1))
    send(cluster, paths.services, service('first'))
    until(cluster, () => readyEndpoints(cluster, 'first') === 1)
    const before = heapUsed()
    send(cluster, paths.deployments, deployment('web', Number(pods)))
    send(cluster, paths.services, service('web'))
    until(cluster, () => readyEndpoints(cluster, 'web') === Number(pods))
    const after = heapUsed()
    if (cluster.now === 0) throw new Error('unreachable: keeps the cluster alive until here')
    return Math.round((after - before) / Number(pods))
  },
}
