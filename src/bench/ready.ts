import { type Figure, timed } from './figure'
import { clusterFor, deployment, paths, readyEndpoints, send, service, until } from './workload'

/**
 * From applying a Deployment and its Service until all Pods are Ready and in the EndpointSlices.
 */
export const ready: Figure = {
  name: 'ready',
  unit: 'ms',
  parameters: [10, 100, 500, 1_000, 10_000].map((replicas) => ({ replicas })),
  measure({ replicas }) {
    const cluster = clusterFor(Number(replicas))
    return timed(() => {
      send(cluster, paths.deployments, deployment('web', Number(replicas)))
      send(cluster, paths.services, service('web'))
      until(cluster, () => readyEndpoints(cluster, 'web') === Number(replicas))
    })
  },
}
