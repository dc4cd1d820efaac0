import { sameJson } from '../api/equality'
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../api/field-error'
import {
  boolean,
  enumeration,
  given,
  list,
  map,
  object,
  optional,
  pointer,
  string,
} from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { checkMetadata, ofCluster } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled } from './sharing'

const storage = { group: 'storage' } as const
const POLICIES = ['Delete', 'Retain'] as const
const MODES = ['Immediate', 'WaitForFirstConsumer'] as const

const schema = object(
  'StorageClass',
  {
    allowVolumeExpansion: pointer(boolean),
    allowedTopologies: optional(
      list(
        object(
          'TopologySelectorTerm',
          {
            matchLabelExpressions: optional(
              list(
                object('TopologySelectorLabelRequirement', {
                  key: given(string),
                  values: given(list(string)),
                }),
              ),
            ),
          },
          { atomic: true },
        ),
      ),
    ),
    mountOptions: optional(list(string)),
    parameters: optional(map(string)),
    provisioner: given(string),
    reclaimPolicy: pointer(enumeration('PersistentVolumeReclaimPolicy', 'Delete', 'Retain')),
    volumeBindingMode: pointer(enumeration('VolumeBindingMode', ...MODES)),
  },
  storage,
)

/** A sort of storage, and who makes volumes of it. */
export type StorageClass = ObjectFrom<'StorageClass', typeof schema.fields>

const MARKS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

/** Whether a class is the one for claims that name none. */
export const isDefaultClass = ({ metadata }: StorageClass): boolean =>
  MARKS.some((mark) => metadata.annotations?.[mark] === 'true')

function validateClass(object: StorageClass, previous?: StorageClass): readonly FieldError[] {
  const report: FieldError[] = []
  const { metadata, parameters, provisioner = '', reclaimPolicy, volumeBindingMode } = object
  checkMetadata(report, metadata, ofCluster, previous?.metadata)
  if (previous) {
    if (!sameJson(parameters ?? {}, previous.parameters ?? {})) {
      report.push(forbiddenField('parameters', 'updates to parameters are forbidden.'))
    }
    if (provisioner !== previous.provisioner) {
      report.push(forbiddenField('provisioner', 'updates to provisioner are forbidden.'))
    }
    if (reclaimPolicy !== previous.reclaimPolicy) {
      report.push(forbiddenField('reclaimPolicy', 'updates to reclaimPolicy are forbidden.'))
    }
    if (volumeBindingMode !== previous.volumeBindingMode) {
      report.push(invalid('volumeBindingMode', volumeBindingMode, 'field is immutable'))
    }
    return report
  }
  if (provisioner === '') report.push(required('provisioner'))
  if (reclaimPolicy !== undefined && !POLICIES.includes(reclaimPolicy)) {
    report.push(notSupported('reclaimPolicy', reclaimPolicy, POLICIES))
  }
  if (volumeBindingMode !== undefined && !MODES.includes(volumeBindingMode)) {
    report.push(notSupported('volumeBindingMode', volumeBindingMode, MODES))
  }
  return report
}

/** Keeps StorageClasses (storage/v1). */
export const storageClass = defineResource<StorageClass>({
  kind: 'StorageClass',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  shortNames: ['sc'],
  categories: [],
  namespaced: false,
  subresources: [],
  schema,
  default: (object) => filled(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  validate: validateClass,
  columns: [
    {
      ...nameColumn,
      cell: (object) =>
        isDefaultClass(object as StorageClass)
          ? `${object.metadata.name} (default)`
          : object.metadata.name,
    },
    column('Provisioner', ({ provisioner }) => provisioner),
    column('ReclaimPolicy', ({ reclaimPolicy = '' }) => reclaimPolicy),
    column('VolumeBindingMode', ({ volumeBindingMode = '' }) => volumeBindingMode),
    column('AllowVolumeExpansion', ({ allowVolumeExpansion = false }) => allowVolumeExpansion),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: false,
})
