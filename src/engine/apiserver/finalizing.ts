import { type ObjectOf, resourceOf } from '../resources'
import { finish } from './deletion'
import { lookUp } from './registry'
import type { Store } from './store'
import type { Written } from './written'

/**
 * Replaces a Namespace's own finalizers; when the last is gone from one that is being deleted, so
 * is the Namespace (registry/core/namespace, FinalizeREST).
 */
export function finalize(
  store: Store,
  name: string,
  left: (finalizers: readonly string[]) => readonly string[],
): Written {
  const resource = resourceOf('Namespace')
  const namespace = lookUp(store, resource, { namespace: '', name }) as ObjectOf<'Namespace'>
  const finalizers = left(namespace.spec.finalizers ?? [])
  const finalized = { ...namespace, spec: { ...namespace.spec, finalizers } }
  return finish(store, resource, finalized)
}
