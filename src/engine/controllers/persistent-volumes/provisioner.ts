import { keyOf } from '../../api/object'
import type { PersistentVolumeClaim, StorageClass } from '../../resources'
import { seconds } from '../../sim'
import { type Controller, defineController } from '../controller'
import { told } from '../workload'
import { claimsOf, classOf, isUnbound, isWanted } from './claims'

const PROVISIONING_TAKES = seconds(2)

/** Makes volumes for claims of the classes that name it, on paths of nodes. */
export function provisioner(name: string, directory: string): Controller {
  return defineController({
    name,
    watches: {
      PersistentVolumeClaim: (claim) => [keyOf(claim)],
      Pod: claimsOf,
    },
    ignores: { Pod: (pod) => pod.spec.nodeName === undefined || claimsOf(pod).length === 0 },
    cost: () => PROVISIONING_TAKES,

    *reconcile({ namespace, name: claimName }, cluster) {
      const claim = cluster.get('PersistentVolumeClaim', namespace, claimName)
      const kind = claim && classOf(claim, cluster)
      if (!claim || kind?.provisioner !== name || !isUnbound(claim)) return
      const waits = kind.volumeBindingMode === 'WaitForFirstConsumer'
      if (claim.spec.volumeName || (waits && !isWanted(claim, cluster))) return
      const volume = `pvc-${claim.metadata.uid}`
      if (cluster.get('PersistentVolume', '', volume)) return
      const full = `${namespace}/${claimName}`
      const begun = `External provisioner is provisioning volume for claim "${full}"`
      yield told(claim, 'Normal', 'Provisioning', begun)
      const { refused } = yield { verb: 'create', object: made(claim, kind, directory) }
      if (refused) return
      const done = `Successfully provisioned volume ${volume}`
      yield told(claim, 'Normal', 'ProvisioningSucceeded', done)
    },
  })
}

function made(claim: PersistentVolumeClaim, kind: StorageClass, directory: string) {
  const { name, namespace = '', uid, resourceVersion } = claim.metadata
  const { accessModes, resources, volumeMode } = claim.spec
  const volume = `pvc-${uid}`
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volume,
      annotations: { 'pv.kubernetes.io/provisioned-by': kind.provisioner },
    },
    spec: {
      accessModes,
      capacity: { storage: resources.requests?.['storage'] ?? '0' },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name,
        namespace,
        uid,
        resourceVersion,
      },
      hostPath: { path: `${directory}/${volume}_${namespace}_${name}`, type: 'DirectoryOrCreate' },
      persistentVolumeReclaimPolicy: kind.reclaimPolicy,
      storageClassName: kind.metadata.name,
      volumeMode,
    },
  }
}
