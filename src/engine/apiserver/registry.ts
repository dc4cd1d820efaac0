import { sameJson } from '../api/equality'
import { invalidObject } from '../api/field-error'
import type { KubeObject, ManagedFields, ObjectKey, ObjectMeta } from '../api/object'
import { alreadyExists, conflict, failure, forbidden, notFound } from '../api/status'
import { limits } from '../limits'
import type { Resource } from '../resources/resource'
import { timestamp } from '../sim'
import type { Draft } from './action'
import { admit, admitUpdate, completed } from './admission'
import { finish } from './deletion'
import { factsOf, type ServerEnvironment } from './environment'
import { checkLimits, limited } from './limit-ranges'
import { managedAfter, managedAfterStatus, type Writer } from './managed-fields'
import { generatedName, newUid } from './naming'
import { charge } from './quota'
import { allocate } from './service-allocation'
import { countOf, find, nextVersion, put, restamped, type Store } from './store'
import type { Written } from './written'

/** Looks an object up; throws NotFound. */
export function lookUp(
  store: Store,
  resource: Resource,
  { namespace, name }: ObjectKey,
): KubeObject {
  const found = find(store, resource.plural, namespace, name)
  if (!found) throw notFound(resource, name)
  return found
}

/** Where a write happens, and who writes. */
export interface WriteContext {
  readonly env: ServerEnvironment
  readonly writer: Writer
}

/**
 * Creates an object. The order of work is the API server's: admission, metadata, defaulting,
 * allocation of addresses and ports, validation, store, which is the first to see that the name is
 * taken (registry/generic/registry/store.go).
 */
export function createObject(
  store: Store,
  resource: Resource,
  draft: Draft,
  { env, writer }: WriteContext,
): Written {
  admit(store, resource, draft)
  const metadata = newMetadata(store, resource, draft, env)
  const { namespace = '', name } = metadata
  const given: KubeObject = { ...draft, metadata } as KubeObject
  const prepared = resource.prepare ? resource.prepare(given, undefined, factsOf(env)) : given
  const defaulted = resource.default(prepared)
  const allocated = allocate(store, limited(store, defaulted), { env })
  const errors = resource.validate(allocated)
  if (errors.length > 0) throw invalidObject(resource, name, errors)
  if (draft.metadata.resourceVersion) {
    throw failure(500, '', 'resourceVersion should not be set on objects to be created')
  }
  checkLimits(store, resource, allocated)
  const charged = charge(store, resource, allocated)
  if (find(store, resource.plural, namespace, name)) throw alreadyExists(resource, name)
  if (isFull(store)) {
    throw forbidden(resource, name, `this playground holds at most ${limits.objects} objects`)
  }
  // What is decided before defaulting is the server's, not the writer's.
  const managedFields = managedAfter(writer, {
    resource,
    next: resource.prepare ? resource.default(given) : defaulted,
    given: draft.metadata.managedFields,
    env,
  })
  const owned = managed(completed(store, allocated, env), managedFields)
  const { store: next, change } = put(charged.store, resource, owned)
  const warnings = resource.warn?.(allocated) ?? []
  const changes = charged.changes.concat(change)
  return { store: next, object: change.object, changes, warnings }
}

// How many Events there are is no reason to refuse anything: those go by themselves.
const isFull = (store: Store): boolean =>
  store.size >= limits.objects && store.size - countOf(store, 'events') >= limits.objects

// V8 gives every object a shape of its own that is a spread with a field added, and whatever looks
// at it later is slow: objects that come in numbers are put together by `Object.assign`.
const managed = (object: KubeObject, managedFields: ManagedFields): KubeObject => ({
  ...object,
  metadata: Object.assign({}, object.metadata, { managedFields }),
})

function newMetadata(
  store: Store,
  resource: Resource,
  { metadata }: Draft,
  env: ServerEnvironment,
): ObjectMeta {
  const namespace = resource.namespaced ? (metadata.namespace ?? 'default') : ''
  const base = metadata.generateName ?? ''
  const name =
    metadata.name ||
    (base === ''
      ? ''
      : generatedName(base, env.streams(`name/${resource.plural}/${namespace}/${base}`)))
  if (name === '') {
    throw invalidObject(resource, '', [
      {
        type: 'Required',
        field: 'metadata.name',
        detail: 'name or generateName is required',
      },
    ])
  }
  return Object.assign(clients(metadata), {
    name,
    ...(resource.namespaced ? { namespace } : {}),
    // All that is made from one base draws from one stream: names come and go, and leave none.
    uid: newUid(env.streams(`uid/${resource.plural}/${namespace}/${base || name}`)),
    resourceVersion: nextVersion(store),
    ...(resource.countsGenerations ? { generation: 1 } : {}),
    creationTimestamp: timestamp(env.epoch, env.now),
  })
}

type ClientsMeta = Partial<
  Pick<ObjectMeta, 'annotations' | 'finalizers' | 'generateName' | 'labels' | 'ownerReferences'>
>

/** What of an object's metadata is its clients' to say, to be added to. */
function clients(metadata: ClientsMeta): ClientsMeta {
  const { annotations, finalizers, generateName, labels, ownerReferences } = metadata
  const own: { -readonly [Field in keyof ClientsMeta]: ClientsMeta[Field] } = {}
  if (generateName !== undefined) own.generateName = generateName
  if (labels !== undefined) own.labels = labels
  if (annotations !== undefined) own.annotations = annotations
  if (ownerReferences !== undefined) own.ownerReferences = ownerReferences
  if (finalizers !== undefined) own.finalizers = finalizers
  return own
}

/** Which part of an object an update may change. */
export type Part = 'main' | 'status'

/**
 * Replaces an object, or its status. A resourceVersion that is not the latest is refused with a
 * Conflict.
 */
export function updateObject(
  store: Store,
  resource: Resource,
  object: KubeObject,
  options: WriteContext & { readonly part: Part },
): Written {
  const { env, part, writer } = options
  const { name, namespace = '' } = object.metadata
  const current = lookUp(store, resource, { namespace, name })
  const { resourceVersion } = object.metadata
  if (resourceVersion && resourceVersion !== current.metadata.resourceVersion) {
    throw conflict(resource, name)
  }
  const { uid } = object.metadata
  if (uid && uid !== current.metadata.uid) throw otherObject(resource, object, current)
  return part === 'status'
    ? updateStatus(store, resource, object, { env, writer, previous: current })
    : updateMain(store, resource, object, { env, writer, previous: current })
}

// The store below speaks here: it tells its own key.
function otherObject(resource: Resource, { metadata }: KubeObject, current: KubeObject): Error {
  const { name, namespace, uid } = metadata
  const folder = folders[resource.kind] ?? resource.plural
  const key = [folder, namespace, name].filter(Boolean).join('/')
  return conflict(
    resource,
    name,
    `StorageError: invalid object, Code: 4, Key: /registry/${key}, ResourceVersion: 0, ` +
      `AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, ` +
      `UID in object meta: ${current.metadata.uid}`,
  )
}

/** Where etcd keeps the kinds that are not under their plural. */
const folders: Readonly<Record<string, string>> = {
  Endpoints: 'services/endpoints',
  Node: 'minions',
  Service: 'services/specs',
}

type WithStatus = KubeObject & { readonly status?: unknown }
type WithSpec = KubeObject & { readonly spec?: unknown }

// Whatever has a status has a spec, and nothing besides. Most writes are such: the object is put
// together once, as it is to be stored.
function updateStatus(
  store: Store,
  resource: Resource,
  { status: given }: WithStatus,
  { env, previous, writer }: UpdateContext,
): Written {
  const current: WithStatus & WithSpec = previous
  const status = isComponent(writer) ? given : statusIn(resource, current, given)
  const isSame = sameJson(status, current.status)
  if (isSame && !('managed' in writer)) return { store, object: current, changes: [] }
  const { apiVersion, kind, spec } = current
  const next: WithStatus = { apiVersion, kind, metadata: current.metadata, status }
  const managedFields = managedAfterStatus(writer, { resource, live: current, next, env })
  const metadata = restamped(current.metadata, nextVersion(store), managedFields)
  const updated = { apiVersion, kind, metadata, spec, status }
  const errors = resource.validate(updated, current)
  if (errors.length > 0) throw invalidObject(resource, metadata.name, errors)
  return finish(store, resource, updated)
}

// What components write is whole.
const isComponent = (writer: Writer): boolean => 'manager' in writer && writer.isComponent === true

function statusIn(resource: Resource, current: KubeObject, status: unknown): unknown {
  const object: WithStatus = { ...current, status }
  return (resource.default(object) as WithStatus).status
}

function updateMain(
  store: Store,
  resource: Resource,
  object: KubeObject,
  context: UpdateContext,
): Written {
  const { env, previous, writer } = context
  const merged = resource.default(withMain(resource, object, context))
  const updated = allocate(store, merged, context)
  const warnings = resource.warn?.(updated) ?? []
  const { managedFields: given } = object.metadata
  const { managedFields: before } = previous.metadata
  const after = managedAfter(writer, { resource, live: previous, next: merged, given, env })
  const isSame = sameJson(updated, previous) && sameJson(after, before ?? [])
  if (isSame) return { store, object: previous, changes: [], warnings }
  const errors = resource.validate(updated, previous)
  if (errors.length > 0) throw invalidObject(resource, previous.metadata.name, errors)
  admitUpdate(store, resource, updated)
  const next = counted(resource, updated, previous)
  const owned = after === before ? next : managed(next, after)
  const charged = charge(store, resource, next, previous)
  const written = finish(charged.store, resource, owned)
  const changes = charged.changes.concat(written.changes)
  return { store: written.store, object: written.object, changes, warnings }
}

type UpdateContext = WriteContext & { readonly previous: KubeObject }

// What identifies an object and when it came and goes is the server's to say, whatever the client
// sends.
function withMain(
  resource: Resource,
  object: KubeObject,
  { env, previous: current }: UpdateContext,
): KubeObject {
  const { metadata: old } = current
  const metadata: ObjectMeta = Object.assign(clients(object.metadata), {
    name: old.name,
    ...(old.namespace === undefined ? {} : { namespace: old.namespace }),
    uid: old.uid,
    resourceVersion: old.resourceVersion,
    creationTimestamp: old.creationTimestamp,
    ...(old.generation === undefined ? {} : { generation: old.generation }),
    ...(old.deletionTimestamp === undefined ? {} : { deletionTimestamp: old.deletionTimestamp }),
    ...(old.deletionGracePeriodSeconds === undefined
      ? {}
      : { deletionGracePeriodSeconds: old.deletionGracePeriodSeconds }),
    ...(old.managedFields === undefined ? {} : { managedFields: old.managedFields }),
  })
  const replaced = { ...object, metadata }
  return resource.prepare
    ? resource.prepare(replaced, current, factsOf(env))
    : keepStatus(replaced, current)
}

function keepStatus(object: WithStatus, current: WithStatus): KubeObject {
  const { status: _, ...rest } = object
  return current.status === undefined ? rest : ({ ...rest, status: current.status } as KubeObject)
}

function counted(resource: Resource, object: WithSpec, current: WithSpec): KubeObject {
  if (!resource.countsGenerations || sameJson(object.spec, current.spec)) return object
  const generation = (current.metadata.generation ?? 0) + 1
  return { ...object, metadata: { ...object.metadata, generation } }
}
