import type { KubeObject, ObjectKey } from '../api/object'
import { failure } from '../api/status'
import { type ObjectOf, resourceOf } from '../resources'
import { timestamp } from '../sim'
import type { ServerEnvironment } from './environment'
import { lookUp } from './registry'
import { nextVersion, put, restamped, type Store } from './store'
import type { Written } from './written'

/** Sets a Pod's node and the condition that says so, once (registry/core/pod/storage). */
export function bind(
  store: Store,
  { pod: key, node }: { readonly pod: ObjectKey; readonly node: string },
  env: ServerEnvironment,
): Written {
  const resource = resourceOf('Pod')
  const pod = lookUp(store, resource, key) as ObjectOf<'Pod'>
  const refuse = (why: string): Error =>
    failure(409, 'Conflict', `Operation cannot be fulfilled on pods/binding "${key.name}": ${why}`)
  if (pod.metadata.deletionTimestamp)
    throw refuse(`pod ${key.name} is being deleted, cannot be assigned to a host`)
  if (pod.spec.nodeName)
    throw refuse(`pod ${key.name} is already assigned to node "${pod.spec.nodeName}"`)
  const condition = scheduledAt(timestamp(env.epoch, env.now), pod.metadata.generation)
  const { apiVersion, kind, metadata, spec, status } = pod
  const others = (status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled')
  const bound = {
    apiVersion,
    kind,
    metadata: restamped(metadata, nextVersion(store)),
    spec: Object.assign({}, spec, { nodeName: node }),
    status: Object.assign({}, status, { conditions: others.concat(condition) }),
  } as KubeObject
  const { store: next, change } = put(store, resource, bound)
  return { store: next, object: change.object, changes: [change] }
}

type PodCondition = NonNullable<ObjectOf<'Pod'>['status']['conditions']>[number]

// Pods that are bound in the same second share what says so. Only a cache.
const latest: { condition?: PodCondition } = {}

function scheduledAt(lastTransitionTime: string, observedGeneration = 1): PodCondition {
  const last = latest.condition
  const isSame =
    last?.lastTransitionTime === lastTransitionTime &&
    last.observedGeneration === observedGeneration
  if (isSame) return last
  const fresh = {
    type: 'PodScheduled',
    observedGeneration,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime,
  } as object as PodCondition
  latest.condition = fresh
  return fresh
}
