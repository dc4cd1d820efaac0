import type { KubeObject } from '../api/object'
import { given, int32, int64, optional } from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import type { Resource } from './resource'

/** What the status of a ReplicaSet and of a ReplicationController both tell. */
export const replicaFields = {
  availableReplicas: optional(int32),
  fullyLabeledReplicas: optional(int32),
  observedGeneration: optional(int64),
  readyReplicas: optional(int32),
  replicas: given(int32),
} as const

/** An object that keeps so many Pods of one template. */
interface Replicated extends KubeObject {
  readonly spec: { readonly replicas: number }
  readonly status: { readonly replicas: number; readonly readyReplicas?: number }
}

/** The status of one that nobody has looked at yet. */
export const NO_REPLICAS = { replicas: 0 } as const

/** What both kinds are alike in. */
export const replicated = {
  version: 'v1',
  categories: ['all'],
  namespaced: true,
  subresources: ['status', 'scale'],
  fieldSelectors: { 'status.replicas': ({ status }: Replicated) => `${status.replicas}` },
  countsGenerations: true,
} as const satisfies Partial<Resource<Replicated>>

/** The columns that stand before those of the containers. */
export const replicaColumns = [
  nameColumn,
  column('Desired', ({ spec }: Replicated) => spec.replicas, 'integer'),
  column('Current', ({ status }: Replicated) => status.replicas, 'integer'),
  column('Ready', ({ status }: Replicated) => status.readyReplicas ?? 0, 'integer'),
  ageColumn,
] as const
