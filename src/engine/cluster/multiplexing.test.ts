import { describe, expect, it } from 'vitest'
import type { FlowsPage } from '../api/kernel'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { PODS, pod, post } from '../testing/sessions'

const clientOf = (how: { readonly keepAlive: boolean; readonly multiplexed?: boolean }) => ({
  name: 'visitor',
  from: { type: 'pod', namespace: 'default', name: 'client' } as const,
  url: 'http://bin/delay/1',
  ratePerSecond: 8,
  concurrency: 20,
  timeoutSeconds: 5,
  ...how,
})

// Pods that take a second to answer.
function slow(): Cluster {
  const cluster = Cluster.create({ seed: 5 })
  cluster.settle()
  for (const name of ['bin-1', 'bin-2', 'bin-3']) {
    post(cluster, 'pods', {
      metadata: { name, labels: { app: 'bin' } },
      spec: { containers: [{ name: 'main', image: 'kennethreitz/httpbin' }] },
    })
  }
  pod(cluster, 'client', { command: ['sleep', '1d'] }, { nodeName: 'node-2' })
  const ports = [{ port: 80 }]
  post(cluster, 'services', {
    metadata: { name: 'bin' },
    spec: { selector: { app: 'bin' }, ports },
  })
  cluster.settle()
  return cluster
}

function connectionsOf(cluster: Cluster): FlowsPage['rows'] {
  const path = '/playground/v1/nodes/node-2/flows'
  const query = { filter: 'tcp service/default/bin established', limit: '400' }
  const response = cluster.request({ method: 'GET', path, query })
  return ((response as { body: unknown }).body as FlowsPage).rows
}

describe('a client whose requests overlap', () => {
  it('opens a connection for each with keep-alive, and keeps them', () => {
    const cluster = slow()
    cluster.setTraffic([clientOf({ keepAlive: true })])
    cluster.advance(cluster.now + seconds(10))
    const connections = connectionsOf(cluster)
    expect(connections.length).toBeGreaterThanOrEqual(8)
    expect(new Set(connections.map(({ server }) => server)).size).toBeGreaterThan(1)
  })

  it('has one connection for all of them when it multiplexes, and so one Pod', () => {
    const cluster = slow()
    cluster.setTraffic([clientOf({ keepAlive: true, multiplexed: true })])
    cluster.advance(cluster.now + seconds(10))
    expect(connectionsOf(cluster)).toHaveLength(1)
    const { started, succeeded, failed } = cluster.trafficCount('visitor')
    expect(failed).toBe(0)
    expect(started).toBeGreaterThan(75)
    // Eight are under way at a time, on one connection: those of the last second.
    expect(succeeded).toBeGreaterThan(65)
  })

  // The client, and the Pod that its one connection leads to.
  function steady(): { readonly cluster: Cluster; readonly path: string } {
    const cluster = slow()
    cluster.setTraffic([clientOf({ keepAlive: true, multiplexed: true })])
    cluster.advance(cluster.now + seconds(5))
    const name = connectionsOf(cluster)[0]?.server?.split('/').at(-1)
    return { cluster, path: `${PODS}/${name}` }
  }
  const succeededIn = (cluster: Cluster, span: number): number => {
    const before = cluster.trafficCount('visitor').succeeded
    cluster.advance(cluster.now + seconds(span))
    return cluster.trafficCount('visitor').succeeded - before
  }

  it('goes on by another connection when the Pod closes this one', () => {
    const { cluster, path } = steady()
    cluster.request({ method: 'DELETE', path })
    cluster.advance(cluster.now + seconds(5))
    expect(succeededIn(cluster, 10)).toBeGreaterThan(60)
    const servers = connectionsOf(cluster).map(({ server }) => server)
    expect(servers).toHaveLength(1)
    expect(servers[0]).not.toBe(path)
  })

  it('stays with a Pod that has gone without a word, until TCP gives up', () => {
    const { cluster, path } = steady()
    cluster.request({ method: 'DELETE', path, query: { gracePeriodSeconds: '0' } })
    cluster.advance(cluster.now + seconds(5))
    expect(succeededIn(cluster, 60)).toBe(0)
    cluster.advance(cluster.now + seconds(15 * 60))
    expect(succeededIn(cluster, 10)).toBeGreaterThan(60)
  })

  it('changes from one way to the other without losing a request', () => {
    const cluster = slow()
    for (const multiplexed of [false, true, false, true]) {
      cluster.setTraffic([clientOf({ keepAlive: true, multiplexed })])
      cluster.advance(cluster.now + seconds(4))
    }
    expect(cluster.trafficCount('visitor').failed).toBe(0)
    expect(cluster.trafficCount('visitor').succeeded).toBeGreaterThan(110)
  })
})
