import { describe, expect, it } from 'vitest'
import { type Kind, type ObjectOf, resourceOf } from '.'
import { ago, cells, cellsOf, metadata, stored } from './testing'

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
    ['HorizontalPodAutoscaler', 'Name Reference Targets MinPods MaxPods Replicas Age', ''],
    ['Ingress', 'Name Class Hosts Address Ports Age', ''],
    ['NetworkPolicy', 'Name Pod-Selector Age', ''],
    ['PodDisruptionBudget', 'Name Min-Available Max-Unavailable Allowed-Disruptions Age', ''],
    ['ResourceQuota', 'Name Request Limit Age', ''],
    ['LimitRange', 'Name Created-At', ''],
    ['Role', 'Name Created-At', ''],
    ['ClusterRole', 'Name Created-At', ''],
    ['RoleBinding', 'Name Role Age', 'Users Groups ServiceAccounts'],
    ['ClusterRoleBinding', 'Name Role Age', 'Users Groups ServiceAccounts'],
    ['StatefulSet', 'Name Ready Age', 'Containers Images'],
    [
      'DaemonSet',
      'Name Desired Current Ready Up-to-date Available Node-Selector Age',
      'Containers Images Selector',
    ],
    ['ControllerRevision', 'Name Controller Revision Age', ''],
    ['Job', 'Name Status Completions Duration Age', 'Containers Images Selector'],
    [
      'CronJob',
      'Name Schedule Timezone Suspend Active Last-Schedule Age',
      'Containers Images Selector',
    ],
    [
      'PersistentVolumeClaim',
      'Name Status Volume Capacity Access-Modes StorageClass VolumeAttributesClass Age',
      'VolumeMode',
    ],
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

const spec = { containers: [{ name: 'c', image: 'i' }] }
const two = { containers: [...spec.containers, { name: 'd', image: 'i' }] }
describe('in wide', () => {
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
