import { controllerOf } from '../engine/api/object'
import { type Deployment, type ReplicaSet, resources } from '../engine/resources'
import { workloadId } from './pod'
import type { PodGroup, WorkloadSummary } from './summary'

/** What the picture shows of a workload; `grouped` are its Pods when they are shown as one. */
export function workloadSummary(
  { kind, metadata, spec, status }: Deployment | ReplicaSet,
  grouped: PodGroup | undefined,
): WorkloadSummary {
  const namespace = metadata.namespace ?? ''
  const { readyReplicas = 0, replicas = 0 } = status ?? {}
  return {
    type: 'workload',
    id: workloadId(kind, namespace, metadata.name),
    kind,
    namespace,
    name: metadata.name,
    replicas: spec.replicas ?? 1,
    ready: readyReplicas,
    updated: status && 'updatedReplicas' in status ? (status.updatedReplicas ?? 0) : replicas,
    ...(grouped ? { grouped } : {}),
  }
}

/** What it shows of Pods shown as one whose owner is of another kind: only they are told. */
export function ownerSummary(id: string, grouped: PodGroup): WorkloadSummary {
  const [lower = '', namespace = '', name = ''] = id.split('/')
  const kind = resources.find((each) => each.kind.toLowerCase() === lower)?.kind ?? lower
  const { pods, states } = grouped
  const counts = { replicas: pods, ready: states.ready ?? 0, updated: pods }
  return { type: 'workload', id, kind, namespace, name, ...counts, grouped }
}

/** Whether a ReplicaSet stands for itself: one of a Deployment is not shown. */
export const isBare = (set: ReplicaSet): boolean => controllerOf(set) === undefined
