import { sameJson } from '../../api/equality'
import type { Deployment, ReplicaSet } from '../../resources'
import type { PodTemplate } from '../../resources/pod/spec'
import { compareStrings } from '../../sim'

/** Tells the Pods of one template from those of the next. */
export const HASH_LABEL = 'pod-template-hash'

/** The set that has a Deployment's present template; of several, the oldest. */
export const findCurrent = (
  { spec }: Deployment,
  sets: readonly ReplicaSet[],
): ReplicaSet | undefined =>
  sets.toSorted(byCreation).find((set) => sameTemplate(set.spec.template, spec.template))

/** Oldest first. */
export const byCreation = (left: ReplicaSet, right: ReplicaSet): number =>
  compareStrings(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
  compareStrings(left.metadata.name, right.metadata.name)

function sameTemplate(left: PodTemplate, right: PodTemplate): boolean {
  return sameJson(left.spec, right.spec) && sameJson(unhashed(left), unhashed(right))
}

function unhashed({ metadata }: PodTemplate): PodTemplate['metadata'] {
  const { [HASH_LABEL]: _, ...labels } = metadata.labels ?? {}
  return { ...metadata, labels }
}
