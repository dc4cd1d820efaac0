/** What every object carries, as the API shows it. Times are RFC 3339 text. */
export interface ObjectMeta {
  readonly name: string
  readonly generateName?: string
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation?: number
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Labels
  readonly annotations?: Labels
  readonly ownerReferences?: readonly OwnerReference[]
  readonly finalizers?: readonly string[]
  readonly managedFields?: ManagedFields
}

/** Who manages which fields of an object. */
export type ManagedFields = readonly ManagedFieldsEntry[]

/** What one manager has of an object by one kind of operation (meta/v1 ManagedFieldsEntry). */
export interface ManagedFieldsEntry {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly time?: string
  readonly fieldsType: 'FieldsV1'
  /**
   * Its fields, as a tree of path elements. Absent in the store for a component that writes the
   * status: it has all of that which is nobody else's, and the API server tells it when asked.
   */
  readonly fieldsV1?: Readonly<Record<string, object>>
  /** The path by which the operation came, when it is not the object's own. */
  readonly subresource?: string
}

/** Labels, annotations, selectors: text by text. */
export type Labels = Readonly<Record<string, string>>

/** Who an object belongs to; when the last owner goes, so does the object. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/** An API object: plain JSON, replaced and never changed. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

/** Names an object within its kind. `namespace` is `''` for cluster-scoped kinds. */
export interface ObjectKey {
  readonly namespace: string
  readonly name: string
}

/** The key of an object. */
export const keyOf = ({ metadata }: KubeObject): ObjectKey => ({
  namespace: metadata.namespace ?? '',
  name: metadata.name,
})

/** A key as text, `namespace/name`; `/name` for cluster-scoped kinds. */
export const keyText = ({ namespace, name }: ObjectKey): string => `${namespace}/${name}`

/** The one owner that manages an object. */
export const controllerOf = (object: KubeObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller)

/** A field of an object, as a person would point at it: `spec.ports[0].targetPort`. */
export interface FieldRef {
  readonly kind: string
  readonly key: ObjectKey
  readonly path: string
}
