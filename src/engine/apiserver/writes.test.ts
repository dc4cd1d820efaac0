import { describe, expect, it } from 'vitest'
import { Server } from './testing'

describe('what is written', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default' },
    spec: { containers: [{ name: 'a', image: 'nginx' }] },
  }

  it('may be a Binding in a collection of its own, once', () => {
    const server = new Server()
    server.post(pod)
    const path = '/api/v1/namespaces/default/bindings'
    const body = { metadata: { name: 'p' }, target: { kind: 'Node', name: 'node-2' } }
    expect(server.send({ method: 'POST', path, body })).toMatchObject({ status: 201 })
    expect(server.get('/api/v1/namespaces/default/pods/p').spec).toMatchObject({
      nodeName: 'node-2',
    })
    expect(server.send({ method: 'POST', path, body }).body.message).toBe(
      'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node ' +
        '"node-2"',
    )
  })

  it('has to say which version of a Lease it replaces', () => {
    const server = new Server()
    const lease = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'l', namespace: 'default' },
      spec: { holderIdentity: 'me' },
    }
    const path = '/apis/coordination.k8s.io/v1/namespaces/default/leases/l'
    expect(server.put(path, lease).status).toBe(201)
    expect(server.put(path, lease).body.message).toBe(
      'Lease.coordination.k8s.io "l" is invalid: metadata.resourceVersion: Invalid value: 0x0: ' +
        'must be specified for an update',
    )
    const { metadata } = server.get(path)
    expect(server.put(path, { ...lease, metadata }).status).toBe(200)
  })

  it('may say nothing twice where it is read strictly, and is warned of otherwise', () => {
    const server = new Server()
    const path = '/api/v1/namespaces/default/pods'
    const duplicates = ['duplicate field "spec.nodeName"']
    const request = { method: 'POST', path, body: pod, duplicates } as const
    const strict = { fieldValidation: 'Strict' }
    expect(server.send({ ...request, query: strict }).body.message).toBe(
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: ' +
        'duplicate field "spec.nodeName"',
    )
    expect(server.send(request)).toMatchObject({ status: 201, warnings: duplicates })
  })
})
