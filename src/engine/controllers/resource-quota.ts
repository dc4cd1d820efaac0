import { sameJson } from '../api/equality'
import { type KubeObject, keyOf, type ObjectKey } from '../api/object'
import { updateStatus } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { Change } from '../apiserver/store'
import { type Kind, type Pod, type ResourceQuota, resources } from '../resources'
import { canGrow, isOver, namesFor, usageOf } from '../resources/usage'
import { type Amounts, only, sum } from '../resources/usage/amounts'
import { isInScope } from '../resources/usage/scope'
import { type Controller, defineController } from './controller'

// What comes is charged by the API server at once; what goes, ends or shrinks is seen here.
const counted = resources.filter(
  ({ namespaced, kind }) => namespaced && kind !== 'Event' && kind !== 'ResourceQuota',
)

function ignored(
  object: KubeObject,
  before: KubeObject | undefined,
  type: Change['type'],
): boolean {
  if (type === 'DELETED') return false
  if (!before) return true
  if (object.kind === 'Pod') return isOver(object as Pod) === isOver(before as Pod)
  return !canGrow(object.kind) || specOf(object) === specOf(before)
}

const specOf = (object: KubeObject): unknown => (object as { readonly spec?: unknown }).spec

const quotasOf = ({ metadata }: KubeObject, cluster: Reader): readonly ObjectKey[] =>
  cluster.list('ResourceQuota', metadata.namespace).map(keyOf)

/** Says what is used of each quota (pkg/controller/resourcequota). */
export const resourceQuotas = defineController({
  name: 'resourcequota-controller',
  watches: {
    ...(Object.fromEntries(counted.map(({ kind }) => [kind, quotasOf])) as Controller['watches']),
    ResourceQuota: (quota) => [keyOf(quota)],
  },
  ignores: {
    ...(Object.fromEntries(counted.map(({ kind }) => [kind, ignored])) as Controller['ignores']),
    ResourceQuota: (quota, before) => before !== undefined && sameJson(quota.spec, before.spec),
  },

  *reconcile({ namespace, name }, cluster) {
    const quota = cluster.get('ResourceQuota', namespace, name)
    if (!quota) return
    const { hard = {} } = quota.spec
    const status = { hard, used: usedOf(quota, cluster) }
    if (sameJson(status, quota.status)) return
    yield updateStatus({ ...quota, status } as ResourceQuota)
  },
})

function usedOf(quota: ResourceQuota, cluster: Reader): Amounts {
  const names = Object.keys(quota.spec.hard ?? {})
  let used: Amounts = {}
  for (const resource of resources) {
    const own = namesFor(resource, names)
    if (own.length === 0) continue
    used = sum(used, Object.fromEntries(own.map((name) => [name, '0'])))
    for (const object of cluster.list(resource.kind as Kind, quota.metadata.namespace)) {
      if (!isInScope(quota, object)) continue
      used = sum(
        used,
        only(usageOf(resource, object), (name) => own.includes(name)),
      )
    }
  }
  return used
}
