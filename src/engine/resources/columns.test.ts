import { describe, expect, it } from 'vitest'
import { timestamp } from '../sim'
import { type Kind, type ObjectOf, resourceOf } from '.'
import { stored } from './testing'

const EPOCH = 1_795_000_000
const ago = (seconds: number): string => timestamp(EPOCH - seconds, 0)
const metadata = (fields: object = {}) => ({ name: 't', creationTimestamp: ago(65), ...fields })

/** The cells of an object, by the names of the columns, as `kubectl get -o wide` shows them. */
function cells<K extends Kind>(kind: K, object: ObjectOf<K>): Record<string, string | number> {
  const shown = resourceOf(kind).columns.map((column) => [
    column.name,
    column.cell(object, { unixSeconds: EPOCH }),
  ])
  return Object.fromEntries(shown)
}

/** The cells of what a server would store, with a status that a component has written since. */
function cellsOf<K extends Kind>(kind: K, given: object, status?: object) {
  const object = stored(kind, { ...given, metadata: metadata() })
  return cells(kind, { ...object, ...(status && { status: { ...status } }) })
}

describe('the columns', () => {
  it.each<[Kind, string, string]>([
    ['Service', 'Name Type Cluster-IP External-IP Port(s) Age', 'Selector'],
    ['Pod', 'Name Ready Status Restarts Age', 'IP Node Nominated-Node Readiness-Gates'],
    ['Deployment', 'Name Ready Up-to-date Available Age', 'Containers Images Selector'],
    ['ReplicaSet', 'Name Desired Current Ready Age', 'Containers Images Selector'],
    [
      'Node',
      'Name Status Roles Age Version',
      'Internal-IP External-IP OS-Image Kernel-Version Container-Runtime',
    ],
    ['Namespace', 'Name Status Age', ''],
    ['Endpoints', 'Name Endpoints Age', ''],
    ['EndpointSlice', 'Name AddressType Ports Endpoints Age', ''],
    ['Event', 'Last-Seen Type Reason Object Message', 'Subobject Source First-Seen Count Name'],
    ['ConfigMap', 'Name Data Age', ''],
    ['Secret', 'Name Type Data Age', ''],
    ['ServiceAccount', 'Name Secrets Age', ''],
    ['Lease', 'Name Holder Age', ''],
  ])('of a %s are %s, and in wide %s', (kind, always, wide) => {
    const names = (priority: number): string =>
      resourceOf(kind)
        .columns.filter((column) => column.priority === priority)
        .map(({ name }) => name.replaceAll(' ', '-'))
        .join(' ')
    expect([names(0), names(1)]).toEqual([always, wide])
    expect(resourceOf(kind).columns.filter(({ format }) => format === 'name')).toHaveLength(1)
  })
})

describe('a Service', () => {
  const ports = [{ port: 80 }]
  const ingress = (...given: readonly object[]) => ({ loadBalancer: { ingress: given } })
  it.each<[string, object, object | undefined, string, string]>([
    ['of the cluster', { ports }, undefined, '<none>', '80/TCP'],
    [
      'with external IPs',
      { ports, externalIPs: ['1.2.3.4', '1.2.3.5'] },
      undefined,
      '1.2.3.4,1.2.3.5',
      '80/TCP',
    ],
    ['without ports', { clusterIP: 'None' }, undefined, '<none>', '<none>'],
    [
      'on every node',
      {
        type: 'NodePort',
        ports: [
          { port: 80, nodePort: 30080 },
          { port: 53, protocol: 'UDP' },
        ],
      },
      undefined,
      '<none>',
      '80:30080/TCP,53/UDP',
    ],
    [
      'that waits for a balancer',
      { type: 'LoadBalancer', ports },
      undefined,
      '<pending>',
      '80/TCP',
    ],
    [
      'with a balancer',
      { type: 'LoadBalancer', ports, externalIPs: ['9.9.9.9'] },
      ingress({ ip: '2.2.2.2' }, { hostname: 'a.b' }, { ip: '1.1.1.1' }, { ip: '2.2.2.2' }),
      '1.1.1.1,2.2.2.2,a.b,9.9.9.9',
      '80/TCP',
    ],
    ['elsewhere', { type: 'ExternalName', externalName: 'a.b' }, undefined, 'a.b', '<none>'],
  ])('%s', (_, spec, status, external, shown) => {
    expect(cellsOf('Service', { spec }, status)).toMatchObject({
      'External-IP': external,
      'Port(s)': shown,
      Age: '65s',
      Selector: '<none>',
    })
  })

  it('shows its address, None, or none', () => {
    const address = (spec: object) => cellsOf('Service', { spec })['Cluster-IP']
    expect(address({ clusterIP: '10.96.0.1', ports })).toBe('10.96.0.1')
    expect(address({ clusterIP: 'None' })).toBe('None')
    expect(address({ type: 'ExternalName', externalName: 'a.b' })).toBe('<none>')
  })
})

const container = (state: object, more: object = {}) => ({
  name: 'c',
  image: 'i',
  imageID: '',
  lastState: {},
  ready: false,
  restartCount: 0,
  state,
  ...more,
})
const running = { running: { startedAt: ago(60) } }
const waiting = (reason: string) => ({ waiting: { reason } })
const terminated = (reason: string | undefined, exitCode = 1) => ({
  terminated: { exitCode, ...(reason && { reason }) },
})
const ready = [{ type: 'Ready', status: 'True' }]
const spec = { containers: [{ name: 'c', image: 'i' }] }
const two = { containers: [...spec.containers, { name: 'd', image: 'i' }] }
const withInit = { ...spec, initContainers: [{ name: 'i', image: 'i' }] }
const withSidecar = {
  ...spec,
  initContainers: [{ name: 's', image: 'i', restartPolicy: 'Always' }],
}

describe('the status of a Pod', () => {
  it.each<[string, string, object, object]>([
    ['Pending', '0/1', spec, { phase: 'Pending' }],
    [
      'ContainerCreating',
      '0/1',
      spec,
      { phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] },
    ],
    [
      'Running',
      '1/1',
      spec,
      { phase: 'Running', containerStatuses: [container(running, { ready: true })] },
    ],
    ['Running', '0/1', spec, { phase: 'Running', containerStatuses: [container(running)] }],
    [
      'CrashLoopBackOff',
      '1/2',
      two,
      {
        phase: 'Running',
        containerStatuses: [
          container(waiting('CrashLoopBackOff')),
          container(running, { name: 'd', ready: true }),
        ],
      },
    ],
    [
      'ErrImagePull',
      '0/2',
      two,
      {
        phase: 'Pending',
        containerStatuses: [
          container(waiting('ErrImagePull')),
          container(waiting('ContainerCreating')),
        ],
      },
    ],
    [
      'OOMKilled',
      '0/1',
      spec,
      { phase: 'Running', containerStatuses: [container(terminated('OOMKilled', 137))] },
    ],
    [
      'ExitCode:3',
      '0/1',
      spec,
      { phase: 'Running', containerStatuses: [container(terminated(undefined, 3))] },
    ],
    [
      'Completed',
      '0/1',
      spec,
      { phase: 'Succeeded', containerStatuses: [container(terminated('Completed', 0))] },
    ],
    [
      'NotReady',
      '1/2',
      two,
      {
        phase: 'Running',
        containerStatuses: [
          container(terminated('Completed', 0)),
          container(running, { ready: true }),
        ],
      },
    ],
    [
      'Running',
      '1/2',
      two,
      {
        phase: 'Running',
        conditions: ready,
        containerStatuses: [
          container(terminated('Completed', 0)),
          container(running, { ready: true }),
        ],
      },
    ],
    ['Evicted', '0/1', spec, { phase: 'Failed', reason: 'Evicted' }],
    [
      'SchedulingGated',
      '0/1',
      spec,
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    ],
    [
      'Init:0/1',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(running, { name: 'i' })],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    ],
    [
      'Init:ErrImagePull',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(waiting('ErrImagePull'), { name: 'i' })],
      },
    ],
    [
      'Init:Error',
      '0/1',
      withInit,
      { phase: 'Pending', initContainerStatuses: [container(terminated('Error'), { name: 'i' })] },
    ],
    [
      'PodInitializing',
      '0/1',
      withInit,
      {
        phase: 'Pending',
        initContainerStatuses: [container(terminated('Completed', 0), { name: 'i' })],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    ],
    [
      'Running',
      '2/2',
      withSidecar,
      {
        phase: 'Running',
        initContainerStatuses: [container(running, { name: 's', ready: true, started: true })],
        containerStatuses: [container(running, { ready: true })],
      },
    ],
  ])('is %s %s', (word, count, given, status) => {
    const found = cellsOf('Pod', { spec: given }, status)
    expect([found['Status'], found['Ready']]).toEqual([word, count])
  })

  it.each([
    ['Terminating', { phase: 'Running' }],
    ['Failed', { phase: 'Failed' }],
    ['Unknown', { phase: 'Running', reason: 'NodeLost' }],
  ])('is %s while it goes', (word, status) => {
    const pod = stored('Pod', { spec, metadata: metadata() })
    const deletionTimestamp = ago(-30)
    const going = { ...pod, metadata: { ...pod.metadata, deletionTimestamp } }
    expect(
      cells('Pod', { ...going, status: { ...pod.status, ...status } } as typeof pod),
    ).toMatchObject({ Status: word })
  })
})

describe('the restarts of a Pod', () => {
  const restarts = (...statuses: readonly object[]) =>
    cellsOf('Pod', { spec: two }, { phase: 'Running', containerStatuses: statuses })['Restarts']
  const restarted = (count: number, seconds: number) =>
    container(running, {
      restartCount: count,
      lastState: { terminated: { exitCode: 1, finishedAt: ago(seconds) } },
    })

  it('are summed, with how long ago the last one was', () => {
    expect(restarts(restarted(1, 300), restarted(2, 25))).toBe('3 (25s ago)')
  })

  it('are a number where nobody knows when', () => {
    expect(restarts(container(running))).toBe('0')
    expect(restarts(container(running, { restartCount: 2 }))).toBe('2')
  })
})

describe('in wide', () => {
  it('a Pod has its address, its node and its gates', () => {
    const gated = {
      ...spec,
      nodeName: 'n',
      readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }],
    }
    const status = {
      phase: 'Running',
      podIPs: [{ ip: '10.244.1.2' }],
      conditions: [{ type: 'a', status: 'True' }],
    }
    expect(cellsOf('Pod', { spec: gated }, status)).toMatchObject({
      IP: '10.244.1.2',
      Node: 'n',
      'Nominated Node': '<none>',
      'Readiness Gates': '1/2',
    })
  })

  it('a Deployment has its containers, images and selector', () => {
    const deployment = {
      spec: {
        replicas: 3,
        selector: {
          matchLabels: { b: '1' },
          matchExpressions: [
            { key: 'a', operator: 'In', values: ['y', 'x'] },
            { key: 'c', operator: 'DoesNotExist' },
          ],
        },
        template: { spec: two },
      },
    }
    const status = { readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2 }
    expect(cellsOf('Deployment', deployment, status)).toMatchObject({
      Ready: '2/3',
      'Up-to-date': 1,
      Available: 2,
      Containers: 'c,d',
      Images: 'i,i',
      Selector: 'a in (x,y),b=1,!c',
    })
  })
})

describe('a Node', () => {
  const node = (status: string | undefined, fields: object = {}) =>
    cells('Node', {
      ...stored('Node', { ...fields, metadata: metadata() }),
      ...(status && {
        status: { ...stored('Node', {}).status, conditions: [{ type: 'Ready', status }] },
      }),
    } as ObjectOf<'Node'>)

  it('is ready, not ready or unknown, and may be cordoned', () => {
    const cordoned = { spec: { unschedulable: true } }
    expect([
      node('True')['Status'],
      node('Unknown')['Status'],
      node(undefined)['Status'],
      node('True', cordoned)['Status'],
    ]).toEqual(['Ready', 'NotReady', 'Unknown', 'Ready,SchedulingDisabled'])
  })

  it('has the roles that its labels give it', () => {
    const labels = {
      'node-role.kubernetes.io/worker': '',
      'node-role.kubernetes.io/control-plane': '',
    }
    const object = stored('Node', { metadata: metadata({ labels }) })
    expect(cells('Node', object)['Roles']).toBe('control-plane,worker')
    expect(node('True')['Roles']).toBe('<none>')
  })
})

describe('endpoints', () => {
  const addresses = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']
  const slice = (given: readonly string[], ports: readonly object[]) =>
    cellsOf('EndpointSlice', {
      addressType: 'IPv4',
      endpoints: given.map((address) => ({ addresses: [address], conditions: { ready: false } })),
      ports,
    })

  it('of a slice are the first three, ready or not, and how many more', () => {
    expect(slice(addresses, [{ port: 80 }, { name: 'a' }, { name: 'b', port: 81 }])).toMatchObject({
      Endpoints: '10.0.0.1,10.0.0.2,10.0.0.3 + 2 more...',
      Ports: '80,a,81',
    })
    expect(slice([], [])).toMatchObject({ Endpoints: '<unset>', Ports: '<unset>' })
    expect(slice([], [{}])).toMatchObject({ Ports: '*' })
  })

  it('of Endpoints are the ready ones; none is not the same as none ready', () => {
    const shown = (...subsets: readonly object[]) => cellsOf('Endpoints', { subsets })['Endpoints']
    const ports = [{ port: 80 }]
    expect(shown({ addresses: addresses.map((ip) => ({ ip })), ports })).toBe(
      '10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...',
    )
    expect(shown({ notReadyAddresses: [{ ip: '10.0.0.1' }], ports })).toBe('')
    expect(shown()).toBe('<none>')
  })
})

describe('an Event', () => {
  it('says when, about what, and from whom', () => {
    const given = {
      count: 15,
      firstTimestamp: ago(221),
      involvedObject: { kind: 'Pod', name: 'web', fieldPath: 'spec.containers{web}' },
      lastTimestamp: ago(11),
      message: ' Pulling image ',
      reason: 'Pulling',
      source: { component: 'kubelet', host: 'node-1' },
      type: 'Normal',
    }
    expect(cellsOf('Event', given)).toEqual({
      'Last Seen': '11s',
      Type: 'Normal',
      Reason: 'Pulling',
      Object: 'pod/web',
      Subobject: 'spec.containers{web}',
      Source: 'kubelet, node-1',
      Message: 'Pulling image',
      'First Seen': '3m41s',
      Count: 15,
      Name: 't',
    })
  })

  it('of the newer kind counts from its own time', () => {
    const eventTime = `${ago(30).slice(0, -1)}.000000Z`
    const given = { eventTime, reportingComponent: 'default-scheduler', reportingInstance: 'i' }
    expect(cellsOf('Event', given)).toMatchObject({
      'Last Seen': '30s',
      'First Seen': '30s',
      Count: 1,
      Source: 'default-scheduler, i',
    })
  })
})

describe('the others', () => {
  it('count their keys', () => {
    expect(cellsOf('ConfigMap', { data: { a: '', b: '' }, binaryData: { c: '' } })['Data']).toBe(3)
    expect(cellsOf('Secret', { data: { a: '' } })).toMatchObject({ Type: 'Opaque', Data: 1 })
    expect(cellsOf('ServiceAccount', {})['Secrets']).toBe(0)
  })

  it('show what they are about', () => {
    expect(cellsOf('Namespace', {})['Status']).toBe('Active')
    expect(cellsOf('Lease', { spec: { holderIdentity: 'node-1' } })['Holder']).toBe('node-1')
    const template = { spec }
    const replicaSet = { spec: { replicas: 2, selector: {}, template } }
    expect(cellsOf('ReplicaSet', replicaSet, { replicas: 1 })).toMatchObject({
      Desired: 2,
      Current: 1,
      Ready: 0,
    })
  })

  it('of unknown age say so', () => {
    expect(cells('ConfigMap', stored('ConfigMap', {}))['Age']).toBe('<unknown>')
  })
})

describe('an index', () => {
  it('finds a Pod by its node, its address and its owner', () => {
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'r',
      uid: 'u',
      controller: true,
    }
    const pod = stored('Pod', {
      spec: { ...spec, nodeName: 'n' },
      metadata: metadata({ ownerReferences: [owner] }),
    })
    const { ip, node, owner: by } = resourceOf('Pod').indexes
    const addressed = { ...pod, status: { ...pod.status, podIP: '10.244.0.9' } }
    expect([ip?.(addressed), node?.(pod), by?.(pod)]).toEqual(['10.244.0.9', 'n', 'u'])
    expect(ip?.(pod)).toBeUndefined()
  })

  it('finds a slice by its Service, a Service by its address, an Event by its object', () => {
    const labels = { 'kubernetes.io/service-name': 'web' }
    const slice = stored('EndpointSlice', {
      addressType: 'IPv4',
      metadata: metadata({ labels, namespace: 'x' }),
    })
    expect(resourceOf('EndpointSlice').indexes['service']?.(slice)).toBe('x/web')
    const service = (clusterIP: string) => stored('Service', { spec: { clusterIP } })
    const byAddress = resourceOf('Service').indexes['clusterIP']
    expect([byAddress?.(service('10.96.0.9')), byAddress?.(service('None'))]).toEqual([
      '10.96.0.9',
      undefined,
    ])
    const event = stored('Event', { involvedObject: { uid: 'u' } })
    expect(resourceOf('Event').indexes['about']?.(event)).toBe('u')
  })
})

describe('a field selector', () => {
  it('finds Pods by node and phase, Events by object, Services by type', () => {
    const pod = stored('Pod', { spec: { ...spec, nodeName: 'n' } })
    const pods = resourceOf('Pod').fieldSelectors
    expect([pods?.['spec.nodeName']?.(pod), pods?.['status.phase']?.(pod)]).toEqual([
      'n',
      'Pending',
    ])
    const event = stored('Event', {
      involvedObject: { kind: 'Pod', name: 'web' },
      reason: 'Killing',
    })
    const events = resourceOf('Event').fieldSelectors
    expect([events?.['involvedObject.name']?.(event), events?.['reason']?.(event)]).toEqual([
      'web',
      'Killing',
    ])
    const service = stored('Service', { spec: { ports: [{ port: 80 }] } })
    expect(resourceOf('Service').fieldSelectors?.['spec.type']?.(service)).toBe('ClusterIP')
  })
})
