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
    const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets/none'
    expect(server.put(budgets, { metadata: { name: 'none' } }).status).toBe(404)
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

  it('is given what stands for an address and for a port in a dry run', () => {
    const server = new Server()
    const send = (spec: object) =>
      server.send({
        method: 'POST',
        path: '/api/v1/namespaces/default/services',
        query: { dryRun: 'All' },
        body: { metadata: { name: 's' }, spec: { type: 'NodePort', ...spec } },
      }).body.spec
    expect(send({ ports: [{ port: 80 }] })).toMatchObject({
      clusterIP: '10.96.0.0',
      ports: [{ nodePort: 32_769 }],
    })
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ]
    expect(send({ ports }).ports).toMatchObject([{ nodePort: 32_769 }, { nodePort: 32_770 }])
  })

  it('is not deleted in a dry run, wherever the options say so', () => {
    const server = new Server()
    server.post(pod)
    const path = '/api/v1/namespaces/default/pods/p'
    const dryRun = ['All']
    server.send({ method: 'DELETE', path, body: { kind: 'DeleteOptions', dryRun } })
    const eviction = { metadata: { name: 'p' }, deleteOptions: { dryRun } }
    server.send({ method: 'POST', path: `${path}/eviction`, body: eviction })
    expect(server.get(path).metadata).not.toHaveProperty('deletionTimestamp')
    server.send({ method: 'DELETE', path, body: { gracePeriodSeconds: 0 } })
    expect(server.get(path).reason).toBe('NotFound')
  })

  it('is refused with options that there are not', () => {
    const post = (query: Readonly<Record<string, string>>) =>
      new Server().send({
        method: 'POST',
        path: '/api/v1/namespaces/default/pods',
        query,
        body: pod,
      }).body.message
    expect(post({ dryRun: 'x' })).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["x"]: supported ' +
        'values: "All"',
    )
    expect(post({ fieldValidation: 'x' })).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "x": ' +
        'supported values: "", "Ignore", "Strict", "Warn"',
    )
  })

  it('has nothing where a slice has no endpoint', () => {
    const server = new Server()
    const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices'
    const body = { metadata: { name: 's' }, addressType: 'IPv4', endpoints: [], ports: [] }
    const none = { endpoints: null, ports: null }
    expect(server.send({ method: 'POST', path, body }).body).toMatchObject(none)
    expect(server.get(path)).toMatchObject({ items: [none] })
  })
})
