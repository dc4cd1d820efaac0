import { Cluster, minutes, seconds } from '../engine'
import type { ProxyMode } from '../engine/api/traffic'
import { limits } from '../engine/limits'

/** Fails with the server's own words when a request was refused. */
export function send(cluster: Cluster, path: string, body: object): void {
  const response = cluster.request({ method: 'POST', path, body })
  if (response.status >= 300) throw new Error(JSON.stringify(response))
}

// A node takes 110 Pods, CoreDNS and a client among them.
const PODS_A_NODE = limits.podsPerNode - 10

/** A bare cluster, settled, with room for so many Pods. */
export function clusterFor(pods: number, mode: ProxyMode = 'iptables'): Cluster {
  const cluster = Cluster.create({ mode, nodes: Math.max(3, Math.ceil(pods / PODS_A_NODE)) })
  if (!cluster.settle()) throw new Error('the bare cluster does not settle')
  return cluster
}

/** A Deployment of a server that listens on 8080. */
export const deployment = (name: string, replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
            args: ['netexec', '--http-port=8080'],
          },
        ],
      },
    },
  },
})

/** A ClusterIP Service, 80 to 8080. */
export const service = (name: string, app = name): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] },
})

/** A Pod that only waits, to send requests from. */
const client = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    containers: [{ name: 'curl', image: 'curlimages/curl:8.17.0', command: ['sleep', 'infinity'] }],
  },
})

/** Where Deployments, Services and Pods of `default` are created. */
export const paths = {
  deployments: '/apis/apps/v1/namespaces/default/deployments',
  services: '/api/v1/namespaces/default/services',
  pods: '/api/v1/namespaces/default/pods',
} as const

/** How many endpoints of a Service its slices list as ready. */
export function readyEndpoints(cluster: Cluster, name: string): number {
  let ready = 0
  for (const slice of cluster.reader().indexed('EndpointSlice', 'service', `default/${name}`)) {
    for (const { conditions } of slice.endpoints ?? []) if (conditions?.ready) ready++
  }
  return ready
}

const SERVERS = 3

/** A client, and one Service of many that it can send requests to. */
export interface Shop {
  readonly cluster: Cluster
  readonly from: { readonly type: 'pod'; readonly namespace: string; readonly name: string }
  readonly url: string
}

/** A settled cluster with so many Services and a client, which asks the last of them. */
export function shopOf(services: number, mode?: ProxyMode): Shop {
  const cluster = clusterFor(SERVERS + 1, mode)
  send(cluster, paths.deployments, deployment('web', SERVERS))
  send(cluster, paths.pods, client('client'))
  // All Services select the same Pods: as many rules as Pods of their own would make.
  for (let index = 0; index < services; index++) {
    send(cluster, paths.services, service(`web-${index}`, 'web'))
  }
  const last = `web-${services - 1}`
  until(cluster, () => readyEndpoints(cluster, last) === SERVERS)
  cluster.advance(cluster.now + seconds(5))
  const from = { type: 'pod', namespace: 'default', name: 'client' } as const
  return { cluster, from, url: `http://${last}` }
}

const STEP = seconds(0.05)

/** Lets time pass until `done`; throws when it takes more than an hour of simulated time. */
export function until(cluster: Cluster, done: () => boolean): void {
  const end = cluster.now + minutes(60)
  let seen = -1
  // While nothing is written nothing is done: what is measured is not the looking.
  while (seen === cluster.revision || !done()) {
    if (cluster.now >= end) throw new Error('not done within an hour of simulated time')
    seen = cluster.revision
    cluster.advance(cluster.now + STEP)
  }
}
