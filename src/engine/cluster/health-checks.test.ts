import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import { seconds } from '../sim'
import { opened, post } from '../testing/sessions'

const labels = { app: 'api' }

// A Service with policy Local whose one Pod is on node-2.
function balanced(): { readonly cluster: Cluster; readonly port: number } {
  const cluster = Cluster.create({ environment: 'ack' })
  const container = { name: 'web', image: 'nginx:1.27' }
  post(cluster, 'pods', {
    metadata: { name: 'api', labels },
    spec: { nodeName: 'node-2', containers: [container] },
  })
  const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', selector: labels }
  post(cluster, 'services', { metadata: { name: 'api' }, spec: { ...spec, ports: [{ port: 80 }] } })
  cluster.settle()
  const service = cluster.reader().get('Service', 'default', 'api')
  return { cluster, port: service?.spec.healthCheckNodePort ?? 0 }
}

const ask = (cluster: Cluster, url: string): string =>
  opened(cluster, {
    method: 'POST',
    path: '/playground/v1/hosts/laptop/exec',
    query: { command: ['curl', '-s', '-i', '-m', '2', url], stdout: 'true', stderr: 'true' },
  })
    .wait()
    .text()

describe('a health check node port', () => {
  it('says on each node how many endpoints it has, for balancers to choose by', () => {
    const { cluster, port } = balanced()
    const [here, there] = ['192.168.1.12', '192.168.1.13'].map((ip) =>
      ask(cluster, `${ip}:${port}`),
    )
    expect(here).toMatch(/^HTTP\/1.1 200 OK/)
    expect(here).toContain('X-Load-Balancing-Endpoint-Weight: 1')
    expect(here).toContain('\t"localEndpoints": 1,\n\t"serviceProxyHealthy": true\n}')
    expect(there).toMatch(/^HTTP\/1.1 503 Service Unavailable/)
    expect(there).toContain('"namespace": "default",\n\t\t"name": "api"')
  })

  it('follows the endpoints, and is gone with the policy', () => {
    const { cluster, port } = balanced()
    cluster.request({ method: 'DELETE', path: '/api/v1/namespaces/default/pods/api' })
    cluster.advance(cluster.now + seconds(40))
    expect(ask(cluster, `192.168.1.12:${port}`)).toMatch(/^HTTP\/1.1 503/)
    cluster.request({
      method: 'PATCH',
      path: '/api/v1/namespaces/default/services/api',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { spec: { externalTrafficPolicy: 'Cluster' } },
    })
    cluster.advance(cluster.now + seconds(5))
    expect(ask(cluster, `192.168.1.12:${port}`)).toBe('')
  })
})
