import { describe, expect, it } from 'vitest'
import type { ApiResponse } from '../api/request'
import { Cluster } from '../cluster'
import { NameServer } from '../coredns/testing'
import { compile, defaultProxyOptions, iptablesSave } from '../kube-proxy'

const labels = { app: 'web' }
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
    },
  },
}
const PREFIXES: Readonly<Record<string, string>> = {
  'node-1': 'fd00:10:244::',
  'node-2': 'fd00:10:244:1::',
}
const SERVICES = '/api/v1/namespaces/default/services'

// biome-ignore lint/suspicious/noExplicitAny: an answer, which a test looks into as JSON.
type Body = any

class DualStack {
  constructor(readonly cluster = Cluster.create({ dualStack: true, nodes: 2 })) {}
  post(path: string, body: object): Body {
    return bodyOf(this.cluster.request({ method: 'POST', path, body }))
  }
  service(name: string, spec: object): Body {
    const body = { apiVersion: 'v1', kind: 'Service', metadata: { name } }
    return this.post(SERVICES, {
      ...body,
      spec: { selector: labels, ports: [{ port: 80 }], ...spec },
    })
  }
  patch(name: string, spec: object): Body {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const path = `${SERVICES}/${name}`
    return bodyOf(this.cluster.request({ method: 'PATCH', path, headers, body: { spec } }))
  }
  ask(name: string, type: string): readonly string[] {
    const server = new NameServer(this.cluster.reader())
    return server.ask(name, type).answers.map(({ data }) => data)
  }
}

const bodyOf = (response: ApiResponse): Body => ('body' in response ? response.body : undefined)

describe('a dual-stack cluster', () => {
  const both = { ipFamilyPolicy: 'RequireDualStack' }

  it('gives nodes and Pods addresses of both families', () => {
    const { cluster } = new DualStack()
    cluster.request({
      method: 'POST',
      path: '/apis/apps/v1/namespaces/default/deployments',
      body: deployment,
    })
    cluster.settle()
    const [first, second] = cluster.reader().list('Node')
    expect(first?.spec.podCIDRs).toEqual(['10.244.0.0/24', 'fd00:10:244::/64'])
    expect(second?.spec.podCIDRs).toEqual(['10.244.1.0/24', 'fd00:10:244:1::/64'])
    expect(second?.status.addresses?.map(({ address }) => address)).toEqual([
      '192.168.1.12',
      'fd00:192:168:1::12',
      'node-2',
    ])
    for (const { spec, status } of cluster.reader().list('Pod', 'default')) {
      const prefix = PREFIXES[spec.nodeName ?? '']
      const place = Number(status.podIP?.split('.').at(-1)).toString(16)
      expect(status.podIPs).toEqual([{ ip: status.podIP }, { ip: `${prefix}${place}` }])
      expect(status.hostIPs).toHaveLength(2)
    }
  })

  it('gives a Service one family unless it asks for both', () => {
    const cluster = new DualStack()
    expect(cluster.service('one', {}).spec).toMatchObject({
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      clusterIPs: [expect.stringMatching(/^10\./)],
    })
    const v4 = expect.stringMatching(/^10\./)
    const v6 = expect.stringMatching(/^fd00:10:96::[1-9a-f][0-9a-f]{2,3}$/)
    for (const ipFamilyPolicy of ['PreferDualStack', 'RequireDualStack']) {
      const { spec } = cluster.service(ipFamilyPolicy.toLowerCase(), { ipFamilyPolicy })
      expect(spec).toMatchObject({ ipFamilies: ['IPv4', 'IPv6'], clusterIPs: [v4, v6] })
    }
    const turned = cluster.service('turned', { ...both, ipFamilies: ['IPv6'] })
    expect(turned.spec).toMatchObject({ ipFamilies: ['IPv6', 'IPv4'], clusterIPs: [v6, v4] })
    const lone = cluster.service('lone', { ipFamilies: ['IPv6'] })
    expect(lone.spec).toMatchObject({ ipFamilyPolicy: 'SingleStack', clusterIPs: [v6] })
    const own = cluster.service('own', { clusterIP: 'fd00:10:96::5' })
    expect(own.spec).toMatchObject({ ipFamilies: ['IPv6'], clusterIPs: ['fd00:10:96::5'] })
  })

  it('takes a second address on and off, and only when told so', () => {
    const cluster = new DualStack()
    const { spec } = cluster.service('web', {})
    const grown = cluster.patch('web', { ipFamilyPolicy: 'PreferDualStack' }).spec
    expect(grown.clusterIPs).toEqual([spec.clusterIP, expect.stringContaining('fd00:10:96::')])
    expect(
      cluster.patch('web', { clusterIPs: [spec.clusterIP], ipFamilies: ['IPv4'] }).message,
    ).toBe(
      'Service "web" is invalid: [spec.ipFamilyPolicy: Invalid value: "PreferDualStack": must be ' +
        "'SingleStack' to release the secondary cluster IP, spec.ipFamilyPolicy: Invalid value: " +
        '"PreferDualStack": must be \'SingleStack\' to release the secondary IP family]',
    )
    expect(cluster.patch('web', { ipFamilyPolicy: 'SingleStack' }).spec).toMatchObject({
      clusterIPs: [spec.clusterIP],
      ipFamilies: ['IPv4'],
    })
    const next = cluster.service('next', { ...both, clusterIP: grown.clusterIPs[1] })
    expect(next.spec.clusterIPs[0]).toBe(grown.clusterIPs[1])
  })

  it.each([
    [
      { clusterIP: 'fd00:10:97::5' },
      'spec.clusterIPs: Invalid value: ["fd00:10:97::5"]: failed to allocate IP fd00:10:97::5: ' +
        'the provided network does not match the current range',
    ],
    [
      { clusterIP: 'fd00:10:96::0007' },
      'spec.clusterIPs: Invalid value: ["fd00:10:96::0007"]: failed to allocate IP ' +
        'fd00:10:96::0007: provided IP is already allocated',
    ],
    [
      { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] },
      'spec.ipFamilyPolicy: Invalid value: "SingleStack": must be \'RequireDualStack\' or ' +
        "'PreferDualStack' when multiple IP families are specified",
    ],
    [
      { ipFamilies: ['IPv6'], clusterIP: '10.96.0.99' },
      'spec.clusterIPs[0]: Invalid value: "10.96.0.99": expected an IPv6 value as indicated by ' +
        '`ipFamilies[0]`',
    ],
  ])('refuses %j', (spec, message) => {
    const cluster = new DualStack()
    cluster.service('seven', {
      clusterIP: '10.96.0.77',
      clusterIPs: ['10.96.0.77', 'fd00:10:96::7'],
      ...both,
    })
    expect(cluster.service('web', spec).message).toBe(`Service "web" is invalid: ${message}`)
  })

  it('has a slice a family, AAAA records, and rules for what is IPv4', () => {
    const stack = new DualStack()
    const { cluster } = stack
    stack.post('/apis/apps/v1/namespaces/default/deployments', deployment)
    const { spec } = stack.service('web', { ...both, ipFamilies: ['IPv6', 'IPv4'] })
    stack.service('pods', { ...both, clusterIP: 'None' })
    cluster.settle()
    const reader = cluster.reader()
    const slices = reader
      .list('EndpointSlice')
      .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'web')
    expect(slices.map(({ addressType }) => addressType).sort()).toEqual(['IPv4', 'IPv6'])
    const pods = reader.list('Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web')
    const seconds = pods.map(({ status }) => status.podIPs?.[1]?.ip)
    expect(seconds).toHaveLength(2)
    expect(stack.ask('web.default.svc.cluster.local.', 'AAAA')).toEqual([spec.clusterIPs[0]])
    expect(stack.ask('web.default.svc.cluster.local.', 'A')).toEqual([spec.clusterIPs[1]])
    expect(stack.ask('pods.default.svc.cluster.local.', 'AAAA').toSorted()).toEqual(
      seconds.toSorted(),
    )
    expect(reader.get('Endpoints', 'default', 'web')?.subsets?.[0]?.addresses).toHaveLength(2)
    const rules = iptablesSave(compile(reader, 'node-1', defaultProxyOptions))
    expect(rules).toContain(`-d ${spec.clusterIPs[1]}/32`)
    expect(rules).not.toContain('fd00')
  })
})
