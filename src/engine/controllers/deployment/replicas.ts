import type { Deployment, ReplicaSet } from '../../resources'

/** How many Pods a rollout may have too many, and too few. */
export interface Bounds {
  readonly maxSurge: number
  readonly maxUnavailable: number
}

/** Resolves counts and percentages: what is too many is rounded up, what is too few down. */
export function boundsOf({ spec }: Deployment): Bounds {
  const { replicas, strategy } = spec
  if (strategy.type !== 'RollingUpdate') return { maxSurge: 0, maxUnavailable: 0 }
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy.rollingUpdate ?? {}
  const surge = resolve(maxSurge, replicas, Math.ceil)
  const unavailable = resolve(maxUnavailable, replicas, Math.floor)
  // With neither, nothing could ever move.
  const usable = surge === 0 && unavailable === 0 ? 1 : unavailable
  return { maxSurge: surge, maxUnavailable: Math.min(usable, replicas) }
}

function resolve(
  value: number | string,
  replicas: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') return value
  return round((Number.parseInt(value, 10) * replicas) / 100)
}

/** How many replicas the current set gets next: all that are wanted, as far as the surge allows. */
export function nextReplicas(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  current: number,
): number {
  const { replicas, strategy } = deployment.spec
  if (strategy.type === 'Recreate') return replicas
  const allowed = replicas + boundsOf(deployment).maxSurge - wantedReplicas(all)
  return allowed <= 0 ? current : current + Math.min(allowed, replicas - current)
}

/** What the sets ask for together. */
export const wantedReplicas = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, { spec }) => sum + spec.replicas, 0)

/** What the sets have available together. */
export const availableReplicas = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0)

/** The sets that ask for any Pods. */
export const activeSets = (sets: readonly ReplicaSet[]): readonly ReplicaSet[] =>
  sets.filter(({ spec }) => spec.replicas > 0)
