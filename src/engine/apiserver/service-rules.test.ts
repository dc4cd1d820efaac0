import { describe, expect, it } from 'vitest'
import { type Body, Server, service, WEB } from './testing'

const NOT_AN_IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const RANGE = 'The range of valid ports is 30000-32767'
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and " +
  "must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used " +
  "for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const port = (more: object) => ({ ports: [{ port: 80, ...more }] })
const external = { type: 'ExternalName', ports: null, selector: null }
const balanced = { type: 'LoadBalancer' }

/** What a real API server says of a Service, by the field that it is about. */
const refused: readonly (readonly [spec: object, ...messages: readonly string[]])[] = [
  [{ ports: [] }, 'spec.ports: Required value'],
  [
    { ports: [{ port: 70_000 }] },
    'spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
    'spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
  ],
  [
    port({ targetPort: -1 }),
    'spec.ports[0].targetPort: Invalid value: -1: must be between 1 and 65535, inclusive',
  ],
  [
    port({ targetPort: '80' }),
    'spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)',
  ],
  [
    port({ targetPort: 'averyveryverylongname' }),
    'spec.ports[0].targetPort: Invalid value: "averyveryverylongname": ' +
      'must be no more than 15 characters',
  ],
  [
    port({ targetPort: 'a--b' }),
    'spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens',
  ],
  [
    { ports: [{ port: 80 }, { port: 81 }] },
    'spec.ports[0].name: Required value',
    'spec.ports[1].name: Required value',
  ],
  [
    {
      ports: [
        { name: 'a', port: 80 },
        { name: 'a', port: 81 },
      ],
    },
    'spec.ports[1].name: Duplicate value: "a"',
  ],
  [port({ name: 'HTTP_1' }), `spec.ports[0].name: Invalid value: "HTTP_1": ${LABEL}`],
  [port({ name: 'a.b' }), 'spec.ports[0].name: Invalid value: "a.b": must not contain dots'],
  [
    port({ protocol: 'tcp' }),
    'spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
  ],
  [
    { type: 'Foo' },
    'spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", ' +
      '"LoadBalancer", "NodePort"',
  ],
  [
    port({ nodePort: 30_080 }),
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ],
  [
    { type: 'NodePort', ...port({ nodePort: 80 }) },
    `spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. ${RANGE}`,
  ],
  [
    { sessionAffinity: 'Foo' },
    'spec.sessionAffinity: Unsupported value: "Foo": supported values: "ClientIP", "None"',
  ],
  [
    {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } },
    },
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater ' +
      'than 0 and less than 86400',
  ],
  [{ clusterIP: 'none' }, `spec.clusterIPs[0]: Invalid value: "none": ${NOT_AN_IP}`],
  [
    { clusterIP: '10.96.0.0' },
    'spec.clusterIPs: Invalid value: ["10.96.0.0"]: failed to allocate IP 10.96.0.0: ' +
      'the provided network does not match the current range',
  ],
  [
    { clusterIP: '10.111.255.255' },
    'spec.clusterIPs: Invalid value: ["10.111.255.255"]: failed to allocate IP 10.111.255.255: ' +
      'the provided network does not match the current range',
  ],
  [
    { type: 'NodePort', clusterIP: 'None' },
    'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
  ],
  [external, 'spec.externalName: Required value'],
  [
    { ...external, externalName: 'a.b', clusterIP: 'None' },
    'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
  ],
  ...(
    [
      ['abc', NOT_AN_IP],
      ['127.0.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
      ['0.0.0.0', 'may not be unspecified (0.0.0.0)'],
      ['169.254.1.1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
      ['224.0.0.5', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ] as const
  ).map(
    ([address, why]) =>
      [
        { externalIPs: [address] },
        `spec.externalIPs[0]: Invalid value: "${address}": ${why}`,
      ] as const,
  ),
  [
    { loadBalancerSourceRanges: ['10.0.0.0/8'] },
    "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
  ],
  [
    { ...balanced, loadBalancerSourceRanges: ['10.0.0.0'] },
    'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0": must be a valid CIDR value, ' +
      '(e.g. 10.9.8.0/24 or 2001:db8::/64)',
  ],
  [
    { allocateLoadBalancerNodePorts: false },
    "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
  ],
  [
    { loadBalancerClass: 'a/b' },
    "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
  ],
  [
    { externalTrafficPolicy: 'Local' },
    'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for ' +
      'externally-accessible services',
  ],
  [
    { type: 'NodePort', externalTrafficPolicy: 'Foo' },
    'spec.externalTrafficPolicy: Unsupported value: "Foo": supported values: "Cluster", "Local"',
  ],
  [
    { healthCheckNodePort: 30_099 },
    'spec.healthCheckNodePort: Invalid value: 30099: may only be set when `type` is ' +
      "'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
  ],
  [
    { internalTrafficPolicy: 'Foo' },
    'spec.internalTrafficPolicy: Unsupported value: "Foo": supported values: "Cluster", "Local"',
  ],
  [
    { trafficDistribution: 'Foo' },
    'spec.trafficDistribution: Unsupported value: "Foo": supported values: "PreferClose", ' +
      '"PreferSameZone", "PreferSameNode"',
  ],
]

describe('a Service is refused, word for word:', () => {
  const cases = refused.map(([spec, ...messages]) => ({ spec, messages }))
  it.each(cases)('$spec', ({ spec, messages }) => {
    const { status, body } = new Server().post(service(spec))
    const all = messages.length === 1 ? messages[0] : `[${messages.join(', ')}]`
    expect([status, body.message]).toEqual([422, `Service "web" is invalid: ${all}`])
  })

  it('as an internal error, for a health check port that cannot be had', () => {
    const spec = { ...balanced, externalTrafficPolicy: 'Local', healthCheckNodePort: 99 }
    const { status, body } = new Server().post(service(spec))
    expect([status, body.message]).toEqual([
      500,
      'Internal error occurred: failed to allocate requested HealthCheck NodePort 99: provided ' +
        `port is not in the valid range. ${RANGE}`,
    ])
  })
})

describe('a Service is taken', () => {
  const accepted: readonly (readonly [spec: object, becomes: object])[] = [
    [port({ targetPort: 0 }), { ports: [expect.objectContaining({ targetPort: 80 })] }],
    [
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
      { sessionAffinity: 'None', sessionAffinityConfig: undefined },
    ],
    [
      { sessionAffinity: 'ClientIP' },
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
    ],
    [
      {
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } },
      },
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } } },
    ],
    [
      { clusterIP: 'None', ports: null },
      { clusterIPs: ['None'], ipFamilies: ['IPv4'] },
    ],
    [
      { clusterIP: 'None', selector: null },
      { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' },
    ],
    [{ externalIPs: ['192.0.2.1'] }, { externalTrafficPolicy: 'Cluster' }],
    [
      { ...balanced, externalTrafficPolicy: 'Local' },
      { healthCheckNodePort: expect.any(Number), allocateLoadBalancerNodePorts: true },
    ],
    [
      { ...balanced, allocateLoadBalancerNodePorts: false },
      { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
    ],
    [{ ...balanced, loadBalancerSourceRanges: [' 10.0.0.0/8 '] }, {}],
    [
      { ...external, externalName: '1.2.3.4' },
      { clusterIP: undefined, ipFamilies: undefined },
    ],
    [{ publishNotReadyAddresses: true }, { publishNotReadyAddresses: true }],
    [{ trafficDistribution: 'PreferSameNode' }, { trafficDistribution: 'PreferSameNode' }],
  ]
  it.each(accepted)('%j', (spec, becomes) => {
    const { status, body } = new Server().post(service({ ports: [{ port: 80 }], ...spec }))
    expect([status, body.message]).toEqual([201, undefined])
    for (const [field, value] of Object.entries(becomes)) expect(body.spec[field]).toEqual(value)
  })

  it('with addresses and node ports of the upper band', () => {
    const { spec } = new Server().post(service({ type: 'NodePort' })).body
    const [, , third = 0, last = 0] = spec.clusterIP.split('.').map(Number)
    expect(spec.clusterIP.startsWith('10.96.') ? third * 256 + last > 256 : true).toBe(true)
    expect(spec.ports[0].nodePort).toBeGreaterThan(30_085)
  })
})

describe('a change of type', () => {
  const changed = (from: object, to: object): Body => {
    const server = new Server()
    expect(server.post(service(from)).status).toBe(201)
    return server.patch(WEB, 'merge-patch', { spec: to }).body
  }

  it('from LoadBalancer takes what only a balancer needs', () => {
    const whole = { ...balanced, externalTrafficPolicy: 'Local', loadBalancerClass: 'a/b' }
    const { spec, status } = changed(whole, { type: 'NodePort' })
    expect(status).toEqual({ loadBalancer: {} })
    for (const field of [
      'loadBalancerClass',
      'allocateLoadBalancerNodePorts',
      'healthCheckNodePort',
    ]) {
      expect(spec).not.toHaveProperty(field)
    }
    expect(spec.ports[0].nodePort).toEqual(expect.any(Number))
    expect(changed(whole, { type: 'ClusterIP' }).spec.ports[0]).not.toHaveProperty('nodePort')
  })

  it.each([
    [
      { clusterIP: 'None' },
      { type: 'NodePort' },
      'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    ],
    [
      { ...balanced, loadBalancerClass: 'a/b' },
      { loadBalancerClass: 'a/c' },
      'spec.loadBalancerClass: Invalid value: "a/c": may not change once set',
    ],
    [
      { ...balanced, externalTrafficPolicy: 'Local', healthCheckNodePort: 30_099 },
      { healthCheckNodePort: 30_098 },
      'spec.healthCheckNodePort: Forbidden: field is immutable',
    ],
    [
      {},
      { clusterIP: 'None' },
      'spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
    ],
  ])('or of what is fixed is refused: %j, %j', (from, to, message) => {
    expect(changed(from, to).message).toBe(`Service "web" is invalid: ${message}`)
  })
})
