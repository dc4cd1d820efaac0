import type { Reader } from '../engine'
import type { KubeObject } from '../engine/api/object'
import { type Kind, resources } from '../engine/resources'
import { sameItems } from './memo'

/** An object that a person made, by name. `namespace` is `''` where its kind has none. */
export interface MadeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** Kinds that only components write. */
const componentsOwn: ReadonlySet<string> = new Set(['Event', 'Lease', 'Node'])

/** What controllers label as theirs, where they own it in no other way. */
const managedBy = [
  'endpoints.kubernetes.io/managed-by',
  'endpointslice.kubernetes.io/managed-by',
  'svccontroller.k3s.cattle.io/svcname',
]

/** What controllers make by name: for every namespace, and k3s for its balancers. */
const controllersOwn: ReadonlySet<string> = new Set([
  'ConfigMap kube-root-ca.crt',
  'ServiceAccount default',
  'ServiceAccount svclb',
])

/** Roles that were there first; the store has them only once somebody writes such. */
const isBrought = (kind: string, name: string): boolean =>
  kind.startsWith('ClusterRole') &&
  /^(admin|cluster-admin|edit|view|(kubeadm|system):.*)$/.test(name)

/**
 * Finds what people have made: by YAML, in the terminal, with a button. What a bare cluster has is
 * not that, and neither is what controllers make of other objects.
 */
export class MadeObjects {
  private readonly bare: ReadonlySet<string>
  private known: readonly MadeObject[] = []
  private places: ReadonlySet<string> = new Set()
  private seen: Reader['latest']
  private readonly names = new WeakMap<KubeObject, MadeObject>()

  /** `bare` reads the cluster before anybody has done anything. */
  constructor(bare: Reader) {
    this.bare = new Set([...objectsIn(bare)].map(({ kind, metadata }) => placeOf(kind, metadata)))
  }

  /** In the order of kinds, namespaces and names; the same list while it says the same. */
  in(reader: Reader): readonly MadeObject[] {
    const changes = this.seen && reader.since(this.seen)
    this.seen = reader.latest
    return changes?.every((each) => this.isOld(each)) ? this.known : this.find(reader)
  }

  /** Whether a write says nothing new of what people have made: of most Pods, and all Leases. */
  private isOld({ type, object }: NonNullable<Reader['latest']>): boolean {
    const { kind, metadata } = object
    if (componentsOwn.has(kind)) return true
    const isMade = type !== 'DELETED' && this.isMade(object)
    return isMade === this.places.has(placeOf(kind, metadata))
  }

  private find(reader: Reader): readonly MadeObject[] {
    const found: MadeObject[] = []
    for (const object of objectsIn(reader)) {
      if (this.isMade(object)) found.push(this.nameOf(object))
    }
    if (!sameItems(found, this.known)) this.known = this.withKnown(found)
    this.places = new Set(this.known.map(({ kind, ...of }) => placeOf(kind, of)))
    return this.known
  }

  private isMade({ kind, metadata }: KubeObject): boolean {
    const { ownerReferences = [], labels = {}, deletionTimestamp } = metadata
    if (ownerReferences.length > 0 || deletionTimestamp !== undefined) return false
    if (controllersOwn.has(`${kind} ${metadata.name}`) || isBrought(kind, metadata.name))
      return false
    return !managedBy.some((label) => label in labels) && !this.bare.has(placeOf(kind, metadata))
  }

  private nameOf(object: KubeObject): MadeObject {
    const known = this.names.get(object)
    if (known) return known
    const { apiVersion, kind, metadata } = object
    const named = { apiVersion, kind, namespace: metadata.namespace ?? '', name: metadata.name }
    this.names.set(object, named)
    return named
  }

  // An object that has changed is another, and its name is the same.
  private withKnown(found: readonly MadeObject[]): readonly MadeObject[] {
    const before = new Map(this.known.map((each) => [textOf(each), each]))
    const list = found.map((each) => before.get(textOf(each)) ?? each)
    return sameItems(list, this.known) ? this.known : list
  }
}

function* objectsIn(reader: Reader): Iterable<KubeObject> {
  for (const { kind } of resources) {
    if (!componentsOwn.has(kind)) yield* reader.list(kind as Kind) as readonly KubeObject[]
  }
}

const placeOf = (
  kind: string,
  { namespace = '', name }: Pick<KubeObject['metadata'], 'namespace' | 'name'>,
): string => `${kind} ${namespace}/${name}`

const textOf = ({ apiVersion, kind, namespace, name }: MadeObject): string =>
  [apiVersion, kind, namespace, name].join(' ')
