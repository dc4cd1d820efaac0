import { describe, expect, it } from 'vitest'
import { Cluster } from '../cluster'
import type { Node, Pod } from '../resources'
import { minutes, seconds } from '../sim'

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
    },
  },
}

function running(): Cluster {
  const cluster = Cluster.create()
  const path = '/apis/apps/v1/namespaces/default/deployments'
  cluster.request({ method: 'POST', path, body: deployment })
  cluster.settle()
  return cluster
}

const pass = (cluster: Cluster, span: number): void => {
  cluster.advance(cluster.now + span)
}
const nodeOf = (cluster: Cluster, name: string): Node => {
  const node = cluster.reader().get('Node', '', name)
  if (!node) throw new Error(`no node ${name}`)
  return node
}
const ready = (cluster: Cluster, name: string) =>
  nodeOf(cluster, name).status.conditions?.find(({ type }) => type === 'Ready')
const pods = (cluster: Cluster): readonly Pod[] => cluster.reader().list('Pod', 'default')
const podOn = (cluster: Cluster, node: string): Pod => {
  const pod = pods(cluster).find(({ spec }) => spec.nodeName === node)
  if (!pod) throw new Error(`no Pod on ${node}`)
  return pod
}
const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false
const reasons = (cluster: Cluster, name: string) =>
  cluster
    .reader()
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ reason }) => reason)

describe('a node whose kubelet hangs', () => {
  it('is not Ready after a minute, and its Pods get no traffic', () => {
    const cluster = running()
    const pod = podOn(cluster, 'node-2')
    cluster.setFault('node-2', 'kubelet')
    pass(cluster, seconds(40))
    expect(ready(cluster, 'node-2')?.status).toBe('True')
    pass(cluster, seconds(25))
    expect(ready(cluster, 'node-2')).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    })
    expect(
      nodeOf(cluster, 'node-2').spec.taints?.map(({ key, effect }) => `${key}:${effect}`),
    ).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ])
    expect(reasons(cluster, 'node-2')).toContain('NodeNotReady')
    expect(reasons(cluster, pod.metadata.name)).toContain('NodeNotReady')
    expect(isReady(podOn(cluster, 'node-2'))).toBe(false)
  })

  it('loses its Pods after five minutes more; others take their place', () => {
    const cluster = running()
    const { name } = podOn(cluster, 'node-2').metadata
    cluster.setFault('node-2', 'kubelet')
    pass(cluster, minutes(7))
    const lost = cluster.reader().get('Pod', 'default', name)
    expect(lost?.metadata.deletionTimestamp).toBeDefined()
    expect(lost?.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
      reason: 'DeletionByTaintManager',
    })
    expect(reasons(cluster, name)).toContain('TaintManagerEviction')
    const others = pods(cluster).filter(({ metadata }) => metadata.name !== name)
    expect(others.filter(isReady)).toHaveLength(3)
    expect(others.map(({ spec }) => spec.nodeName)).not.toContain('node-2')
  })

  it('is as before when it goes on in time', () => {
    const cluster = running()
    const before = podOn(cluster, 'node-2').metadata.uid
    cluster.setFault('node-2', 'kubelet')
    pass(cluster, seconds(90))
    cluster.setFault('node-2', undefined)
    pass(cluster, seconds(15))
    expect(ready(cluster, 'node-2')?.status).toBe('True')
    expect(nodeOf(cluster, 'node-2').spec.taints).toBeUndefined()
    expect(podOn(cluster, 'node-2').metadata.uid).toBe(before)
    expect(isReady(podOn(cluster, 'node-2'))).toBe(true)
    expect(reasons(cluster, 'node-2')).toContain('NodeReady')
  })

  it('ends the Pods that it has lost when it goes on late', () => {
    const cluster = running()
    const { name } = podOn(cluster, 'node-2').metadata
    cluster.setFault('node-2', 'kubelet')
    pass(cluster, minutes(7))
    cluster.setFault('node-2', undefined)
    pass(cluster, minutes(1))
    expect(cluster.reader().get('Pod', 'default', name)).toBeUndefined()
  })
})

describe('a node whose network is cut', () => {
  it('gets no packets, and is not heard of', () => {
    const cluster = running()
    cluster.setFault('node-2', 'network')
    cluster.setTraffic([
      {
        name: 'probe',
        from: { type: 'node', name: 'node-2' },
        url: `http://${podOn(cluster, 'node-1').status.podIP}/`,
        ratePerSecond: 1,
        concurrency: 5,
        keepAlive: false,
        timeoutSeconds: 2,
      },
    ])
    pass(cluster, seconds(75))
    expect(ready(cluster, 'node-2')?.status).toBe('Unknown')
    expect(ready(cluster, 'node-1')?.status).toBe('True')
    expect(cluster.trafficCount('probe')).toMatchObject({ succeeded: 0 })
    cluster.setFault('node-2', undefined)
    pass(cluster, seconds(20))
    expect(ready(cluster, 'node-2')?.status).toBe('True')
    expect(cluster.trafficCount('probe').succeeded).toBeGreaterThan(0)
  })
})

describe('a fault', () => {
  it('is an input: going back and forth comes to the same', () => {
    const cluster = running()
    cluster.setFault('node-3', 'kubelet')
    pass(cluster, seconds(80))
    const end = cluster.now
    const digest = cluster.digest()
    cluster.seek(seconds(5))
    expect(cluster.faultOf('node-3')).toBeUndefined()
    cluster.seek(end)
    expect(cluster.digest()).toBe(digest)
    expect(cluster.faultOf('node-3')).toBe('kubelet')
  })
})
