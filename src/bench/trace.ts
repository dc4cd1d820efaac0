import { seconds } from '../engine'
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

const TRACES = 20
const from = { type: 'pod', namespace: 'default', name: 'client' } as const

/** Milliseconds of wall time to follow one request through a ClusterIP, with every step told. */
export const trace: Figure = {
  name: 'trace',
  unit: 'ms',
  parameters: [1, 1_000, 5_000].map((count) => ({ services: count })),
  measure({ services: count }) {
    const cluster = clusterFor(301)
    send(cluster, paths.deployments, deployment('web', 3))
    send(cluster, paths.pods, client('client'))
    for (let index = 0; index < Number(count); index++) {
      send(cluster, paths.services, service(`web-${index}`, 'web'))
    }
    const last = `web-${Number(count) - 1}`
    until(cluster, () => readyEndpoints(cluster, last) === 3)
    cluster.advance(cluster.now + seconds(5))
    const began = performance.now()
    for (let times = 0; times < TRACES; times++) {
      const { outcome } = cluster.trace({ from, to: `http://${last}` })
      if (outcome !== 'ok') throw new Error(`a trace ended: ${outcome}`)
    }
    return (performance.now() - began) / TRACES
  },
}
