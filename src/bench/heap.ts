import type { Cluster } from '../engine'
import type { Figure } from './figure'
import { clusterFor, deployment, paths, readyEndpoints, send, service, until } from './workload'

const COLLECTIONS = 8

// What only a weak map holds on to takes more than one collection to go.
function heapUsed(): number {
  for (let count = 0; count < COLLECTIONS; count++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function rollOut(cluster: Cluster, name: string, pods: number): void {
  send(cluster, paths.deployments, deployment(name, pods))
  send(cluster, paths.services, service(name))
  until(cluster, () => readyEndpoints(cluster, name) === pods)
}

/** A cluster with one Pod: what any Pod needs is not the hundredth Pod's. */
function begun(pods: number): Cluster {
  const cluster = clusterFor(pods)
  rollOut(cluster, 'first', 1)
  return cluster
}

// In a function of its own, so that nothing is left of it on the stack.
function rehearse(pods: number): void {
  rollOut(begun(pods), 'web', pods)
}

/**
 * Bytes of heap for each Pod that is Ready, with all that the cluster keeps because of it: its
 * object and Events, what each component and the network remember of it, checkpoints and caches.
 *
 * Code belongs to no Pod: the same was done once before in another cluster, so that all of it has
 * been read, and V8's compilers, which go on making more of it, are off.
 */
export const heap: Figure = {
  name: 'heap',
  unit: 'bytes/Pod',
  parameters: [100, 1_000].map((pods) => ({ pods })),
  flags: ['--expose-gc', '--jitless', '--no-expose-wasm'],
  measure(parameters) {
    const pods = Number(parameters['pods'])
    rehearse(pods)
    const cluster = begun(pods)
    const before = heapUsed()
    rollOut(cluster, 'web', pods)
    const after = heapUsed()
    if (cluster.now === 0) throw new Error('unreachable: keeps the cluster alive until here')
    return Math.round((after - before) / pods)
  },
}
