import type { KubeObject, ObjectMeta } from '../api/object'
import { conflict, forbidden } from '../api/status'
import { resourceOf } from '../resources'
import type { Resource } from '../resources/resource'
import { parseTimestamp, seconds, timestamp } from '../sim'
import type { ServerEnvironment } from './environment'
import { find, put, remove, type Store } from './store'
import type { Written } from './written'

/** How a deletion is asked for (meta/v1 DeleteOptions). */
export interface DeleteOptions {
  /** Only a Pod has a grace period; default: its own `terminationGracePeriodSeconds`. */
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  /** The deletion is refused when the object is another one of the same name. */
  readonly uid?: string
  /** The deletion is refused when the object has changed since. */
  readonly resourceVersion?: string
}

const KEPT_NAMESPACES: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]

/**
 * Deletes an object: at once, or, when something has still to be done first (a Pod's containers to
 * stop, finalizers to be worked off, a namespace to be emptied), by marking it.
 */
export function deleteObject(
  store: Store,
  resource: Resource,
  object: KubeObject,
  options: { readonly delete: DeleteOptions; readonly env: ServerEnvironment },
): Written {
  const { name } = object.metadata
  const { delete: asked, env } = options
  checkPreconditions(resource, object, asked)
  if (resource.kind === 'Namespace' && KEPT_NAMESPACES.includes(name)) {
    throw forbidden(resource, name, 'this namespace may not be deleted')
  }
  const grace = graceOf(object, asked)
  const finalizers = finalizersFor(object, asked)
  const waits = grace > 0 || finalizers.length > 0 || isHeldNamespace(object)
  if (!waits) return takeOut(store, resource, object)
  return mark(store, resource, object, { grace, finalizers, env })
}

function checkPreconditions(resource: Resource, { metadata }: KubeObject, asked: DeleteOptions) {
  const { name, resourceVersion, uid } = metadata
  if (asked.uid !== undefined && asked.uid !== uid) {
    const why =
      `the UID in the precondition (${asked.uid}) does not match the UID in record (${uid}). ` +
      'The object might have been deleted and then recreated'
    throw conflict(resource, name, why)
  }
  if (asked.resourceVersion !== undefined && asked.resourceVersion !== resourceVersion) {
    const why =
      `the ResourceVersion in the precondition (${asked.resourceVersion}) does not match the ` +
      `ResourceVersion in record (${resourceVersion}). The object might have been modified`
    throw conflict(resource, name, why)
  }
}

// A Pod that no kubelet has seen has nothing to stop (registry/core/pod/strategy.go,
// CheckGracefulDelete).
function graceOf(object: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (object.kind !== 'Pod') return 0
  const { spec, status } = object as {
    readonly spec?: { readonly nodeName?: string; readonly terminationGracePeriodSeconds?: number }
    readonly status?: { readonly phase?: string }
  }
  if (!spec?.nodeName || status?.phase === 'Succeeded' || status?.phase === 'Failed') return 0
  const asked = gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30
  const running = object.metadata.deletionGracePeriodSeconds
  return running === undefined ? asked : Math.min(asked, running)
}

function finalizersFor(
  { metadata }: KubeObject,
  { propagationPolicy }: DeleteOptions,
): readonly string[] {
  const finalizers = metadata.finalizers ?? []
  const wanted =
    propagationPolicy === 'Foreground'
      ? 'foregroundDeletion'
      : propagationPolicy === 'Orphan'
        ? 'orphan'
        : undefined
  return wanted && !finalizers.includes(wanted) ? [...finalizers, wanted] : finalizers
}

const isHeldNamespace = (object: KubeObject): boolean =>
  object.kind === 'Namespace' &&
  ((object as { spec?: { finalizers?: readonly string[] } }).spec?.finalizers ?? []).length > 0

function mark(
  store: Store,
  resource: Resource,
  object: KubeObject,
  how: {
    readonly grace: number
    readonly finalizers: readonly string[]
    readonly env: ServerEnvironment
  },
): Written {
  const { metadata } = object
  const already = metadata.deletionTimestamp !== undefined
  const sooner = how.grace < (metadata.deletionGracePeriodSeconds ?? 0)
  if (already && !sooner) return { store, object, changes: [] }
  const marked: KubeObject = {
    ...object,
    metadata: {
      ...metadata,
      ...(already || metadata.generation === undefined
        ? {}
        : { generation: metadata.generation + 1 }),
      deletionTimestamp: endOf(metadata, how.grace, how.env),
      deletionGracePeriodSeconds: how.grace,
      ...(how.finalizers.length > 0 ? { finalizers: how.finalizers } : {}),
    },
    ...(object.kind === 'Namespace' ? { status: { phase: 'Terminating' } } : {}),
  }
  const { store: next, change } = put(store, resource, marked)
  return { store: next, object: change.object, changes: [change] }
}

// When the grace period ends, counted from when the deletion was first asked for.
function endOf(metadata: ObjectMeta, grace: number, { epoch, now }: ServerEnvironment): string {
  const { deletionGracePeriodSeconds: before = 0, deletionTimestamp = '' } = metadata
  const end = parseTimestamp(deletionTimestamp)
  return end === undefined
    ? timestamp(epoch, now + seconds(grace))
    : timestamp(end - before + grace, 0)
}

/**
 * Writes an update, or takes the object out when it was only waiting for its last finalizer
 * (registry/generic/registry/store.go, deleteWithoutFinalizers).
 */
export function finish(store: Store, resource: Resource, object: KubeObject): Written {
  const { deletionTimestamp, finalizers = [], deletionGracePeriodSeconds = 0 } = object.metadata
  const done = deletionTimestamp && finalizers.length === 0 && deletionGracePeriodSeconds === 0
  if (done && !isHeldNamespace(object)) return takeOut(store, resource, object)
  const { store: next, change } = put(store, resource, object)
  return { store: next, object: change.object, changes: [change] }
}

// The Endpoints object of a Service's name goes with it at once; its EndpointSlices are the garbage
// collector's (registry/core/service/storage/storage.go, afterDelete).
function takeOut(store: Store, resource: Resource, object: KubeObject): Written {
  const first = remove(store, resource, object)
  const last = first.change.object
  if (object.kind !== 'Service')
    return { store: first.store, object: last, changes: [first.change] }
  const endpoints = resourceOf('Endpoints')
  const { namespace = '', name } = object.metadata
  const left = find(first.store, endpoints.plural, namespace, name)
  if (!left) return { store: first.store, object: last, changes: [first.change] }
  const second = remove(first.store, endpoints, left)
  return { store: second.store, object: last, changes: [first.change, second.change] }
}
