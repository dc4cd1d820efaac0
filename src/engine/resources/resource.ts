import type { FieldError } from '../api/field-error'
import type { KubeObject, ObjectMeta } from '../api/object'
import type { FieldMap, Infer, ObjectSchema } from '../api/schema'

/** What an object is measured by besides itself. */
export interface ClusterFacts {
  /** The families of addresses that Services can have; the first is the usual one. */
  readonly families: readonly ('IPv4' | 'IPv6')[]
}

/** A cluster as kubeadm sets it up unless it is told otherwise. */
export const singleStack: ClusterFacts = { families: ['IPv4'] }

/** One column of a server-side table (meta/v1 TableColumnDefinition). */
export interface Column<Of extends KubeObject> {
  readonly name: string
  readonly type: 'string' | 'integer' | 'boolean' | 'date'
  /** `name` marks the column that holds the object's name. */
  readonly format?: 'name'
  /** 0 is always shown, 1 only with `-o wide`. */
  readonly priority: 0 | 1
  cell(object: Of, at: TableTime): string | number | boolean
}

/** What a cell may know of time: ages are computed by the server. */
export interface TableTime {
  /** Unix seconds at which the table is made. */
  readonly unixSeconds: number
}

/** A part of an object that has a path of its own. */
export type Subresource =
  | 'attach'
  | 'binding'
  | 'ephemeralcontainers'
  | 'eviction'
  | 'exec'
  | 'finalize'
  | 'log'
  | 'portforward'
  | 'proxy'
  | 'resize'
  | 'scale'
  | 'status'
  | 'token'

/** How a kind is read and shown in a version, or a group, that it is not stored in. */
interface OtherVersion {
  /** When it is not the kind's own. */
  readonly group?: string
  readonly version: string
  /** A body of that version, an object or a patch, as one of the stored version. */
  read(body: unknown): unknown
  /** An object as that version shows it. */
  show(object: KubeObject): KubeObject
}

/** A kind: all that the API server, discovery, kubectl and the editor know of it. */
export interface Resource<Of extends KubeObject = KubeObject> {
  readonly kind: string
  /** `''` for the core group. */
  readonly group: string
  readonly version: string
  /** Another version in which the kind is served as well. */
  readonly otherVersion?: OtherVersion
  readonly plural: string
  readonly shortNames: readonly string[]
  /** `all` for what `kubectl get all` lists. */
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly subresources: readonly Subresource[]
  /** The kind's own top-level fields (`spec`, `status`, `data` …), without the metadata. */
  readonly schema: ObjectSchema
  /**
   * Fills in what the API server fills in, before validation. Returns the same object if
   * nothing changes.
   */
  default(object: Of): Of
  /** Everything wrong with an object, in upstream's order; `previous` is given for an update. */
  validate(object: Of, previous?: Of): readonly FieldError[]
  /** Texts of `Warning` headers for a create or an update that is accepted. */
  warn?(object: Of): readonly string[]
  /**
   * What an update may not touch is put back, and what no longer applies is wiped, before
   * validation; on a create (`previous` undefined) what clients may not set is dropped. Default:
   * `status` is kept.
   */
  prepare?(object: Of, previous: Of | undefined, cluster?: ClusterFacts): Of
  /** What an update of a part goes by, when it is neither the main part's way nor the status'. */
  readonly strategies?: {
    readonly [Part in Subresource]?: Required<Pick<Resource<Of>, 'prepare' | 'validate'>>
  }
  /** Nobody writes it, and it is not kept: it follows from what else there is. */
  readonly isDerived?: boolean
  /** Why no client may create or change one: nothing here would act upon it. */
  readonly refused?: string
  /** How an object looks when it leaves the server, where that is not how it is kept. */
  shown?(object: Of): KubeObject
  /** Said with every answer about the kind. */
  readonly deprecated?: string
  /** A `PUT` creates what is not there yet (AllowCreateOnUpdate). */
  readonly createsOnUpdate?: boolean
  /** A `PUT` has to say which version it replaces (AllowUnconditionalUpdate is false). */
  readonly needsVersion?: boolean
  /** A `DELETE` answers with the object, not with a Status (ReturnDeletedObject). */
  readonly returnsDeleted?: boolean
  readonly columns: readonly Column<Of>[]
  /** By name: the value, or values, under which an object is found with `Reader.indexed`. */
  readonly indexes: Readonly<Record<string, Looker<Of, string | readonly string[] | undefined>>>
  /** Field selectors besides `metadata.name` and `metadata.namespace`. */
  readonly fieldSelectors?: Readonly<Record<string, Looker<Of, string>>>
  /** Whether `metadata.generation` counts changes of `spec` (not so for Services, Namespaces …). */
  readonly countsGenerations: boolean
}

/**
 * Looks at an object. The type is a method's, so that a kind's resource passes for one of any
 * kind: whoever holds that has looked the kind up by the object.
 */
type Looker<Of extends KubeObject, Seen> = { look(object: Of): Seen }['look']

/** The type of a kind's objects, from its schema. */
export type ObjectFrom<Kind extends string, Fields extends FieldMap> = {
  readonly apiVersion: string
  readonly kind: Kind
  readonly metadata: ObjectMeta
} & Infer<ObjectSchema<Fields>>

/** Declares a kind. */
export const defineResource = <Of extends KubeObject>(resource: Resource<Of>): Resource<Of> =>
  resource

/** `v1`, `apps/v1`. */
export const apiVersionOf = ({ group, version }: { group: string; version: string }): string =>
  group === '' ? version : `${group}/${version}`
