import { sameJson } from '../api/equality'
import { type FieldError, forbiddenField, invalid, notSupported } from '../api/field-error'
import { labelSelector } from '../api/meta-schema'
import { dns1123Label } from '../api/names'
import {
  always,
  defaulted,
  enumeration,
  given,
  int32,
  int64,
  intOrString,
  list,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { checkNotNegative, checkText, type Report } from './checks'
import { ageColumn, column, containerColumns, nameColumn } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata, type Naming } from './metadata'
import { claimTemplate, defaultClaim } from './persistentvolumeclaim'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { checkPodTemplate, checkReplicas, checkRestarted, checkSelector } from './pod-template'
import { defineResource, type ObjectFrom } from './resource'
import { filled, mapShared, replaced } from './sharing'

const apps = { group: 'apps' } as const

const updateStrategy = object(
  'StatefulSetUpdateStrategy',
  {
    rollingUpdate: pointer(
      object(
        'RollingUpdateStatefulSetStrategy',
        { maxUnavailable: pointer(intOrString), partition: defaulted(int32) },
        apps,
      ),
    ),
    type: always(enumeration('StatefulSetUpdateStrategyType', 'OnDelete', 'RollingUpdate')),
  },
  apps,
)

const retention = object(
  'StatefulSetPersistentVolumeClaimRetentionPolicy',
  { whenDeleted: always(string), whenScaled: always(string) },
  apps,
)

const schema = object(
  'StatefulSet',
  {
    spec: always(
      object(
        'StatefulSetSpec',
        {
          minReadySeconds: optional(int32),
          ordinals: pointer(object('StatefulSetOrdinals', { start: given(int32) }, apps)),
          persistentVolumeClaimRetentionPolicy: pointer(retention),
          podManagementPolicy: always(
            enumeration('PodManagementPolicyType', 'OrderedReady', 'Parallel'),
          ),
          replicas: defaulted(int32),
          revisionHistoryLimit: defaulted(int32),
          selector: { ...given(labelSelector), pointer: true },
          // Go writes it even when it is empty.
          serviceName: always(string),
          template: given(podTemplate),
          updateStrategy: always(updateStrategy),
          volumeClaimTemplates: optional(list(claimTemplate)),
        },
        apps,
      ),
    ),
    status: always(
      object(
        'StatefulSetStatus',
        {
          availableReplicas: always(int32),
          collisionCount: pointer(int32),
          conditions: optional(
            list(
              object(
                'StatefulSetCondition',
                { lastTransitionTime: optional(time), ...conditionFields },
                apps,
              ),
              byType,
            ),
          ),
          currentReplicas: optional(int32),
          currentRevision: optional(string),
          observedGeneration: optional(int64),
          readyReplicas: optional(int32),
          replicas: given(int32),
          updateRevision: optional(string),
          updatedReplicas: optional(int32),
        },
        apps,
      ),
    ),
  },
  apps,
)

/** Pods of one template that keep their names, one after the other. */
export type StatefulSet = ObjectFrom<'StatefulSet', typeof schema.fields>

type Spec = StatefulSet['spec']
type Strategy = Spec['updateStrategy']

const EMPTY = { availableReplicas: 0, replicas: 0 } as const
const RETAIN = { whenDeleted: 'Retain', whenScaled: 'Retain' } as const

function defaultStatefulSet(set: StatefulSet): StatefulSet {
  const { spec } = set
  const { volumeClaimTemplates } = spec
  const parts = replaced(spec, {
    persistentVolumeClaimRetentionPolicy: filled(
      spec.persistentVolumeClaimRetentionPolicy ?? RETAIN,
      RETAIN,
    ),
    template: defaultTemplate(spec.template),
    updateStrategy: defaultStrategy(spec.updateStrategy ?? {}),
    ...(volumeClaimTemplates && {
      volumeClaimTemplates: mapShared(volumeClaimTemplates, defaultClaim),
    }),
  })
  const complete = filled(parts, {
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
  })
  return filled(replaced(set, { spec: complete }), { status: EMPTY })
}

function defaultStrategy(given: Strategy): Strategy {
  if (!given.type) {
    const rollingUpdate = filled(given.rollingUpdate ?? { partition: 0 }, { partition: 0 })
    return { ...given, rollingUpdate, type: 'RollingUpdate' }
  }
  const { rollingUpdate, type } = given
  if (type !== 'RollingUpdate' || !rollingUpdate) return given
  return replaced(given, { rollingUpdate: filled(rollingUpdate, { partition: 0 }) })
}

const naming: Naming = { rule: dns1123Label, namespaced: true }

function validateStatefulSet(set: StatefulSet, previous?: StatefulSet): readonly FieldError[] {
  const report: FieldError[] = []
  const { spec } = set
  checkMetadata(report, set.metadata, naming, previous?.metadata)
  if (spec === previous?.spec) return report
  checkStrategy(report, spec)
  checkRetention(report, spec)
  checkReplicas(report, spec.replicas)
  checkNotNegative(report, 'spec.minReadySeconds', spec.minReadySeconds)
  checkNotNegative(report, 'spec.ordinals.start', spec.ordinals?.start)
  checkTemplate(report, spec)
  checkRestarted(report, spec.template, 'StatefulSet')
  if (previous && !sameJson(fixed(spec), fixed(previous.spec))) {
    report.push(forbiddenField('spec', KEPT))
  }
  return report
}

const KEPT =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', " +
  "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and " +
  "'minReadySeconds' are forbidden"

const fixed = ({ podManagementPolicy, selector, serviceName, volumeClaimTemplates }: Spec) => ({
  podManagementPolicy,
  selector,
  serviceName,
  volumeClaimTemplates,
})

// Behind the gate MaxUnavailableStatefulSet, which v1.34 has shut: the server drops the field.
function withoutGated(set: StatefulSet): StatefulSet {
  const { rollingUpdate, ...strategy } = set.spec.updateStrategy ?? {}
  if (rollingUpdate?.maxUnavailable === undefined) return set
  const { maxUnavailable: _, ...kept } = rollingUpdate
  const updateStrategy = { ...strategy, rollingUpdate: kept } as Strategy
  return { ...set, spec: { ...set.spec, updateStrategy } }
}

function checkStrategy(report: Report, { podManagementPolicy, updateStrategy }: Spec): void {
  if (podManagementPolicy !== 'OrderedReady' && podManagementPolicy !== 'Parallel') {
    const detail = "must be 'OrderedReady' or 'Parallel'"
    report.push(invalid('spec.podManagementPolicy', podManagementPolicy, detail))
  }
  const { rollingUpdate, type } = updateStrategy
  const field = 'spec.updateStrategy'
  const value = rollingUpdate && { Partition: rollingUpdate.partition, MaxUnavailable: null }
  if (type === 'OnDelete') {
    if (!rollingUpdate) return
    const detail = "only allowed for updateStrategy 'RollingUpdate'"
    report.push(invalid(`${field}.rollingUpdate`, value, detail))
  } else if (type !== 'RollingUpdate') {
    // The value is shown as the Go struct that it is, not as its JSON.
    const shownStrategy = { Type: type, RollingUpdate: value ?? null }
    report.push(invalid(field, shownStrategy, "must be 'RollingUpdate' or 'OnDelete'"))
  } else if (rollingUpdate) {
    checkNotNegative(report, `${field}.rollingUpdate.partition`, rollingUpdate.partition)
  }
}

function checkRetention(report: Report, spec: Spec): void {
  const policy = spec.persistentVolumeClaimRetentionPolicy
  for (const name of ['whenDeleted', 'whenScaled'] as const) {
    const value = policy?.[name] ?? 'Retain'
    if (value === 'Retain' || value === 'Delete') continue
    const field = `spec.persistentVolumeClaimRetentionPolicy.${name}`
    report.push(notSupported(field, value, ['Retain', 'Delete']))
  }
}

function checkTemplate(report: Report, spec: Spec): void {
  const { serviceName, template } = spec
  if (serviceName) checkText(report, 'spec.serviceName', serviceName, dns1123Label)
  if (!checkSelector(report, spec, { kind: 'statefulset', unreadable: '' })) return
  checkPodTemplate(report, 'spec.template', template)
}

/** Keeps StatefulSets (apps/v1). */
export const statefulSet = defineResource<StatefulSet>({
  kind: 'StatefulSet',
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status', 'scale'],
  schema,
  default: defaultStatefulSet,
  prepare: (object, previous) =>
    replaced(withoutGated(object), { status: previous?.status ?? EMPTY }),
  validate: validateStatefulSet,
  columns: [
    nameColumn,
    column('Ready', ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas}`),
    ageColumn,
    ...containerColumns<StatefulSet>(({ spec }) => spec.template.spec.containers),
  ],
  indexes: {},
  countsGenerations: true,
})
