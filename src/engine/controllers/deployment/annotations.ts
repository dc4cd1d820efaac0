import type { Labels } from '../../api/object'
import type { Deployment, ReplicaSet } from '../../resources'
import { boundsOf } from './replicas'

/** Counts the templates that a Deployment has had; `kubectl rollout history` shows it. */
export const REVISION = 'deployment.kubernetes.io/revision'
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
const DESIRED = 'deployment.kubernetes.io/desired-replicas'
const MAXIMUM = 'deployment.kubernetes.io/max-replicas'

// A set has these for itself, or has no use for them.
const NOT_COPIED: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  REVISION,
  REVISION_HISTORY,
  DESIRED,
  MAXIMUM,
]

/** A set's number in its Deployment's history; 0 when it has none. */
export const revisionOf = ({ metadata }: ReplicaSet): number =>
  Number(metadata.annotations?.[REVISION] ?? '0') || 0

/**
 * The annotations of the set that has the current template: the Deployment's own, and its revision.
 */
export function currentAnnotations(
  { metadata }: Deployment,
  annotations: Labels,
  revision: number,
): Labels {
  const copied = Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.includes(key)),
  )
  const own = annotations[REVISION]
  const merged = { ...annotations, ...copied }
  if (own === undefined) return { ...merged, [REVISION]: String(revision) }
  if (Number(own) >= revision) return merged
  // An older template has become the current one again: its former numbers are kept as history.
  const history = annotations[REVISION_HISTORY]
  return {
    ...merged,
    [REVISION]: String(revision),
    [REVISION_HISTORY]: history ? `${history},${own}` : own,
  }
}

/** The annotations with the size of the Deployment at which a set was scaled last. */
export function sizeAnnotations(deployment: Deployment, annotations: Labels = {}): Labels {
  const { replicas } = deployment.spec
  return {
    ...annotations,
    [DESIRED]: String(replicas),
    [MAXIMUM]: String(replicas + boundsOf(deployment).maxSurge),
  }
}

/** How large the Deployment was when a set was scaled last. */
export const desiredOf = (set: ReplicaSet): number | undefined => numberAt(set, DESIRED)

/** How many Pods the Deployment could have when a set was scaled last. */
export const maximumOf = (set: ReplicaSet): number | undefined => numberAt(set, MAXIMUM)

function numberAt({ metadata }: ReplicaSet, annotation: string): number | undefined {
  const text = metadata.annotations?.[annotation]
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text)
}
