import { describe, expect, it } from 'vitest'
import type { Environment } from '../../api/traffic'
import { minutes, seconds } from '../../sim'
import { runnerOf } from '../runner'
import { aWhile, type Scene, scene, serviceNamed } from '../testing'
import { serviceBalancers } from '.'

const node = (name: string, address: string, labels: object = {}) => ({
  kind: 'Node',
  metadata: { name, labels },
  spec: {},
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    addresses: [{ type: 'InternalIP', address }],
  },
})

const NODES = [node('node-1', '192.168.1.11'), node('node-2', '192.168.1.12')]

const balanced = (name: string, spec: object = {}, annotations: object = {}) => {
  const service = serviceNamed(name, { type: 'LoadBalancer', ...spec })
  return { ...service, metadata: { ...service.metadata, annotations } }
}

function staged(environment: Environment, ...objects: readonly object[]): Scene {
  const stage = scene(...serviceBalancers[environment].map(runnerOf))
  stage.create(...objects)
  stage.pass(seconds(10))
  return stage
}

const ingress = (stage: Scene, name = 'web') =>
  stage.get('Service', name).status.loadBalancer.ingress
const metadata = (stage: Scene) => stage.get('Service', 'web').metadata
const PREFIX = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-'

describe('on Alibaba Cloud', () => {
  it('an instance takes three to eight seconds, during which the Service is pending', () => {
    const stage = scene(...serviceBalancers.ack.map(runnerOf))
    stage.create(...NODES, balanced('web'))
    stage.pass(seconds(2.9))
    expect(metadata(stage).finalizers).toEqual(['service.k8s.alibaba/resources'])
    expect(ingress(stage)).toBeUndefined()
    expect(stage.events('web')).toEqual([])
    stage.pass(seconds(5.2))
    expect(ingress(stage)).toEqual([{ ip: expect.stringMatching(/^47\.98\./), ipMode: 'VIP' }])
  })

  it('the Service is labelled with the instance, and tells of it once', () => {
    const stage = staged('ack', ...NODES, balanced('web'))
    const id = metadata(stage).labels?.['service.k8s.alibaba/loadbalancer-id']
    expect(id).toMatch(/^lb-bp1[0-9a-z]{17}$/)
    expect(metadata(stage).labels?.['service.beta.kubernetes.io/hash']).toMatch(/^[0-9a-f]{32}$/)
    stage.pass(minutes(10))
    expect(stage.events('web')).toEqual([
      `Normal EnsuredLoadBalancer Ensured load balancer [${id}]`,
    ])
  })

  it('two Services never share an address', () => {
    const names = Array.from({ length: 40 }, (_, index) => `web${index}`)
    const stage = staged('ack', ...NODES, ...names.map((name) => balanced(name)))
    expect(new Set(names.map((name) => ingress(stage, name)?.[0]?.ip)).size).toBe(40)
  })

  it('an annotation asks for an address inside, an instance that is there, or a name', () => {
    const inside = staged(
      'ack',
      ...NODES,
      balanced('web', {}, { [`${PREFIX}address-type`]: 'intranet' }),
    )
    expect(ingress(inside)?.[0]?.ip).toMatch(/^10\.0\./)
    const reused = staged('ack', ...NODES, balanced('web', {}, { [`${PREFIX}id`]: 'lb-mine' }))
    expect(reused.events('web')).toEqual([
      'Normal EnsuredLoadBalancer Ensured load balancer [lb-mine]',
    ])
    const named = staged(
      'ack',
      ...NODES,
      balanced('web', {}, { [`${PREFIX}hostname`]: 'a.example' }),
    )
    expect(ingress(named)).toEqual([{ hostname: 'a.example' }])
  })

  it('the class of a Network Load Balancer gives a name of its own', () => {
    const stage = staged(
      'ack',
      ...NODES,
      balanced('web', { loadBalancerClass: 'alibabacloud.com/nlb' }),
    )
    expect(metadata(stage).finalizers).toEqual(['service.k8s.alibaba/nlb'])
    expect(ingress(stage)?.[0]?.hostname).toMatch(/^nlb-\w{18}\.cn-hangzhou\.nlb\.aliyuncs\.com$/)
  })

  it('another class is nobody’s', () => {
    const stage = staged('ack', ...NODES, balanced('web', { loadBalancerClass: 'example.com/lb' }))
    expect(metadata(stage).finalizers).toBeUndefined()
  })

  it('a Service is told when no node can be behind it', () => {
    const excluded = { 'node.kubernetes.io/exclude-from-external-load-balancers': '' }
    const stage = staged('ack', node('node-1', '192.168.1.11', excluded), balanced('web'))
    expect(stage.events('web')[0]).toBe(
      'Normal UnAvailableLoadBalancer There are no available nodes for LoadBalancer',
    )
  })

  it('a deleted Service stays until its instance is gone', () => {
    const stage = staged('ack', ...NODES, balanced('web'))
    stage.remove('Service', 'web')
    stage.pass(seconds(0.5))
    expect(metadata(stage).deletionTimestamp).toBeDefined()
    stage.pass(aWhile)
    expect(stage.list('Service')).toEqual([])
    expect(stage.events('web').slice(1)).toEqual([
      'Normal DeleteTimestampChanged ' +
        'The service will be updated because the delete timestamp has been changed.',
      'Normal CleanLoadBalancer Clean load balancer',
    ])
  })

  it('a Service that changes its type loses address, labels and finalizer', () => {
    const stage = staged('ack', ...NODES, balanced('web'))
    stage.change('Service', 'web', (service) => ({
      ...service,
      spec: { ...service.spec, type: 'NodePort' },
    }))
    stage.pass(seconds(3))
    expect(ingress(stage)).toBeUndefined()
    expect(metadata(stage).finalizers).toBeUndefined()
    expect(metadata(stage).labels).toBeUndefined()
    expect(stage.events('web')[1]).toBe('Normal TypeChanged type change LoadBalancer - NodePort')
  })
})

describe('on Docker Desktop', () => {
  it('a Service is at localhost, and nobody tells of it', () => {
    const stage = staged('docker-desktop', balanced('web'))
    expect(ingress(stage)).toEqual([{ hostname: 'localhost' }])
    expect(stage.events('web')).toEqual([])
  })

  it('a second one on the same port is pending until the first is gone', () => {
    const stage = staged('docker-desktop', balanced('web'), balanced('other'))
    const [held, pending] = ingress(stage) ? ['web', 'other'] : ['other', 'web']
    expect(ingress(stage, pending)).toBeUndefined()
    stage.remove('Service', held as string)
    stage.pass(seconds(3))
    expect(ingress(stage, pending)).toEqual([{ hostname: 'localhost' }])
  })

  it('two on different ports both get it', () => {
    const ports = [{ port: 81, targetPort: 8080 }]
    const stage = staged('docker-desktop', balanced('web'), balanced('other', { ports }))
    expect(ingress(stage, 'other')).toEqual(ingress(stage, 'web'))
  })
})

describe('on k3s', () => {
  const svclb = (stage: Scene): string => `kube-system/svclb-web-${metadata(stage).uid.slice(0, 8)}`

  it('a Service is at the addresses of the nodes', () => {
    const stage = staged('k3s', ...NODES, balanced('web'))
    expect(ingress(stage)?.map(({ ip }) => ip)).toEqual(['192.168.1.11', '192.168.1.12'])
    expect(stage.events('web')).toEqual([
      'Normal EnsuringLoadBalancer Ensuring load balancer',
      `Normal AppliedDaemonSet Applied LoadBalancer DaemonSet ${svclb(stage)}`,
      'Normal UpdatedLoadBalancer Updated LoadBalancer with new IPs: [] -> ' +
        '[192.168.1.11 192.168.1.12]',
    ])
  })

  it('a node that is not Ready is left out', () => {
    const stage = staged('k3s', ...NODES, balanced('web'))
    stage.changeStatus('Node', 'node-2', (each) => ({
      ...each,
      status: { ...each.status, conditions: [{ type: 'Ready', status: 'Unknown' }] },
    }))
    stage.pass(seconds(3))
    expect(ingress(stage)?.map(({ ip }) => ip)).toEqual(['192.168.1.11'])
  })

  it('a second Service on the same port is pending', () => {
    const stage = staged('k3s', ...NODES, balanced('web'), balanced('other'))
    const both = [ingress(stage, 'web'), ingress(stage, 'other')]
    expect(both.filter((each) => each === undefined)).toHaveLength(1)
  })

  it('a deleted Service is cleaned up', () => {
    const stage = staged('k3s', ...NODES, balanced('web'))
    const name = svclb(stage)
    stage.remove('Service', 'web')
    stage.pass(seconds(3))
    expect(stage.list('Service')).toEqual([])
    expect(stage.events('web').slice(3)).toEqual([
      'Normal DeletingLoadBalancer Deleting load balancer',
      `Normal DeletedDaemonSet Deleted LoadBalancer DaemonSet ${name}`,
      'Normal DeletedLoadBalancer Deleted load balancer',
    ])
  })
})

describe.each(['kubeadm', 'kind', 'minikube'] as const)('on %s', (environment) => {
  it('a Service stays pending, and nothing is told', () => {
    const stage = staged(environment, ...NODES, balanced('web'))
    stage.pass(minutes(10))
    expect(ingress(stage)).toBeUndefined()
    expect(stage.events('web')).toEqual([])
  })
})
