import type { KubeObject } from '../../api/object'
import type { PersistentVolumeClaim, Pod, Service } from '..'
import type { Container } from '../pod/container'
import type { Resource } from '../resource'
import { type Amounts, sum } from './amounts'
import { podAmounts } from './pod'

/**
 * What an object uses of a quota, by the names that quotas have for it
 * (pkg/quota/v1/evaluator/core, apiserver/pkg/quota/v1/generic).
 */
export function usageOf(resource: Resource, object: KubeObject): Amounts {
  const counted = { [countOf(resource)]: '1' }
  if (object.kind === 'Pod') return { ...counted, ...podUsage(object as Pod) }
  if (object.kind === 'Service') return { ...counted, ...serviceUsage(object as Service) }
  if (object.kind === 'PersistentVolumeClaim') {
    return { ...counted, ...claimUsage(object as PersistentVolumeClaim) }
  }
  return OLDER_NAMES.includes(resource.plural) ? { ...counted, [resource.plural]: '1' } : counted
}

/** Whether an object of a kind may come to use more, or less, while it is there. */
export const canGrow = (kind: string): boolean =>
  kind === 'Service' || kind === 'PersistentVolumeClaim'

/** Which of a quota's names speak for objects of a kind. */
export function namesFor(resource: Resource, names: readonly string[]): readonly string[] {
  const { kind, plural } = resource
  const own = OWN_NAMES[kind] ?? (OLDER_NAMES.includes(plural) ? [plural] : [])
  return names.filter(
    (name) => name === countOf(resource) || own.includes(name) || isExtended(kind, name),
  )
}

/** The resources of which every container must say what it needs, once a quota limits them. */
export const mustBeGiven = (container: Container, names: readonly string[]): readonly string[] => {
  const { requests = {}, limits = {} } = container.resources
  const given = { ...prefixed(requests, limits), ...requests }
  return names.filter((name) => COMPUTE.includes(name) && !(name in given))
}

const countOf = ({ group, plural }: Resource): string =>
  `count/${plural}${group === '' ? '' : `.${group}`}`

// Kinds that quotas counted by their plain names, before there was count/
// (legacyObjectCountAliases).
const OLDER_NAMES: readonly string[] = [
  'configmaps',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
]
const COMPUTE = ['cpu', 'memory'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`])
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    ...COMPUTE,
    'ephemeral-storage',
    'requests.ephemeral-storage',
    'limits.ephemeral-storage',
    'pods',
  ],
  Service: ['services', 'services.nodeports', 'services.loadbalancers'],
  PersistentVolumeClaim: ['persistentvolumeclaims', 'requests.storage'],
}
const OF_CLASS = '.storageclass.storage.k8s.io/'

function isExtended(kind: string, name: string): boolean {
  if (kind === 'PersistentVolumeClaim') return name.includes(OF_CLASS)
  if (kind !== 'Pod') return false
  const isHuge = name.startsWith('hugepages-') || name.startsWith('requests.hugepages-')
  return isHuge || (name.startsWith('requests.') && name.includes('/'))
}

/** Whether a Pod has come to its end: it then takes nothing but its place among the objects. */
export const isOver = ({ status }: Pod): boolean =>
  status.phase === 'Succeeded' || status.phase === 'Failed'

function podUsage(pod: Pod): Amounts {
  if (isOver(pod)) return {}
  const requests = podAmounts(pod.spec, 'requests')
  const basic = Object.entries(requests).filter(([name]) => !name.includes('/'))
  return {
    pods: '1',
    ...Object.fromEntries(basic),
    ...prefixed(requests, podAmounts(pod.spec, 'limits')),
  }
}

const prefixed = (requests: Amounts, limits: Amounts): Amounts =>
  Object.fromEntries([
    ...Object.entries(requests).map(([name, amount]) => [`requests.${name}`, amount]),
    ...Object.entries(limits).map(([name, amount]) => [`limits.${name}`, amount]),
  ])

function serviceUsage({ spec }: Service): Amounts {
  const { allocateLoadBalancerNodePorts: allocates, ports = [], type } = spec
  const isBalanced = type === 'LoadBalancer'
  const opened =
    isBalanced && allocates === false
      ? ports.filter(({ nodePort }) => nodePort !== undefined && nodePort !== 0)
      : ports
  const hasNodePorts = isBalanced || type === 'NodePort'
  return {
    services: '1',
    'services.nodeports': String(hasNodePorts ? opened.length : 0),
    'services.loadbalancers': isBalanced ? '1' : '0',
  }
}

function claimUsage({ spec }: PersistentVolumeClaim): Amounts {
  const amount = spec.resources.requests?.['storage'] ?? '0'
  const { storageClassName = '' } = spec
  const plain: Amounts = { persistentvolumeclaims: '1', 'requests.storage': amount }
  if (storageClassName === '') return plain
  const ofClass = Object.entries(plain).map(
    ([name, each]) => [`${storageClassName}${OF_CLASS}${name}`, each] as const,
  )
  return sum(plain, Object.fromEntries(ofClass))
}
