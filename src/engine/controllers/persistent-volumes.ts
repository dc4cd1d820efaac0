import { keyOf, type ObjectKey } from '../api/object'
import { update } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { PersistentVolumeClaim, Pod } from '../resources'
import { CLAIM_PROTECTION } from '../resources/persistentvolumeclaim'
import { seconds } from '../sim'
import { defineController } from './controller'
import { isHeldBy, withoutFinalizer } from './finalizers'
import { isTerminal } from './readiness'
import { told } from './workload'

const PERIOD = seconds(15)
const NOTHING = 'no persistent volumes available for this claim and no storage class is set'

/**
 * Says of claims that nobody can fill them: there is no storage here
 * (pkg/controller/volume/persistentvolume).
 */
export const persistentVolumes = defineController({
  name: 'persistentvolume-controller',
  watches: { PersistentVolumeClaim: (claim) => [keyOf(claim)] },
  ignores: { PersistentVolumeClaim: (_, before) => before !== undefined },

  *reconcile({ namespace, name }, cluster) {
    const claim = cluster.get('PersistentVolumeClaim', namespace, name)
    if (!claim || claim.metadata.deletionTimestamp !== undefined) return
    const { storageClassName: storage = '' } = claim.spec
    yield storage === ''
      ? told(claim, 'Normal', 'FailedBinding', NOTHING)
      : told(
          claim,
          'Warning',
          'ProvisioningFailed',
          `storageclass.storage.k8s.io "${storage}" not found`,
        )
    yield { verb: 'requeue', after: PERIOD, idle: true }
  },
})

/** Lets a claim go when no Pod uses it any longer (pkg/controller/volume/pvcprotection). */
export const claimProtection = defineController({
  name: 'pvc-protection-controller',
  watches: {
    PersistentVolumeClaim: (claim) => (isGoing(claim) ? [keyOf(claim)] : []),
    Pod: claimsOf,
  },
  ignores: { Pod: (pod) => claimsOf(pod).length === 0 },

  *reconcile({ namespace, name }, cluster) {
    const claim = cluster.get('PersistentVolumeClaim', namespace, name)
    if (!claim || !isGoing(claim) || isUsed(claim, cluster)) return
    yield update(withoutFinalizer(claim, CLAIM_PROTECTION))
  },
})

const isGoing = (claim: PersistentVolumeClaim): boolean =>
  claim.metadata.deletionTimestamp !== undefined && isHeldBy(claim, CLAIM_PROTECTION)

function claimsOf({ metadata, spec }: Pod): readonly ObjectKey[] {
  if (spec.volumes === undefined) return NONE
  const { namespace = '' } = metadata
  return spec.volumes.flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? [{ namespace, name: claim.claimName }] : [],
  )
}

const NONE: readonly ObjectKey[] = []

const isUsed = ({ metadata }: PersistentVolumeClaim, cluster: Reader): boolean =>
  cluster
    .list('Pod', metadata.namespace)
    .some((pod) => !isTerminal(pod) && claimsOf(pod).some(({ name }) => name === metadata.name))
