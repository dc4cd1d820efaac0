import {
  always,
  any,
  boolean,
  defaulted,
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  quantity,
  string,
} from '../../api/schema'
import { fieldRef, resourceFieldRef } from './environment'

const items = list(
  object('KeyToPath', { key: given(string), mode: pointer(int32), path: given(string) }),
)

const projection = (name: string) =>
  object(name, { items: optional(items), name: optional(string), optional: pointer(boolean) })

const downwardAPIItems = list(
  object('DownwardAPIVolumeFile', {
    fieldRef: pointer(fieldRef),
    mode: pointer(int32),
    path: given(string),
    resourceFieldRef: pointer(resourceFieldRef),
  }),
)

const volumeProjection = object('VolumeProjection', {
  clusterTrustBundle: pointer(any),
  configMap: pointer(projection('ConfigMapProjection')),
  downwardAPI: pointer(object('DownwardAPIProjection', { items: optional(downwardAPIItems) })),
  podCertificate: pointer(any),
  secret: pointer(projection('SecretProjection')),
  serviceAccountToken: pointer(
    object('ServiceAccountTokenProjection', {
      audience: optional(string),
      expirationSeconds: defaulted(int64),
      path: given(string),
    }),
  ),
})

const hostPathType = enumeration(
  'HostPathType',
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
)

/** Sources of vendors, which have drivers of their own now. */
export const olderSources = {
  awsElasticBlockStore: pointer(any),
  azureDisk: pointer(any),
  azureFile: pointer(any),
  cephfs: pointer(any),
  cinder: pointer(any),
  fc: pointer(any),
  flexVolume: pointer(any),
  flocker: pointer(any),
  gcePersistentDisk: pointer(any),
  glusterfs: pointer(any),
  photonPersistentDisk: pointer(any),
  portworxVolume: pointer(any),
  quobyte: pointer(any),
  rbd: pointer(any),
  scaleIO: pointer(any),
  storageos: pointer(any),
  vsphereVolume: pointer(any),
} as const

/** A path of the node (core/v1 HostPathVolumeSource). */
export const hostPathSource = object('HostPathVolumeSource', {
  path: given(string),
  type: defaulted(hostPathType),
})

/**
 * A volume of a Pod (core/v1 Volume). The simulated node mounts those from the API, `emptyDir` and
 * `hostPath`; the others are stored as they come.
 */
export const volume = object('Volume', {
  configMap: pointer(
    object('ConfigMapVolumeSource', {
      defaultMode: defaulted(int32),
      items: optional(items),
      name: optional(string),
      optional: pointer(boolean),
    }),
  ),
  csi: pointer(any),
  downwardAPI: pointer(
    object('DownwardAPIVolumeSource', {
      defaultMode: defaulted(int32),
      items: optional(downwardAPIItems),
    }),
  ),
  emptyDir: pointer(
    object('EmptyDirVolumeSource', { medium: optional(string), sizeLimit: pointer(quantity) }),
  ),
  ephemeral: pointer(any),
  hostPath: pointer(hostPathSource),
  image: pointer(any),
  iscsi: pointer(any),
  name: given(string),
  nfs: pointer(any),
  ...olderSources,
  gitRepo: pointer(any),
  persistentVolumeClaim: pointer(
    object('PersistentVolumeClaimVolumeSource', {
      claimName: given(string),
      readOnly: optional(boolean),
    }),
  ),
  projected: pointer(
    object('ProjectedVolumeSource', {
      defaultMode: defaulted(int32),
      sources: always(list(volumeProjection)),
    }),
  ),
  secret: pointer(
    object('SecretVolumeSource', {
      defaultMode: defaulted(int32),
      items: optional(items),
      optional: pointer(boolean),
      secretName: optional(string),
    }),
  ),
})

/** A volume of a Pod. */
export type Volume = Infer<typeof volume>
