import { describe, expect, it } from 'vitest'
import { dns1123Subdomain } from '../../api/names'
import { errorsOf } from '../testing'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
})
const external = (spec: object) => service({ type: 'ExternalName', ...spec })
const notIp = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'

describe('a Service, for its addresses, is refused', () => {
  it.each<[string, object, readonly string[]]>([
    [
      'when its address is none',
      service({ clusterIP: 'none' }),
      [`spec.clusterIPs[0]: Invalid value: "none": ${notIp}`],
    ],
    [
      'when its address is of the other family',
      service({ clusterIP: 'fd00::1' }),
      ['spec.clusterIPs[0]: Invalid value: ["fd00::1"]: IPv6 is not configured on this cluster'],
    ],
    [
      'when it has addresses and no address',
      service({ clusterIPs: ['10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.9"]: must be empty when `clusterIP` is ' +
          'not specified',
      ],
    ],
    [
      'when its first address is not its address',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.9'] }),
      ['spec.clusterIPs: Invalid value: ["10.96.9.9"]: first value must match `clusterIP`'],
    ],
    [
      'when two addresses are of one family',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.8', '10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.8","10.96.9.9"]: may specify no more than ' +
          'one IP for each IP family',
      ],
    ],
    [
      'when it has three addresses',
      service({ clusterIP: '10.96.9.8', clusterIPs: ['10.96.9.8', 'fd00::1', 'fd00::2'] }),
      [
        'spec.clusterIPs: Invalid value: ["10.96.9.8","fd00::1","fd00::2"]: may only hold up ' +
          'to 2 values',
      ],
    ],
    [
      'when None has company',
      service({ clusterIP: 'None', clusterIPs: ['None', '10.96.9.9'] }),
      [
        'spec.clusterIPs: Invalid value: ["None","10.96.9.9"]: ' +
          "'None' must be the first and only value",
      ],
    ],
    [
      'when it is headless and has ports on nodes',
      service({ clusterIP: 'None', type: 'NodePort' }),
      [
        'spec.clusterIPs[0]: Invalid value: "None": ' +
          "may not be set to 'None' for NodePort services",
      ],
    ],
    [
      'when its family policy is unknown',
      service({ ipFamilyPolicy: 'Foo' }),
      [
        'spec.ipFamilyPolicy: Unsupported value: "Foo": supported values: "PreferDualStack", ' +
          '"RequireDualStack", "SingleStack"',
      ],
    ],
    [
      'when it demands both families',
      service({ ipFamilyPolicy: 'RequireDualStack' }),
      [
        'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not ' +
          'configured for dual-stack services',
      ],
    ],
    [
      'when the cluster has no such family',
      service({ ipFamilies: ['IPv6'] }),
      ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    ],
    [
      'when there is no such family',
      service({ ipFamilies: ['IPv5'] }),
      ['spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"'],
    ],
    [
      'when a family stands twice',
      service({ ipFamilies: ['IPv4', 'IPv4'] }),
      ['spec.ipFamilies[1]: Duplicate value: "IPv4"'],
    ],
    [
      'when it wants one family and names two',
      service({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] }),
      [
        'spec.ipFamilyPolicy: Invalid value: "SingleStack": must be \'RequireDualStack\' or ' +
          "'PreferDualStack' when multiple IP families are specified",
      ],
    ],
    ['when it is an ExternalName of nothing', external({}), ['spec.externalName: Required value']],
    [
      'when its external name is a URL',
      external({ externalName: 'http://example.com' }),
      [
        'spec.externalName: Invalid value: "http://example.com": ' +
          dns1123Subdomain('http://example.com')[0],
      ],
    ],
    [
      'when it is an ExternalName with an address',
      external({ externalName: 'a.b', clusterIP: 'None' }),
      ['spec.clusterIPs: Forbidden: may not be set for ExternalName services'],
    ],
    [
      'when it is an ExternalName with families',
      external({ externalName: 'a.b', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
      [
        'spec.ipFamilies: Forbidden: may not be set for ExternalName services',
        'spec.ipFamilyPolicy: Forbidden: may not be set for ExternalName services',
      ],
    ],
    [
      'when an external IP cannot be one',
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
  ])('%s', (_, given, errors) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual(errors)
  })

  it('for its addresses alone, before anything else is looked at', () => {
    const given = service({ clusterIP: 'abc', ports: [{ port: 0 }] }, { name: '1t' })
    expect(errorsOf('Service', given)).toHaveLength(1)
  })
})

describe('a Service, for its addresses, is accepted', () => {
  it.each<[string, object]>([
    ['when it is headless, without ports', { spec: { clusterIP: 'None' } }],
    ['when it would like both families', service({ ipFamilyPolicy: 'PreferDualStack' })],
    ['when its external name looks like an address', external({ externalName: '1.2.3.4' })],
    ['when its external name ends in a dot', external({ externalName: 'example.com.' })],
    [
      'when it is an ExternalName with a node port',
      external({ externalName: 'a.b', ports: [{ ...port, nodePort: 30080 }] }),
    ],
  ])('%s', (_, given) => {
    expect(errorsOf('Service', given as Record<string, unknown>)).toEqual([])
  })
})
