import { describe, expect, it } from 'vitest'
import { dns1035Label, labelValue, qualifiedName } from '../../../api/names'
import { errorsOf } from '../../testing'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
})
const namePart = qualifiedName('a b')[0]
const onlyBalanced = "may only be used when `type` is 'LoadBalancer'"

describe('a Service is refused', () => {
  it.each<[string, object, readonly string[]]>([
    [
      'when its type is unknown',
      service({ type: 'Foo' }),
      [
        'spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", ' +
          '"LoadBalancer", "NodePort"',
      ],
    ],
    [
      'when its name is no DNS-1035 label',
      service({}, { name: '1web' }),
      [`metadata.name: Invalid value: "1web": ${dns1035Label('1web')[0]}`],
    ],
    [
      'when its selector has no label',
      service({ selector: { app: 'a b', 'c d': 'x' } }),
      [
        `spec.selector: Invalid value: "a b": ${labelValue('a b')[0]}`,
        `spec.selector: Invalid value: "c d": ${namePart}`,
      ],
    ],
    [
      'when its affinity is unknown',
      service({ sessionAffinity: 'Foo' }),
      ['spec.sessionAffinity: Unsupported value: "Foo": supported values: "ClientIP", "None"'],
    ],
    [
      'when its affinity lasts more than a day',
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
      'when it has source ranges and no balancer',
      service({ loadBalancerSourceRanges: ['10.0.0.0/8'] }),
      [`spec.LoadBalancerSourceRanges: Forbidden: ${onlyBalanced}`],
    ],
    [
      'when a source range is none',
      service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0', ' 10.0.0.0/8 '] }),
      [
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0": must be a valid CIDR ' +
          'value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ],
    [
      'when it says how a balancer it does not have gets its ports',
      service({ allocateLoadBalancerNodePorts: false }),
      [`spec.allocateLoadBalancerNodePorts: Forbidden: ${onlyBalanced}`],
    ],
    [
      'when it says who makes a balancer it does not have',
      service({ loadBalancerClass: 'example.com/a' }),
      [`spec.loadBalancerClass: Forbidden: ${onlyBalanced}`],
    ],
    [
      'when the maker of its balancer has no qualified name',
      service({ type: 'LoadBalancer', loadBalancerClass: 'a b' }),
      [`spec.loadBalancerClass: Invalid value: "a b": ${namePart}`],
    ],
    [
      'when nobody outside reaches it and it says how',
      service({ externalTrafficPolicy: 'Local' }),
      [
        'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for ' +
          'externally-accessible services',
      ],
    ],
    [
      'when its external policy is unknown',
      service({ type: 'NodePort', externalTrafficPolicy: 'Foo' }),
      [
        'spec.externalTrafficPolicy: Unsupported value: "Foo": supported values: ' +
          '"Cluster", "Local"',
      ],
    ],
    [
      'when it wants a health check port and needs none',
      service({ healthCheckNodePort: 30099 }),
      [
        'spec.healthCheckNodePort: Invalid value: 30099: may only be set when `type` is ' +
          "'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ],
    ],
    [
      'when its internal policy is unknown',
      service({ internalTrafficPolicy: 'Foo' }),
      [
        'spec.internalTrafficPolicy: Unsupported value: "Foo": supported values: ' +
          '"Cluster", "Local"',
      ],
    ],
    [
      'when its distribution is unknown',
      service({ trafficDistribution: 'Foo' }),
      [
        'spec.trafficDistribution: Unsupported value: "Foo": supported values: "PreferClose", ' +
          '"PreferSameZone", "PreferSameNode"',
      ],
    ],
    [
      'when its two annotations on topology differ',
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
})

describe('a Service is accepted', () => {
  it.each<[string, object]>([
    [
      'with an affinity of exactly a day',
      service({
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } },
      }),
    ],
    [
      'with settings of an affinity that it does not have',
      service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: -1 } } }),
    ],
  ])('%s', (_, given) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual([])
  })
})
