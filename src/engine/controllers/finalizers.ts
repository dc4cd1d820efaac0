import type { KubeObject } from '../api/object'

/** Whether an object is held until a finalizer is worked off. */
export const isHeldBy = ({ metadata }: KubeObject, finalizer: string): boolean =>
  (metadata.finalizers ?? []).includes(finalizer)

/** An object that waits for a finalizer more. */
export const withFinalizer = <Of extends KubeObject>(object: Of, finalizer: string): Of => ({
  ...object,
  metadata: {
    ...object.metadata,
    finalizers: [...(object.metadata.finalizers ?? []), finalizer],
  },
})

/** An object that waits for a finalizer less. */
export function withoutFinalizer<Of extends KubeObject>(object: Of, finalizer: string): Of {
  const { finalizers = [], ...metadata } = object.metadata
  const others = finalizers.filter((each) => each !== finalizer)
  return {
    ...object,
    metadata: others.length === 0 ? metadata : { ...metadata, finalizers: others },
  }
}
