import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../api/request'
import type { ProxyMode } from '../api/traffic'
import { Cluster } from '../cluster'
import { seconds } from '../sim'

const configMap = '/api/v1/namespaces/kube-system/configmaps/kube-proxy'
const daemonSet = '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy'
const type = 'application/strategic-merge-patch+json'

const patch = (cluster: Cluster, path: string, body: object): void => {
  const headers = { 'content-type': type }
  const request: ApiRequest = { method: 'PATCH', path, headers, body }
  expect(cluster.request(request).status).toBe(200)
}

const configure = (cluster: Cluster, mode: string): void => {
  const data = cluster.reader().get('ConfigMap', 'kube-system', 'kube-proxy')?.data
  const text = data?.['config.conf']?.replace(/^mode:.*$/m, `mode: ${mode}`)
  patch(cluster, configMap, { data: { 'config.conf': text } })
}

const restart = (cluster: Cluster): void =>
  patch(cluster, daemonSet, {
    spec: { template: { metadata: { annotations: { restarted: 'x' } } } },
  })

const onNodes = (cluster: Cluster): readonly (ProxyMode | undefined)[] =>
  ['node-1', 'node-2', 'node-3'].map((node) => cluster.proxyModeOn(node))

describe("kube-proxy's mode", () => {
  it('is what the ConfigMap says, and a node goes by it once its kube-proxy starts anew', () => {
    const cluster = Cluster.create()
    cluster.settle()
    const { length } = cluster.inputs
    configure(cluster, 'nftables')
    cluster.advance(cluster.now + seconds(10))
    expect(cluster.proxyMode()).toBe('nftables')
    expect(onNodes(cluster)).toEqual(['iptables', 'iptables', 'iptables'])

    restart(cluster)
    const seen = new Set<string>()
    for (let turn = 0; turn < 100; turn++) {
      cluster.advance(cluster.now + seconds(0.1))
      seen.add(onNodes(cluster).join(' '))
    }
    expect(seen.size).toBe(4) // one node after the other
    expect(onNodes(cluster)).toEqual(['nftables', 'nftables', 'nftables'])

    cluster.dropFrom(length)
    expect(cluster.proxyMode()).toBe('iptables')
    expect(onNodes(cluster)).toEqual(['iptables', 'iptables', 'iptables'])
  })

  it('is none when it names one that there is not', () => {
    const cluster = Cluster.create()
    configure(cluster, 'userspace')
    expect(cluster.proxyMode()).toBeUndefined()
  })

  it('is an option of k3s, which has no kube-proxy Pods', () => {
    expect(Cluster.create({ environment: 'k3s', mode: 'ipvs' }).proxyMode()).toBe('ipvs')
  })
})
