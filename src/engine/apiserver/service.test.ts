import { describe, expect, it } from 'vitest'
import { pathOf, Server, service, WEB } from './testing'

describe('creating a Service', () => {
  it('fills in what the API server fills in', () => {
    const { status, body } = new Server().post(service({}))
    expect(status).toBe(201)
    expect(body.spec).toMatchObject({
      type: 'ClusterIP',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      sessionAffinity: 'None',
      ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
    })
    expect(body.spec.clusterIPs).toEqual([body.spec.clusterIP])
    expect(body.status).toEqual({ loadBalancer: {} })
    expect(body.metadata).toMatchObject({
      namespace: 'default',
      creationTimestamp: '2026-01-01T00:00:05Z',
    })
  })
  it('draws an address of the upper band, and never one that is taken', () => {
    const server = new Server()
    const addresses = Array.from({ length: 200 }, (_, index) => {
      const { body } = server.post(service({}, `web-${index}`))
      return body.spec.clusterIP as string
    })
    expect(new Set(addresses).size).toBe(200)
    for (const address of addresses) expect(address).toMatch(/^10\.(9[6-9]|10\d|11[01])\./)
    for (const address of addresses) expect(address).not.toMatch(/^10\.96\.0\./)
  })
  it('draws a node port of the upper band for each port, one for both protocols of a port', () => {
    const ports = [
      { name: 'a', port: 53, protocol: 'UDP' },
      { name: 'b', port: 53, protocol: 'TCP' },
      { name: 'c', port: 80 },
    ]
    const { body } = new Server().post(service({ type: 'NodePort', ports }))
    const [a, b, c] = body.spec.ports.map((port: { nodePort: number }) => port.nodePort)
    expect(a).toBe(b)
    expect(c).not.toBe(a)
    for (const port of [a, c]) expect(port).toBeGreaterThanOrEqual(30_086)
    expect(body.spec.externalTrafficPolicy).toBe('Cluster')
  })
  it('allocates a health check node port for a LoadBalancer with policy Local only', () => {
    const server = new Server()
    const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }
    expect(server.post(service(local)).body.spec.healthCheckNodePort).toBeGreaterThan(30_000)
    const cluster = server.post(service({ type: 'LoadBalancer' }, 'other')).body.spec
    expect(cluster.healthCheckNodePort).toBeUndefined()
  })

  const IP_FIELD = 'spec.clusterIPs'
  const RANGE = 'The range of valid ports is 30000-32767'
  const refusals: readonly [string, object, string][] = [
    [
      'an address outside the range',
      { clusterIP: '10.1.2.3' },
      `${IP_FIELD}: Invalid value: ["10.1.2.3"]: failed to allocate IP 10.1.2.3: the provided ` +
        'network does not match the current range',
    ],
    [
      'the network address itself',
      { clusterIP: '10.96.0.0' },
      `${IP_FIELD}: Invalid value: ["10.96.0.0"]: failed to allocate IP 10.96.0.0: the provided ` +
        'network does not match the current range',
    ],
    [
      'an address that is taken',
      { clusterIP: '10.96.0.50' },
      `${IP_FIELD}: Invalid value: ["10.96.0.50"]: failed to allocate IP 10.96.0.50: provided IP ` +
        'is already allocated',
    ],
    [
      'a node port outside the range',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. ' +
        RANGE,
    ],
    [
      'a node port that is taken',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] },
      'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    ],
  ]
  it.each(refusals)('refuses %s, alone, before it looks at anything else', (_, spec, message) => {
    const server = new Server()
    const taken = { clusterIP: '10.96.0.50', type: 'NodePort' }
    server.post(service({ ...taken, ports: [{ port: 80, nodePort: 30_080 }] }, 'taken'))
    const { status, body } = server.post(service(spec, '1bad-name'))
    expect(status).toBe(422)
    expect(body.message).toBe(`Service "1bad-name" is invalid: ${message}`)
    expect(body.details.causes).toHaveLength(1)
  })

  it('refuses a second of the same name', () => {
    const server = new Server()
    server.post(service({}))
    const { status, body } = server.post(service({}))
    expect([status, body.reason, body.message]).toEqual([
      409,
      'AlreadyExists',
      'services "web" already exists',
    ])
  })
  it('refuses an unknown field when asked to be strict, and warns of it otherwise', () => {
    const server = new Server()
    const wrong = service({ selectr: { app: 'web' } })
    expect(server.post(wrong).body.message).toBe(
      'Service in version "v1" cannot be handled as a Service: strict decoding error: ' +
        'unknown field "spec.selectr"',
    )
    const { status, warnings } = server.send({ method: 'POST', path: pathOf(wrong), body: wrong })
    expect([status, warnings]).toEqual([201, ['unknown field "spec.selectr"']])
  })
  it('into a namespace that is not there is refused', () => {
    const path = '/api/v1/namespaces/nope/services'
    const { body } = new Server().send({ method: 'POST', path, body: service({}) })
    expect([body.code, body.message]).toEqual([404, 'namespaces "nope" not found'])
  })
  it('as a dry run changes nothing, and shows what nobody can have', () => {
    const server = new Server()
    const before = server.store
    const query = { dryRun: 'All' }
    const answer = server.send({
      method: 'POST',
      path: pathOf(service({})),
      body: service({ type: 'NodePort' }),
      query,
    })
    expect(answer.status).toBe(201)
    expect(answer.body.spec).toMatchObject({
      clusterIP: '10.96.0.0',
      ports: [{ nodePort: 32_769 }],
    })
    expect(server.store).toBe(before)
    expect(answer.body.metadata).not.toHaveProperty('resourceVersion')
  })
})

describe('changing a Service', () => {
  const started = (spec: object = {}): Server => {
    const server = new Server()
    server.post(service(spec))
    return server
  }
  it('as a dry run answers with the version that there still is', () => {
    const server = started()
    const { resourceVersion } = server.get(WEB).metadata
    const answer = server.send({
      method: 'PUT',
      path: WEB,
      query: { dryRun: 'All' },
      body: service({ type: 'NodePort' }),
    })
    expect(answer.body).toMatchObject({ metadata: { resourceVersion }, spec: { type: 'NodePort' } })
  })
  it('to a type that there is not is refused for that alone', () => {
    const { body } = started().patch(WEB, 'strategic-merge-patch', { spec: { type: 'Foo' } })
    expect(body.details.causes.map(({ field }: { field: string }) => field)).toEqual(['spec.type'])
  })
  it('keeps its address and node ports when the new manifest leaves them out', () => {
    const server = started({ type: 'NodePort' })
    const before = server.send({ method: 'GET', path: WEB }).body
    const { body } = server.send({ method: 'PUT', path: WEB, body: service({ type: 'NodePort' }) })
    expect(body.spec.clusterIP).toBe(before.spec.clusterIP)
    expect(body.spec.ports[0].nodePort).toBe(before.spec.ports[0].nodePort)
  })
  it('that changes nothing keeps its resourceVersion', () => {
    const server = started()
    const before = server.send({ method: 'GET', path: WEB }).body
    const { body } = server.send({ method: 'PUT', path: WEB, body: before })
    expect(body.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
  })
  it('from an old resourceVersion is a Conflict', () => {
    const server = started()
    const before = server.send({ method: 'GET', path: WEB }).body
    server.patch(WEB, 'merge-patch', { metadata: { labels: { a: 'b' } } })
    const { status, body } = server.send({ method: 'PUT', path: WEB, body: before })
    expect([status, body.reason]).toEqual([409, 'Conflict'])
    expect(body.message).toContain('the object has been modified; please apply your changes')
  })
  it('to another type allocates and releases node ports', () => {
    const server = started()
    const spec = (patch: object) => server.patch(WEB, 'merge-patch', { spec: patch }).body.spec
    expect(spec({ type: 'NodePort' }).ports[0].nodePort).toBeGreaterThan(30_000)
    const back = spec({ type: 'ClusterIP' })
    expect(back.ports[0].nodePort).toBeUndefined()
    expect(back.externalTrafficPolicy).toBeUndefined()
  })
  it('by a strategic merge patch merges ports by their number', () => {
    const server = started({
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 443 },
      ],
    })
    const patch = {
      spec: {
        ports: [
          { port: 443, targetPort: 8443 },
          { name: 'c', port: 9 },
        ],
      },
    }
    const { body } = server.patch(WEB, 'strategic-merge-patch', patch)
    expect(body.spec.ports.map((port: { name: string }) => port.name)).toEqual(['a', 'b', 'c'])
    expect(body.spec.ports[1].targetPort).toBe(8443)
  })
  it('by a directive takes an item out of a list', () => {
    const server = started({
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 443 },
      ],
    })
    const patch = { spec: { ports: [{ $patch: 'delete', port: 80 }] } }
    const { body } = server.patch(WEB, 'strategic-merge-patch', patch)
    expect(body.spec.ports.map((port: { name: string }) => port.name)).toEqual(['b'])
  })
  it('under another name than the URL is refused', () => {
    const server = started()
    const { body } = server.send({ method: 'PUT', path: WEB, body: service({}, 'other') })
    expect(body.message).toBe(
      'the name of the object (other) does not match the name on the URL (web)',
    )
  })
})

describe('a Service that is patched', () => {
  it('may have a finalizer of a domain, and none that nobody knows', () => {
    const finalizers = ['example.com/wait', 'foregroundDeletion', 'x']
    const server = new Server()
    server.post(service({}))
    const { body } = server.patch(WEB, 'merge-patch', { metadata: { finalizers } })
    expect(body.details.causes).toEqual([
      {
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
        field: 'metadata.finalizers[2]',
      },
    ])
  })
  it('has its balancer complete what a client says of an address', () => {
    const server = new Server()
    server.post(service({ type: 'LoadBalancer' }))
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }
    const { body } = server.patch(`${WEB}/status`, 'merge-patch', { status })
    expect(body.status.loadBalancer.ingress).toEqual([{ ip: '192.0.2.1', ipMode: 'VIP' }])
  })
})

describe('a PUT of a Service', () => {
  it('that is not there creates it', () => {
    const server = new Server()
    expect(server.put(WEB, service({})).status).toBe(201)
    expect(server.put(WEB, service({})).status).toBe(200)
  })
  it('to its status does not', () => {
    expect(new Server().put(`${WEB}/status`, service({})).status).toBe(404)
  })
  it('that does not say its name is refused', () => {
    const { status, body } = new Server().put(WEB, { ...service({}), metadata: {} })
    expect([status, body.message]).toEqual([
      400,
      'the name of the object (web based on URL) was undeterminable: name must be provided',
    ])
  })
  it('into another namespace than the URL names is refused', () => {
    const elsewhere = { ...service({}), metadata: { name: 'web', namespace: 'kube-system' } }
    expect(new Server().put(WEB, elsewhere).body.message).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  })
})

describe('a patch that makes no Service', () => {
  const web = (): Server => {
    const server = new Server()
    server.post(service({}))
    return server
  }
  const refused = (type: string, body: unknown, fieldValidation = 'Strict') => {
    const headers = { 'content-type': `application/${type}+json` }
    const query = { fieldValidation }
    const answer = web().send({ method: 'PATCH', path: WEB, headers, query, body })
    return [answer.status, answer.body.message]
  }
  it('is shown as Go prints it, with the unknown field', () => {
    expect(refused('strategic-merge-patch', { spec: { selectr: { a: 'x"y' } } })).toEqual([
      422,
      ' "" is invalid: patch: Invalid value: "map[spec:map[selectr:map[a:x\\"y]]]": ' +
        'strict decoding error: unknown field "spec.selectr"',
    ])
  })
  it.each<[object, string]>([
    [{ ports: [{ port: 'http' }] }, 'unrecognized type: int32'],
    [{ ports: { port: 80 } }, 'cannot restore slice from map'],
    [{ selector: 'web' }, 'cannot restore map from string'],
    [{ sessionAffinityConfig: 5 }, 'cannot restore struct from: int64'],
    [
      { ports: [{ port: 80, targetPort: true }] },
      'json: cannot unmarshal bool into Go value of type int32',
    ],
  ])('says of %j that its type is wrong', (spec, why) => {
    const [status, message] = refused('strategic-merge-patch', { spec })
    expect(status).toBe(422)
    expect(message).toMatch(/^ "" is invalid: patch: Invalid value: "map\[spec:/)
    expect(message.endsWith(`": ${why}`)).toBe(true)
  })
  it('is shown as JSON when it is not a strategic one', () => {
    const [status, message] = refused('merge-patch', { spec: { selectr: {} } })
    expect(status).toBe(422)
    expect(message).toContain('patch: Invalid value: "{\\"apiVersion\\":\\"v1\\",')
    expect(message).toContain('": strict decoding error: unknown field "spec.selectr"')
  })
  it('only warns unless it is to be strict', () => {
    const { status, warnings } = web().patch(WEB, 'merge-patch', { spec: { selectr: {} } })
    expect([status, warnings]).toEqual([200, ['unknown field "spec.selectr"']])
  })
  it.each([
    [
      'merge-patch',
      'error decoding patch: json: cannot unmarshal array into Go value of type ' +
        'map[string]interface {}',
    ],
    [
      'strategic-merge-patch',
      'json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
  ])('is refused when it is no object: %s', (type, message) => {
    expect(refused(type, [])).toEqual([400, message])
  })
  it('by operations is applied, or refused without a word of why', () => {
    const replaced = web().patch(WEB, 'json-patch', [
      { op: 'replace', path: '/spec/selector/app', value: 'other' },
    ])
    expect(replaced.body.spec.selector).toEqual({ app: 'other' })
    expect(refused('json-patch', [{ op: 'remove', path: '/spec/nope' }])).toEqual([
      422,
      'the server rejected our request due to an error in our request',
    ])
  })
  it('of a type that the server does not know is refused with those that it knows', () => {
    expect(refused('apply-patch', {})[0]).toBe(415)
  })
})
