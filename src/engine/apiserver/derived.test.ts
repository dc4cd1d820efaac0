import { describe, expect, it } from 'vitest'
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

  it('is nobody’s to write or to watch', () => {
    const server = new Server()
    const path = `${NETWORKING}/ipaddresses/10.96.0.1`
    expect(server.send({ method: 'DELETE', path }).status).toBe(405)
    const query = { watch: 'true' }
    expect(server.send({ method: 'GET', path: `${NETWORKING}/ipaddresses`, query }).status).toBe(
      405,
    )
  })
})
