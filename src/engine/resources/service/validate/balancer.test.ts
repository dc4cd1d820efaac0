import { describe, expect, it } from 'vitest'
import { causeText } from '../../../api/field-error'
import { stored } from '../../testing'
import { service as resource } from '..'

const port = { port: 80 }
const service = (spec: object, metadata: object = {}) => ({
  metadata,
  spec: { ports: [port], ...spec },
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
