import { sameJson } from '../api/equality'
import { type FieldError, forbiddenField, notSupported, required } from '../api/field-error'
import { labelSelector, objectMeta } from '../api/meta-schema'
import {
  always,
  any,
  enumeration,
  type Infer,
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
import { byType, conditionFields } from './condition'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const
/** Who may use a volume at once. */
export const accessModes = optional(list(enumeration('PersistentVolumeAccessMode', ...MODES)))
const amounts = map(quantity, { name: 'ResourceList' })

const spec = object('PersistentVolumeClaimSpec', {
  accessModes,
  dataSource: pointer(
    object(
      'TypedLocalObjectReference',
      { apiGroup: pointer(string), kind: always(string), name: always(string) },
      { atomic: true },
    ),
  ),
  dataSourceRef: pointer(
    object('TypedObjectReference', {
      apiGroup: pointer(string),
      kind: always(string),
      name: always(string),
      namespace: pointer(string),
    }),
  ),
  resources: always(
    object('VolumeResourceRequirements', {
      limits: optional(amounts),
      requests: optional(amounts),
    }),
  ),
  selector: pointer(labelSelector),
  storageClassName: pointer(string),
  volumeAttributesClassName: pointer(string),
  volumeMode: pointer(enumeration('PersistentVolumeMode', 'Block', 'Filesystem')),
  volumeName: optional(string),
})

const fields = {
  spec: always(spec),
  status: always(
    object('PersistentVolumeClaimStatus', {
      accessModes,
      allocatedResourceStatuses: optional(map(string)),
      allocatedResources: optional(amounts),
      capacity: optional(amounts),
      conditions: optional(
        list(
          object('PersistentVolumeClaimCondition', {
            lastProbeTime: optional(time),
            lastTransitionTime: optional(time),
            ...conditionFields,
          }),
          byType,
        ),
      ),
      currentVolumeAttributesClassName: pointer(string),
      modifyVolumeStatus: pointer(any),
      phase: optional(enumeration('PersistentVolumeClaimPhase', 'Bound', 'Lost', 'Pending')),
    }),
  ),
} as const

const schema = object('PersistentVolumeClaim', fields)

/** Asks for storage. */
export type PersistentVolumeClaim = ObjectFrom<'PersistentVolumeClaim', typeof fields>

/** A claim in a StatefulSet: each of its Pods gets one like it. */
export const claimTemplate = object('PersistentVolumeClaim', {
  apiVersion: optional(string),
  kind: optional(string),
  metadata: always(objectMeta),
  ...fields,
})

const PENDING = { phase: 'Pending' } as const

/** What the API server fills in in a claim, alone or in a StatefulSet. */
export const defaultClaim = <Of extends Pick<Infer<typeof claimTemplate>, 'spec' | 'status'>>(
  claim: Of,
): Of => {
  const { spec, status } = claim
  return replaced(claim, {
    spec: filled(spec ?? {}, { volumeMode: 'Filesystem' }),
    status: filled(status ?? PENDING, PENDING),
  } as Partial<Of>)
}

function validateClaim(
  { metadata, spec }: PersistentVolumeClaim,
  previous?: PersistentVolumeClaim,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { accessModes = [], resources } = spec
  if (accessModes.length === 0) {
    report.push(required('spec.accessModes', 'at least 1 access mode is required'))
  }
  for (const [index, mode] of accessModes.entries()) {
    if (MODES.includes(mode)) continue
    report.push(notSupported(`spec.accessModes[${index}]`, mode, [...MODES].sort()))
  }
  if (resources.requests?.['storage'] === undefined) {
    report.push(required('spec.resources[storage]'))
  }
  // Whoever binds the claim names its volume, once.
  const { volumeName = spec.volumeName } = previous?.spec ?? {}
  const kept = { ...previous?.spec, resources, ...(volumeName !== undefined && { volumeName }) }
  if (previous && !sameJson({ ...spec, resources }, kept)) {
    report.push(forbiddenField('spec', KEPT))
  }
  return report
}

const KEPT =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName ' +
  'for bound claims'

/** Holds a claim for as long as a Pod uses it. */
export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection'

// The admission plugin StorageObjectInUseProtection.
function protectedClaim({ metadata, ...claim }: PersistentVolumeClaim): PersistentVolumeClaim {
  const { finalizers = [] } = metadata
  const held = finalizers.includes(CLAIM_PROTECTION)
    ? finalizers
    : [...finalizers, CLAIM_PROTECTION]
  return { ...claim, metadata: { ...metadata, finalizers: held }, status: PENDING }
}

const SHORT = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX' } as const

/** Access modes as tables show them. */
export const modesOf = (modes: PersistentVolumeClaim['spec']['accessModes'] = []): string =>
  MODES.filter((mode) => modes.includes(mode))
    .map((mode) => (mode === 'ReadWriteOncePod' ? 'RWOP' : SHORT[mode]))
    .join(',')

const modesText = ({ spec, status }: PersistentVolumeClaim): string =>
  spec.volumeName === undefined ? '' : modesOf(status.accessModes)

/** Keeps PersistentVolumeClaims (core/v1). */
export const persistentVolumeClaim = defineResource<PersistentVolumeClaim>({
  kind: 'PersistentVolumeClaim',
  group: '',
  version: 'v1',
  plural: 'persistentvolumeclaims',
  shortNames: ['pvc'],
  categories: [],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: defaultClaim,
  prepare: (object, previous) =>
    previous ? replaced(object, { status: previous.status }) : protectedClaim(object),
  validate: validateClaim,
  columns: [
    nameColumn,
    column('Status', ({ metadata, status }) =>
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
    ),
    column('Volume', ({ spec }) => spec.volumeName ?? ''),
    column('Capacity', ({ status }) => status.capacity?.['storage'] ?? ''),
    column('Access Modes', modesText),
    column('StorageClass', ({ spec }) => spec.storageClassName ?? ''),
    column('VolumeAttributesClass', ({ spec }) => spec.volumeAttributesClassName ?? '<unset>'),
    ageColumn,
    wide('VolumeMode', ({ spec }) => spec.volumeMode ?? '<unset>'),
  ],
  indexes: {},
  countsGenerations: false,
})
