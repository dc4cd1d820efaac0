import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../api/object'
import { Server, service } from './testing'

const NETWORKING = '/apis/networking.k8s.io/v1'

describe('what is told of the rest', () => {
  it('has an IPAddress for each address of a Service, while there is one', () => {
    const server = new Server()
    server.post(service({}))
    const { clusterIP } = server.get('/api/v1/namespaces/default/services/web').spec
    const path = `${NETWORKING}/ipaddresses`
    expect(server.get(`${path}/${clusterIP}`)).toMatchObject({
      kind: 'IPAddress',
      metadata: { labels: { 'ipaddress.kubernetes.io/ip-family': 'IPv4' } },
      spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } },
    })
    server.send({ method: 'DELETE', path: '/api/v1/namespaces/default/services/web' })
    expect(server.get(path).items).toEqual([])
  })

  it('has the range of the Services, and the parts of the control plane', () => {
    const server = new Server()
    const [range] = server.get(`${NETWORKING}/servicecidrs`).items
    expect(range).toMatchObject({
      metadata: { name: 'kubernetes' },
      spec: { cidrs: ['10.96.0.0/12'] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    })
    const path = '/api/v1/componentstatuses'
    const { body, warnings } = server.send({ method: 'GET', path })
    expect(body.items).toHaveLength(3)
    expect(warnings).toEqual(['v1 ComponentStatus is deprecated in v1.19+'])
  })

  it('is nobody’s to write, and says why', () => {
    const server = new Server()
    const path = `${NETWORKING}/ipaddresses/10.96.0.1`
    const { body, status } = server.send({ method: 'DELETE', path })
    expect(status).toBe(403)
    expect(body.message).toBe(
      'ipaddresses.networking.k8s.io "10.96.0.1" is forbidden: ' +
        "addresses of Services are the API server's to give out here",
    )
    expect(server.send({ method: 'DELETE', path: '/api/v1/componentstatuses/etcd-0' }).status).toBe(
      405,
    )
  })

  it('has an APIService for each group version, a level for each flow, and the nodes’ CSI', () => {
    const server = new Server()
    const services = server.get('/apis/apiregistration.k8s.io/v1/apiservices').items
    const names = services?.map((each: KubeObject) => each.metadata.name)
    expect(names).toEqual(expect.arrayContaining(['v1.', 'v1.apps', 'v2.autoscaling']))
    const flows = '/apis/flowcontrol.apiserver.k8s.io/v1'
    const levels = server.get(`${flows}/prioritylevelconfigurations`).items ?? []
    const known = levels.map((each: KubeObject) => each.metadata.name)
    for (const { spec } of server.get(`${flows}/flowschemas`).items ?? []) {
      expect(known).toContain(spec.priorityLevelConfiguration.name)
    }
    server.post({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } })
    expect(server.get('/apis/storage.k8s.io/v1/csinodes/node-1').kind).toBe('CSINode')
  })
})
