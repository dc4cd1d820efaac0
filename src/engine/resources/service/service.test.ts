import { describe, expect, it } from 'vitest'
import { causeText } from '../../api/field-error'
import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  labelValue,
  qualifiedName,
} from '../../api/names'
import { errorsOf, stored, warningsOf } from '../testing'
import { service as resource } from '.'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
})
const ports = (...given: readonly object[]) => service({ ports: given })
const external = (spec: object) => service({ type: 'ExternalName', ...spec })

const label = dns1123Label('A')[0]
const namePart = qualifiedName('a b')[0]
const range = 'must be between 1 and 65535, inclusive'
const notIp = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const onlyBalanced = "may only be used when `type` is 'LoadBalancer'"

/** By the numbers of the rules in the reference of the Service API (section 2.4). */
describe('a Service is refused', () => {
  it.each<[string, object, readonly string[]]>([
    ['1 without ports', { spec: {} }, ['spec.ports: Required value']],
    [
      '2 when a port is out of range, and so its default target',
      ports({ port: 70000 }),
      [
        `spec.ports[0].port: Invalid value: 70000: ${range}`,
        `spec.ports[0].targetPort: Invalid value: 70000: ${range}`,
      ],
    ],
    [
      '3 when a target is out of range',
      ports({ ...port, targetPort: -1 }),
      [`spec.ports[0].targetPort: Invalid value: -1: ${range}`],
    ],
    [
      '4 when a target is a number in quotes',
      ports({ ...port, targetPort: '80' }),
      ['spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)'],
    ],
    [
      '5 when a target is no name of a port',
      ports({ ...port, targetPort: 'a--b' }),
      ['spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens'],
    ],
    [
      '6 when one of several ports has no name',
      ports(port, { port: 81 }),
      ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
    ],
    [
      '7 when two ports have one name',
      ports({ ...port, name: 'a' }, { port: 81, name: 'a' }),
      ['spec.ports[1].name: Duplicate value: "a"'],
    ],
    [
      "8 when a port's name is no label",
      ports({ ...port, name: 'HTTP_1' }),
      [`spec.ports[0].name: Invalid value: "HTTP_1": ${label}`],
    ],
    [
      "8 when a port's name has dots",
      ports({ ...port, name: 'a.b' }),
      ['spec.ports[0].name: Invalid value: "a.b": must not contain dots'],
    ],
    [
      '9 when two ports have one number and protocol',
      ports({ ...port, name: 'a' }, { ...port, name: 'b' }),
      [
        'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,' +
          '"Port":80,"TargetPort":0,"NodePort":0}',
      ],
    ],
    [
      '10 when a protocol is unknown',
      ports({ ...port, protocol: 'tcp' }),
      [
        'spec.ports[0].protocol: Unsupported value: "tcp": supported values: ' +
          '"SCTP", "TCP", "UDP"',
      ],
    ],
    [
      '11 when an application protocol has no qualified name',
      ports({ ...port, appProtocol: 'a b' }),
      [`spec.ports[0].appProtocol: Invalid value: "a b": ${namePart}`],
    ],
    [
      '12 when its type is unknown',
      service({ type: 'Foo' }),
      [
        'spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", ' +
          '"LoadBalancer", "NodePort"',
      ],
    ],
    [
      '13 when a ClusterIP Service wants a node port',
      ports({ ...port, nodePort: 30080 }),
      ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
    ],
    [
      '17 when its name is no DNS-1035 label',
      service({}, { name: '1web' }),
      [`metadata.name: Invalid value: "1web": ${dns1035Label('1web')[0]}`],
    ],
    [
      '18 when its selector has no label',
      service({ selector: { app: 'a b', 'c d': 'x' } }),
      [
        `spec.selector: Invalid value: "a b": ${labelValue('a b')[0]}`,
        `spec.selector: Invalid value: "c d": ${namePart}`,
      ],
    ],
    [
      '19 when its affinity is unknown',
      service({ sessionAffinity: 'Foo' }),
      ['spec.sessionAffinity: Unsupported value: "Foo": supported values: "ClientIP", "None"'],
    ],
    [
      '20 when its affinity lasts more than a day',
      service({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } },
      }),
      [
        'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: ' +
          'must be greater than 0 and less than 86400',
      ],
    ],
    [
      '22 when its address is none',
      service({ clusterIP: 'none' }),
      [`spec.clusterIPs[0]: Invalid value: "none": ${notIp}`],
    ],
    [
      '25 when its address is of the other family',
      service({ clusterIP: 'fd00::1' }),
      ['spec.clusterIPs[0]: Invalid value: ["fd00::1"]: IPv6 is not configured on this cluster'],
    ],
    [
      '26 when it has addresses and no address',
      service({ clusterIPs: ['10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.9"]: must be empty when `clusterIP` is ' +
          'not specified',
      ],
    ],
    [
      '27 when its first address is not its address',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.9'] }),
      ['spec.clusterIPs: Invalid value: ["10.96.9.9"]: first value must match `clusterIP`'],
    ],
    [
      '28 when two addresses are of one family',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.8', '10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.8","10.96.9.9"]: may specify no more than ' +
          'one IP for each IP family',
      ],
    ],
    [
      '29 when it has three addresses',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.8', 'fd00::1', 'fd00::2'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.8","fd00::1","fd00::2"]: may only hold up ' +
          'to 2 values',
      ],
    ],
    [
      '30 when None has company',
      service({ clusterIP: 'None', clusterIPs: ['None', '10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["None","10.96.9.9"]: ' +
          "'None' must be the first and only value",
      ],
    ],
    [
      '31 when it is headless and has ports on nodes',
      service({ clusterIP: 'None', type: 'NodePort' }),
      [
        'spec.clusterIPs[0]: Invalid value: "None": ' +
          "may not be set to 'None' for NodePort services",
      ],
    ],
    [
      '33 when its family policy is unknown',
      service({ ipFamilyPolicy: 'Foo' }),
      [
        'spec.ipFamilyPolicy: Unsupported value: "Foo": supported values: "PreferDualStack", ' +
          '"RequireDualStack", "SingleStack"',
      ],
    ],
    [
      '34 when it demands both families',
      service({ ipFamilyPolicy: 'RequireDualStack' }),
      [
        'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not ' +
          'configured for dual-stack services',
      ],
    ],
    [
      '35 when the cluster has no such family',
      service({ ipFamilies: ['IPv6'] }),
      ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    ],
    [
      '35 when there is no such family',
      service({ ipFamilies: ['IPv5'] }),
      ['spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"'],
    ],
    [
      '35 when a family stands twice',
      service({ ipFamilies: ['IPv4', 'IPv4'] }),
      ['spec.ipFamilies[1]: Duplicate value: "IPv4"'],
    ],
    [
      '36 when it wants one family and names two',
      service({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] }),
      [
        'spec.ipFamilyPolicy: Invalid value: "SingleStack": must be \'RequireDualStack\' or ' +
          "'PreferDualStack' when multiple IP families are specified",
      ],
    ],
    [
      '37 when it is an ExternalName of nothing',
      external({}),
      ['spec.externalName: Required value'],
    ],
    [
      '38 when its external name is a URL',
      external({ externalName: 'http://example.com' }),
      [
        'spec.externalName: Invalid value: "http://example.com": ' +
          dns1123Subdomain('http://example.com')[0],
      ],
    ],
    [
      '40 when it is an ExternalName with an address',
      external({ externalName: 'a.b', clusterIP: 'None' }),
      ['spec.clusterIPs: Forbidden: may not be set for ExternalName services'],
    ],
    [
      '41 when it is an ExternalName with families',
      external({ externalName: 'a.b', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
      [
        'spec.ipFamilies: Forbidden: may not be set for ExternalName services',
        'spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services',
      ],
    ],
    [
      '43 when an external IP cannot be one',
      service({
        externalIPs: [
          'abc',
          '127.0.0.1',
          '0.0.0.0',
          '169.254.1.1',
          '224.0.0.5',
          '::ffff:127.0.0.1',
        ],
      }),
      [
        `spec.externalIPs[0]: Invalid value: "abc": ${notIp}`,
        'spec.externalIPs[1]: Invalid value: "127.0.0.1": may not be in the loopback range ' +
          '(127.0.0.0/8, ::1/128)',
        'spec.externalIPs[2]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
        'spec.externalIPs[3]: Invalid value: "169.254.1.1": may not be in the link-local range ' +
          '(169.254.0.0/16, fe80::/10)',
        'spec.externalIPs[4]: Invalid value: "224.0.0.5": may not be in the link-local ' +
          'multicast range (224.0.0.0/24, ff02::/10)',
        'spec.externalIPs[5]: Invalid value: "::ffff:127.0.0.1": may not be in the loopback ' +
          'range (127.0.0.0/8, ::1/128)',
      ],
    ],
    [
      '44 when it has source ranges and no balancer',
      service({ loadBalancerSourceRanges: ['10.0.0.0/8'] }),
      [`spec.LoadBalancerSourceRanges: Forbidden: ${onlyBalanced}`],
    ],
    [
      '45 when a source range is none',
      service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0', ' 10.0.0.0/8 '] }),
      [
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0": must be a valid CIDR ' +
          'value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
    [
      '46 when it says how a balancer it does not have gets its ports',
      service({ allocateLoadBalancerNodePorts: false }),
      [`spec.allocateLoadBalancerNodePorts: Forbidden: ${onlyBalanced}`],
    ],
    [
      '47 when it says who makes a balancer it does not have',
      service({ loadBalancerClass: 'example.com/a' }),
      [`spec.loadBalancerClass: Forbidden: ${onlyBalanced}`],
    ],
    [
      '47 when the maker of its balancer has no qualified name',
      service({ type: 'LoadBalancer', loadBalancerClass: 'a b' }),
      [`spec.loadBalancerClass: Invalid value: "a b": ${namePart}`],
    ],
    [
      '48 when nobody outside reaches it and it says how',
      service({ externalTrafficPolicy: 'Local' }),
      [
        'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for ' +
          'externally-accessible services',
      ],
    ],
    [
      '49 when its external policy is unknown',
      service({ type: 'NodePort', externalTrafficPolicy: 'Foo' }),
      [
        'spec.externalTrafficPolicy: Unsupported value: "Foo": supported values: ' +
          '"Cluster", "Local"',
      ],
    ],
    [
      '50 when it wants a health check port and needs none',
      service({ healthCheckNodePort: 30099 }),
      [
        'spec.healthCheckNodePort: Invalid value: 30099: may only be set when `type` is ' +
          "'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ],
    ],
    [
      '51 when its internal policy is unknown',
      service({ internalTrafficPolicy: 'Foo' }),
      [
        'spec.internalTrafficPolicy: Unsupported value: "Foo": supported values: ' +
          '"Cluster", "Local"',
      ],
    ],
    [
      '52 when its distribution is unknown',
      service({ trafficDistribution: 'Foo' }),
      [
        'spec.trafficDistribution: Unsupported value: "Foo": supported values: "PreferClose", ' +
          '"PreferSameZone", "PreferSameNode"',
      ],
    ],
    [
      '53 when its two annotations on topology differ',
      service(
        {},
        {
          annotations: {
            'service.kubernetes.io/topology-mode': 'x',
            'service.kubernetes.io/topology-aware-hints': 'y',
          },
        },
      ),
      [
        'metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: "x": must ' +
          'match annotations[service.kubernetes.io/topology-aware-hints] when both are specified',
      ],
    ],
  ])('%s', (_, given, errors) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual(errors)
  })

  it('for all that is wrong at once, in the order of upstream', () => {
    const given = service(
      { ports: [{ port: 0 }], sessionAffinity: 'Foo', type: 'Bar', trafficDistribution: 'Baz' },
      { name: '1t' },
    )
    expect(errorsOf('Service', given).map((error) => error.split(':', 1)[0])).toEqual([
      'metadata.name',
      'spec.ports[0].port',
      'spec.ports[0].targetPort',
      'spec.sessionAffinity',
      'spec.type',
      'spec.trafficDistribution',
    ])
  })

  it('for its addresses alone, before anything else is looked at', () => {
    const given = service({ clusterIP: 'abc', ports: [{ port: 0 }] }, { name: '1t' })
    expect(errorsOf('Service', given)).toHaveLength(1)
  })
})

describe('a Service is accepted', () => {
  it.each<[string, object]>([
    ['3 with a target of 0, which is its port', ports({ ...port, targetPort: 0 })],
    [
      '20 with an affinity of exactly a day',
      service({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } },
      }),
    ],
    [
      '21 with settings of an affinity that it does not have',
      service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: -1 } } }),
    ],
    ['32 when it is headless, without ports', { spec: { clusterIP: 'None' } }],
    ['34 when it would like both families', service({ ipFamilyPolicy: 'PreferDualStack' })],
    ['39 when its external name looks like an address', external({ externalName: '1.2.3.4' })],
    ['38 when its external name ends in a dot', external({ externalName: 'example.com.' })],
    [
      '42 when it is an ExternalName with a node port',
      external({ externalName: 'a.b', ports: [{ ...port, nodePort: 30080 }] }),
    ],
    [
      '16 with one number for two protocols',
      ports({ port: 53, name: 'a' }, { port: 53, name: 'b', protocol: 'UDP' }),
    ],
  ])('%s', (_, given) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual([])
  })
})

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

describe('the status of a Service', () => {
  it.each<[string, string, object, readonly string[]]>([
    [
      'has no address of a balancer that it did not ask for',
      'NodePort',
      { ip: '1.2.3.4' },
      [
        'status.loadBalancer.ingress: Forbidden: ' +
          "may only be used when `spec.type` is 'LoadBalancer'",
      ],
    ],
    [
      'has names of balancers, not addresses in their place',
      'LoadBalancer',
      { hostname: '1.2.3.4' },
      [
        'status.loadBalancer.ingress[0].hostname: Invalid value: "1.2.3.4": ' +
          'must be a DNS name, not an IP address',
      ],
    ],
    [
      'has no mode of an address without the address',
      'LoadBalancer',
      { hostname: 'a.b', ipMode: 'VIP' },
      [
        'status.loadBalancer.ingress[0].ipMode: Forbidden: ' +
          'may not be specified when `ip` is not set',
      ],
    ],
    ['may be an address', 'LoadBalancer', { ip: '203.0.113.1' }, []],
  ])('%s', (_, type, ingress, errors) => {
    const before = stored('Service', service({ type }))
    const after = resource.default({ ...before, status: { loadBalancer: { ingress: [ingress] } } })
    const found = resource.validate(after, before)
    expect(found.map((error) => `${error.field}: ${causeText(error)}`)).toEqual(errors)
  })

  it('says how a balancer delivers to its address', () => {
    const before = stored('Service', service({ type: 'LoadBalancer' }))
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } }
    expect(resource.default({ ...before, status }).status.loadBalancer.ingress).toEqual([
      { ip: '203.0.113.1', ipMode: 'VIP' },
    ])
  })
})

describe('a Service that is accepted', () => {
  it.each<[string, object, readonly string[]]>([
    [
      'headless, with affinity',
      { clusterIP: 'None', sessionAffinity: 'ClientIP' },
      ['spec.SessionAffinity is ignored for headless services'],
    ],
    ['headless, plain', { clusterIP: 'None' }, []],
    [
      'headless, with addresses from elsewhere',
      { clusterIP: 'None', loadBalancerIP: '1.2.3.4', externalIPs: ['1.2.3.4'] },
      [
        'spec.loadBalancerIP is ignored for headless services',
        'spec.externalIPs is ignored for headless services',
      ],
    ],
    [
      'with an external name that is not its type',
      { externalName: 'a.b' },
      ['spec.externalName is ignored when spec.type is not "ExternalName"'],
    ],
    [
      'of type ExternalName, with external IPs',
      { type: 'ExternalName', externalName: 'a.b', externalIPs: ['1.2.3.4'] },
      ['spec.externalIPs is ignored when spec.type is "ExternalName"'],
    ],
    [
      'with leading zeros',
      { clusterIP: '10.96.010.5' },
      [
        'spec.clusterIPs[0]: non-standard IP address "10.96.010.5" will be considered invalid ' +
          'in a future Kubernetes release: use "10.96.10.5"',
      ],
    ],
    [
      'with bits beyond the mask',
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1/8', '10.0.0.0/8'] },
      [
        'spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/8" is ambiguous in this context ' +
          '(should be "10.0.0.0/8" or "10.0.0.1/32"?)',
      ],
    ],
  ])('%s is warned about', (_, spec, warnings) => {
    expect(warningsOf('Service', service(spec))).toEqual(warnings)
  })
})
