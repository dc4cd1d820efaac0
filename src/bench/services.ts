import { type Figure, timed } from './figure'
import { clusterFor, deployment, paths, readyEndpoints, send, service, until } from './workload'

const PODS_EACH = 3

/**
 * From applying so many Deployments of 3 Pods with a Service each until every endpoint is ready.
 */
export const services: Figure = {
  name: 'services',
  unit: 'ms',
  parameters: [10, 100, 1_000].map((count) => ({ services: count })),
  measure({ services: count }) {
    const names = Array.from({ length: Number(count) }, (_, index) => `web-${index}`)
    const cluster = clusterFor(names.length * PODS_EACH)
    return timed(() => {
      for (const name of names) {
        send(cluster, paths.deployments, deployment(name, PODS_EACH))
        send(cluster, paths.services, service(name))
      }
      for (const name of names) {
        until(cluster, () => readyEndpoints(cluster, name) === PODS_EACH)
      }
    })
  },
}
