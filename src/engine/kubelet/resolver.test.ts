import { describe, expect, it } from 'vitest'
import type { Pod } from '../resources'
import { hostnameOf, resolverOf } from './resolver'

const pod = (spec: object, name = 'web') =>
  ({ metadata: { name, namespace: 'shop' }, spec: { dnsPolicy: 'ClusterFirst', ...spec } }) as Pod

const cluster = {
  nameservers: ['10.96.0.10'],
  search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
  ndots: 5,
}
const node = { nameservers: ['192.168.1.1'], search: [], ndots: 1 }

describe('resolv.conf', () => {
  it.each([
    ['ClusterFirst', {}, cluster],
    ['ClusterFirst', { hostNetwork: true }, node],
    ['ClusterFirstWithHostNet', { hostNetwork: true }, cluster],
    ['Default', {}, node],
  ])('under %s with %j', (dnsPolicy, more, config) => {
    expect(resolverOf(pod({ dnsPolicy, ...more })).config).toEqual(config)
  })
  it('is what dnsConfig says, and nothing else, under None', () => {
    const dnsConfig = {
      nameservers: ['1.2.3.4'],
      searches: ['example.com'],
      options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
    }
    expect(resolverOf(pod({ dnsPolicy: 'None', dnsConfig })).config).toEqual({
      nameservers: ['1.2.3.4'],
      search: ['example.com'],
      ndots: 2,
      options: ['ndots:2', 'edns0'],
    })
  })
  it('has an option once, as dnsConfig has it', () => {
    const options = [
      { name: 'timeout', value: '1' },
      { name: 'ndots', value: '1' },
    ]
    expect(resolverOf(pod({ dnsConfig: { options } })).config).toEqual({
      ...cluster,
      ndots: 1,
      options: ['ndots:1', 'timeout:1'],
    })
  })
  it('has what dnsConfig adds at the end, without doubles', () => {
    const dnsConfig = { nameservers: ['10.96.0.10', '1.2.3.4'], searches: ['cluster.local', 'x'] }
    expect(resolverOf(pod({ dnsConfig })).config).toEqual({
      ...cluster,
      nameservers: ['10.96.0.10', '1.2.3.4'],
      search: [...cluster.search, 'x'],
    })
  })
  it('has three name servers and thirty-two domains at most', () => {
    const nameservers = ['1.1.1.1', '1.1.1.2', '1.1.1.3']
    const searches = Array.from({ length: 32 }, (_, index) => `d${index}`)
    const { config, warnings } = resolverOf(pod({ dnsConfig: { nameservers, searches } }))
    expect([config.nameservers.length, config.search.length]).toEqual([3, 32])
    expect(warnings).toEqual([
      'Nameserver limits were exceeded, some nameservers have been omitted, the applied ' +
        'nameserver line is: 10.96.0.10 1.1.1.1 1.1.1.2',
      expect.stringMatching(
        /^Search Line limits were exceeded, .*: shop\.svc\.cluster\.local .* d28$/,
      ),
    ])
  })
})

describe('a host name', () => {
  it.each([
    [{}, 'web', 'web'],
    [{}, `${'a'.repeat(62)}-${'b'.repeat(20)}`, 'a'.repeat(62)],
    [{ hostname: 'h', subdomain: 's' }, 'web', 'h'],
    [
      { hostname: 'h', subdomain: 's', setHostnameAsFQDN: true },
      'web',
      'h.s.shop.svc.cluster.local',
    ],
    [{ hostNetwork: true }, 'web', 'node-1'],
  ])('with %j, of the Pod %s, is %s', (spec, name, hostname) => {
    expect(hostnameOf(pod(spec, name), 'node-1')).toEqual({ hostname })
  })
  it('may not be a full name of more than 64 characters', () => {
    const spec = { hostname: 'h'.repeat(40), subdomain: 's', setHostnameAsFQDN: true }
    expect(hostnameOf(pod(spec), 'node-1')).toEqual({
      error: expect.stringMatching(
        /is too long \(64 characters is the max, 65 characters requested\)$/,
      ),
    })
  })
})
