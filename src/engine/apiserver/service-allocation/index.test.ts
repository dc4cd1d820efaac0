import { describe, expect, it } from 'vitest'
import { type Body, Server, service, WEB } from '../testing'

const port = (number: number, more: object = {}) => ({ name: `p${number}`, port: number, ...more })
const nodePorts = (body: Body): readonly number[] =>
  body.spec.ports.map((each: Body) => each.nodePort)
const holding = (spec: object): Server => {
  const server = new Server()
  expect(server.post(service(spec)).status).toBe(201)
  return server
}
const onNodes = (...ports: readonly object[]) => ({ type: 'NodePort', ports })

describe('a ClusterIP', () => {
  it('cannot change: what is asked for is not even looked up', () => {
    const server = holding({ clusterIP: '10.96.0.50' })
    for (const clusterIP of ['10.1.2.3', '10.96.0.51', 'None']) {
      const { body } = server.patch(WEB, 'merge-patch', { spec: { clusterIP } })
      expect(body.message).toBe(
        `Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["${clusterIP}"]: ` +
          'may not change once set',
      )
    }
  })
  it('comes back when it is set to nothing', () => {
    const server = holding({ clusterIP: '10.96.0.50' })
    const { body } = server.patch(WEB, 'merge-patch', { spec: { clusterIP: null } })
    expect(body.spec).toMatchObject({ clusterIP: '10.96.0.50', clusterIPs: ['10.96.0.50'] })
  })
  it('is given to what was an ExternalName', () => {
    const server = holding({ type: 'ExternalName', externalName: 'example.com' })
    const { body } = server.patch(WEB, 'merge-patch', { spec: { type: 'ClusterIP' } })
    expect(body.spec).toMatchObject({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' })
    expect(body.spec.clusterIPs).toEqual([body.spec.clusterIP])
  })
  it('is kept as it was written, and taken as what it means', () => {
    const server = holding({ clusterIP: '10.96.010.5' })
    expect(server.get(WEB).spec.clusterIP).toBe('10.96.010.5')
    expect(server.post(service({ clusterIP: '10.96.10.5' }, 'other')).body.message).toContain(
      'provided IP is already allocated',
    )
  })
  it('goes by the policy that an update leaves out', () => {
    const server = holding({ ipFamilyPolicy: 'PreferDualStack' })
    expect(server.put(WEB, service({})).body.spec.ipFamilyPolicy).toBe('PreferDualStack')
  })
  it('of a headless Service without selector gives up a family when told so', () => {
    const server = holding({ clusterIP: 'None', selector: null })
    expect(server.get(WEB).spec.ipFamilies).toEqual(['IPv4', 'IPv6'])
    const families = { ipFamilies: ['IPv4'] }
    expect(server.patch(WEB, 'merge-patch', { spec: families }).body.message).toContain(
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": must be \'SingleStack\' to ' +
        'release the secondary IP family',
    )
    const policy = { ipFamilyPolicy: 'SingleStack' }
    expect(server.patch(WEB, 'merge-patch', { spec: policy }).body.spec).toMatchObject(families)
  })
})

describe('the node ports of a new Service', () => {
  it('are one for the ports of one number, also when only the last of them names it', () => {
    const server = holding(
      onNodes(
        port(53, { protocol: 'UDP' }),
        port(53, { name: 'tcp', protocol: 'TCP', nodePort: 30_053 }),
      ),
    )
    expect(nodePorts(server.get(WEB))).toEqual([30_053, 30_053])
  })
  it('are two for ports of two numbers, whatever their protocols', () => {
    const twice = onNodes(
      port(53, { nodePort: 30_053, protocol: 'UDP' }),
      port(80, { nodePort: 30_053 }),
    )
    expect(new Server().post(service(twice)).body.message).toBe(
      'Service "web" is invalid: spec.ports[1].nodePort: Invalid value: 30053: ' +
        'provided port is already allocated',
    )
  })
  it('are not drawn for a LoadBalancer that does without, but given when asked for', () => {
    const server = holding({
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      ports: [port(80), port(81, { nodePort: 30_081 })],
    })
    expect(nodePorts(server.get(WEB))).toEqual([undefined, 30_081])
  })
})

describe('the node ports of a Service that is changed', () => {
  const three = onNodes(
    port(80, { nodePort: 30_080 }),
    port(81, { nodePort: 30_081 }),
    port(82, { nodePort: 30_082 }),
  )
  const patched = (server: Server, ...ports: readonly object[]) =>
    server.patch(WEB, 'strategic-merge-patch', { spec: { ports } })

  it('stay where a patch of one among several clears its number', () => {
    const { body } = patched(holding(three), { port: 81, nodePort: null })
    expect(nodePorts(body)).toEqual([30_080, 30_081, 30_082])
    expect(nodePorts(patched(holding(three), { port: 81, nodePort: 0 }).body)).toEqual([
      30_080, 30_081, 30_082,
    ])
  })
  it('move one by one, and what is left is free for others', () => {
    const server = holding(three)
    expect(nodePorts(patched(server, { port: 81, nodePort: 30_090 }).body)).toEqual([
      30_080, 30_090, 30_082,
    ])
    const next = service(onNodes(port(80, { nodePort: 30_081 })), 'next')
    expect(server.post(next).status).toBe(201)
  })
  it('can be exchanged, being its own', () => {
    const { body } = patched(
      holding(three),
      { port: 80, nodePort: 30_081 },
      { port: 81, nodePort: 30_080 },
    )
    expect(nodePorts(body)).toEqual([30_081, 30_080, 30_082])
  })
  it('are refused by the field where another Service has them', () => {
    const server = holding(three)
    server.post(service(onNodes(port(80, { nodePort: 30_099 })), 'other'))
    expect(patched(server, { port: 82, nodePort: 30_099 }).body.message).toBe(
      'Service "web" is invalid: spec.ports[2].nodePort: Invalid value: 30099: ' +
        'provided port is already allocated',
    )
  })
  it('are refused without naming a field where a merge by number has made two of one', () => {
    const both = onNodes(
      port(53, { name: 'udp', protocol: 'UDP', nodePort: 31_103 }),
      port(53, { name: 'tcp', protocol: 'TCP', nodePort: 31_103 }),
    )
    const { status, body } = patched(holding(both), { port: 53, protocol: 'TCP', targetPort: 5353 })
    expect([status, body.reason, body.message]).toEqual([
      500,
      undefined,
      'duplicate nodePort: {TCP 31103}',
    ])
  })
  it('go with the type that had them, and come with the one that wants them', () => {
    const server = holding(three)
    const typed = (type: string) => server.patch(WEB, 'merge-patch', { spec: { type } }).body
    expect(nodePorts(typed('ClusterIP'))).toEqual([undefined, undefined, undefined])
    const again = nodePorts(typed('LoadBalancer'))
    expect(new Set(again).size).toBe(3)
    expect(nodePorts(typed('NodePort'))).toEqual(again)
  })
})
