import { matchesSelector } from '../../api/labels'
import { keyOf } from '../../api/object'
import { compareQuantities } from '../../api/quantity'
import { update, updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../resources'
import { VOLUME_PROTECTION } from '../../resources/persistentvolume'
import { compareStrings, seconds, timestamp } from '../../sim'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { isHeldBy, withoutFinalizer } from '../finalizers'
import { told } from '../workload'
import { claimsOf, classOf, isUnbound, isWanted } from './claims'

const PERIOD = seconds(15)
const NOTHING = 'no persistent volumes available for this claim and no storage class is set'
const BOUND = { 'pv.kubernetes.io/bind-completed': 'yes' } as const
const BY_CONTROLLER = { 'pv.kubernetes.io/bound-by-controller': 'yes' } as const

/**
 * Gives claims volumes, and says of the others why they have none
 * (pkg/controller/volume/persistentvolume).
 */
export const persistentVolumes = defineController({
  name: 'persistentvolume-controller',
  watches: {
    PersistentVolumeClaim: (claim) => [
      keyOf(claim),
      ...(claim.spec.volumeName ? [{ namespace: '', name: claim.spec.volumeName }] : []),
    ],
    // A volume is for a claim that waits for one.
    PersistentVolume: (volume, cluster) => [
      keyOf(volume),
      ...cluster.list('PersistentVolumeClaim').filter(isUnbound).map(keyOf),
    ],
    StorageClass: (_, cluster) =>
      cluster.list('PersistentVolumeClaim').filter(isUnbound).map(keyOf),
    Pod: claimsOf,
  },
  ignores: { Pod: (pod) => pod.spec.nodeName === undefined || claimsOf(pod).length === 0 },

  *reconcile({ namespace, name }, cluster, context) {
    if (namespace === '') {
      const volume = cluster.get('PersistentVolume', '', name)
      if (volume) yield* seeToVolume(volume, cluster, context)
      return
    }
    const claim = cluster.get('PersistentVolumeClaim', namespace, name)
    if (claim && isUnbound(claim)) yield* seeToClaim(claim, cluster)
  },
})

function* seeToClaim(claim: PersistentVolumeClaim, cluster: Reader): Step<void> {
  const kind = classOf(claim, cluster)
  const waits = kind?.volumeBindingMode === 'WaitForFirstConsumer' && !isWanted(claim, cluster)
  const volume = claim.spec.volumeName
    ? cluster.get('PersistentVolume', '', claim.spec.volumeName)
    : waits
      ? undefined
      : volumeFor(claim, cluster)
  if (volume) {
    yield* bind(claim, volume)
    return
  }
  yield waits
    ? told(claim, 'Normal', 'WaitForFirstConsumer', UNWANTED)
    : whyNot(claim, kind, claim.spec.storageClassName ?? '')
  yield { verb: 'requeue', after: PERIOD, idle: true }
}

const UNWANTED = 'waiting for first consumer to be created before binding'

function whyNot(claim: PersistentVolumeClaim, kind: StorageClass | undefined, name: string) {
  if (name === '') return told(claim, 'Normal', 'FailedBinding', NOTHING)
  const failed = (why: string) => told(claim, 'Warning', 'ProvisioningFailed', why)
  if (!kind) return failed(`storageclass.storage.k8s.io "${name}" not found`)
  const { provisioner } = kind
  if (provisioner.startsWith('kubernetes.io/')) {
    return failed(`no volume plugin matched name: ${provisioner}`)
  }
  const message =
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or ` +
    'manually by the system administrator. If volume creation is delayed, please verify that the ' +
    'provisioner is running and correctly registered.'
  return told(claim, 'Normal', 'ExternalProvisioning', message)
}

// One that is kept for the claim; else the smallest that will do.
function volumeFor(claim: PersistentVolumeClaim, cluster: Reader): PersistentVolume | undefined {
  const volumes = cluster.list('PersistentVolume').filter((each) => fits(each, claim))
  const [first] = volumes.toSorted(
    (left, right) =>
      Number(right.spec.claimRef !== undefined) - Number(left.spec.claimRef !== undefined) ||
      compareQuantities(sizeOf(left), sizeOf(right)) ||
      compareStrings(left.metadata.name, right.metadata.name),
  )
  return first
}

const sizeOf = ({ spec }: PersistentVolume): string => spec.capacity?.['storage'] ?? '0'

function fits({ metadata, spec }: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (metadata.deletionTimestamp !== undefined) return false
  const { accessModes = [], resources, selector, storageClassName = '', volumeMode } = claim.spec
  const { claimRef } = spec
  if (claimRef && !isFor(claimRef, claim)) return false
  const wanted = resources.requests?.['storage'] ?? '0'
  return (
    (spec.storageClassName ?? '') === storageClassName &&
    spec.volumeMode === volumeMode &&
    accessModes.every((mode) => spec.accessModes?.includes(mode)) &&
    (selector === undefined || matchesSelector(selector, metadata.labels)) &&
    compareQuantities(spec.capacity?.['storage'] ?? '0', wanted) >= 0
  )
}

type ClaimRef = NonNullable<PersistentVolume['spec']['claimRef']>

const isFor = ({ name, namespace, uid }: ClaimRef, { metadata }: PersistentVolumeClaim): boolean =>
  name === metadata.name &&
  namespace === metadata.namespace &&
  (uid === undefined || uid === '' || uid === metadata.uid)

function* bind(claim: PersistentVolumeClaim, volume: PersistentVolume): Step<void> {
  const { name, namespace = '', uid, resourceVersion } = claim.metadata
  if (volume.spec.claimRef?.uid !== uid) {
    if (volume.spec.claimRef && !isFor(volume.spec.claimRef, claim)) return
    const reference = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid }
    const taken = yield update({
      ...volume,
      metadata: annotated(volume.metadata, volume.spec.claimRef ? {} : BY_CONTROLLER),
      spec: { ...volume.spec, claimRef: { ...reference, resourceVersion } },
    } as PersistentVolume)
    if (taken.refused) return
  }
  const own = claim.spec.volumeName ? BOUND : { ...BOUND, ...BY_CONTROLLER }
  const named = yield update({
    ...claim,
    metadata: annotated(claim.metadata, own),
    spec: { ...claim.spec, volumeName: volume.metadata.name },
  } as PersistentVolumeClaim)
  if (named.refused || !named.object) return
  const { accessModes, capacity } = volume.spec
  yield updateStatus({
    ...named.object,
    status: { phase: 'Bound', ...(accessModes && { accessModes }), ...(capacity && { capacity }) },
  } as PersistentVolumeClaim)
}

const annotated = (
  metadata: PersistentVolume['metadata'],
  more: Readonly<Record<string, string>>,
): PersistentVolume['metadata'] => ({
  ...metadata,
  annotations: { ...metadata.annotations, ...more },
})

function* seeToVolume(
  volume: PersistentVolume,
  cluster: Reader,
  context: ReconcileContext,
): Step<void> {
  const { claimRef, persistentVolumeReclaimPolicy } = volume.spec
  const claim =
    claimRef && cluster.get('PersistentVolumeClaim', claimRef.namespace ?? '', claimRef.name ?? '')
  const isGone = claimRef?.uid !== undefined && claim?.metadata.uid !== claimRef.uid
  const isTaken = claim !== undefined && !isGone
  if (volume.metadata.deletionTimestamp !== undefined) {
    if (!isTaken && isHeldBy(volume, VOLUME_PROTECTION)) {
      yield update(withoutFinalizer(volume, VOLUME_PROTECTION))
    }
    return
  }
  const phase = isGone ? 'Released' : isTaken && claimRef?.uid ? 'Bound' : 'Available'
  const { epoch, now } = context
  if (volume.status.phase !== phase) {
    const lastPhaseTransitionTime = timestamp(epoch, now)
    yield updateStatus({
      ...volume,
      status: { phase, lastPhaseTransitionTime },
    } as PersistentVolume)
  }
  if (phase !== 'Released' || persistentVolumeReclaimPolicy !== 'Delete') return
  const { uid } = volume.metadata
  yield { verb: 'delete', kind: 'PersistentVolume', key: keyOf(volume), uid }
}
