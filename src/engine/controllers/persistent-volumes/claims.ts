import type { ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { PersistentVolumeClaim, Pod, StorageClass } from '../../resources'

/** The claims that a Pod uses. */
export function claimsOf({ metadata, spec }: Pod): readonly ObjectKey[] {
  if (spec.volumes === undefined) return NONE
  const { namespace = '' } = metadata
  return spec.volumes.flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? [{ namespace, name: claim.claimName }] : [],
  )
}

const NONE: readonly ObjectKey[] = []

/** Whether a claim waits for a volume. */
export const isUnbound = ({ metadata, status }: PersistentVolumeClaim): boolean =>
  metadata.deletionTimestamp === undefined && status.phase !== 'Bound'

/** The class that a claim names. */
export const classOf = (
  { spec }: PersistentVolumeClaim,
  cluster: Reader,
): StorageClass | undefined =>
  spec.storageClassName ? cluster.get('StorageClass', '', spec.storageClassName) : undefined

/** Whether a Pod that uses the claim has a node. */
export const isWanted = ({ metadata }: PersistentVolumeClaim, cluster: Reader): boolean =>
  cluster
    .list('Pod', metadata.namespace)
    .some(
      (pod) =>
        pod.spec.nodeName !== undefined && claimsOf(pod).some(({ name }) => name === metadata.name),
    )
