import { keyOf } from '../../api/object'
import { update } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { PersistentVolumeClaim } from '../../resources'
import { CLAIM_PROTECTION } from '../../resources/persistentvolumeclaim'
import { defineController } from '../controller'
import { isHeldBy, withoutFinalizer } from '../finalizers'
import { isTerminal } from '../readiness'
import { claimsOf } from './claims'

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

const isUsed = ({ metadata }: PersistentVolumeClaim, cluster: Reader): boolean =>
  cluster
    .list('Pod', metadata.namespace)
    .some((pod) => !isTerminal(pod) && claimsOf(pod).some(({ name }) => name === metadata.name))
