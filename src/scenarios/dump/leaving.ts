import { field, fieldAt, listAt, objectAt, textAt } from '../json'
import { type Census, type Citizen, isOver } from './census'

/** Why an object of a dump is not loaded. */
export type LeftReason =
  /** It belongs to the cluster itself, which has its own here. */
  | 'system'
  /** A controller of the dump will make it again. */
  | 'made-again'
  /** It was on its way out. */
  | 'going'
  /** It has done its work. */
  | 'over'
  /** A record of what happened, or who led. */
  | 'record'
  /** Storage that was bound: Pods get a directory of their own in its place. */
  | 'storage'
  /** A node: counted. */
  | 'node'
  /** There is no room left in a manifest. */
  | 'no-room'

const systemNamespaces: ReadonlySet<string> = new Set([
  ...['kube-system', 'kube-public', 'kube-node-lease'],
])
const records: ReadonlySet<string> = new Set([
  ...['Event', 'Lease', 'ControllerRevision', 'ComponentStatus', 'NodeMetrics', 'PodMetrics'],
])
const ofTheCluster: ReadonlySet<string> = new Set([
  ...['IPAddress', 'ServiceCIDR', 'CSINode', 'CSIDriver', 'CSIStorageCapacity', 'APIService'],
  ...['VolumeAttachment', 'FlowSchema', 'PriorityLevelConfiguration'],
])

/** Why an object is left out; undefined when it is not. */
export function leftFor(citizen: Citizen, census: Census): LeftReason | undefined {
  const { object, kind, namespace, name } = citizen
  if (kind === 'Node') return 'node'
  if (records.has(kind)) return 'record'
  if (isSystem(citizen)) return 'system'
  if (field(objectAt(object, 'metadata'), 'deletionTimestamp')) return 'going'
  if (citizen.owner) return 'made-again'
  if (kind === 'Pod' && isOver(object)) return 'over'
  if (kind === 'Job' && fieldAt(object, 'status', 'completionTime') !== undefined) return 'over'
  if (kind === 'PersistentVolume') return 'storage'
  if (kind === 'PersistentVolumeClaim' && textAt(object, 'status', 'phase') === 'Bound')
    return 'storage'
  if (kind === 'Endpoints') {
    return isDerived(citizen, census, namespace, name) ? 'made-again' : undefined
  }
  if (kind === 'EndpointSlice') {
    const service = textAt(object, 'metadata', 'labels', 'kubernetes.io/service-name')
    return isDerived(citizen, census, namespace, service) ? 'made-again' : undefined
  }
  return undefined
}

function isSystem({ object, kind, namespace, name }: Citizen): boolean {
  if (systemNamespaces.has(namespace) || ofTheCluster.has(kind)) return true
  if (kind === 'Namespace') return name === 'default' || systemNamespaces.has(name)
  if (kind === 'ServiceAccount') return name === 'default'
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt'
  if (kind === 'Secret') {
    return /^(kubernetes\.io\/service-account-token|helm\.sh\/)/.test(textAt(object, 'type'))
  }
  if (kind === 'PriorityClass' || /^ClusterRole(Binding)?$/.test(kind)) return /^system/.test(name)
  return namespace === 'default' && name === 'kubernetes' && isServing.has(kind)
}

const isServing: ReadonlySet<string> = new Set(['Service', 'Endpoints', 'EndpointSlice'])

const controllers = /^(endpointslice-controller|endpointslicemirroring-controller)\.k8s\.io$/

// A Service with a selector has its endpoints made; one without has them written by somebody.
function isDerived({ object }: Citizen, census: Census, namespace: string, of: string): boolean {
  const service = census.find('Service', namespace, of)
  const labels = objectAt(object, 'metadata', 'labels')
  if (controllers.test(textAt(labels, 'endpointslice.kubernetes.io/managed-by'))) return true
  if (service) return Object.keys(objectAt(service.object, 'spec', 'selector')).length > 0
  const annotations = objectAt(object, 'metadata', 'annotations')
  return (
    field(annotations, 'endpoints.kubernetes.io/last-change-trigger-time') !== undefined ||
    field(labels, 'endpoints.kubernetes.io/managed-by') !== undefined ||
    listAt(object, 'subsets').some((each) => listAt(each, 'addresses').some(isPods))
  )
}

const isPods = (address: unknown): boolean => textAt(address, 'targetRef', 'kind') === 'Pod'
