import type { ObjectKey } from '../api/object'
import type { Action } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { Kind, ObjectOf } from '../resources'
import type { Duration, Instant, Random } from '../sim'

/**
 * A control loop: from what is seen to what is asked for. It never writes: the runner performs its actions
 * through the API server, in order, and retries a key with back-off when one is refused. A key is not
 * reconciled again until the controller's cache has caught up with its own last write.
 */
export interface Controller {
  /** As Events show it: `deployment-controller`. */
  readonly name: string
  /** By kind: whom a change of an object concerns. */
  readonly watches: {
    readonly [K in Kind]?: (object: ObjectOf<K>, cluster: Reader) => Iterable<ObjectKey>
  }
  /** How long one run takes: while it lasts, further changes of the same key are gathered. */
  readonly cost?: (key: ObjectKey, cluster: Reader) => Duration
  reconcile(key: ObjectKey, cluster: Reader, context: ReconcileContext): Iterable<Action>
}

/** What a control loop may know besides the objects. */
export interface ReconcileContext {
  readonly now: Instant
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  readonly random: Random
}

/** Declares a controller. */
export const defineController = (controller: Controller): Controller => controller
