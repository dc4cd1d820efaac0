import type { FieldError } from '../api/field-error'
import { labelSelector } from '../api/meta-schema'
import {
  always,
  defaulted,
  given,
  int32,
  list,
  object,
  optional,
  pointer,
  time,
} from '../api/schema'
import { checkNotNegative } from './checks'
import { templateColumns } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata, dotted } from './metadata'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { checkReplicas, checkSelectorKept, checkTemplate } from './pod-template'
import { NO_REPLICAS, replicaColumns, replicaFields, replicated } from './replicas'
import { defineResource, type ObjectFrom } from './resource'
import { orphanage, ownerUid } from './selection'
import { filled, replaced } from './sharing'

const apps = { group: 'apps' } as const

const condition = object(
  'ReplicaSetCondition',
  {
    lastTransitionTime: optional(time),
    ...conditionFields,
  },
  apps,
)

const schema = object(
  'ReplicaSet',
  {
    spec: always(
      object(
        'ReplicaSetSpec',
        {
          minReadySeconds: optional(int32),
          replicas: defaulted(int32),
          selector: { ...given(labelSelector), pointer: true },
          template: always(podTemplate),
        },
        apps,
      ),
    ),
    status: always(
      object(
        'ReplicaSetStatus',
        {
          ...replicaFields,
          conditions: optional(list(condition, byType)),
          terminatingReplicas: pointer(int32),
        },
        apps,
      ),
    ),
  },
  apps,
)

/** So many Pods like one template, at any time. */
export type ReplicaSet = ObjectFrom<'ReplicaSet', typeof schema.fields>

function defaultReplicaSet(replicaSet: ReplicaSet): ReplicaSet {
  const { spec } = replicaSet
  const complete = filled(replaced(spec, { template: defaultTemplate(spec.template) }), {
    replicas: 1,
  })
  return filled(replaced(replicaSet, { spec: complete }), { status: NO_REPLICAS })
}

function validateReplicaSet(replicaSet: ReplicaSet, previous?: ReplicaSet): readonly FieldError[] {
  const report: FieldError[] = []
  const { spec } = replicaSet
  checkMetadata(report, replicaSet.metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  checkReplicas(report, spec.replicas)
  checkNotNegative(report, 'spec.minReadySeconds', spec.minReadySeconds)
  checkTemplate(report, spec)
  if (previous) checkSelectorKept(report, spec.selector, previous.spec.selector)
  return report
}

/** Keeps ReplicaSets (apps/v1). */
export const replicaSet = defineResource<ReplicaSet>({
  ...replicated,
  kind: 'ReplicaSet',
  group: 'apps',
  plural: 'replicasets',
  shortNames: ['rs'],
  schema,
  default: defaultReplicaSet,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? NO_REPLICAS }),
  validate: validateReplicaSet,
  columns: [...replicaColumns, ...templateColumns<ReplicaSet>()],
  indexes: { owner: ownerUid, orphan: orphanage },
})
