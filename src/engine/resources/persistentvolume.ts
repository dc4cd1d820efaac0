import { sameJson } from '../api/equality'
import { type FieldError, forbiddenField, notSupported, required } from '../api/field-error'
import {
  always,
  any,
  enumeration,
  given,
  list,
  map,
  object,
  optional,
  pointer,
  quantity,
  string,
  time,
} from '../api/schema'
import { ageColumn, column, nameColumn, wide } from './columns'
import { checkMetadata, ofCluster } from './metadata'
import { accessModes, modesOf } from './persistentvolumeclaim'
import { hostPathSource, olderSources } from './pod/volume'
import { objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const POLICIES = ['Delete', 'Recycle', 'Retain'] as const

const sources = {
  ...olderSources,
  csi: pointer(any),
  hostPath: pointer(hostPathSource),
  iscsi: pointer(any),
  local: pointer(object('LocalVolumeSource', { fsType: pointer(string), path: given(string) })),
  nfs: pointer(any),
} as const

const schema = object('PersistentVolume', {
  spec: always(
    object('PersistentVolumeSpec', {
      accessModes,
      capacity: optional(map(quantity, { name: 'ResourceList' })),
      claimRef: pointer(objectReference),
      mountOptions: optional(list(string)),
      nodeAffinity: pointer(any),
      persistentVolumeReclaimPolicy: optional(
        enumeration('PersistentVolumeReclaimPolicy', ...POLICIES),
      ),
      storageClassName: optional(string),
      volumeAttributesClassName: pointer(string),
      volumeMode: pointer(enumeration('PersistentVolumeMode', 'Block', 'Filesystem')),
      ...sources,
    }),
  ),
  status: always(
    object('PersistentVolumeStatus', {
      lastPhaseTransitionTime: optional(time),
      message: optional(string),
      phase: optional(
        enumeration('PersistentVolumePhase', 'Available', 'Bound', 'Failed', 'Pending', 'Released'),
      ),
      reason: optional(string),
    }),
  ),
})

/** Storage that there is: a claim may have it. */
export type PersistentVolume = ObjectFrom<'PersistentVolume', typeof schema.fields>

/** Holds a volume for as long as a claim has it. */
export const VOLUME_PROTECTION = 'kubernetes.io/pv-protection'

const PENDING = { phase: 'Pending' } as const

// The admission plugin StorageObjectInUseProtection.
function protectedVolume(volume: PersistentVolume): PersistentVolume {
  const { finalizers = [] } = volume.metadata
  const held = finalizers.includes(VOLUME_PROTECTION)
    ? finalizers
    : [...finalizers, VOLUME_PROTECTION]
  return { ...volume, metadata: { ...volume.metadata, finalizers: held }, status: PENDING }
}

const sourcesOf = (spec: PersistentVolume['spec']): readonly string[] =>
  Object.keys(sources).filter((name) => spec[name as keyof typeof sources] !== undefined)

function validateVolume(
  { metadata, spec }: PersistentVolume,
  previous?: PersistentVolume,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, ofCluster, previous?.metadata)
  if (spec === previous?.spec) return report
  const { accessModes: modes = [], capacity = {} } = spec
  if (modes.length === 0) report.push(required('spec.accessModes'))
  if (Object.keys(capacity).length === 0) report.push(required('spec.capacity'))
  else if (capacity['storage'] === undefined || Object.keys(capacity).length > 1) {
    report.push(notSupported('spec.capacity', capacity, ['storage']))
  }
  const [first, ...others] = sourcesOf(spec)
  if (first === undefined) report.push(required('spec', 'must specify a volume type'))
  for (const name of others) {
    report.push(forbiddenField(`spec.${name}`, 'may not specify more than 1 volume type'))
  }
  const { persistentVolumeReclaimPolicy: policy } = spec
  if (policy !== undefined && !POLICIES.includes(policy)) {
    report.push(notSupported('spec.persistentVolumeReclaimPolicy', policy, POLICIES))
  }
  if (previous && first !== undefined) {
    const source = (of: PersistentVolume['spec']): unknown =>
      sourcesOf(of).map((name) => of[name as keyof typeof sources])
    if (!sameJson(source(spec), source(previous.spec))) {
      const detail = 'spec.persistentvolumesource is immutable after creation'
      report.push(forbiddenField('spec.persistentvolumesource', detail))
    }
  }
  return report
}

function claimText({ spec }: PersistentVolume): string {
  const { namespace = '', name = '' } = spec.claimRef ?? {}
  return spec.claimRef ? `${namespace}/${name}` : ''
}

const typedPath = (spec: PersistentVolume['spec']): PersistentVolume['spec'] =>
  spec.hostPath && spec.hostPath.type === undefined
    ? { ...spec, hostPath: { ...spec.hostPath, type: '' } }
    : spec

/** Keeps PersistentVolumes (core/v1). */
export const persistentVolume = defineResource<PersistentVolume>({
  kind: 'PersistentVolume',
  group: '',
  version: 'v1',
  plural: 'persistentvolumes',
  shortNames: ['pv'],
  categories: [],
  namespaced: false,
  subresources: ['status'],
  schema,
  default: (object) =>
    replaced(object, {
      spec: filled(typedPath(object.spec ?? {}), {
        persistentVolumeReclaimPolicy: 'Retain',
        volumeMode: 'Filesystem',
      }),
      status: filled(object.status ?? PENDING, PENDING),
    }),
  prepare: (object, previous) =>
    previous ? replaced(object, { status: previous.status }) : protectedVolume(object),
  validate: validateVolume,
  columns: [
    nameColumn,
    column('Capacity', ({ spec }) => spec.capacity?.['storage'] ?? ''),
    column('Access Modes', ({ spec }) => modesOf(spec.accessModes)),
    column('Reclaim Policy', ({ spec }) => spec.persistentVolumeReclaimPolicy ?? ''),
    column('Status', ({ metadata, status }) =>
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
    ),
    column('Claim', claimText),
    column('StorageClass', ({ spec }) => spec.storageClassName ?? ''),
    column('VolumeAttributesClass', ({ spec }) => spec.volumeAttributesClassName ?? '<unset>'),
    column('Reason', ({ status }) => status.reason ?? ''),
    ageColumn,
    wide('VolumeMode', ({ spec }) => spec.volumeMode ?? '<unset>'),
  ],
  indexes: {},
  countsGenerations: false,
})
