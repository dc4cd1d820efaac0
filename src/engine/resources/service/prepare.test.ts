import { describe, expect, it } from 'vitest'
import { errorsOf, stored } from '../testing'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
})
const external = (spec: object) => service({ type: 'ExternalName', ...spec })

describe('a minimal Service', () => {
  it('gets its type, its protocol and target, its families and its internal policy', () => {
    expect(stored('Service', service({ selector: { app: 'web' } })).spec).toEqual({
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      selector: { app: 'web' },
      sessionAffinity: 'None',
      type: 'ClusterIP',
    })
  })

  it.each<[string, object, object]>([
    ['NodePort', { type: 'NodePort' }, { externalTrafficPolicy: 'Cluster' }],
    [
      'LoadBalancer',
      { type: 'LoadBalancer' },
      { allocateLoadBalancerNodePorts: true, externalTrafficPolicy: 'Cluster' },
    ],
    ['one with external IPs', { externalIPs: ['1.2.3.4'] }, { externalTrafficPolicy: 'Cluster' }],
    [
      'a headless one with a selector',
      { clusterIP: 'None', selector: { a: 'b' } },
      { clusterIPs: ['None'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    ],
    [
      'a headless one without selector',
      { clusterIP: 'None' },
      { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
    ],
    [
      'one with affinity',
      { sessionAffinity: 'ClientIP' },
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
    ],
  ])('of %s gets more', (_, spec, more) => {
    expect(stored('Service', service(spec)).spec).toMatchObject(more)
  })

  it('of type ExternalName gets neither address nor families nor policies', () => {
    const { spec } = stored('Service', external({ externalName: 'db.example.com' }))
    expect(Object.keys(spec).sort()).toEqual(['externalName', 'ports', 'sessionAffinity', 'type'])
  })

  it('cannot bring a status of its own', () => {
    const given = { ...service({}), status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } }
    expect(stored('Service', given).status).toEqual({ loadBalancer: {} })
  })
})

const allocated = service({
  clusterIP: '10.96.1.2',
  type: 'NodePort',
  ports: [{ port: 80, nodePort: 30_001 }],
})
const balanced = service({
  clusterIP: '10.96.1.2',
  type: 'LoadBalancer',
  externalTrafficPolicy: 'Local',
  healthCheckNodePort: 30_100,
  loadBalancerClass: 'example.com/a',
  ports: [{ port: 80, nodePort: 30_001 }],
})
const updated = (given: object, previous: Record<string, unknown>) =>
  stored('Service', given as Record<string, unknown>, stored('Service', previous)).spec

describe('an update of a Service', () => {
  it('takes the addresses and node ports it leaves out from the Service as it was', () => {
    expect(updated(service({ type: 'NodePort' }), allocated)).toMatchObject({
      clusterIP: '10.96.1.2',
      clusterIPs: ['10.96.1.2'],
      ports: [{ port: 80, nodePort: 30_001 }],
    })
    expect(
      updated(service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), balanced),
    ).toMatchObject({ healthCheckNodePort: 30_100 })
  })

  it('finds the node port by the name of the port, unless another port has taken it', () => {
    const before = service({
      type: 'NodePort',
      ports: [
        { port: 80, name: 'a', nodePort: 30_001 },
        { port: 81, name: 'b', nodePort: 30_002 },
      ],
    })
    const after = service({
      type: 'NodePort',
      ports: [
        { port: 90, name: 'b' },
        { port: 91, name: 'c', nodePort: 30_001 },
        { port: 92, name: 'a' },
      ],
    })
    const { ports: found = [] } = updated(after, before)
    expect(found.map(({ nodePort }) => nodePort)).toEqual([30_002, 30_001, undefined])
  })

  it('wipes what the new type has no use for, where the client left it as it was', () => {
    const asCluster = updated(
      service({ clusterIP: '10.96.1.2', ports: [{ port: 80, nodePort: 30_001 }] }),
      balanced,
    )
    expect(asCluster).not.toHaveProperty('externalTrafficPolicy')
    expect(asCluster.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }])
    const whole = { ...balanced.spec, type: 'NodePort', allocateLoadBalancerNodePorts: true }
    const asNodePort = updated({ spec: whole }, balanced)
    for (const gone of [
      'allocateLoadBalancerNodePorts',
      'loadBalancerClass',
      'healthCheckNodePort',
    ]) {
      expect(asNodePort).not.toHaveProperty(gone)
    }
    expect(asNodePort.ports?.[0]?.nodePort).toBe(30_001)
  })

  it('gives the address back when a Service becomes an ExternalName', () => {
    const given = {
      ...stored('Service', allocated).spec,
      type: 'ExternalName',
      externalName: 'a.b',
    }
    const spec = updated({ spec: given }, allocated)
    expect(spec.ports?.[0]).not.toHaveProperty('nodePort')
    for (const gone of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
      expect(spec).not.toHaveProperty(gone)
    }
    expect(errorsOf('Service', { spec: given }, allocated)).toEqual([])
  })

  it('keeps the status, but for a balancer that is no longer wanted', () => {
    const ingress = [{ ip: '203.0.113.1', ipMode: 'VIP' }] as const
    const before = { ...stored('Service', balanced), status: { loadBalancer: { ingress } } }
    expect(stored('Service', balanced, before).status).toBe(before.status)
    const without = stored('Service', service({ type: 'NodePort' }), before)
    expect(without.status).toEqual({ loadBalancer: {} })
  })

  it.each<[string, object, Record<string, unknown>, readonly string[]]>([
    [
      'that moves the address',
      service({ clusterIP: '10.96.55.55', type: 'NodePort' }),
      allocated,
      ['spec.clusterIPs[0]: Invalid value: ["10.96.55.55"]: may not change once set'],
    ],
    [
      'that takes the address away',
      service({ clusterIP: 'None' }),
      service({ clusterIP: '10.96.1.2' }),
      ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set'],
    ],
    [
      'that gives a headless Service ports on nodes',
      service({ clusterIP: 'None', type: 'NodePort' }),
      service({ clusterIP: 'None' }),
      [
        'spec.clusterIPs[0]: Invalid value: "None": ' +
          "may not be set to 'None' for NodePort services",
      ],
    ],
    [
      'that changes who makes the balancer',
      { spec: { ...balanced.spec, loadBalancerClass: 'example.com/b' } },
      balanced,
      ['spec.loadBalancerClass: Invalid value: "example.com/b": may not change once set'],
    ],
    [
      'that moves the health check port',
      { spec: { ...balanced.spec, healthCheckNodePort: 30_101 } },
      balanced,
      ['spec.healthCheckNodePort: Forbidden: field is immutable'],
    ],
    [
      'that sets a node port and takes the nodes away at once',
      service({ ports: [{ port: 80, nodePort: 30_002 }] }),
      allocated,
      ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
    ],
  ])('%s is refused', (_, given, previous, errors) => {
    expect(errorsOf('Service', given as Record<string, unknown>, previous)).toEqual(errors)
  })
})
