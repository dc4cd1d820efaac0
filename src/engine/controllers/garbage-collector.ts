import type { KubeObject, ObjectKey, OwnerReference } from '../api/object'
import { keyOf } from '../api/object'
import { type Action, update } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import { type Kind, resources } from '../resources'
import { milliseconds } from '../sim'
import { type Controller, defineController, type Step } from './controller'
import { isHeldBy, withoutFinalizer } from './finalizers'

/** An object that owns others, there or not. Its key's name is `Kind/name/uid`. */
interface Owner {
  readonly kind: Kind
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

const FOREGROUND = 'foregroundDeletion'
const ORPHAN = 'orphan'
/** How many dependants one run sees to, and when the next goes on. */
const BATCH = 100
const NEXT_BATCH = milliseconds(20)

// Events and Leases neither own nor are owned, and come in numbers.
const collected = resources.filter(({ kind }) => kind !== 'Event' && kind !== 'Lease')
const kinds: readonly Kind[] = collected.map(({ kind }) => kind as Kind)
/** Kinds whose objects can be looked up by their owner. */
const owned = new Set(
  collected.filter(({ indexes }) => 'owner' in indexes).map(({ kind }) => kind as Kind),
)
const isNamespaced = new Map(collected.map(({ kind, namespaced }) => [kind, namespaced]))

/** Deletes what nobody owns any longer (pkg/controller/garbagecollector). */
export const garbageCollector = defineController({
  name: 'garbage-collector-controller',
  watches: Object.fromEntries(kinds.map((kind) => [kind, concerned])) as Controller['watches'],
  ignores: Object.fromEntries(kinds.map((kind) => [kind, isNothing])),

  *reconcile({ namespace, name }, cluster) {
    const owner = ownerAt(namespace, name)
    const found = cluster.get(owner.kind, owner.namespace, owner.name)
    const object = found?.metadata.uid === owner.uid ? found : undefined
    if (!object) yield* collect(owner, cluster)
    else if (isWaitingFor(object, FOREGROUND)) yield* collectFirst(object, owner, cluster)
    else if (isWaitingFor(object, ORPHAN)) yield* orphan(object, owner, cluster)
  },
})

const keyFor = ({ kind, namespace, name, uid }: Owner): ObjectKey => ({
  namespace,
  name: `${kind}/${name}/${uid}`,
})

function ownerAt(namespace: string, text: string): Owner {
  const [kind = '', name = '', uid = ''] = text.split('/')
  return { kind: kind as Kind, namespace, name, uid }
}

const asOwner = ({ kind, metadata }: KubeObject): Owner => ({
  namespace: metadata.namespace ?? '',
  name: metadata.name,
  kind: kind as Kind,
  uid: metadata.uid,
})

// A dependant's owner is in its own namespace, or in none.
const referred = ({ kind, name, uid }: OwnerReference, { metadata }: KubeObject): Owner => ({
  kind: kind as Kind,
  namespace: isNamespaced.get(kind) ? (metadata.namespace ?? '') : '',
  name,
  uid,
})

const exists = ({ kind, namespace, name, uid }: Owner, cluster: Reader): boolean =>
  cluster.get(kind, namespace, name)?.metadata.uid === uid

const isWaitingFor = (object: KubeObject, finalizer: string): boolean =>
  object.metadata.deletionTimestamp !== undefined && isHeldBy(object, finalizer)

// What changes, and does not wait for its dependants, has the owners it had.
function isNothing(object: KubeObject, before: KubeObject | undefined): boolean {
  return before !== undefined && !isWaitingFor(object, FOREGROUND) && !isWaitingFor(object, ORPHAN)
}

function concerned(object: KubeObject, cluster: Reader, before?: KubeObject): readonly ObjectKey[] {
  const self = asOwner(object)
  if (before) return [keyFor(self)]
  const owners = (object.metadata.ownerReferences ?? [])
    .filter(({ kind }) => isNamespaced.has(kind))
    .map((reference) => referred(reference, object))
  if (exists(self, cluster)) {
    return owners.filter((owner) => !exists(owner, cluster)).map(keyFor)
  }
  // It is gone: its dependants are to go, and an owner may have waited for just this.
  const waiting = owners.filter((owner) => {
    const found = cluster.get(owner.kind, owner.namespace, owner.name)
    return found !== undefined && isWaitingFor(found, FOREGROUND)
  })
  const orphaned = dependantsOf(self, cluster).length > 0 ? [self] : []
  return [...orphaned, ...waiting].map(keyFor)
}

function dependantsOf({ namespace, uid }: Owner, cluster: Reader): readonly KubeObject[] {
  const depends = ({ metadata }: KubeObject): boolean =>
    metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false
  const scope = namespace === '' ? undefined : namespace
  return kinds.flatMap((kind): readonly KubeObject[] =>
    owned.has(kind)
      ? cluster.indexed(kind, 'owner', uid)
      : cluster.list(kind, scope).filter(depends),
  )
}

function* collect(owner: Owner, cluster: Reader): Step<void> {
  const dependants = dependantsOf(owner, cluster).filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  )
  for (const dependant of dependants.slice(0, BATCH)) {
    const others = (dependant.metadata.ownerReferences ?? []).filter(
      (reference) => reference.uid !== owner.uid && exists(referred(reference, dependant), cluster),
    )
    if (others.length > 0) yield update(withOwners(dependant, others))
    else yield deletion(dependant)
  }
  if (dependants.length > BATCH) yield { verb: 'requeue', after: NEXT_BATCH }
}

const deletion = (dependant: KubeObject, propagationPolicy?: 'Foreground'): Action => ({
  verb: 'delete',
  kind: dependant.kind as Kind,
  key: keyOf(dependant),
  uid: dependant.metadata.uid,
  ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
})

// The owner goes last: those of its dependants that say so hold it back, and do the same with
// theirs.
function* collectFirst(object: KubeObject, owner: Owner, cluster: Reader): Step<void> {
  const blocking = dependantsOf(owner, cluster).filter(({ metadata }) =>
    metadata.ownerReferences?.some((each) => each.uid === owner.uid && each.blockOwnerDeletion),
  )
  if (blocking.length === 0) {
    yield update(withoutFinalizer(object, FOREGROUND))
    return
  }
  const staying = blocking.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  for (const dependant of staying.slice(0, BATCH)) {
    const isOwner = dependantsOf(asOwner(dependant), cluster).length > 0
    yield deletion(dependant, isOwner ? 'Foreground' : undefined)
  }
  if (staying.length > BATCH) yield { verb: 'requeue', after: NEXT_BATCH }
}

function* orphan(object: KubeObject, owner: Owner, cluster: Reader): Step<void> {
  for (const dependant of dependantsOf(owner, cluster)) {
    const others = dependant.metadata.ownerReferences?.filter(({ uid }) => uid !== owner.uid)
    const { refused } = yield update(withOwners(dependant, others ?? []))
    // Were the owner let go now, this dependant would be taken for garbage.
    if (refused) return
  }
  yield update(withoutFinalizer(object, ORPHAN))
}

function withOwners(object: KubeObject, owners: readonly OwnerReference[]): KubeObject {
  const { ownerReferences: _, ...metadata } = object.metadata
  return {
    ...object,
    metadata: owners.length === 0 ? metadata : { ...metadata, ownerReferences: owners },
  }
}
