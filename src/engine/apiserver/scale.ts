import { decode } from '../api/decode'
import { invalid, invalidObject } from '../api/field-error'
import type { LabelSelector } from '../api/labels'
import type { KubeObject, Labels, ObjectKey } from '../api/object'
import { int32, object, optional, string } from '../api/schema'
import { ageColumn, column, nameColumn, selectorText } from '../resources/columns'
import type { Column, Resource } from '../resources/resource'
import { lookUp, updateObject, type WriteContext } from './registry'
import type { Store } from './store'
import type { Written } from './written'

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector }
  readonly status?: { readonly replicas?: number }
}

/** The `Scale` of a workload (autoscaling/v1). */
export function readScale(object: KubeObject): unknown {
  const { kind, metadata, spec, status } = object as Scalable
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
      ...(spec.selector && { selector: selectorText(asSelector(kind, spec.selector)) }),
    },
  }
}

// A ReplicationController's selector is labels alone.
const asSelector = (kind: string, selector: LabelSelector): LabelSelector =>
  kind === 'ReplicationController' ? { matchLabels: selector as Labels } : selector

const autoscaling = { group: 'autoscaling' } as const
const scaleSchema = object(
  'Scale',
  {
    spec: optional(object('ScaleSpec', { replicas: optional(int32) }, autoscaling)),
    status: optional(
      object('ScaleStatus', { replicas: optional(int32), selector: optional(string) }, autoscaling),
    ),
  },
  autoscaling,
)

/** How a `Scale` is shown in a table (registry/autoscaling, TableConvertor of scale). */
export const scaleView = {
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  schema: scaleSchema,
  columns: [
    nameColumn,
    column('Desired', (scale) => (scale as Scalable).spec.replicas ?? 0, 'integer'),
    column('Available', (scale) => (scale as Scalable).status?.replicas ?? 0, 'integer'),
    ageColumn,
  ] as readonly Column<KubeObject>[],
}

/** Sets a workload's replicas from a `Scale`; answers with the new `Scale`. */
export function writeScale(
  store: Store,
  resource: Resource,
  { key, body, env, writer }: WriteContext & { readonly key: ObjectKey; readonly body: unknown },
): Written & { readonly answer: unknown } {
  const current = lookUp(store, resource, key) as Scalable
  const { metadata, spec } = decode(scaleView, body).object as Scalable
  const replicas = spec?.replicas ?? 0
  if (replicas < 0) {
    throw invalidObject({ kind: 'Scale', group: 'autoscaling' }, key.name, [
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ])
  }
  // A Scale's resourceVersion is that of the workload which it is seen of.
  const resourceVersion = metadata.resourceVersion || current.metadata.resourceVersion
  const scaled = {
    ...current,
    metadata: { ...current.metadata, resourceVersion },
    spec: { ...current.spec, replicas },
  }
  const written = updateObject(store, resource, scaled, { part: 'main', env, writer })
  return { ...written, answer: readScale(written.object) }
}
