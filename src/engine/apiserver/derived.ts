import type { KubeObject } from '../api/object'
import { type Kind, resourceOf, type Service } from '../resources'
import type { Resource } from '../resources/resource'
import { hashText, timestamp } from '../sim'
import type { ServerEnvironment } from './environment'
import { readerOf } from './reader'
import { put, type Store } from './store'

const PARTS = ['controller-manager', 'etcd-0', 'scheduler']

/**
 * The store as somebody sees it who asks for a kind that is not kept: with the objects that follow
 * from what is.
 */
export function withDerived(store: Store, resource: Resource, env: ServerEnvironment): Store {
  if (!resource.isDerived) return store
  const objects = derivedOf(store, resource.kind as Kind, env)
  const whole = objects.reduce((all, object) => put(all, resource, object).store, store)
  // Looking is no change.
  return { ...whole, revision: store.revision }
}

function derivedOf(store: Store, kind: Kind, env: ServerEnvironment): readonly KubeObject[] {
  const { apiVersion } = { apiVersion: versionOf(resourceOf(kind)) }
  switch (kind) {
    case 'ComponentStatus':
      return PARTS.map((name) => ({
        apiVersion,
        kind,
        metadata: { name } as KubeObject['metadata'],
        conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
      }))
    case 'IPAddress':
      return readerOf(store)
        .list('Service')
        .flatMap((service) => addressesOf(service).map((ip) => address(service, ip)))
    case 'ServiceCIDR':
      return [range(env)]
    default:
      return []
  }
}

const versionOf = ({ group, version }: Resource): string =>
  group === '' ? version : `${group}/${version}`

const addressesOf = ({ spec }: Service): readonly string[] =>
  (spec.clusterIPs ?? []).filter((each) => each !== '' && each !== 'None')

// The allocator keeps one for each address of a Service.
function address(service: Service, name: string): KubeObject {
  const { creationTimestamp, name: parent, namespace, resourceVersion } = service.metadata
  const family = name.includes(':') ? 'IPv6' : 'IPv4'
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      name,
      uid: uidOf(`ipaddress/${name}/${service.metadata.uid}`),
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

function range({ epoch, secondServiceCIDR, serviceCIDR }: ServerEnvironment): KubeObject {
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
      uid: uidOf('servicecidr/kubernetes'),
      resourceVersion: '1',
      creationTimestamp: since,
      finalizers: ['networking.k8s.io/service-cidr-finalizer'],
    },
    spec: { cidrs: [serviceCIDR, ...(secondServiceCIDR ? [secondServiceCIDR] : [])] },
    status: { conditions: [ready] },
  } as KubeObject
}

const DIGITS = 8

// Always the same for the same: nothing is drawn for who only looks.
function uidOf(text: string): string {
  const part = (seed: number) => hashText(text, seed).toString(16).padStart(DIGITS, '0')
  const hex = [0, 1, 2, 3].map(part).join('')
  const cut = (from: number, to: number) => hex.slice(from, to)
  return [cut(0, 8), cut(8, 12), `4${cut(13, 16)}`, `8${cut(17, 20)}`, cut(20, 32)].join('-')
}
