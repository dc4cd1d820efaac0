import type { Reader } from '../../apiserver/reader'
import type { PersistentVolumeClaim, Pod } from '../../resources'
import { type FilterPlugin, type Rejection, rejection } from '../plugin'

const ofPod = (reason: string): Rejection => ({ ...rejection(reason, false), isOfPod: true })

const UNBOUND = ofPod('pod has unbound immediate PersistentVolumeClaims')

/** Holds Pods back whose claims have no volume. */
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  prepare({ pod, reader }) {
    const names = claimsOf(pod)
    if (names.length === 0) return undefined
    const claims = names.map((name) => ({
      name,
      claim: reader.get('PersistentVolumeClaim', pod.metadata.namespace ?? '', name),
    }))
    const missing = claims.find(({ claim }) => claim === undefined)
    if (missing) {
      const absent = ofPod(`persistentvolumeclaim "${missing.name}" not found`)
      return () => absent
    }
    const isUnbound = claims.some(
      ({ claim }) => claim && claim.spec.volumeName === undefined && !isPatient(claim, reader),
    )
    return isUnbound ? () => UNBOUND : undefined
  },
}

// A claim that waits for a Pod does not make one wait.
function isPatient({ spec }: PersistentVolumeClaim, reader: Reader): boolean {
  const kind = spec.storageClassName && reader.get('StorageClass', '', spec.storageClassName)
  return kind ? kind.volumeBindingMode === 'WaitForFirstConsumer' : false
}

const claimsOf = ({ spec }: Pod): readonly string[] =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? [])
