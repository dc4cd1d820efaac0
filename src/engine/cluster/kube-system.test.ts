import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { Pod } from '../resources'
import { seconds } from '../sim'
import type { ClusterOptions } from './options'

const SYSTEM = '/api/v1/namespaces/kube-system'

function settled(options: Partial<ClusterOptions> = {}): Cluster {
  const cluster = Cluster.create(options)
  cluster.settle()
  return cluster
}

const podsOf = (cluster: Cluster): readonly Pod[] => cluster.reader().list('Pod', 'kube-system')
const namesOf = (cluster: Cluster): readonly string[] =>
  podsOf(cluster).map(({ metadata }) => metadata.name)

describe('kube-system', () => {
  it('has the Pods of a control plane, and kube-proxy on every node', () => {
    const cluster = settled()
    expect(namesOf(cluster).map((name) => name.replace(/-[a-z\d]{5}$/, '-*'))).toEqual([
      expect.stringMatching(/^coredns-[a-z\d]+-\*$/),
      expect.stringMatching(/^coredns-[a-z\d]+-\*$/),
      'etcd-node-1',
      'kube-apiserver-node-1',
      'kube-controller-manager-node-1',
      'kube-proxy-*',
      'kube-proxy-*',
      'kube-proxy-*',
      'kube-scheduler-node-1',
    ])
    for (const { spec, status } of podsOf(cluster)) {
      expect(status.phase).toBe('Running')
      expect(status.conditions?.every((each) => each.status === 'True')).toBe(true)
      const isCritical = spec.priorityClassName === 'system-node-critical'
      expect(spec.priority).toBe(isCritical ? 2_000_001_000 : 2_000_000_000)
    }
  })

  it('is told of as having begun before anybody looked', () => {
    const cluster = settled()
    const told = cluster.reader().list('Event', 'kube-system')
    expect(
      told.filter(({ involvedObject }) => !involvedObject.name?.startsWith('coredns')),
    ).toEqual([])
    expect(cluster.reader().get('DaemonSet', 'kube-system', 'kube-proxy')?.status).toMatchObject({
      desiredNumberScheduled: 3,
      numberReady: 3,
      updatedNumberScheduled: 3,
    })
  })

  it.each([
    ['k3s', []],
    ['ack', ['kube-proxy-worker']],
    ['kind', ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler']],
  ] as const)('of %s has its own Pods on nodes', (environment, expected) => {
    const found = namesOf(settled({ environment }))
      .filter((name) => !name.startsWith('coredns'))
      .map((name) => name.replace(/-(node-1|[a-z\d]{5})$/, ''))
    expect([...new Set(found)]).toEqual(expected)
  })

  it('gets the image of a static Pod back when that is deleted', () => {
    const cluster = settled()
    const key = ['Pod', 'kube-system', 'etcd-node-1'] as const
    const before = cluster.reader().get(...key)
    cluster.request({ method: 'DELETE', path: `${SYSTEM}/pods/etcd-node-1` })
    cluster.advance(cluster.now + seconds(2))
    const after = cluster.reader().get(...key)
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid)
    expect(after?.status.containerStatuses).toEqual(before?.status.containerStatuses)
    expect(after?.status.phase).toBe('Running')
  })
})
