import { describe, expect, it } from 'vitest'
import { bench, podNamed } from './testing'

describe('a node', () => {
  it('is full with 110 Pods', () => {
    const node = bench()
    for (let index = 0; index < 110; index++) node.create(podNamed(`pod-${index}`))
    node.create(podNamed('web'))
    node.pass(1)
    expect(node.status()).toMatchObject({
      phase: 'Failed',
      reason: 'OutOfpods',
      message:
        "Pod was rejected: Node didn't have enough resource: pods, " +
        'requested: 1, used: 110, capacity: 110',
    })
  })
  it('has room again as soon as it says that a Pod has ended', () => {
    const node = bench()
    for (let index = 0; index < 110; index++) node.create(podNamed(`pod-${index}`))
    node.pass(60)
    node.act({ verb: 'delete', kind: 'Pod', key: { namespace: 'default', name: 'pod-7' } })
    const phase = (name: string) => node.reader.get('Pod', 'default', name)?.status.phase
    for (let step = 0; step < 500 && phase('pod-7') === 'Running'; step++) node.pass(0.01)
    expect(phase('pod-7')).toBe('Succeeded')
    node.create(podNamed('web'))
    node.pass(5)
    expect(phase('web')).toBe('Running')
  })
  it('says that it is well, and what it has', () => {
    const node = bench()
    const status = node.reader.get('Node', '', 'node-1')?.status
    expect(
      status?.conditions?.map(({ type, status: is, reason }) => `${type}=${is} ${reason}`),
    ).toEqual([
      'MemoryPressure=False KubeletHasSufficientMemory',
      'DiskPressure=False KubeletHasNoDiskPressure',
      'PIDPressure=False KubeletHasSufficientPID',
      'Ready=True KubeletReady',
    ])
    expect(status).toMatchObject({
      capacity: { cpu: '4', memory: '8388608Ki', pods: '110' },
      nodeInfo: { kubeletVersion: 'v1.34.1', containerRuntimeVersion: 'containerd://2.1.3' },
      addresses: [{ type: 'InternalIP', address: '192.168.1.11' }, { type: 'Hostname' }],
    })
  })
  it('renews its Lease every ten seconds, and lists the images that it has pulled', () => {
    const node = bench()
    node.create(podNamed('web'))
    node.pass(5)
    const lease = () => node.reader.get('Lease', 'kube-node-lease', 'node-1')?.spec.renewTime
    const before = lease()
    node.pass(10)
    expect(lease()).not.toBe(before)
    expect(node.reader.get('Node', '', 'node-1')?.status.images).toMatchObject([
      {
        names: [
          expect.stringMatching(/agnhost@sha256:/),
          'registry.k8s.io/e2e-test-images/agnhost:2.53',
        ],
        sizeBytes: 51_105_200,
      },
    ])
  })
  it('makes its Lease again when somebody has deleted it', () => {
    const node = bench()
    const key = { namespace: 'kube-node-lease', name: 'node-1' }
    node.act({ verb: 'delete', kind: 'Lease', key })
    node.pass(21)
    expect(node.reader.get('Lease', key.namespace, key.name)).toBeDefined()
  })
})
