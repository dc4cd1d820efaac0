import type { KubeObject } from '../api/object'
import { failure, StatusError } from '../api/status'
import { type Kind, type ObjectOf, resourceOf } from '../resources'
import { timestamp } from '../sim'
import type { Action, Outcome } from './action'
import { deleteObject, finish } from './deletion'
import type { ServerEnvironment } from './environment'
import { recordEvent } from './recorder'
import { createObject, lookUp, updateObject } from './registry'
import { type Change, nextVersion, put, restamped, type Store } from './store'
import type { Written } from './written'

/** Who asks: shown as the source of Events. */
export interface Asker {
  readonly component: string
  readonly host?: string
}

/** An action as performed. */
interface Performed {
  readonly store: Store
  readonly changes: readonly Change[]
  readonly outcome: Outcome
}

/**
 * Performs what a component asks for. The same admission, allocation and validation as for a
 * request from outside; only decoding is spared, since the object is typed already.
 */
export function perform(
  store: Store,
  action: Action,
  asker: Asker,
  env: ServerEnvironment,
): Performed {
  try {
    const { store: next, changes, object } = write(store, action, asker, env)
    return { store: next, changes, outcome: { object } }
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    return { store, changes: [], outcome: { refused: error.status } }
  }
}

function write(store: Store, action: Action, asker: Asker, env: ServerEnvironment): Written {
  switch (action.verb) {
    case 'create':
      return createObject(store, resourceOf(action.object.kind as Kind), action.object, env)
    case 'update':
    case 'updateStatus': {
      const resource = resourceOf(action.object.kind as Kind)
      const part = action.verb === 'update' ? 'main' : 'status'
      return updateObject(store, resource, action.object, { part, env })
    }
    case 'delete': {
      const resource = resourceOf(action.kind)
      const object = lookUp(store, resource, action.key)
      return deleteObject(store, resource, object, { delete: action, env })
    }
    case 'finalize':
      return finalize(store, action)
    case 'bind':
      return bind(store, action, env)
    case 'record':
      return recordEvent(store, action, asker, env)
    case 'requeue':
      throw failure(400, 'BadRequest', "requeue is the runner's, not the API server's")
  }
}

// registry/core/namespace: the last finalizer of one that is being deleted takes it out.
function finalize(
  store: Store,
  { namespace: name, finalizer }: Extract<Action, { verb: 'finalize' }>,
): Written {
  const resource = resourceOf('Namespace')
  const namespace = lookUp(store, resource, { namespace: '', name }) as ObjectOf<'Namespace'>
  const finalizers = (namespace.spec.finalizers ?? []).filter((each) => each !== finalizer)
  const finalized = { ...namespace, spec: { ...namespace.spec, finalizers } }
  return finish(store, resource, finalized)
}

// registry/core/pod/storage: a binding sets the node and the condition, once.
function bind(
  store: Store,
  { pod: key, node }: Extract<Action, { verb: 'bind' }>,
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
    spec: { ...spec, nodeName: node },
    status: { ...status, conditions: others.concat(condition) },
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
