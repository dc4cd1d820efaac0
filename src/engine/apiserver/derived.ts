import type { KubeObject } from '../api/object'
import { type Kind, resourceOf, type Service } from '../resources'
import { apiVersionOf, type Resource } from '../resources/resource'
import { timestamp } from '../sim'
import { withDefaults } from './access/defaults'
import type { ServerEnvironment } from './environment'
import { fixedUid } from './naming'
import { readerOf } from './reader'
import { type Change, put, type Store } from './store'
import { apiServices, flowSchemas, priorityLevels, type ToldObject } from './told'

const PARTS = ['controller-manager', 'etcd-0', 'scheduler']

/** What objects that follow from others are made of, besides those. */
export type DerivedFrom = Pick<ServerEnvironment, 'epoch' | 'secondServiceCIDR' | 'serviceCIDR'>

/**
 * The store as somebody sees it who asks for a kind that is not kept, or not yet: with the objects
 * that follow from what is, or have been there from the beginning.
 */
export function withDerived(store: Store, resource: Resource, env: DerivedFrom): Store {
  if (!resource.isDerived) return withDefaults(store, resource, env.epoch)
  const objects = derivedOf(store, resource.kind as Kind, env)
  const whole = objects.reduce((all, object) => put(all, resource, object).store, store)
  // Looking is no change.
  return { ...whole, revision: store.revision }
}

function derivedOf(store: Store, kind: Kind, env: DerivedFrom): readonly KubeObject[] {
  const apiVersion = apiVersionOf(resourceOf(kind))
  switch (kind) {
    case 'ComponentStatus':
      return PARTS.map((name) => ({
        apiVersion,
        kind,
        metadata: { name } as KubeObject['metadata'],
        conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
      }))
    case 'IPAddress':
      return readerOf(store).list('Service').flatMap(allAddresses)
    case 'ServiceCIDR':
      return [range(env)]
    case 'CSINode':
      return readerOf(store).list('Node').map(volumesOf)
    case 'APIService':
      return apiServices().map(told(kind, env))
    case 'FlowSchema':
      return flowSchemas().map(told(kind, env))
    case 'PriorityLevelConfiguration':
      return priorityLevels().map(told(kind, env))
    default:
      return []
  }
}

const addressesOf = ({ spec }: Service): readonly string[] =>
  (spec.clusterIPs ?? []).filter((each) => each !== '' && each !== 'None')

const allAddresses = (service: Service): readonly KubeObject[] =>
  addressesOf(service).map((ip) => address(service, ip))

/**
 * What a change means for a kind that is not kept: the objects that come and go with what has
 * changed.
 */
export function derivedChanges(change: Change, kind: string): readonly Change[] {
  const follow = followers[`${kind} of ${change.kind}`]
  if (!follow) return []
  const before = change.previous ? follow(change.previous) : []
  const after = change.type === 'DELETED' ? [] : follow(change.object)
  const isIn = (all: readonly KubeObject[], { metadata }: KubeObject): boolean =>
    all.some((each) => each.metadata.name === metadata.name)
  const { revision } = change
  return [
    ...before
      .filter((each) => !isIn(after, each))
      .map((object) => ({ type: 'DELETED', kind, revision, object, previous: object }) as const),
    ...after
      .filter((each) => !isIn(before, each))
      .map((object) => ({ type: 'ADDED', kind, revision, object }) as const),
  ]
}

const followers: Readonly<Record<string, (object: KubeObject) => readonly KubeObject[]>> = {
  'CSINode of Node': (node) => [volumesOf(node)],
  'IPAddress of Service': (service) => allAddresses(service as Service),
}

/** What a node's kubelet tells of the drivers of storage that it has: none (csi_plugin). */
function volumesOf({ metadata }: KubeObject): KubeObject {
  const { creationTimestamp, name, resourceVersion, uid } = metadata
  const owner = { apiVersion: 'v1', kind: 'Node', name, uid }
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: {
      name,
      uid: fixedUid(`csinode/${uid}`),
      resourceVersion,
      creationTimestamp,
      ownerReferences: [owner],
    },
    spec: { drivers: null },
  } as KubeObject
}

const told =
  (kind: Kind, { epoch }: DerivedFrom) =>
  ({ content, labels, name }: ToldObject): KubeObject => ({
    apiVersion: apiVersionOf(resourceOf(kind)),
    kind,
    metadata: {
      name,
      uid: fixedUid(`${kind}/${name}`),
      resourceVersion: '1',
      creationTimestamp: timestamp(epoch, 0),
      ...(labels && { labels }),
    },
    ...content,
  })

// The allocator keeps one for each address of a Service.
function address(service: Service, name: string): KubeObject {
  const { creationTimestamp, name: parent, namespace, resourceVersion } = service.metadata
  const family = name.includes(':') ? 'IPv6' : 'IPv4'
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      name,
      uid: fixedUid(`ipaddress/${name}/${service.metadata.uid}`),
      resourceVersion,
      creationTimestamp,
      labels: {
        'ipaddress.kubernetes.io/ip-family': family,
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
    },
    spec: { parentRef: { name: parent, namespace, resource: 'services' } },
  } as KubeObject
}

function range({ epoch, secondServiceCIDR, serviceCIDR }: DerivedFrom): KubeObject {
  const since = timestamp(epoch, 0)
  const ready = {
    type: 'Ready',
    status: 'True',
    lastTransitionTime: since,
    reason: '',
    message: 'Kubernetes Service CIDR is ready',
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: {
      name: 'kubernetes',
      uid: fixedUid('servicecidr/kubernetes'),
      resourceVersion: '1',
      creationTimestamp: since,
      finalizers: ['networking.k8s.io/service-cidr-finalizer'],
    },
    spec: { cidrs: [serviceCIDR, ...(secondServiceCIDR ? [secondServiceCIDR] : [])] },
    status: { conditions: [ready] },
  } as KubeObject
}
