import { seconds } from '../engine'
import { type Figure, timed } from './figure'
import { clusterFor, deployment, paths, readyEndpoints, send, service, until } from './workload'

const PODS = 1_000

function busyCluster() {
  const cluster = clusterFor(PODS)
  send(cluster, paths.deployments, deployment('web', PODS))
  send(cluster, paths.services, service('web'))
  until(cluster, () => readyEndpoints(cluster, 'web') === PODS)
  return cluster
}

const ROUNDS = 20

/** One fork of a cluster of 1,000 Pods: the price of a checkpoint. */
export const checkpoint: Figure = {
  name: 'checkpoint',
  unit: 'ms',
  parameters: [{ pods: PODS }],
  measure() {
    const cluster = busyCluster()
    const forks: unknown[] = []
    const spent = timed(() => {
      for (let round = 0; round < ROUNDS; round++) forks.push(cluster.checkpoint())
    })
    return spent / forks.length
  },
}

/** Going back to an instant in the middle of the rollout of 1,000 Pods, the mean of many. */
export const seek: Figure = {
  name: 'seek',
  unit: 'ms',
  parameters: [{ pods: PODS }],
  measure() {
    const cluster = busyCluster()
    const end = cluster.now
    const begin = end - seconds(20)
    let spent = 0
    for (let round = 1; round <= ROUNDS; round++) {
      const at = Math.round(begin + ((end - begin) * ((round * 7) % ROUNDS)) / ROUNDS)
      spent += timed(() => cluster.seek(at))
      cluster.seek(end)
    }
    return spent / ROUNDS
  },
}
