import { describe, expect, it } from 'vitest'
import { warningsOf } from '../testing'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
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
