import { describe, expect, it } from 'vitest'
import { keyOf } from '../../api/object'
import type { Environment } from '../../api/traffic'
import { minutes, seconds } from '../../sim'
import { daemonSet } from '../daemonset/daemonset'
import { nodeOf } from '../daemonset/nodes'
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

  it('an address bound to an instance inside is one of the internet', () => {
    const annotations = {
      [`${PREFIX}address-type`]: 'intranet',
      [`${PREFIX}external-ip-type`]: 'eip',
    }
    const stage = staged('ack', ...NODES, balanced('web', {}, annotations))
    expect(ingress(stage)?.[0]?.ip).toMatch(/^47\.98\./)
  })

  it('what changes later is told before it is seen to', () => {
    const stage = staged('ack', ...NODES, balanced('web'))
    const annotate = (annotations: object): void => {
      stage.change('Service', 'web', (service) => ({
        ...service,
        metadata: { ...service.metadata, annotations },
      }))
      stage.pass(aWhile)
    }
    const told = () => stage.events('web').map((text) => text.split(' ')[1])
    annotate({ [`${PREFIX}spec`]: 'slb.s1.small' })
    expect(told()).toContain('AnnotationChanged')
    expect(told()).not.toContain('ServiceSpecChanged')
    stage.change('Service', 'web', (service) => ({
      ...service,
      spec: { ...service.spec, sessionAffinity: 'ClientIP' },
    }))
    stage.pass(aWhile)
    expect(told()).toContain('ServiceSpecChanged')
  })

  it('an instance that is to outlive its Service is told of', () => {
    const kept = { [`${PREFIX}id`]: 'lb-mine', [`${PREFIX}preserve-lb-on-delete`]: 'true' }
    const stage = staged('ack', ...NODES, balanced('web', {}, kept))
    stage.remove('Service', 'web')
    stage.pass(seconds(3))
    expect(stage.events('web')).toContain(
      'Warning PreservedOnDelete The lb [lb-mine] will be preserved after the service is deleted.',
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

describe('on minikube', () => {
  it('a Service is at its cluster IP for as long as a tunnel runs, and else nowhere', () => {
    expect(ingress(staged('minikube', balanced('web')))).toBeUndefined()
    const stage = staged('minikube-tunnel', balanced('web'))
    const { clusterIP } = stage.get('Service', 'web').spec
    expect(ingress(stage)).toEqual([{ ip: clusterIP, ipMode: 'VIP' }])
    expect(stage.events('web')).toEqual([])
    stage.change('Service', 'web', (service) => ({
      ...service,
      spec: { ...service.spec, type: 'NodePort' },
    }))
    stage.pass(seconds(5))
    expect(ingress(stage)).toBeUndefined()
  })
})

describe('on kind', () => {
  it('a Service has a proxy on the Docker network with cloud-provider-kind, and else none', () => {
    expect(ingress(staged('kind', ...NODES, balanced('web')))).toBeUndefined()
    const stage = staged('kind-cloud-provider', ...NODES, balanced('web'), balanced('other'))
    const found = ['web', 'other'].map((name) => ingress(stage, name)?.[0]?.ip)
    expect(found.toSorted()).toEqual(['172.18.0.4', '172.18.0.5'])
    expect(ingress(stage)?.[0]).toMatchObject({
      ipMode: 'Proxy',
      ports: [{ port: 80, protocol: 'TCP' }],
    })
    stage.remove('Service', 'web')
    stage.pass(seconds(5))
    expect(stage.events('web')).toEqual([
      'Normal EnsuringLoadBalancer Ensuring load balancer',
      'Normal EnsuredLoadBalancer Ensured load balancer',
      'Normal DeletingLoadBalancer Deleting load balancer',
      'Normal DeletedLoadBalancer Deleted load balancer',
    ])
    expect(stage.reader.get('Service', 'default', 'web')).toBeUndefined()
  })
})

describe('on k3s', () => {
  const svclb = (stage: Scene): string => `svclb-web-${metadata(stage).uid.slice(0, 8)}`

  /** With the DaemonSets' controller, and somebody who starts their Pods on their nodes. */
  function carried(...services: readonly object[]): Scene {
    const stage = scene(...serviceBalancers.k3s.map(runnerOf), runnerOf(daemonSet))
    stage.create(...NODES, ...services)
    stage.pass(seconds(1))
    for (const pod of stage.list('Pod')) {
      stage.act({ verb: 'bind', pod: keyOf(pod), node: nodeOf(pod) ?? '' })
    }
    stage.start()
    stage.pass(seconds(1))
    return stage
  }

  it('a Service is at the addresses of the nodes that carry it', () => {
    const stage = carried(balanced('web'))
    expect(ingress(stage)?.map(({ ip }) => ip)).toEqual(['192.168.1.11', '192.168.1.12'])
    expect(stage.events('web')).toEqual([
      'Normal EnsuringLoadBalancer Ensuring load balancer',
      `Normal AppliedDaemonSet Applied LoadBalancer DaemonSet kube-system/${svclb(stage)}`,
      'Normal UpdatedLoadBalancer Updated LoadBalancer with new IPs: [] -> ' +
        '[192.168.1.11 192.168.1.12]',
    ])
  })

  it('its port is held on every node by a container of its own', () => {
    const stage = carried(balanced('web'))
    const { spec } = stage.get('DaemonSet', svclb(stage), 'kube-system')
    expect(spec.template.spec.containers).toMatchObject([
      {
        name: 'lb-tcp-80',
        image: 'rancher/klipper-lb:v0.4.13',
        ports: [{ name: 'lb-tcp-80', containerPort: 80, hostPort: 80, protocol: 'TCP' }],
      },
    ])
  })

  it('a node on which it is not Ready is left out', () => {
    const stage = carried(balanced('web'))
    const [pod] = stage.list('Pod').filter(({ spec }) => spec.nodeName === 'node-2')
    if (!pod) throw new Error('no Pod on node-2')
    const conditions = [{ type: 'Ready', status: 'False' }] as const
    const down = { ...pod, status: { ...pod.status, conditions } }
    stage.act({ verb: 'updateStatus', object: down })
    stage.pass(seconds(1))
    expect(ingress(stage)?.map(({ ip }) => ip)).toEqual(['192.168.1.11'])
  })

  it('a deleted Service is cleaned up', () => {
    const stage = carried(balanced('web'))
    const name = svclb(stage)
    stage.remove('Service', 'web')
    stage.pass(seconds(3))
    expect(stage.list('Service')).toEqual([])
    expect(stage.list('DaemonSet')).toEqual([])
    expect(stage.events('web').slice(3)).toEqual([
      'Normal DeletingLoadBalancer Deleting load balancer',
      `Normal DeletedDaemonSet Deleted LoadBalancer DaemonSet kube-system/${name}`,
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
