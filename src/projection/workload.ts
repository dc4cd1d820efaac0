import { controllerOf } from '../engine/api/object'
import type { Deployment, ReplicaSet } from '../engine/resources'
import { nodeId } from './node'
import { workloadId } from './pod'
import type { PodGroup, PodSummary, WorkloadSummary } from './summary'

/** What the picture shows of a workload; `pods` are given when they are not shown themselves. */
export function workloadSummary(
  { kind, metadata, spec, status }: Deployment | ReplicaSet,
  pods: readonly PodSummary[] | undefined,
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
    ...(pods ? { grouped: groupOf(pods) } : {}),
  }
}

/** Whether a ReplicaSet stands for itself: one of a Deployment is not shown. */
export const isBare = (set: ReplicaSet): boolean => controllerOf(set) === undefined

function groupOf(pods: readonly PodSummary[]): PodGroup {
  const states: Record<string, number> = {}
  const nodes: Record<string, number> = {}
  for (const { state, node } of pods) {
    states[state] = (states[state] ?? 0) + 1
    if (node !== undefined) nodes[nodeId(node)] = (nodes[nodeId(node)] ?? 0) + 1
  }
  return { pods: pods.length, states, nodes }
}
