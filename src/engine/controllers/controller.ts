import type { KubeObject, ObjectKey } from '../api/object'
import type { Action, Outcome } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { Change } from '../apiserver/store'
import type { Kind, ObjectOf } from '../resources'
import type { Duration, Instant, Random } from '../sim'

/**
 * A control loop: from what is seen to what is asked for. It never writes: the runner performs its
 * actions through the API server, in order, and retries a key with back-off when one is refused. A
 * key is not reconciled again until the controller's cache has caught up with its own last write.
 */
export interface Controller {
  /** As Events show it: `deployment-controller`. */
  readonly name: string
  /**
   * By kind: whom a change of an object concerns. Called once a change; `previous` is the object
   * before a modification, so that whom it no longer concerns can be named too.
   */
  readonly watches: {
    readonly [K in Kind]?: (
      object: ObjectOf<K>,
      cluster: Reader,
      previous?: ObjectOf<K>,
    ) => Iterable<ObjectKey>
  }
  /**
   * By kind: whether a change is nothing to the controller, as the change itself shows (`previous`
   * for a modification only). It is not told of it then.
   */
  readonly ignores?: {
    readonly [K in Kind]?: (
      object: ObjectOf<K>,
      previous: ObjectOf<K> | undefined,
      type: Change['type'],
    ) => boolean
  }
  /**
   * How long one run takes, asked when it begins: while it lasts, further changes of the same key
   * are gathered. The run looks at the cluster and acts at the end of that time.
   */
  readonly cost?: (key: ObjectKey, cluster: Reader, context: ReconcileContext) => Duration
  /**
   * Whether what a run wrote itself is no reason for another, since the run has gone as far as it
   * can. What others write always is one.
   */
  readonly ignoresOwn?: (written: KubeObject) => boolean
  reconcile(key: ObjectKey, cluster: Reader, context: ReconcileContext): Reconciliation
}

/**
 * One run: each `yield` asks for an action and gives back how it went, as a controller needs the
 * name that the API server drew, or words a refusal in an Event. The run goes on after a refusal; a
 * run in which something was refused (other than deleting what is gone) is repeated with back-off.
 * A `requeue` replaces the one that an earlier run of the same key asked for, so a key has one
 * timer at most.
 */
export type Reconciliation = Step<void>

/** A part of a run that comes to a result: `const set = yield* scaled(set, 3)`. */
export type Step<Result> = Generator<Action, Result, Outcome>

/** What a control loop may know besides the objects. */
export interface ReconcileContext {
  readonly now: Instant
  /** Unix seconds at which the cluster was created. */
  readonly epoch: number
  readonly random: Random
  /** When the timer that this key asked for with `requeue` goes off; undefined when none is set. */
  readonly due?: Instant | undefined
}

/** Declares a controller. */
export const defineController = (controller: Controller): Controller => controller
