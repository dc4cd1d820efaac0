import type { KubeObject, ObjectKey } from '../api/object'
import type { Status } from '../api/status'
import type { Kind } from '../resources'
import type { Duration } from '../sim'

/** An object that is about to be created: the server gives it the rest of its metadata. */
export type Draft<Of extends KubeObject = KubeObject> = Omit<Of, 'metadata'> & {
  readonly metadata: Partial<Of['metadata']>
}

/**
 * What a component asks of the API server. It never writes itself: the cluster performs its actions
 * through `serve`, in order.
 */
export type Action =
  | { readonly verb: 'create'; readonly object: Draft }
  | { readonly verb: 'update' | 'updateStatus'; readonly object: KubeObject }
  | {
      readonly verb: 'delete'
      readonly kind: Kind
      readonly key: ObjectKey
      readonly uid?: string
      readonly gracePeriodSeconds?: number
      readonly propagationPolicy?: 'Foreground'
    }
  /** Takes a finalizer off a Namespace's spec: what its subresource `finalize` is for. */
  | { readonly verb: 'finalize'; readonly namespace: string; readonly finalizer: string }
  | { readonly verb: 'bind'; readonly pod: ObjectKey; readonly node: string }
  | {
      /** Records an Event about an object; like ones are counted together, as the recorder does. */
      readonly verb: 'record'
      readonly about: KubeObject
      readonly type: 'Normal' | 'Warning'
      readonly reason: string
      readonly message: string
      /** For an Event about a container: `spec.containers{web}`. */
      readonly fieldPath?: string
    }
  | {
      readonly verb: 'requeue'
      readonly after: Duration
      /**
       * Set for a check that only repeats, or a deadline: a cluster may settle before it is due.
       */
      readonly idle?: true
    }

/** How an action went: the object as stored, or the refusal. */
export type Outcome =
  | { readonly object?: KubeObject; readonly refused?: undefined }
  | { readonly refused: Status }

/** Asks for a new object. */
export const create = (object: Draft): Action => ({ verb: 'create', object })
/** Asks for an object to be replaced; a stale resourceVersion is refused with a Conflict. */
export const update = (object: KubeObject): Action => ({ verb: 'update', object })
/** Asks for an object's status to be replaced. */
export const updateStatus = (object: KubeObject): Action => ({ verb: 'updateStatus', object })
