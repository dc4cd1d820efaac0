import { type FieldError, required } from '../api/field-error'
import {
  always,
  defaulted,
  int32,
  list,
  map,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { checkNotNegative } from './checks'
import { containerColumns, selectorText, wide } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata, dotted } from './metadata'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { checkPodTemplate, checkReplicas, checkRestarted, mismatch } from './pod-template'
import { NO_REPLICAS, replicaColumns, replicaFields, replicated } from './replicas'
import { defineResource, type ObjectFrom } from './resource'
import { ownerUid } from './selection'
import { filled, replaced } from './sharing'

const schema = object('ReplicationController', {
  spec: always(
    object('ReplicationControllerSpec', {
      minReadySeconds: optional(int32),
      replicas: defaulted(int32),
      selector: optional(map(string, { atomic: true })),
      template: pointer(podTemplate),
    }),
  ),
  status: always(
    object('ReplicationControllerStatus', {
      ...replicaFields,
      conditions: optional(
        list(
          object('ReplicationControllerCondition', {
            lastTransitionTime: optional(time),
            ...conditionFields,
          }),
          byType,
        ),
      ),
    }),
  ),
})

/** So many Pods like one template: what there was before ReplicaSets. */
export type ReplicationController = ObjectFrom<'ReplicationController', typeof schema.fields>

// What it chooses by, and what it is found by itself, are its template's labels unless it says so.
function defaultController(object: ReplicationController): ReplicationController {
  const { metadata, spec } = object
  const template = spec.template && defaultTemplate(spec.template)
  const labels = template?.metadata.labels
  const hasOwn = Object.keys(spec.selector ?? {}).length > 0
  const complete = filled(
    replaced(spec, {
      ...(template && { template }),
      ...(!hasOwn && labels && { selector: labels }),
    }),
    { replicas: 1 },
  )
  const isNamed = Object.keys(metadata.labels ?? {}).length > 0 || !labels
  return filled(
    replaced(object, {
      spec: complete,
      ...(isNamed ? {} : { metadata: { ...metadata, labels } }),
    }),
    { status: NO_REPLICAS },
  )
}

function validateController(
  { metadata, spec }: ReplicationController,
  previous?: ReplicationController,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { minReadySeconds, replicas, selector = {}, template } = spec
  checkNotNegative(report, 'spec.minReadySeconds', minReadySeconds)
  const wanted = Object.entries(selector)
  if (wanted.length === 0) report.push(required('spec.selector'))
  checkReplicas(report, replicas)
  if (!template) {
    report.push(required('spec.template'))
    return report
  }
  const { labels = {} } = template.metadata
  if (wanted.some(([key, value]) => labels[key] !== value)) report.push(mismatch(template))
  checkPodTemplate(report, 'spec.template', template)
  checkRestarted(report, template, 'ReplicationController')
  return report
}

/** Keeps ReplicationControllers (core/v1). */
export const replicationController = defineResource<ReplicationController>({
  ...replicated,
  kind: 'ReplicationController',
  group: '',
  plural: 'replicationcontrollers',
  shortNames: ['rc'],
  schema,
  default: defaultController,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? NO_REPLICAS }),
  validate: validateController,
  columns: [
    ...replicaColumns,
    ...containerColumns<ReplicationController>(({ spec }) => spec.template?.spec.containers ?? []),
    wide('Selector', ({ spec }) => selectorText({ matchLabels: spec.selector ?? {} })),
  ],
  indexes: { owner: ownerUid },
})
