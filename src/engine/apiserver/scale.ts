import { invalid, invalidObject } from '../api/field-error'
import { type LabelSelector, labelText } from '../api/labels'
import type { KubeObject, ObjectKey } from '../api/object'
import type { Resource } from '../resources/resource'
import type { ServerEnvironment } from './environment'
import { lookUp, updateObject } from './registry'
import type { Store } from './store'
import type { Written } from './written'

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector }
  readonly status?: { readonly replicas?: number }
}

/** The `Scale` of a workload (autoscaling/v1). */
export function readScale(object: KubeObject): unknown {
  const { metadata, spec, status } = object as Scalable
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
    },
    spec: { replicas: spec.replicas ?? 1 },
    status: {
      replicas: status?.replicas ?? 0,
      selector: labelText(spec.selector?.matchLabels),
    },
  }
}

/** Sets a workload's replicas from a `Scale`; answers with the new `Scale`. */
export function writeScale(
  store: Store,
  resource: Resource,
  {
    key,
    body,
    env,
  }: { readonly key: ObjectKey; readonly body: unknown; readonly env: ServerEnvironment },
): Written & { readonly answer: unknown } {
  const current = lookUp(store, resource, key) as Scalable
  const replicas =
    (body as { readonly spec?: { readonly replicas?: unknown } } | null)?.spec?.replicas ?? 0
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0) {
    throw invalidObject({ kind: 'Scale', group: 'autoscaling' }, key.name, [
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ])
  }
  const scaled = { ...current, spec: { ...current.spec, replicas } }
  const written = updateObject(store, resource, scaled, { part: 'main', env })
  return { ...written, answer: readScale(written.object) }
}
